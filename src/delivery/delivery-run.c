/* delivery-run.c - the only writer to mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-run-private.h"

#include "base-error.h"
#include "base-fault.h"
#include "store-chain.h"

void
delivery_outcome_free (DeliveryOutcome *self)
{
  if (self == NULL)
    return;

  g_free (self->mailbox);
  oof_state_unref (self->before);
  oof_state_unref (self->after);
  oof_state_unref (self->expected);
  oof_state_unref (self->found);
  g_clear_pointer (&self->read_at, g_date_time_unref);
  g_free (self->request_id);
  g_free (self->why);
  g_free (self->address);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

DeliveryRun *
delivery_run_new (const DeliveryOrder *order)
{
  DeliveryRun *self = g_atomic_rc_box_new0 (DeliveryRun);

  self->backend = order->backend;
  self->store = store_db_ref (order->store);
  self->clock = order->clock;
  self->id = order->id != NULL ? g_strdup (order->id) : g_uuid_string_random ();
  self->profile = g_strdup (order->profile);
  self->who = g_strdup (order->who);
  self->why = g_strdup (order->why);
  self->decide = order->decide;
  self->decide_data = order->decide_data;
  return self;
}

static void
clear_run (gpointer data)
{
  DeliveryRun *self = data;

  store_chain_keep_end (self->store);
  store_db_unref (self->store);
  g_free (self->id);
  g_free (self->profile);
  g_free (self->who);
  g_free (self->why);
}

void
delivery_run_unref (DeliveryRun *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_run);
}

const char *
delivery_run_id (DeliveryRun *self)
{
  return self->id;
}

gboolean
delivery_run_take_before (DeliveryRun *self, OofState *before, ExchangeReading *reading,
                          DeliveryOutcome *outcome)
{
  if (before == NULL) {
    exchange_reading_clear (reading);
    outcome->result = DELIVERY_RESULT_FAILED;
    return FALSE;
  }

  base_fault ("read");
  outcome->before = before;
  outcome->allowed = reading->allowed;
  outcome->request_id = g_steal_pointer (&reading->request_id);
  outcome->address = g_steal_pointer (&reading->address);
  outcome->answer = g_steal_pointer (&reading->answer);
  outcome->read_at = base_clock_now (self->clock);
  return TRUE;
}

gboolean
delivery_run_read_before (DeliveryRun *self, BaseCall *call, DeliveryOutcome *outcome)
{
  ExchangeReading reading = { 0 };
  OofState *before = self->backend->ops->get_oof (self->backend, call, outcome->mailbox, &reading,
                                                  &outcome->error);

  return delivery_run_take_before (self, before, &reading, outcome);
}

void
delivery_run_keep_reading (DeliveryOutcome *outcome)
{
  outcome->result = DELIVERY_RESULT_READ;
  outcome->after = oof_state_ref (outcome->before);
}

DeliveryOutcome *
delivery_run_read (DeliveryRun *self, BaseCall *call, const char *mailbox)
{
  DeliveryOutcome *outcome = g_new0 (DeliveryOutcome, 1);

  outcome->mailbox = g_strdup (mailbox);
  if (delivery_run_read_before (self, call, outcome))
    delivery_run_keep_reading (outcome);
  return outcome;
}

static gboolean
refuse (GError **error, const char *reason, const char *message)
{
  const BaseErrorFacts facts = { .reason = reason };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", message);
  return FALSE;
}

/* A text that nobody changes may be what we would refuse from a person: it is there already. */
static gboolean
is_old_text (const GError *problem, OofDiffers differs)
{
  const char *reason = base_error_facts (problem)->reason;

  return (g_strcmp0 (reason, "too-long") == 0 || g_strcmp0 (reason, "bad-text") == 0) &&
         !(differs & (OOF_DIFFERS_INSIDE | OOF_DIFFERS_OUTSIDE));
}

static gboolean
check_wanted (const OofState *wanted, const OofChange *change, const DeliveryOutcome *outcome,
              GDateTime *now, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!oof_state_validate (wanted, now, &problem) && !is_old_text (problem, outcome->differs)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (change->has_audience && wanted->mode != OOF_MODE_OFF && wanted->audience > outcome->allowed)
    return refuse (error, "audience-ceiling",
                   "the organisation does not let replies out to that audience");
  return TRUE;
}

/* By whoever ordered the run. */
static OofState *
let_decide (DeliveryRun *self, BaseCall *call, DeliveryOutcome *outcome)
{
  g_autofree char *why = NULL;
  OofState *wanted = self->decide (call, outcome, self->decide_data, &why, &outcome->error);

  if (why != NULL)
    outcome->why = g_strdup_printf ("%s; %s", self->why, why);
  if (wanted != NULL)
    outcome->differs = oof_state_compare (outcome->before, wanted);
  else if (outcome->error == NULL)
    outcome->result = DELIVERY_RESULT_SKIPPED;
  return wanted;
}

OofState *
delivery_run_decide (DeliveryRun *self, BaseCall *call, const OofChange *change,
                     const OofState *seen, DeliveryOutcome *outcome)
{
  g_autoptr (GDateTime) now = base_clock_now (self->clock);
  g_autoptr (OofState) wanted = NULL;

  outcome->result = DELIVERY_RESULT_FAILED; /* until something else is known */
  outcome->after = oof_state_ref (outcome->before);
  if (self->decide != NULL)
    return let_decide (self, call, outcome);
  if (seen != NULL && oof_state_compare (seen, outcome->before) != 0) {
    refuse (&outcome->error, "changed-meanwhile",
            "the mailbox holds something else than what was looked at");
    return NULL;
  }

  wanted = oof_change_apply (change, outcome->before, now);
  outcome->differs = oof_state_compare (outcome->before, wanted);
  if (outcome->differs == 0) {
    outcome->result = DELIVERY_RESULT_SKIPPED;
    return NULL;
  }
  if (!check_wanted (wanted, change, outcome, now, &outcome->error))
    return NULL;

  return g_steal_pointer (&wanted);
}

