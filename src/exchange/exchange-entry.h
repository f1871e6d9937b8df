/* exchange-entry.h - an entry in somebody's calendar that shows them out of office
 *
 * This program makes it and finds it again by a key of its own, kept in a named property that no
 * person sees: so it is never made twice, whatever broke off between asking and answer. A plain
 * struct; texts are owned by it.
 */
#pragma once

#include <glib.h>

/* The named property: a set of this program's own, and the name in it. */
#define EXCHANGE_ENTRY_SET "7d0c2b52-4c5e-4f0d-9a53-6f6b1f0d2c41"
#define EXCHANGE_ENTRY_NAME "AbsentiaKey"

#define EXCHANGE_ENTRY_MOST_SUBJECT_CHARS 255
/* Exchange takes none that is longer (ErrorCalendarDurationIsTooLong). */
#define EXCHANGE_ENTRY_MOST_S (5 * 365 * (gint64) 86400)

typedef struct
{
  char *key; /* wanted: by which it is found */
  char *id;  /* held: the server's; NULL: there is no such entry */
  char *subject;
  gint64 from_s; /* instants; [from, until) */
  gint64 until_s;
  char *zone;          /* wanted: the mailbox's, by its IANA name; NULL: UTC */
  gboolean is_all_day; /* both are midnight in that zone */
  gboolean is_away;    /* held: shown as out of office; what is wanted always is */
} ExchangeEntry;

void exchange_entry_clear (ExchangeEntry *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExchangeEntry, exchange_entry_clear)

/* Whether what is held is what was wanted, or somebody has changed it. */
gboolean exchange_entry_is_as (const ExchangeEntry *held, const ExchangeEntry *wanted);

/* An instant's day and time on the clocks of the entry's zone: "2026-12-21T00:00:00". NULL with
 * REJECTED for a zone that nobody knows. Caller frees. */
char *exchange_entry_local (const ExchangeEntry *self, gint64 instant_s, GError **error);
