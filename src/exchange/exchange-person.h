/* exchange-person.h - somebody with a mailbox. Immutable, reference-counted; any thread. */
#pragma once

#include <glib.h>

typedef struct
{
  char *id;         /* stable: the directory's GUID, else the primary address in lower case */
  char *name;       /* display name */
  char *mail;       /* primary SMTP address */
  char *department; /* "" when unknown */
} ExchangePerson;

ExchangePerson *exchange_person_new (const char *id, const char *name, const char *mail,
                                     const char *department);
ExchangePerson *exchange_person_ref (ExchangePerson *self);
void exchange_person_unref (ExchangePerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExchangePerson, exchange_person_unref)

/* What a quick look says about a mailbox: only whether a reply goes out now. */
typedef struct
{
  const char *mail;  /* as asked */
  gboolean is_known; /* FALSE: this server could not say (it is not here, not computed in time) */
  gboolean is_away;
  GDateTime *until; /* UTC; NULL: open end, or not away */
} ExchangeAway;
