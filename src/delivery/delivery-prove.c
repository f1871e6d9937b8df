/* delivery-prove.c - proves that what is written to a mailbox arrives there, and leaves it as it
 * was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-run-private.h"

#include "base-error.h"

#include <gio/gio.h>

#define PUT_BACK_MS 60000 /* nobody can cancel it */

static void
set_problem (DeliveryOutcome *outcome, BaseErrorCode code, const char *reason, const char *words)
{
  const BaseErrorFacts facts = { .reason = reason, .request_id = outcome->request_id };
  GError *problem = NULL;

  base_error_set_facts (&problem, code, &facts, "%s", words);
  g_clear_error (&outcome->error);
  outcome->error = problem;
}

/* What the mailbox holds was there before us and need not please us; but no server takes a schedule
 * that is over. */
static gboolean
may_be_written_again (DeliveryRun *self, DeliveryOutcome *outcome)
{
  g_autoptr (GDateTime) now = base_clock_now (self->clock);
  const OofState *state = outcome->before;

  if (state->mode != OOF_MODE_SCHEDULED || g_date_time_compare (state->until, now) > 0)
    return TRUE;

  set_problem (outcome, BASE_ERROR_REJECTED, "schedule-over",
               "the schedule that the mailbox holds is over, it cannot be written again");
  return FALSE;
}

/* The mailbox shall hold outcome->before, and holds outcome->after. Has a journal row of its own,
 * so that the state that is replaced is not lost. */
static gboolean
put_back (DeliveryRun *self, DeliveryOutcome *outcome, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, PUT_BACK_MS);
  g_autoptr (DeliveryOutcome) second = g_new0 (DeliveryOutcome, 1);
  gint64 row;

  row = delivery_run_begin_journal (self, outcome->mailbox, outcome->after, outcome->before, NULL,
                                    error);
  if (row == 0)
    return FALSE;

  second->mailbox = g_strdup (outcome->mailbox);
  delivery_run_write_and_compare (self, call, outcome->before, second, &second->error);
  delivery_run_end_journal (self, row, second);
  g_clear_pointer (&outcome->after, oof_state_unref);
  outcome->after = g_steal_pointer (&second->after);
  if (second->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&second->error));
  return FALSE;
}

static void
restore (DeliveryRun *self, DeliveryOutcome *outcome)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *words = NULL;

  if (put_back (self, outcome, &problem)) {
    set_problem (outcome, BASE_ERROR_PROTOCOL, "proof-put-back",
                 "the mailbox held something else than what was written; it was put back");
    return;
  }

  words = g_strdup_printf ("the mailbox held something else than what was written, and putting it "
                           "back failed: %s",
                           problem->message);
  set_problem (outcome, BASE_ERROR_PROTOCOL, "proof-not-put-back", words);
}

static gboolean
holds_something_else (const DeliveryOutcome *outcome)
{
  return g_strcmp0 (base_error_facts (outcome->error)->reason, "read-back-differs") == 0;
}

DeliveryOutcome *
delivery_run_prove (DeliveryRun *self, BaseCall *call, const char *mailbox)
{
  DeliveryOutcome *outcome = g_new0 (DeliveryOutcome, 1);
  gint64 row;

  outcome->mailbox = g_strdup (mailbox);
  if (!delivery_run_read_before (self, call, outcome))
    return outcome;

  outcome->result = DELIVERY_RESULT_FAILED; /* until something else is known */
  outcome->after = oof_state_ref (outcome->before);
  if (!may_be_written_again (self, outcome))
    return outcome;
  row = delivery_run_begin_journal (self, mailbox, outcome->before, outcome->before, NULL,
                                    &outcome->error);
  if (row == 0)
    return outcome;

  delivery_run_write_and_compare (self, call, outcome->before, outcome, &outcome->error);
  delivery_run_end_journal (self, row, outcome);
  if (outcome->error == NULL)
    outcome->result = DELIVERY_RESULT_WRITTEN;
  else if (holds_something_else (outcome))
    restore (self, outcome);
  else if (g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_problem (outcome, BASE_ERROR_REJECTED, "proof-stopped",
                 "stopped while writing; what was written is what the mailbox held before");
  return outcome;
}
