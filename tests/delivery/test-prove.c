/* test-prove.c - writing what a mailbox holds already, against a backend of a few lines and the
 * real store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake.h"

static GPtrArray *
list_rows (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = store_journal_list (f->db, "p1", NULL, 10, &error);

  g_assert_no_error (error);
  return rows;
}

/* The same goes out and comes back, and the journal knows of it. */
static void
test_prove (Fixture *f, gconstpointer data)
{
  g_autoptr (OofState) before = oof_state_ref (f->fake.state);
  g_autoptr (DeliveryOutcome) outcome = delivery_run_prove (f->run, f->call, MAILBOX);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (outcome->error);
  g_assert_cmpint (outcome->result, ==, DELIVERY_RESULT_WRITTEN);
  g_assert_cmpuint (f->fake.sets, ==, 1);
  g_assert_cmpuint (f->fake.gets, ==, 2);
  g_assert_cmpint (oof_state_compare (before, f->fake.state), ==, 0);
  g_assert_cmpstr (f->fake.state->inside, ==, "<p>old in</p>");
  g_assert_null (outcome->expected);
  g_assert_cmpint (only_row (f, &rows)->result, ==, STORE_RESULT_WRITTEN);
  g_assert_cmpstr (((StoreJournalRow *) rows->pdata[0])->request_id, ==, "write-1");
}

/* What people read is the same: that is told, and is no failure. */
static void
test_prove_tidied (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryOutcome) outcome = NULL;

  f->fake.is_tidied = TRUE;
  outcome = delivery_run_prove (f->run, f->call, MAILBOX);
  g_assert_no_error (outcome->error);
  g_assert_cmpint (outcome->result, ==, DELIVERY_RESULT_WRITTEN);
  g_assert_cmpuint (f->fake.sets, ==, 1);
  g_assert_cmpstr (outcome->expected->inside, ==, "<p>old in</p>");
  g_assert_cmpstr (outcome->found->inside, ==, "<p class=\"x\">old in</p>");
}

static void
assert_proof_failed (DeliveryOutcome *outcome, const char *reason)
{
  g_assert_cmpint (outcome->result, ==, DELIVERY_RESULT_FAILED);
  g_assert_error (outcome->error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_cmpstr (base_error_facts (outcome->error)->reason, ==, reason);
  g_assert_cmpint (outcome->expected->audience, ==, OOF_AUDIENCE_KNOWN);
  g_assert_cmpint (outcome->found->audience, ==, OOF_AUDIENCE_NONE);
}

/* Somebody's hand came between: what was read first is there again, and what was found is in the
 * journal. */
static void
test_prove_put_back (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryOutcome) outcome = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const StoreJournalRow *second, *first;

  f->fake.is_set_odd = f->fake.is_set_once = TRUE;
  outcome = delivery_run_prove (f->run, f->call, MAILBOX);
  assert_proof_failed (outcome, "proof-put-back");
  g_assert_cmpint (f->fake.state->audience, ==, OOF_AUDIENCE_KNOWN);
  g_assert_cmpint (outcome->after->audience, ==, OOF_AUDIENCE_KNOWN);
  g_assert_cmpuint (f->fake.sets, ==, 2);

  rows = list_rows (f);
  g_assert_cmpuint (rows->len, ==, 2);
  second = rows->pdata[0];
  first = rows->pdata[1];
  g_assert_cmpint (first->result, ==, STORE_RESULT_FAILED);
  g_assert_cmpint (second->result, ==, STORE_RESULT_WRITTEN);
  g_assert_cmpint (second->before->audience, ==, OOF_AUDIENCE_NONE);
  g_assert_cmpint (second->after->audience, ==, OOF_AUDIENCE_KNOWN);
}

static void
test_prove_not_put_back (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryOutcome) outcome = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  f->fake.is_set_odd = TRUE;
  outcome = delivery_run_prove (f->run, f->call, MAILBOX);
  assert_proof_failed (outcome, "proof-not-put-back");
  g_assert_cmpint (outcome->after->audience, ==, OOF_AUDIENCE_NONE);
  rows = list_rows (f);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (((StoreJournalRow *) rows->pdata[0])->result, ==, STORE_RESULT_FAILED);
}

/* No server takes an end in the past; nothing is sent. An end to come goes out as it is. */
static void
test_prove_schedule (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) from = g_date_time_add_days (f->now, -2);
  g_autoptr (GDateTime) past = g_date_time_add_seconds (f->now, -1);
  g_autoptr (GDateTime) future = g_date_time_add_days (f->now, 1);
  g_autoptr (DeliveryOutcome) outcome = NULL;

  oof_state_unref (f->fake.state);
  f->fake.state = oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, from, past, "a", "");
  outcome = delivery_run_prove (f->run, f->call, MAILBOX);
  assert_refused (outcome, "schedule-over");
  g_assert_cmpuint (f->fake.sets, ==, 0);

  oof_state_unref (f->fake.state);
  f->fake.state = oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, from, future, "a", "");
  delivery_outcome_free (outcome);
  outcome = delivery_run_prove (f->run, f->call, MAILBOX);
  g_assert_no_error (outcome->error);
  g_assert_cmpuint (f->fake.sets, ==, 1);
}

static void
test_prove_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryOutcome) outcome = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  f->fake.code = BASE_ERROR_FORBIDDEN;
  f->fake.fail_set = 1;
  outcome = delivery_run_prove (f->run, f->call, MAILBOX);
  g_assert_error (outcome->error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
  g_assert_cmpint (only_row (f, &rows)->result, ==, STORE_RESULT_FAILED);
  g_assert_cmpuint (f->fake.sets, ==, 1);
}

/* A result, because the mailbox may have been written; the journal says that nobody knows. */
static void
test_prove_stopped (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryOutcome) outcome = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  f->fake.cancel_at_set = f->cancellable;
  outcome = delivery_run_prove (f->run, f->call, MAILBOX);
  assert_refused (outcome, "proof-stopped");
  g_assert_cmpint (only_row (f, &rows)->result, ==, STORE_RESULT_BEGUN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/delivery/prove/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("same", test_prove);
  ADD ("tidied", test_prove_tidied);
  ADD ("put-back", test_prove_put_back);
  ADD ("not-put-back", test_prove_not_put_back);
  ADD ("schedule", test_prove_schedule);
  ADD ("refused", test_prove_refused);
  ADD ("stopped", test_prove_stopped);
  return g_test_run ();
}
