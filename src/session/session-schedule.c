/* session-schedule.c - which mailbox is looked at when, and which first
 *
 * Three orders: by when they are due, and, of those that are, by who has to be right first; once
 * for those for whom somebody waits, and once for all others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-schedule.h"

#define FIRST_PAUSE_S 30
#define MOST_PAUSE_S (30 * 60)
#define DAY_MIN (24 * 60)

typedef struct
{
  char *mailbox;
  gint64 due_s;
  gint64 starts_s;
  guint group;
  guint failures;
  gboolean is_in_work;
  gboolean is_put; /* while it was in work */
  gboolean is_late;
  gboolean is_hurried;
  GSequenceIter *place; /* NULL: in none of the three */
} Entry;

struct _SessionSchedule
{
  GHashTable *entries; /* mailbox → Entry */
  GSequence *waiting;  /* by due_s */
  GSequence *hurried;  /* by starts_s and group */
  GSequence *ready;    /* the same */
  SessionQuiet quiet;
  guint late;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->mailbox);
  g_free (entry);
}

SessionSchedule *
session_schedule_new (const SessionQuiet *quiet)
{
  SessionSchedule *self = g_new0 (SessionSchedule, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
  self->waiting = g_sequence_new (NULL);
  self->hurried = g_sequence_new (NULL);
  self->ready = g_sequence_new (NULL);
  if (quiet != NULL)
    self->quiet = *quiet;
  return self;
}

void
session_schedule_set_quiet (SessionSchedule *self, const SessionQuiet *quiet)
{
  self->quiet = *quiet;
}

void
session_schedule_free (SessionSchedule *self)
{
  if (self == NULL)
    return;

  g_sequence_free (self->waiting);
  g_sequence_free (self->hurried);
  g_sequence_free (self->ready);
  g_hash_table_unref (self->entries);
  g_free (self);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_due (gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *one = a;
  const Entry *other = b;

  return compare_numbers (one->due_s, other->due_s);
}

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *one = a;
  const Entry *other = b;
  int order = compare_numbers (one->starts_s, other->starts_s);

  if (order == 0)
    order = compare_numbers (one->group, other->group);
  return order != 0 ? order : g_strcmp0 (one->mailbox, other->mailbox);
}

static void
take_out (Entry *entry)
{
  if (entry->place != NULL)
    g_sequence_remove (entry->place);
  entry->place = NULL;
}

static void
put_in (SessionSchedule *self, Entry *entry)
{
  take_out (entry);
  if (entry->due_s != SESSION_SCHEDULE_NEVER)
    entry->place = g_sequence_insert_sorted (self->waiting, entry, compare_due, NULL);
}

static void
set_late (SessionSchedule *self, Entry *entry, gboolean is_late)
{
  self->late += (guint) is_late - (guint) entry->is_late;
  entry->is_late = is_late;
}

static Entry *
find_or_add (SessionSchedule *self, const char *mailbox)
{
  Entry *entry = g_hash_table_lookup (self->entries, mailbox);

  if (entry == NULL) {
    entry = g_new0 (Entry, 1);
    entry->mailbox = g_strdup (mailbox);
    g_hash_table_insert (self->entries, entry->mailbox, entry);
  }
  return entry;
}

void
session_schedule_put (SessionSchedule *self, const char *mailbox, gint64 due_s, gint64 starts_s,
                      guint group)
{
  Entry *entry = find_or_add (self, mailbox);

  take_out (entry); /* before its order is another */
  entry->due_s = due_s;
  entry->starts_s = starts_s;
  entry->group = group;
  entry->failures = 0;
  entry->is_put = entry->is_in_work;
  set_late (self, entry, FALSE);
  if (!entry->is_in_work)
    put_in (self, entry);
}

/* When the quiet that it is in at the moment ends; 0: it is in none. */
static gint64
end_of_quiet (const SessionSchedule *self, gint64 now_s)
{
  guint length = (self->quiet.until_min + DAY_MIN - self->quiet.from_min) % DAY_MIN;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_s);
  g_autoptr (GDateTime) local = NULL;
  guint since;

  if (length == 0 || utc == NULL)
    return 0;

  local = self->quiet.zone != NULL ? g_date_time_to_timezone (utc, self->quiet.zone)
                                   : g_date_time_ref (utc);
  since = ((guint) (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local)) + DAY_MIN -
           self->quiet.from_min) %
          DAY_MIN;
  if (since >= length)
    return 0;
  return now_s - g_date_time_get_second (local) + (gint64) (length - since) * 60;
}

/* NULL: it is empty. */
static Entry *
first_of (GSequence *order)
{
  GSequenceIter *first = g_sequence_get_begin_iter (order);

  return g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
}