/* What both a write and its rehearsal begin with. */
static OofState *
prepare (DeliveryRun *self, BaseCall *call, const OofChange *change, const OofState *seen,
         DeliveryOutcome *outcome)
{
  return delivery_run_read_before (self, call, outcome)
             ? delivery_run_decide (self, call, change, seen, outcome)
             : NULL;
}

/* Keeps what was expected and found, wherever the two are not the same. */
static void
note_difference (DeliveryOutcome *outcome, OofState *wanted)
{
  if (oof_state_compare (wanted, outcome->after) == 0)
    return;

  outcome->expected = oof_state_ref (wanted);
  outcome->found = oof_state_ref (outcome->after);
}

gboolean
delivery_run_take_back (DeliveryRun *self, OofState *wanted, OofState *found,
                        DeliveryOutcome *outcome, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "read-back-differs" };

  outcome->after = found;
  base_fault ("read-back");
  if (found == NULL) {
    g_prefix_error (error, "written, but reading back failed: ");
    return FALSE;
  }

  g_clear_pointer (&outcome->read_at, g_date_time_unref);
  outcome->read_at = base_clock_now (self->clock);
  note_difference (outcome, wanted);
  if (!oof_state_reads_alike (wanted, outcome->after)) {
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts,
                          "the server took the change, but holds something else");
    return FALSE;
  }
  return TRUE;
}

gboolean
delivery_run_write_and_compare (DeliveryRun *self, BaseCall *call, OofState *wanted,
                                DeliveryOutcome *outcome, GError **error)
{
  g_autofree char *request_id = NULL;
  OofState *found;

  /* From here on nobody knows what the mailbox holds, until it is read again. */
  g_clear_pointer (&outcome->after, oof_state_unref);
  if (!self->backend->ops->set_oof (self->backend, call, outcome->mailbox, wanted, &request_id,
                                    error))
    return FALSE;
  base_fault ("answered");
  if (request_id != NULL) {
    g_free (outcome->request_id);
    outcome->request_id = g_steal_pointer (&request_id);
  }

  found = self->backend->ops->get_oof (self->backend, call, outcome->mailbox, NULL, error);
  return delivery_run_take_back (self, wanted, found, outcome, error);
}

StoreJournalRow
delivery_run_journal_row (DeliveryRun *self, const char *mailbox, GDateTime *now, OofState *before,
                          OofState *wanted, const char *why)
{
  return (StoreJournalRow){ .at = now,
                            .who = self->who,
                            .run = self->id,
                            .profile = self->profile,
                            .mailbox = (char *) mailbox,
                            .before = before,
                            .after = wanted,
                            .why = why != NULL ? (char *) why : self->why };
}

gint64
delivery_run_begin_journal (DeliveryRun *self, const char *address, OofState *before,
                            OofState *wanted, const char *why, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (self->clock);
  const StoreJournalRow row = delivery_run_journal_row (self, address, now, before, wanted, why);
  gint64 id = store_journal_begin (self->store, &row, error);

  base_fault ("journal-begun");
  return id;
}

void
delivery_run_end_journal (DeliveryRun *self, gint64 row, DeliveryOutcome *outcome)
{
  GError *problem = NULL;
  StoreResult result = outcome->error == NULL ? STORE_RESULT_WRITTEN : STORE_RESULT_FAILED;
  const char *words = outcome->error != NULL ? outcome->error->message : NULL;

  if (g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      store_journal_end (self->store, row, result, outcome->request_id, words, &problem)) {
    base_fault ("journal-ended");
    return;
  }

  if (outcome->error == NULL)
    g_propagate_prefixed_error (&outcome->error, problem, "written, but the journal failed: ");
  else
    g_error_free (problem);
}

DeliveryOutcome *
delivery_run_write (DeliveryRun *self, BaseCall *call, const char *mailbox, const OofChange *change,
                    const OofState *seen)
{
  DeliveryOutcome *outcome = g_new0 (DeliveryOutcome, 1);
  g_autoptr (OofState) wanted = NULL;
  gint64 row;

  outcome->mailbox = g_strdup (mailbox);
  wanted = prepare (self, call, change, seen, outcome);
  if (wanted == NULL)
    return outcome;

  row = delivery_run_begin_journal (self, outcome->mailbox, outcome->before, wanted, outcome->why,
                                    &outcome->error);
  if (row == 0)
    return outcome;

  delivery_run_write_and_compare (self, call, wanted, outcome, &outcome->error);
  delivery_run_end_journal (self, row, outcome);
  if (outcome->error == NULL)
    outcome->result = DELIVERY_RESULT_WRITTEN;
  return outcome;
}

void
delivery_run_keep_plan (DeliveryOutcome *outcome, OofState *wanted)
{
  outcome->result = DELIVERY_RESULT_PLANNED;
  oof_state_unref (outcome->after);
  outcome->after = wanted;
}

DeliveryOutcome *
delivery_run_rehearse (DeliveryRun *self, BaseCall *call, const char *mailbox,
                       const OofChange *change)
{
  DeliveryOutcome *outcome = g_new0 (DeliveryOutcome, 1);
  OofState *wanted;

  outcome->mailbox = g_strdup (mailbox);
  wanted = prepare (self, call, change, NULL, outcome);
  if (wanted != NULL)
    delivery_run_keep_plan (outcome, wanted);
  return outcome;
}
