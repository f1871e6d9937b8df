/* exchange-person.h - somebody in the directory, with a mailbox or without. Immutable,
 * reference-counted; any thread.
 *
 * One block of memory holds a person and their texts, so that a hundred thousand of them are cheap.
 * All strings are owned by the person; "" where nothing is known, never NULL.
 */
#pragma once

#include <glib.h>

typedef enum
{
  EXCHANGE_PERSON_USER,   /* a mailbox of their own */
  EXCHANGE_PERSON_LINKED, /* a mailbox whose owner logs in from another forest */
  EXCHANGE_PERSON_SHARED, /* a shared mailbox */
  EXCHANGE_PERSON_ROOM,
  EXCHANGE_PERSON_EQUIPMENT,
  EXCHANGE_PERSON_MAIL_USER, /* an account whose mailbox is elsewhere */
  EXCHANGE_PERSON_ACCOUNT,   /* an account without a mailbox */
  EXCHANGE_PERSON_CONTACT,
  EXCHANGE_PERSON_GROUP
} ExchangePersonKind;

/* Where the mailbox is. */
typedef enum
{
  EXCHANGE_HOME_NONE, /* no mailbox, or not known to the directory */
  EXCHANGE_HOME_HERE, /* on premises */
  EXCHANGE_HOME_CLOUD /* Exchange Online */
} ExchangeHome;

/* "user", "linked", "shared", "room", "equipment", "mail-user", "account", "contact", "group" */
extern const char *const exchange_person_kind_names[];

typedef struct
{
  const char *id;   /* stable: the directory's GUID, else the primary address in lower case */
  const char *name; /* display name */
  const char *mail; /* primary SMTP address */
  const char *department;
  const char *upn;    /* explicit user principal name */
  const char *logon;  /* sAMAccountName */
  const char *domain; /* DNS name of the account's domain */
  const char *title;
  const char *office;
  const char *dn; /* distinguished name; changes when the object is moved or renamed */
  /* To whom they report, as where they are listed names people: a distinguished name or an id.
   * It may be nobody's. */
  const char *manager;
  ExchangePersonKind kind : 8;
  ExchangeHome home : 8;
  guint is_disabled : 1;
  guint is_manager_untold : 1; /* manager is "" because it was not told; no part of who they are */
} ExchangePerson;

/* Copies what draft holds; NULL strings and those of blanks alone become "", a missing id the
 * address in lower case, a missing name the address. */
ExchangePerson *exchange_person_new (const ExchangePerson *draft);
ExchangePerson *exchange_person_ref (ExchangePerson *self);
void exchange_person_unref (ExchangePerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExchangePerson, exchange_person_unref)

/* TRUE when nothing of the two differs. */
gboolean exchange_person_equal (const ExchangePerson *a, const ExchangePerson *b);

/* The explicit user principal name, else the one that every account has: logon@domain. "" when
 * there is none. Caller frees. */
char *exchange_person_any_upn (const ExchangePerson *self);

/* What a quick look says about a mailbox: only whether a reply goes out now. */
typedef struct
{
  const char *mail;  /* as asked */
  gboolean is_known; /* FALSE: this server could not say (it is not here, not computed in time) */
  gboolean is_away;
  GDateTime *until; /* UTC; NULL: open end, or not away */
} ExchangeAway;
