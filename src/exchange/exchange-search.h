/* exchange-search.h - what to look for in the directory, and what a name turned out to be. Plain
 * values; any thread.
 */
#pragma once

#include "exchange-location.h"
#include "exchange-person.h"

/* Which kinds of objects are wanted. */
typedef enum
{
  EXCHANGE_WANT_USERS = 1 << 0, /* accounts, with a mailbox or without */
  EXCHANGE_WANT_SHARED = 1 << 1,
  EXCHANGE_WANT_ROOMS = 1 << 2, /* and equipment */
  EXCHANGE_WANT_GROUPS = 1 << 3,
  EXCHANGE_WANT_CONTACTS = 1 << 4,
  EXCHANGE_WANT_MAILBOXES = /* everything that can have an automatic reply */
      EXCHANGE_WANT_USERS | EXCHANGE_WANT_SHARED | EXCHANGE_WANT_ROOMS
} ExchangeWant;

typedef enum
{
  EXCHANGE_EITHER,
  EXCHANGE_YES,
  EXCHANGE_NO
} ExchangeTernary;

/* All that is given must hold. Strings are as typed (any text is safe); NULL or "" matches
 * everything. Borrowed for the time of the call. */
typedef struct
{
  ExchangeLocation *where; /* NULL: the entire directory */
  ExchangeWant want;
  const char
      *text; /* the beginning of a name, a logon name, an address … as Check Names takes it */
  const char *name; /* begins so: display name, first or last name */
  const char *department;
  const char *title;
  const char *office;
  const char *group;  /* distinguished name: direct and nested members */
  const char *filter; /* syntax, not text: a filter as RFC 4515 has it */
  ExchangeTernary is_enabled;
  ExchangeTernary has_mailbox;
} ExchangeSearch;

/* What one of the names that were checked is. Borrowed for the time of the callback. */
typedef struct
{
  const char *text;   /* as asked */
  GPtrArray *persons; /* ExchangePerson, the exact ones first; empty: nobody */
  guint n_exact;      /* how many of them have exactly that name, address or logon name */
  gboolean has_more;  /* there are more than these */
} ExchangeMatch;

typedef void (*ExchangeMatchFunc) (const ExchangeMatch *match, gpointer data);
