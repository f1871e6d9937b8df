/* session-bulk.c - one verb over many mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-bulk.h"

#include "base-error.h"
#include "base-text.h"
#include "delivery-many.h"
#include "session-cause.h"
#include "session-org-private.h"
#include "session-pool.h"

#define MOST_EVIDENCE 200 /* that somebody may want to read again */

typedef struct
{
  const SessionBulkOrder *order;
  SessionOrg *org;
  DeliveryRun *run;
  DeliveryMany *many; /* NULL: each mailbox is asked alone */
  GCancellable *cancellable;
  GMutex source_lock;
  GHashTable *seen; /* addresses in lower case */
  gboolean is_dry;  /* the source has ended */
  GMutex lock;      /* the rest */
  GCond ended;
  guint workers;
  SessionBulkSummary *summary;
  SessionCause *cause;
  GPtrArray *evidence;  /* SessionOutcome: the first of a test */
  gboolean is_stopping; /* nothing new is begun; what is under way is finished */
  GError *stop;         /* why */
} Bulk;

static gboolean
goes_on (Bulk *bulk)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&bulk->lock);

  return !bulk->is_stopping && !g_cancellable_is_cancelled (bulk->cancellable);
}

/* The next mailbox that was not there yet, or NULL. */
static char *
next_mailbox (Bulk *bulk)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&bulk->source_lock);
  char *mailbox = NULL;

  while (!bulk->is_dry && mailbox == NULL && goes_on (bulk)) {
    mailbox = bulk->order->next (bulk->order->data);
    bulk->is_dry = mailbox == NULL;
    if (mailbox != NULL && !bulk->order->is_distinct &&
        !g_hash_table_add (bulk->seen, g_utf8_strdown (mailbox, -1)))
      g_clear_pointer (&mailbox, g_free);
  }
  return mailbox;
}

static DeliveryOutcome *
fail (const char *mailbox, GError *problem)
{
  DeliveryOutcome *outcome = g_new0 (DeliveryOutcome, 1);

  outcome->mailbox = g_strdup (mailbox);
  outcome->result = DELIVERY_RESULT_FAILED;
  outcome->error = problem;
  return outcome;
}

static DeliveryOutcome *
test_one (Bulk *bulk, BaseLocals *locals, BaseCall *call, const char *mailbox)
{
  GError *problem = NULL;

  if (!session_org_probe (bulk->org, call, mailbox, &problem))
    return fail (mailbox, session_cause_find (bulk->cause, locals, mailbox, problem));
  return bulk->order->verb == SESSION_VERB_PROVE ? delivery_run_prove (bulk->run, call, mailbox)
                                                 : delivery_run_read (bulk->run, call, mailbox);
}

static DeliveryOutcome *
do_one (Bulk *bulk, BaseLocals *locals, BaseCall *call, const char *mailbox)
{
  static const BaseErrorFacts facts = { .reason = "bad-address" };
  GError *problem = NULL;

  if (!base_text_is_address (mailbox)) {
    base_error_set_facts (&problem, BASE_ERROR_REJECTED, &facts, "not a mail address");
    return fail (mailbox, problem);
  }

  switch (bulk->order->verb) {
  case SESSION_VERB_SET:
    return delivery_run_write (bulk->run, call, mailbox, bulk->order->change, NULL);
  case SESSION_VERB_REHEARSE:
    return delivery_run_rehearse (bulk->run, call, mailbox, bulk->order->change);
  case SESSION_VERB_TEST:
  case SESSION_VERB_PROVE:
    return test_one (bulk, locals, call, mailbox);
  default:
    return delivery_run_read (bulk->run, call, mailbox);
  }
}

static SessionResult
result_of (const Bulk *bulk, const DeliveryOutcome *outcome)
{
  static const SessionResult results[] = { [DELIVERY_RESULT_READ] = SESSION_RESULT_READ,
                                           [DELIVERY_RESULT_WRITTEN] = SESSION_RESULT_WRITTEN,
                                           [DELIVERY_RESULT_SKIPPED] = SESSION_RESULT_SKIPPED,
                                           [DELIVERY_RESULT_PLANNED] = SESSION_RESULT_PLANNED,
                                           [DELIVERY_RESULT_FAILED] = SESSION_RESULT_FAILED };

  if (session_verb_is_test (bulk->order->verb) && outcome->result != DELIVERY_RESULT_FAILED)
    return SESSION_RESULT_TESTED;
  return results[outcome->result];
}

gboolean
session_bulk_ends_run (const GError *problem)
{
  BaseVerdict verdict = problem != NULL ? base_error_verdict (problem) : BASE_VERDICT_SKIP;

  return verdict == BASE_VERDICT_STOP || verdict == BASE_VERDICT_CANCELLED ||
         g_strcmp0 (base_error_facts (problem)->reason, "proof-not-put-back") == 0 ||
         g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE);
}

static void
stop (Bulk *bulk, const GError *why)
{
  if (bulk->stop == NULL)
    bulk->stop = g_error_copy (why);
  bulk->is_stopping = TRUE;
  if (bulk->many != NULL)
    delivery_many_stop (bulk->many);
}

