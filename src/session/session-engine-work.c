/* session-engine-work.c - the mailboxes that are due, through the way of every write
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-private.h"

#include "base-fault.h"
#include "session-apply.h"

/* Nobody is looked at again sooner, whatever a decision says. */
#define LEAST_PAUSE_S 30

/* Of those that are due the next one; after trouble only one, until that went well; none by a clock
 * that was put back meanwhile. With the lock held. */
static const char *
take_next (SessionEngine *self)
{
  if (self->is_halting || self->is_stopping || session_engine_clock_is_back (self) ||
      (self->troubles > 0 && self->begun > 0 && self->went_well == 0))
    return NULL;
  return session_schedule_take (self->schedule, session_engine_now_s (self));
}

static char *
next_cb (gpointer data)
{
  SessionEngine *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const char *mailbox = take_next (self);

  self->moved_us = g_get_monotonic_time ();
  if (mailbox == NULL)
    return NULL;

  self->begun++;
  g_hash_table_add (self->taken, g_strdup (mailbox));
  return g_strdup (mailbox);
}

/* When it has to be right next. */
static gint64
next_start (const SessionDecision *made)
{
  if (made->now.kind == OOF_SLOT_ITEM && !made->now.is_now)
    return made->now.from_s;
  return made->next.kind == OOF_SLOT_ITEM ? made->next.from_s : made->due_s;
}

/* With the lock held. */
static void
settle (SessionEngine *self, const char *mailbox, const SessionDecision *made, const GError *error)
{
  gint64 now_s = session_engine_now_s (self);
  gint64 due_s = made != NULL ? MAX (made->due_s, now_s + LEAST_PAUSE_S) : SESSION_SCHEDULE_NEVER;

  if (session_bulk_ends_run (error)) {
    session_schedule_put_back (self->schedule, mailbox);
    return;
  }

  self->counts.looked++;
  if (error != NULL) {
    self->counts.failed++;
    g_hash_table_add (self->failing, g_strdup (mailbox));
    session_schedule_failed (self->schedule, mailbox, now_s);
    return;
  }
  self->went_well++;
  self->counts.written += made != NULL && made->action == SESSION_ACTION_WRITE;
  g_hash_table_remove (self->failing, mailbox);
  session_schedule_done (self->schedule, mailbox, due_s,
                         made != NULL ? next_start (made) : SESSION_SCHEDULE_NEVER);
}

/* Also those of reading the people. With the lock held. */
static void
note_refusals (SessionEngine *self)
{
  guint64 refusals = session_org_refusals (self->org);

  self->counts.throttled += refusals - self->seen_refusals;
  self->seen_refusals = refusals;
}

static gboolean
each_cb (const SessionApplied *applied, gpointer data)
{
  SessionEngine *self = data;
  const SessionOutcome *outcome = applied->outcome;
  const GError *problem = outcome->error != NULL ? outcome->error : outcome->beside;
  const SessionEngineLook look = { outcome->mailbox, applied->run, applied->decision, problem };

  g_mutex_lock (&self->lock);
  self->moved_us = g_get_monotonic_time ();
  note_refusals (self);
  if (g_hash_table_remove (self->taken, outcome->mailbox))
    settle (self, outcome->mailbox, applied->decision, problem);
  g_mutex_unlock (&self->lock);
  if (self->order.each != NULL)
    self->order.each (&look, self->order.data);
  return TRUE;
}

/* Nothing is known of those that a run took and did not end. */
static void
put_back (SessionEngine *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GHashTableIter iter;
  gpointer mailbox;

  g_hash_table_iter_init (&iter, self->taken);
  while (g_hash_table_iter_next (&iter, &mailbox, NULL)) {
    session_schedule_put_back (self->schedule, mailbox);
    g_hash_table_iter_remove (&iter);
  }
}

gboolean
session_engine_work (SessionEngine *self, GError **error)
{
  const SessionApplyOrder order = { .plan = self->file.plan,
                                    .items = self->file.items,
                                    .how = SESSION_APPLY_WRITE,
                                    .drift = self->order.drift,
                                    .why = "kept in step by the engine",
                                    .next = next_cb,
                                    .each = each_cb,
                                    .data = self };
  SessionApplySummary summary;
  gboolean is_done;

  self->begun = 0;
  self->went_well = 0;
  is_done = session_apply_run (self->org, self->cancellable, &order, &summary, error);
  base_fault ("run-ended");
  put_back (self);

  g_mutex_lock (&self->lock);
  self->counts.runs++;
  g_strlcpy (self->counts.last_run, summary.bulk.run, sizeof self->counts.last_run);
  note_refusals (self);
  self->last_run_s = session_engine_now_s (self);
  if (self->went_well > 0)
    self->troubles = 0;
  g_mutex_unlock (&self->lock);
  return is_done;
}
