/* session-autodiscover.h - finds an organisation's web service from an address. Blocks; any thread.
 *
 * Errors: those of autodiscover-run.h. After "autodiscover-unconfirmed" the person is asked whether
 * facts->host is theirs, and the search begins again with it among the confirmed hosts.
 */
#pragma once

#include "checks-result.h"
#include "session-core.h"

/* One step, when it begins and when it has ended: the same title and place. Borrowed. */
typedef struct
{
  const char *title;    /* translated: "DNS record (SRV)" */
  const char *place;    /* the URL that is asked, the record's name; "" */
  ChecksResult *result; /* RUNNING when it begins; for people, translated */
} SessionAutodiscoverStep;

typedef void (*SessionAutodiscoverReport) (const SessionAutodiscoverStep *step, gpointer data);

/* The titles of the steps that every search may take, in their order; NULL ends them. Translated;
 * caller frees. */
char **session_autodiscover_titles (void);

typedef struct
{
  ExchangeProfile *draft;            /* its directory, account, method and authorities are used */
  const SessionPasswords *passwords; /* as typed, else as kept; NULL: as kept */
  const char *address;               /* NULL or "": the draft's account */
  const char *const *confirmed;      /* hosts that a person has agreed to; NULL: none */
  SessionAutodiscoverReport report;  /* on the thread that searches; NULL: nobody listens */
  gpointer report_data;
} SessionAutodiscover;

typedef struct
{
  char *ews_url;
  char *address; /* the primary one that the server knows, else as asked */
  char *build;   /* "15.1.2507.6"; "" when the server did not say */
  char *product; /* "Exchange Server 2016 CU23, 15.1.2507.6"; "" as above */
  char *offered; /* "Negotiate, NTLM": the ways to log in; "" when it asked for nothing */
} SessionAutodiscovered;

void session_autodiscovered_free (SessionAutodiscovered *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionAutodiscovered, session_autodiscovered_free)

/* core: may be NULL, as the store may be. */
SessionAutodiscovered *session_autodiscover (SessionCore *core, BaseCall *call,
                                             const SessionAutodiscover *order, GError **error);
