/* delivery-job.c - mailboxes on their way through the steps of a run
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-job.h"

#include "delivery-run-private.h"

#include "base-error.h"
#include "base-fault.h"
#include "base-retry.h"

#define MOST_TRIES 5
#define MOST_WAITS 40
#define FIRST_RETRY_MS 500
#define MOST_RETRY_MS 20000

/* What a step is taken for. */
typedef struct
{
  DeliveryRun *run;
  BaseCall *call;
  DeliveryWhat what;
  const OofChange *change;
} Step;

DeliveryJob *
delivery_job_new (const char *mailbox)
{
  DeliveryJob *self = g_new0 (DeliveryJob, 1);

  self->outcome = g_new0 (DeliveryOutcome, 1);
  self->outcome->mailbox = g_strdup (mailbox);
  self->began_us = g_get_monotonic_time ();
  return self;
}

void
delivery_job_free (DeliveryJob *self)
{
  if (self == NULL)
    return;

  delivery_outcome_free (self->outcome);
  oof_state_unref (self->wanted);
  g_free (self);
}

/* The answer to one of several is not there: it may have been done all the same. */
static gboolean
is_missing (const GError *problem)
{
  return g_strcmp0 (base_error_facts (problem)->reason, "batch-missing") == 0;
}

static guint64
pause_ms (guint times)
{
  return base_retry_wait_ms (times, FIRST_RETRY_MS, MOST_RETRY_MS, g_random_double ());
}

static void
use_up_patience (DeliveryJob *self, const GError *problem)
{
  if (problem == NULL)
    return;
  self->tries = MOST_TRIES;
  self->waits = MOST_WAITS;
}

/* TRUE when the job goes on with that stage, after a wait. */
static gboolean
put_off (DeliveryJob *self, DeliveryStage stage, const GError *problem)
{
  BaseVerdict verdict = base_error_verdict (problem);
  guint64 wait_ms = base_error_facts (problem)->wait_ms;

  if (verdict == BASE_VERDICT_WAIT && ++self->waits < MOST_WAITS) {
    wait_ms = wait_ms > 0 ? wait_ms : pause_ms (self->waits);
  } else if ((verdict == BASE_VERDICT_RETRY || is_missing (problem)) &&
             ++self->tries < MOST_TRIES) {
    wait_ms = pause_ms (self->tries);
  } else {
    return FALSE;
  }

  self->stage = stage;
  self->due_us = g_get_monotonic_time () + (gint64) MIN (wait_ms, G_MAXINT32) * 1000;
  return TRUE;
}

static void
finish (DeliveryRun *run, DeliveryJob *self)
{
  self->is_done = TRUE;
  if (self->row == 0)
    return;

  delivery_run_end_journal (run, self->row, self->outcome);
  if (self->outcome->error == NULL)
    self->outcome->result = DELIVERY_RESULT_WRITTEN;
}

/* Takes problem. */
static void
fail (DeliveryRun *run, DeliveryJob *self, GError *problem)
{
  self->outcome->result = DELIVERY_RESULT_FAILED;
  g_clear_error (&self->outcome->error);
  self->outcome->error = problem;
  finish (run, self);
}

static void
settle_read (const Step *step, DeliveryJob *self, ExchangeItem *item)
{
  DeliveryRun *run = step->run;
  DeliveryOutcome *outcome = self->outcome;

  if (item->error != NULL) {
    if (!put_off (self, DELIVERY_STAGE_READ, item->error))
      fail (run, self, g_steal_pointer (&item->error));
    return;
  }

  delivery_run_take_before (run, g_steal_pointer (&item->held), &item->reading, outcome);
  if (step->what == DELIVERY_WHAT_READ) {
    delivery_run_keep_reading (outcome);
    self->is_done = TRUE;
    return;
  }
  self->wanted = delivery_run_decide (run, step->call, step->change, NULL, outcome);
  self->is_done = self->wanted == NULL || step->what == DELIVERY_WHAT_REHEARSE;
  if (self->is_done && self->wanted != NULL)
    delivery_run_keep_plan (outcome, g_steal_pointer (&self->wanted));
  self->stage = DELIVERY_STAGE_WRITE;
}

static void
settle_write (DeliveryRun *run, DeliveryJob *self, ExchangeItem *item)
{
  const GError *problem = item->error;

  if (problem == NULL) {
    if (item->reading.request_id != NULL) {
      g_free (self->outcome->request_id);
      self->outcome->request_id = g_steal_pointer (&item->reading.request_id);
    }
    self->stage = DELIVERY_STAGE_BACK;
    return;
  }

  if (base_error_verdict (problem) == BASE_VERDICT_WAIT
          ? !put_off (self, DELIVERY_STAGE_WRITE, problem)
          : !put_off (self, DELIVERY_STAGE_LOOK, problem))
    fail (run, self, g_steal_pointer (&item->error));
}

static void
compare (DeliveryRun *run, DeliveryJob *self, OofState *found)
{
  delivery_run_take_back (run, self->wanted, found, self->outcome, &self->outcome->error);
  finish (run, self);
}

