/* directory-name.h - a name that somebody typed: what kind of name it is, how to ask for it, and
 * whom it fits. Pure; any thread. For this room only.
 *
 *   CORP\ann                 a logon name of one domain
 *   ann@corp.example         an address or a user principal name
 *   CN=Ann,OU=…, S-1-5-…, a GUID
 *   =Ann Miller              exactly so
 *   Miller, Ann              both orders
 *   Ann Miller <ann@…>       the address
 *   Ann Mil                  the beginning of any name
 *
 * Several names are asked for in one filter, so what comes back has to be told apart here. The
 * comparison is the directory's: beginnings, whatever the case and the accents.
 */
#pragma once

#include "directory-filter.h"
#include "directory-value.h"

typedef enum
{
  DIRECTORY_NAME_BAD, /* nobody is called so */
  DIRECTORY_NAME_PLAIN,
  DIRECTORY_NAME_EXACT,
  DIRECTORY_NAME_ADDRESS,
  DIRECTORY_NAME_LOGON,
  DIRECTORY_NAME_DN,
  DIRECTORY_NAME_SID,
  DIRECTORY_NAME_GUID
} DirectoryNameKind;

typedef struct
{
  DirectoryNameKind kind;
  char *text;    /* trimmed, without what only tells the kind */
  char *turned;  /* "Ann Miller" of "Miller, Ann"; else NULL */
  char *domain;  /* of LOGON and ADDRESS, folded; else NULL */
  char *account; /* the same; as typed */
  /* Folded: */
  char *key;
  char *turned_key;
  char *words[2]; /* of a name of several words: the first, and the rest; else NULL */
  guint8 bytes[DIRECTORY_SID_MOST_BYTES]; /* of SID and GUID */
  gsize n_bytes;
} DirectoryName;

/* Never NULL. */
DirectoryName *directory_name_new (const char *text);
void directory_name_free (DirectoryName *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryName, directory_name_free)

/* What finds whom it fits; NULL for a BAD one. */
DirectoryFilter *directory_name_filter (const DirectoryName *self);
/* The same where nobody looks at the answer: without those who only may be meant. */
DirectoryFilter *directory_name_plain_filter (const DirectoryName *self);
/* Only whom it fits exactly. NULL for a BAD one. */
DirectoryFilter *directory_name_exact_filter (const DirectoryName *self);

/* Without case, accents, widths of letters. Caller frees. */
char *directory_name_fold (const char *text);

/* Without blanks (of any kind) and invisible marks around it. text: UTF-8. Caller frees. */
char *directory_name_trim (const char *text, gsize length);

/* What an entry is called, as it stands there: NULL where it has none. Borrowed. */
#define DIRECTORY_NAME_MOST_ADDRESSES 64
#define DIRECTORY_NAME_MOST_OTHERS 12

typedef struct
{
  const char *display;
  const char *given;
  const char *surname;
  const char *logon;
  const char *upn;
  const char *mail;
  const char *others[DIRECTORY_NAME_MOST_OTHERS]; /* what else the directory compares with */
  guint n_others;
  const char *addresses[DIRECTORY_NAME_MOST_ADDRESSES]; /* "smtp:ann@corp.example" */
  guint n_addresses;
  const char *dn;
  const char *domain;  /* DNS name, in lower case */
  const char *netbios; /* "" when it is not known */
  const guint8 *guid;  /* DIRECTORY_GUID_BYTES; or NULL */
  const guint8 *sid;   /* or NULL */
  gsize n_sid;
} DirectoryCalled;

typedef enum
{
  DIRECTORY_FIT_NONE,
  DIRECTORY_FIT_NEAR, /* found by its filter, but not meant: that logon name in another domain */
  DIRECTORY_FIT_BEGINS,
  DIRECTORY_FIT_EXACT
} DirectoryFit;

/* Folds what an entry is called once, to be compared with many names. */
typedef struct _DirectoryFolded DirectoryFolded;
DirectoryFolded *directory_folded_new (const DirectoryCalled *called); /* borrows called */
void directory_folded_free (DirectoryFolded *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryFolded, directory_folded_free)

DirectoryFit directory_name_fits (const DirectoryName *self, const DirectoryFolded *entry);