static void
note_evidence (Bulk *bulk, const SessionOutcome *outcome)
{
  if (session_verb_is_test (bulk->order->verb) && bulk->evidence->len < MOST_EVIDENCE)
    g_ptr_array_add (bulk->evidence, session_outcome_copy (outcome));
}

/* Of a test, where people look at it; caller frees. */
static char *
show_answer (const Bulk *bulk, const DeliveryOutcome *outcome)
{
  gsize size;
  const char *bytes;

  if (outcome->answer == NULL || !session_verb_is_test (bulk->order->verb))
    return NULL;
  bytes = g_bytes_get_data (outcome->answer, &size);
  return base_text_excerpt (bytes, size);
}

/* Caller frees. */
static GError *
do_beside (Bulk *bulk, BaseCall *call, const DeliveryOutcome *outcome)
{
  gboolean is_planned = outcome->result == DELIVERY_RESULT_PLANNED;
  const SessionBulkDone done = { .mailbox = outcome->mailbox,
                                 .held = is_planned ? outcome->before : outcome->after,
                                 .error = outcome->error,
                                 .run = bulk->run };

  if (bulk->order->beside == NULL || session_bulk_ends_run (outcome->error))
    return NULL;
  return bulk->order->beside (call, &done, bulk->order->data);
}

static void
hand_over (Bulk *bulk, const DeliveryOutcome *outcome, guint64 took_ms, const GError *beside)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&bulk->lock);
  gboolean is_planned = outcome->result == DELIVERY_RESULT_PLANNED;
  g_autofree char *answer = show_answer (bulk, outcome);
  const SessionOutcome shown = { .mailbox = outcome->mailbox,
                                 .result = result_of (bulk, outcome),
                                 .path = session_org_backend_id (bulk->org, outcome->mailbox),
                                 .address = outcome->address,
                                 .state = is_planned ? outcome->before : outcome->after,
                                 .planned = is_planned ? outcome->after : NULL,
                                 .differs = outcome->differs,
                                 .expected = outcome->expected,
                                 .found = outcome->found,
                                 .is_proof = bulk->order->verb == SESSION_VERB_PROVE,
                                 .read_at = outcome->read_at,
                                 .request_id = outcome->request_id,
                                 .answer = answer,
                                 .took_ms = took_ms,
                                 .error = outcome->error,
                                 .beside = beside };
  gboolean is_failed = shown.result == SESSION_RESULT_FAILED || beside != NULL;

  /* Not a result: a write that was cancelled in the middle is in the journal as open. */
  if (g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    stop (bulk, outcome->error);
    return;
  }

  bulk->summary->done++;
  bulk->summary->written += !is_failed && outcome->result == DELIVERY_RESULT_WRITTEN;
  bulk->summary->skipped += !is_failed && shown.result == SESSION_RESULT_SKIPPED;
  bulk->summary->failed += is_failed;
  note_evidence (bulk, &shown);
  if (session_bulk_ends_run (outcome->error))
    stop (bulk, outcome->error);
  if (!bulk->order->each (&shown, bulk->order->data)) {
    g_autoptr (GError) unwanted =
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "nobody wants the results");

    stop (bulk, unwanted);
  }
}

static void
done_cb (BaseCall *call, DeliveryOutcome *taken, guint64 took_ms, gpointer data)
{
  Bulk *bulk = data;
  g_autoptr (DeliveryOutcome) outcome = taken;
  g_autoptr (GError) beside = NULL;

  if (outcome->error != NULL && session_verb_is_test (bulk->order->verb))
    outcome->error = session_cause_find (bulk->cause, base_call_locals (call), outcome->mailbox,
                                         g_steal_pointer (&outcome->error));
  beside = do_beside (bulk, call, outcome);
  hand_over (bulk, outcome, took_ms, beside);
}

/* Alone, or put beside others. */
static void
begin_one (Bulk *bulk, BaseLocals *locals, BaseCall *call, const char *mailbox)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr (DeliveryOutcome) outcome = NULL;
  g_autoptr (GError) beside = NULL;

  if (bulk->many != NULL && base_text_is_address (mailbox) &&
      session_org_may_join (bulk->org, call, mailbox)) {
    delivery_many_add (bulk->many, mailbox);
    return;
  }

  outcome = do_one (bulk, locals, call, mailbox);
  beside = do_beside (bulk, call, outcome);
  hand_over (bulk, outcome, (guint64) (g_get_monotonic_time () - begin_us) / 1000, beside);
}

/* FALSE when nothing is left to do. */
static gboolean
do_some (Bulk *bulk, BaseLocals *locals)
{
  g_autoptr (BaseCall) call = base_call_new (locals, bulk->cancellable, 0);
  DeliveryManyStep step =
      bulk->many != NULL ? delivery_many_step (bulk->many, call) : DELIVERY_MANY_WANTS;
  g_autofree char *mailbox = NULL;

  if (step != DELIVERY_MANY_WANTS)
    return step == DELIVERY_MANY_DID;

  mailbox = next_mailbox (bulk);
  if (mailbox != NULL)
    begin_one (bulk, locals, call, mailbox);
  else if (bulk->many != NULL)
    delivery_many_close (bulk->many);
  return mailbox != NULL || bulk->many != NULL;
}