static void
settle_look (DeliveryRun *run, DeliveryJob *self, ExchangeItem *item)
{
  if (item->error != NULL) {
    if (!put_off (self, DELIVERY_STAGE_LOOK, item->error))
      fail (run, self, g_steal_pointer (&item->error));
  } else if (oof_state_compare (item->held, self->wanted) == 0) {
    compare (run, self, g_steal_pointer (&item->held));
  } else {
    self->stage = DELIVERY_STAGE_WRITE;
  }
}

static void
settle_back (DeliveryRun *run, DeliveryJob *self, ExchangeItem *item)
{
  if (item->error != NULL && put_off (self, DELIVERY_STAGE_BACK, item->error))
    return;

  self->outcome->error = g_steal_pointer (&item->error);
  compare (run, self, g_steal_pointer (&item->held));
}

/* On the disk before the server hears anything; those of which it heard before have their row. */
static gboolean
begin_journal (DeliveryRun *run, DeliveryJob **jobs, guint n, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (run->clock);
  g_autofree StoreJournalRow *rows = g_new0 (StoreJournalRow, n);
  g_autofree DeliveryJob **fresh = g_new0 (DeliveryJob *, n);
  g_autofree gint64 *ids = g_new0 (gint64, n);
  guint n_fresh = 0;

  for (guint i = 0; i < n; i++)
    if (jobs[i]->row == 0) {
      fresh[n_fresh] = jobs[i];
      rows[n_fresh++] =
          delivery_run_journal_row (run, jobs[i]->outcome->mailbox, now, jobs[i]->outcome->before,
                                    jobs[i]->wanted, jobs[i]->outcome->why);
    }
  if (n_fresh > 0 && !store_journal_begin_many (run->store, rows, n_fresh, ids, error))
    return FALSE;

  for (guint i = 0; i < n_fresh; i++)
    fresh[i]->row = ids[i];
  base_fault ("journal-begun");
  return TRUE;
}

/* Alone, with the patience of one. */
static gboolean
ask_one (ExchangeBackend *backend, BaseCall *call, DeliveryStage stage, ExchangeItem *item)
{
  if (stage == DELIVERY_STAGE_WRITE)
    backend->ops->set_oof (backend, call, item->mailbox, item->wanted, &item->reading.request_id,
                           &item->error);
  else
    item->held = backend->ops->get_oof (backend, call, item->mailbox, &item->reading, &item->error);
  return TRUE;
}

static gboolean
ask (ExchangeBackend *backend, BaseCall *call, DeliveryStage stage, ExchangeItem *items, guint n,
     GError **error)
{
  if (n == 1)
    return ask_one (backend, call, stage, items);
  return stage == DELIVERY_STAGE_WRITE ? backend->ops->set_many (backend, call, items, n, error)
                                       : backend->ops->get_many (backend, call, items, n, error);
}

static void
settle (const Step *step, DeliveryStage stage, DeliveryJob *job, ExchangeItem *item)
{
  switch (stage) {
  case DELIVERY_STAGE_WRITE:
    settle_write (step->run, job, item);
    break;
  case DELIVERY_STAGE_LOOK:
    settle_look (step->run, job, item);
    break;
  case DELIVERY_STAGE_BACK:
    settle_back (step->run, job, item);
    break;
  default:
    settle_read (step, job, item);
  }
}

static void
fail_all (DeliveryRun *run, DeliveryJob **jobs, guint n, const GError *problem)
{
  for (guint i = 0; i < n; i++)
    fail (run, jobs[i], g_error_copy (problem));
}

void
delivery_job_run (DeliveryRun *run, DeliveryWhat what, const OofChange *change, BaseCall *call,
                  DeliveryStage stage, DeliveryJob **jobs, guint n)
{
  g_autofree ExchangeItem *items = g_new0 (ExchangeItem, n);
  g_autoptr (GError) problem = NULL;
  gboolean is_write = stage == DELIVERY_STAGE_WRITE;
  const Step step = { run, call, what, change };
  gboolean is_tried; /* as often as it made sense, by the backend's line */

  if (is_write && !begin_journal (run, jobs, n, &problem)) {
    fail_all (run, jobs, n, problem);
    return;
  }

  for (guint i = 0; i < n; i++) {
    items[i].mailbox = jobs[i]->outcome->mailbox;
    items[i].wanted = is_write ? jobs[i]->wanted : NULL;
    if (is_write) /* nobody knows what it holds, until it is read again */
      g_clear_pointer (&jobs[i]->outcome->after, oof_state_unref);
  }
  ask (run->backend, call, stage, items, n, &problem);
  if (is_write)
    base_fault ("answered");
  is_tried = n == 1 ||
             (problem != NULL && (!is_write || base_error_verdict (problem) != BASE_VERDICT_RETRY));
  for (guint i = 0; i < n; i++) {
    if (problem != NULL)
      items[i].error = g_error_copy (problem);
    if (is_tried)
      use_up_patience (jobs[i], items[i].error);
    settle (&step, stage, jobs[i], &items[i]);
    exchange_item_clear (&items[i]);
  }
}
