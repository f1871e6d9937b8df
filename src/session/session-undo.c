/* session-undo.c - takes back what a run has written
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-undo.h"

#include "base-error.h"
#include "base-time.h"
#include "session-acts.h"
#include "session-org-private.h"
#include "store-journal.h"
#include "store-managed.h"

#include <string.h>

#define MOST_ROWS 10000000 /* of one run */
#define LEAST_CHARS 8

typedef struct
{
  const SessionUndoOrder *order;
  SessionOrg *org;
  SessionUndoSummary *summary;
  GPtrArray *rows;    /* StoreJournalRow of the run, newest first */
  GHashTable *newest; /* mailbox → StoreJournalRow: what the run left there */
  GHashTable *oldest; /* mailbox → StoreJournalRow: what it found there */
  guint next;
  GMutex lock;
  GHashTable *changed; /* mailbox → nothing: holds something else by now */
  GHashTable *acts;    /* mailbox → GPtrArray of SessionAct */
  GError *problem;
} Undoing;

static void
refuse (GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-run" };

  base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &facts, "there is no such run in the journal");
}

/* The rows of that run alone; NULL with an error. */
static GPtrArray *
find_rows (SessionOrg *org, const char *beginning, GError **error)
{
  const char *profile = session_org_profile (org)->id;
  g_autoptr (GError) problem = NULL;
  g_autofree char *run =
      strlen (beginning) >= LEAST_CHARS
          ? store_journal_find_run (session_org_db (org), profile, beginning, &problem)
          : NULL;
  const StoreJournalSearch search = { .profile = profile, .run = run, .most = MOST_ROWS };

  if (run != NULL)
    return store_journal_search (session_org_db (org), &search, error);
  if (problem == NULL)
    refuse (&problem);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* A write that failed may have been done all the same: what the mailbox holds tells. */
static void
collect (Undoing *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    StoreJournalRow *row = self->rows->pdata[i];

    if (!g_hash_table_contains (self->newest, row->mailbox))
      g_hash_table_insert (self->newest, row->mailbox, row);
    g_hash_table_replace (self->oldest, row->mailbox, row);
  }
}

static char *
next_cb (gpointer data)
{
  Undoing *self = data;

  if (self->order->next != NULL)
    return self->order->next (self->order->data);
  while (self->next < self->rows->len) {
    StoreJournalRow *row = self->rows->pdata[self->next++];

    if (g_hash_table_lookup (self->newest, row->mailbox) == row)
      return g_strdup (row->mailbox);
  }
  return NULL;
}

/* A window that is over by now is as good as off, and servers refuse it. */
static OofState *
make_wanted (const OofState *found)
{
  gint64 now_us = base_clock_system ()->now_us (base_clock_system ()->data);

  if (found->mode == OOF_MODE_SCHEDULED && found->until != NULL &&
      g_date_time_to_unix (found->until) <= now_us / G_USEC_PER_SEC)
    return oof_state_new (OOF_MODE_OFF, found->audience, NULL, NULL, found->inside, found->outside);
  return oof_state_ref ((OofState *) found);
}

static OofState *
decide_cb (BaseCall *call, const SessionBulkRead *read, gpointer data, char **ret_why,
           GError **error)
{
  Undoing *self = data;
  g_autofree char *mailbox = g_utf8_strdown (read->mailbox, -1);
  const StoreJournalRow *newest = g_hash_table_lookup (self->newest, mailbox);
  const StoreJournalRow *oldest = g_hash_table_lookup (self->oldest, mailbox);
  g_autoptr (OofState) wanted = newest != NULL ? make_wanted (oldest->before) : NULL;

  if (wanted == NULL || oof_state_compare (read->before, wanted) == 0)
    return NULL;
  if (oof_state_reads_alike (read->before, newest->after))
    return g_steal_pointer (&wanted);

  g_mutex_lock (&self->lock);
  g_hash_table_add (self->changed, g_steal_pointer (&mailbox));
  g_mutex_unlock (&self->lock);
  return NULL;
}

