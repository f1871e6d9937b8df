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

#define LEAST_CHARS 8

/* The rows of one mailbox: what the run left there, and what it found there. Their texts are read
 * when it is the mailbox's turn: of a run over everybody they would fill the memory. */
typedef struct
{
  char *mailbox;
  gint64 newest;
  gint64 oldest;
} Span;

typedef struct
{
  const SessionUndoOrder *order;
  SessionOrg *org;
  SessionUndoSummary *summary;
  char *run;         /* its whole id */
  GPtrArray *whom;   /* Span, the newest first */
  GHashTable *spans; /* mailbox → Span, of those */
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

static void
free_span (gpointer data)
{
  Span *span = data;

  g_free (span->mailbox);
  g_free (span);
}

/* A write that failed may have been done all the same: what the mailbox holds tells. */
static void
collect_cb (gint64 id, const char *mailbox, gpointer data)
{
  Undoing *self = data;
  Span *span = g_hash_table_lookup (self->spans, mailbox);

  if (span == NULL) {
    span = g_new (Span, 1);
    *span = (Span){ g_strdup (mailbox), id, id };
    g_ptr_array_add (self->whom, span);
    g_hash_table_insert (self->spans, span->mailbox, span);
  }
  span->oldest = id;
}

/* The mailboxes of that run alone. */
static gboolean
collect (Undoing *self, GError **error)
{
  StoreDb *db = session_org_db (self->org);
  const char *profile = session_org_profile (self->org)->id;
  const char *beginning = self->order->run;
  g_autoptr (GError) problem = NULL;

  if (strlen (beginning) >= LEAST_CHARS)
    self->run = store_journal_find_run (db, profile, beginning, &problem);
  if (self->run != NULL)
    return store_journal_each_of_run (db, profile, self->run, collect_cb, self, error);
  if (problem == NULL)
    refuse (&problem);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static char *
next_cb (gpointer data)
{
  Undoing *self = data;

  if (self->order->next != NULL)
    return self->order->next (self->order->data);
  return self->next < self->whom->len
             ? g_strdup (((Span *) self->whom->pdata[self->next++])->mailbox)
             : NULL;
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

/* NULL with an error. */
static StoreJournalRow *
read_row (const Undoing *self, gint64 id, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "store-corrupt" };
  GError *problem = NULL;
  StoreJournalRow *row = store_journal_find (session_org_db (self->org), id, &problem);

  if (row == NULL && problem == NULL)
    base_error_set_facts (&problem, BASE_ERROR_STORE, &facts, "a row of the journal is gone");
  if (row == NULL)
    g_propagate_error (error, problem);
  return row;
}

static OofState *
decide_cb (BaseCall *call, const SessionBulkRead *read, gpointer data, char **ret_why,
           GError **error)
{
  Undoing *self = data;
  g_autofree char *mailbox = g_utf8_strdown (read->mailbox, -1);
  const Span *span = g_hash_table_lookup (self->spans, mailbox);
  g_autoptr (StoreJournalRow) newest = NULL;
  g_autoptr (StoreJournalRow) oldest = NULL;
  g_autoptr (OofState) wanted = NULL;

  if (span == NULL || (newest = read_row (self, span->newest, error)) == NULL ||
      (oldest = read_row (self, span->oldest, error)) == NULL)
    return NULL;

  wanted = make_wanted (oldest->before);
  if (oof_state_compare (read->before, wanted) == 0)
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
  const SessionActsOrder order = { .org = self->org,
                                   .run = writes ? done->run : NULL,
                                   .mailbox = done->mailbox,
                                   .person = SESSION_ROSTER_NOBODY,
                                   .held = done->held,
                                   .now_s = clock->now_us (clock->data) / G_USEC_PER_SEC };
  g_autoptr (GPtrArray) acts = NULL;
  GError *problem;

  if (self->whom->len == 0 || done->held == NULL)
    return NULL;

  acts = session_acts_undo (&order, call, self->run);
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
  SessionUndone undone = { .outcome = outcome, .total = self->whom->len };

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
                                  .is_distinct = self->order->next == NULL,
                                  .decide = decide_cb,
                                  .next = next_cb,
                                  .beside = beside_cb,
                                  .each = each_cb,
                                  .data = self };
  g_autoptr (GError) problem = NULL;
  gboolean is_done;

  if (!collect (self, error))
    return FALSE;
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
  g_autoptr (GPtrArray) whom = g_ptr_array_new_with_free_func (free_span);
  g_autoptr (GHashTable) spans = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) acts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  Undoing self = { .order = order,
                   .org = org,
                   .summary = ret,
                   .whom = whom,
                   .spans = spans,
                   .changed = changed,
                   .acts = acts };
  gboolean is_done;

  *ret = (SessionUndoSummary){ 0 };
  g_mutex_init (&self.lock);
  is_done = run (&self, cancellable, error);
  g_mutex_clear (&self.lock);
  g_free (self.run);
  return is_done;
}