static void
make_ready (SessionSchedule *self, gint64 now_s)
{
  Entry *entry;

  while ((entry = first_of (self->waiting)) != NULL) {
    if (entry->due_s > now_s)
      return;
    take_out (entry);
    entry->place = g_sequence_insert_sorted (entry->is_hurried ? self->hurried : self->ready, entry,
                                             compare_starts, NULL);
  }
}

/* NULL: none may go. */
static Entry *
find_first (SessionSchedule *self, gint64 now_s)
{
  GSequence *const orders[] = { self->hurried, self->ready };
  gint64 quiet_s = end_of_quiet (self, now_s);

  make_ready (self, now_s);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++) {
    Entry *entry = first_of (orders[i]);

    if (entry != NULL && (quiet_s == 0 || entry->starts_s < quiet_s))
      return entry;
  }
  return NULL;
}

void
session_schedule_hurry (SessionSchedule *self, const char *mailbox)
{
  Entry *entry = g_hash_table_lookup (self->entries, mailbox);

  if (entry == NULL)
    return;

  entry->is_hurried = TRUE;
  if (entry->place != NULL)
    put_in (self, entry);
}

const char *
session_schedule_take (SessionSchedule *self, gint64 now_s)
{
  Entry *entry = find_first (self, now_s);

  if (entry == NULL)
    return NULL;

  take_out (entry);
  entry->is_in_work = TRUE;
  entry->is_put = FALSE;
  return entry->mailbox;
}

void
session_schedule_done (SessionSchedule *self, const char *mailbox, gint64 due_s, gint64 starts_s)
{
  Entry *entry = g_hash_table_lookup (self->entries, mailbox);

  g_return_if_fail (entry != NULL && entry->is_in_work);

  entry->is_in_work = FALSE;
  if (!entry->is_put) {
    entry->is_hurried = FALSE;
    entry->failures = 0;
    entry->due_s = due_s;
    entry->starts_s = starts_s;
    set_late (self, entry, FALSE);
  }
  put_in (self, entry);
}

gboolean
session_schedule_failed (SessionSchedule *self, const char *mailbox, gint64 now_s)
{
  Entry *entry = g_hash_table_lookup (self->entries, mailbox);
  gint64 pause_s;

  g_return_val_if_fail (entry != NULL && entry->is_in_work, FALSE);

  entry->is_in_work = FALSE;
  if (!entry->is_put) {
    entry->is_hurried = FALSE;
    pause_s = MIN ((gint64) FIRST_PAUSE_S << MIN (entry->failures, 10), MOST_PAUSE_S);
    entry->failures++;
    entry->due_s = now_s + pause_s;
    if (entry->starts_s > now_s)
      entry->due_s = MIN (entry->due_s, entry->starts_s);
    set_late (self, entry, entry->starts_s <= now_s);
  }
  put_in (self, entry);
  return entry->is_late;
}

void
session_schedule_put_back (SessionSchedule *self, const char *mailbox)
{
  Entry *entry = g_hash_table_lookup (self->entries, mailbox);

  g_return_if_fail (entry != NULL && entry->is_in_work);

  entry->is_in_work = FALSE;
  put_in (self, entry);
}

gboolean
session_schedule_has (SessionSchedule *self, const char *mailbox)
{
  return g_hash_table_contains (self->entries, mailbox);
}

guint
session_schedule_due (SessionSchedule *self, gint64 now_s)
{
  make_ready (self, now_s);
  return (guint) (g_sequence_get_length (self->hurried) + g_sequence_get_length (self->ready));
}

gint64
session_schedule_first_start (SessionSchedule *self, gint64 now_s)
{
  gint64 starts_s = SESSION_SCHEDULE_NEVER;
  Entry *entry;

  make_ready (self, now_s);
  if ((entry = first_of (self->hurried)) != NULL)
    starts_s = entry->starts_s;
  if ((entry = first_of (self->ready)) != NULL)
    starts_s = MIN (starts_s, entry->starts_s);
  return starts_s;
}

gint64
session_schedule_next (SessionSchedule *self, gint64 now_s)
{
  gint64 next_s = SESSION_SCHEDULE_NEVER;
  Entry *entry;

  if (find_first (self, now_s) != NULL)
    return now_s;

  entry = first_of (self->waiting);
  if (entry != NULL)
    next_s = entry->due_s;
  if (session_schedule_due (self, now_s) > 0)
    next_s = MIN (next_s, end_of_quiet (self, now_s));
  return next_s;
}

static gboolean
is_counted (const Entry *entry)
{
  return entry->is_in_work || entry->place != NULL;
}

guint
session_schedule_count (SessionSchedule *self)
{
  GHashTableIter iter;
  gpointer entry;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    n += is_counted (entry);
  return n;
}

guint
session_schedule_late (SessionSchedule *self)
{
  return self->late;
}