/* The plan does not begin again what was taken back. */
static gboolean
note_undone (Undoing *self, const char *mailbox, GError **error)
{
  StoreDb *db = session_org_db (self->org);
  const char *profile = session_org_profile (self->org)->id;
  GError *problem = NULL;
  g_autoptr (StoreManaged) managed = store_managed_find (db, profile, mailbox, &problem);
  g_autoptr (StoreManaged) kept = NULL;

  if (problem != NULL) {
    g_propagate_error (error, problem);
    return FALSE;
  }
  if (managed == NULL || *managed->item == '\0')
    return TRUE;

  kept = store_managed_new (mailbox, "");
  kept->drift = STORE_DRIFT_UNDONE;
  g_free (kept->left_item);
  kept->left_item = g_strdup (managed->item);
  kept->left_from_s = managed->away_from_s;
  kept->left_until_s = managed->away_until_s;
  return store_managed_save (db, profile, kept, error);
}

/* What the run made beside the reply goes, whatever became of that. */
static GError *
beside_cb (BaseCall *call, const SessionBulkDone *done, gpointer data)
{
  Undoing *self = data;
  const gboolean writes = self->order->how == SESSION_UNDO_WRITE;
  const BaseClock *clock = session_org_clock (self->org);
  const StoreJournalRow *any = self->rows->len > 0 ? self->rows->pdata[0] : NULL;
  const SessionActsOrder order = { .org = self->org,
                                   .run = writes ? done->run : NULL,
                                   .mailbox = done->mailbox,
                                   .person = SESSION_ROSTER_NOBODY,
                                   .held = done->held,
                                   .now_s = clock->now_us (clock->data) / G_USEC_PER_SEC };
  g_autoptr (GPtrArray) acts = NULL;
  GError *problem;

  if (any == NULL || done->held == NULL)
    return NULL;

  acts = session_acts_undo (&order, call, any->run);
  problem = session_acts_problem (acts);
  g_mutex_lock (&self->lock);
  if (acts->len > 0)
    g_hash_table_replace (self->acts, g_utf8_strdown (done->mailbox, -1), g_steal_pointer (&acts));
  g_mutex_unlock (&self->lock);
  return problem;
}

static gboolean
each_cb (const SessionOutcome *outcome, gpointer data)
{
  Undoing *self = data;
  g_autofree char *mailbox = g_utf8_strdown (outcome->mailbox, -1);
  SessionUndone undone = { .outcome = outcome, .total = g_hash_table_size (self->newest) };

  g_mutex_lock (&self->lock);
  undone.is_changed = g_hash_table_contains (self->changed, mailbox);
  undone.acts = g_hash_table_lookup (self->acts, mailbox);
  g_mutex_unlock (&self->lock);
  self->summary->n_changed += undone.is_changed;
  if (outcome->result == SESSION_RESULT_WRITTEN && !note_undone (self, mailbox, &self->problem))
    return FALSE;
  return self->order->each (&undone, self->order->data);
}

static gboolean
run (Undoing *self, GCancellable *cancellable, GError **error)
{
  const gboolean writes = self->order->how == SESSION_UNDO_WRITE;
  const SessionBulkOrder bulk = { .verb = writes ? SESSION_VERB_SET : SESSION_VERB_REHEARSE,
                                  .why = self->order->why,
                                  .run = self->order->again,
                                  .decide = decide_cb,
                                  .next = next_cb,
                                  .beside = beside_cb,
                                  .each = each_cb,
                                  .data = self };
  g_autoptr (GError) problem = NULL;
  gboolean is_done;

  collect (self);
  is_done = session_bulk_run (self->org, cancellable, &bulk, &self->summary->bulk, &problem);
  if (self->problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->problem));
    return FALSE;
  }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return is_done;
}

gboolean
session_undo_run (SessionOrg *org, GCancellable *cancellable, const SessionUndoOrder *order,
                  SessionUndoSummary *ret, GError **error)
{
  g_autoptr (GPtrArray) rows = find_rows (org, order->run, error);
  g_autoptr (GHashTable) newest = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) oldest = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) acts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  Undoing self = { .order = order,
                   .org = org,
                   .summary = ret,
                   .rows = rows,
                   .newest = newest,
                   .oldest = oldest,
                   .changed = changed,
                   .acts = acts };
  gboolean is_done;

  *ret = (SessionUndoSummary){ 0 };
  if (rows == NULL)
    return FALSE;

  g_mutex_init (&self.lock);
  is_done = run (&self, cancellable, error);
  g_mutex_clear (&self.lock);
  return is_done;
}