static void
work (BaseLocals *locals, gpointer data)
{
  Bulk *bulk = data;

  while (do_some (bulk, locals))
    ;
  g_mutex_lock (&bulk->lock);
  bulk->workers--;
  g_cond_signal (&bulk->ended);
  g_mutex_unlock (&bulk->lock);
}

static void
run_workers (Bulk *bulk, guint workers)
{
  bulk->workers = workers;
  for (guint i = 0; i < workers; i++)
    session_pool_push (session_org_pool (bulk->org), SESSION_LANE_BULK, work, bulk);

  g_mutex_lock (&bulk->lock);
  while (bulk->workers > 0) {
    gint64 look_us = g_get_monotonic_time () + G_USEC_PER_SEC;

    if (g_cond_wait_until (&bulk->ended, &bulk->lock, look_us))
      continue;
    g_mutex_unlock (&bulk->lock);
    session_org_tell_watch (bulk->org);
    g_mutex_lock (&bulk->lock);
  }
  g_mutex_unlock (&bulk->lock);
}

/* Only then is one worker more of use: otherwise it would always stand before the gate, and each
 * request would wake it up. */
static gboolean
needs_disk (SessionVerb verb)
{
  return verb == SESSION_VERB_SET || verb == SESSION_VERB_PROVE;
}

/* A test is evidence, also of what it did not get at any more. */
static void
keep_evidence (Bulk *bulk)
{
  const SessionBulkSummary *summary = bulk->summary;
  g_autoptr (GError) problem = NULL;

  if (!session_verb_is_test (bulk->order->verb) || summary->done == 0)
    return;
  if (!session_org_keep_evidence (bulk->org, summary->done, summary->done - summary->failed,
                                  bulk->evidence, &problem))
    stop (bulk, problem);
}

/* NULL when each mailbox is asked alone: the server takes no more, or it is a proof, which is put
 * back before the next one begins. */
static DeliveryMany *
begin_many (Bulk *bulk)
{
  static const DeliveryWhat whats[] = { [SESSION_VERB_SHOW] = DELIVERY_WHAT_READ,
                                        [SESSION_VERB_SET] = DELIVERY_WHAT_WRITE,
                                        [SESSION_VERB_REHEARSE] = DELIVERY_WHAT_REHEARSE,
                                        [SESSION_VERB_TEST] = DELIVERY_WHAT_READ };
  const SessionBulkOrder *order = bulk->order;

  if (order->verb == SESSION_VERB_PROVE || session_org_most_many (bulk->org) <= 1)
    return NULL;
  return delivery_many_new (&(DeliveryManyOrder){ .run = bulk->run,
                                                  .what = whats[order->verb],
                                                  .change = order->change,
                                                  .done = done_cb,
                                                  .data = bulk });
}

static OofState *
decide_cb (BaseCall *call, const DeliveryOutcome *read, gpointer data, char **ret_why,
           GError **error)
{
  const SessionBulkOrder *order = data;
  const SessionBulkRead shown = { read->mailbox, read->before, read->allowed };

  return order->decide (call, &shown, order->data, ret_why, error);
}

gboolean
session_bulk_run (SessionOrg *org, GCancellable *cancellable, const SessionBulkOrder *order,
                  SessionBulkSummary *ret_summary, GError **error)
{
  g_autoptr (GCancellable) ours =
      cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (DeliveryRun) run = session_org_new_deciding_run (
      org, order->run, order->why, order->decide != NULL ? decide_cb : NULL, (gpointer) order);
  g_autoptr (GPtrArray) evidence =
      g_ptr_array_new_with_free_func ((GDestroyNotify) session_outcome_free);
  g_autoptr (SessionCause) cause = session_cause_new (org, ours);
  g_autoptr (DeliveryMany) many = NULL;
  Bulk bulk = {
    .order = order, .org = org, .run = run, .cancellable = ours, .seen = seen, .evidence = evidence
  };

  *ret_summary = (SessionBulkSummary){ 0 };
  g_strlcpy (ret_summary->run, delivery_run_id (run), sizeof ret_summary->run);
  bulk.summary = ret_summary;
  bulk.cause = cause;
  g_mutex_init (&bulk.source_lock);
  g_mutex_init (&bulk.lock);
  g_cond_init (&bulk.ended);

  many = begin_many (&bulk);
  bulk.many = many;
  run_workers (&bulk,
               needs_disk (order->verb) ? session_org_workers (org) : session_org_jobs (org));
  g_mutex_clear (&bulk.source_lock);
  g_mutex_clear (&bulk.lock);
  g_cond_clear (&bulk.ended);
  keep_evidence (&bulk);
  if (bulk.stop == NULL)
    return !g_cancellable_set_error_if_cancelled (ours, error);

  g_propagate_error (error, bulk.stop);
  return FALSE;
}
