/* test-run.c - one mailbox through delivery, against a backend of a few lines and the real store
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake.h"

static OofChange *
make_on (void)
{
  OofChange *change = oof_change_new ();

  change->has_mode = TRUE;
  change->mode = OOF_MODE_ON;
  change->inside = g_strdup ("<p>new in</p>");
  return change;
}

static void
test_write (Fixture *f, gconstpointer data)
{
  g_autoptr (OofChange) change = make_on ();
  g_autoptr (DeliveryOutcome) outcome = delivery_run_write (f->run, f->call, MAILBOX, change, NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (OofState) snapshot = NULL;
  StoreJournalRow *row;

  g_assert_no_error (outcome->error);
  g_assert_cmpint (outcome->result, ==, DELIVERY_RESULT_WRITTEN);
  g_assert_cmpstr (outcome->request_id, ==, "write-1");
  g_assert_cmpuint (f->fake.sets, ==, 1);
  g_assert_cmpint (f->fake.state->mode, ==, OOF_MODE_ON);
  g_assert_cmpstr (f->fake.state->inside, ==, "<p>new in</p>");
  g_assert_cmpstr (f->fake.state->outside, ==, "<p>old out</p>");
  g_assert_cmpint (f->fake.state->audience, ==, OOF_AUDIENCE_KNOWN);

  row = only_row (f, &rows);
  g_assert_cmpint (row->result, ==, STORE_RESULT_WRITTEN);
  g_assert_cmpstr (row->mailbox, ==, "ann@corp.example");
  g_assert_cmpstr (row->run, ==, delivery_run_id (f->run));
  g_assert_cmpstr (row->who, ==, "me@here");
  g_assert_cmpstr (row->before->inside, ==, "<p>old in</p>");
  g_assert_cmpstr (row->after->inside, ==, "<p>new in</p>");
  snapshot = store_snapshot_find (f->db, "p1", "ann@corp.example", NULL, NULL);
  g_assert_cmpstr (snapshot->inside, ==, "<p>old in</p>");
}

/* A needless write would clear the list of senders who have had their reply. */
static void
test_skip_equal (Fixture *f, gconstpointer data)
{
  g_autoptr (OofChange) change = oof_change_new_state (f->fake.state);
  g_autoptr (DeliveryOutcome) outcome = delivery_run_write (f->run, f->call, MAILBOX, change, NULL);
  g_autoptr (GPtrArray) rows = store_journal_list (f->db, "p1", NULL, 10, NULL);

  g_assert_cmpint (outcome->result, ==, DELIVERY_RESULT_SKIPPED);
  g_assert_cmpuint (f->fake.sets, ==, 0);
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_rehearse (Fixture *f, gconstpointer data)
{
  g_autoptr (OofChange) change = make_on ();
  g_autoptr (DeliveryOutcome) outcome = delivery_run_rehearse (f->run, f->call, MAILBOX, change);

  g_assert_cmpint (outcome->result, ==, DELIVERY_RESULT_PLANNED);
  g_assert_cmpstr (outcome->after->inside, ==, "<p>new in</p>");
  g_assert_cmpstr (outcome->before->inside, ==, "<p>old in</p>");
  g_assert_cmpuint (f->fake.sets, ==, 0);
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  g_autoptr (OofChange) change = make_on ();
  g_autoptr (OofChange) wide = make_on ();
  g_autoptr (OofChange) past = oof_change_new ();
  g_autoptr (OofState) seen = oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, "x", "y");
  g_autoptr (DeliveryOutcome) outcome = delivery_run_write (f->run, f->call, MAILBOX, change, seen);

  assert_refused (outcome, "changed-meanwhile");

  f->fake.allowed = OOF_AUDIENCE_NONE;
  wide->has_audience = TRUE;
  wide->audience = OOF_AUDIENCE_ALL;
  delivery_outcome_free (outcome);
  outcome = delivery_run_write (f->run, f->call, MAILBOX, wide, NULL);
  assert_refused (outcome, "audience-ceiling");

  past->has_mode = TRUE;
  past->mode = OOF_MODE_SCHEDULED;
  past->from = g_date_time_add_days (f->now, -2);
  past->until = g_date_time_add_days (f->now, -1);
  delivery_outcome_free (outcome);
  outcome = delivery_run_write (f->run, f->call, MAILBOX, past, NULL);
  assert_refused (outcome, "end-in-past");
  g_assert_cmpuint (f->fake.sets, ==, 0);
}

/* What we would not take from a person may have been there before: it can be switched off all the
 * same. */
static void
test_old_long_text (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strnfill (OOF_MOST_TEXT_BYTES + 1, 'x');
  g_autoptr (OofChange) off = oof_change_new ();
  g_autoptr (DeliveryOutcome) outcome = NULL;

  oof_state_unref (f->fake.state);
  f->fake.state = oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, text, "");
  off->has_mode = TRUE;
  off->mode = OOF_MODE_OFF;
  outcome = delivery_run_write (f->run, f->call, MAILBOX, off, NULL);
  g_assert_no_error (outcome->error);
  g_assert_cmpint (f->fake.state->mode, ==, OOF_MODE_OFF);
  g_assert_cmpstr (f->fake.state->inside, ==, text);
}

static void
test_busy_is_retried (Fixture *f, gconstpointer data)
{
  g_autoptr (OofChange) change = make_on ();
  g_autoptr (DeliveryOutcome) outcome = NULL;

  f->fake.code = BASE_ERROR_BUSY;
  f->fake.fail_set = 1;
  outcome = delivery_run_write (f->run, f->call, MAILBOX, change, NULL);
  g_assert_no_error (outcome->error);
  g_assert_cmpuint (f->fake.sets, ==, 2);
}

/* The connection died after the server had done it: looked up, not done twice. */
static void
test_unknown_outcome (Fixture *f, gconstpointer data)
{
  g_autoptr (OofChange) change = make_on ();
  g_autoptr (DeliveryOutcome) outcome = NULL;

  f->fake.code = BASE_ERROR_OFFLINE;
  f->fake.fail_set = 1;
  f->fake.is_set_anyway = TRUE;
  outcome = delivery_run_write (f->run, f->call, MAILBOX, change, NULL);
  g_assert_no_error (outcome->error);
  g_assert_cmpint (outcome->result, ==, DELIVERY_RESULT_WRITTEN);
  g_assert_cmpuint (f->fake.sets, ==, 1);
}

static void
test_no_second_try (Fixture *f, gconstpointer data)
{
  static const BaseErrorCode codes[] = { BASE_ERROR_AUTH,      BASE_ERROR_TLS,
                                         BASE_ERROR_FORBIDDEN, BASE_ERROR_NOT_FOUND,
                                         BASE_ERROR_REJECTED,  BASE_ERROR_OFFLINE };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autoptr (DeliveryOutcome) outcome = NULL;

    f->fake.code = codes[i];
    f->fake.fail_get = 5;
    f->fake.gets = 0;
    outcome = delivery_run_read (f->run, f->call, MAILBOX);
    g_test_message ("%s", base_error_name (outcome->error));
    g_assert_error (outcome->error, BASE_ERROR, (int) codes[i]);
    g_assert_cmpuint (f->fake.gets, ==, 1);
  }
}

static void
test_throttled_waits (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryOutcome) outcome = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  f->fake.code = BASE_ERROR_THROTTLED;
  f->fake.fail_get = 1;
  f->fake.wait_ms = 60;
  outcome = delivery_run_read (f->run, f->call, MAILBOX);
  g_assert_no_error (outcome->error);
  g_assert_cmpuint (f->fake.gets, ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, 60000);
}

static void
test_read_back (Fixture *f, gconstpointer data)
{
  g_autoptr (OofChange) change = make_on ();
  g_autoptr (DeliveryOutcome) outcome = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  f->fake.is_set_odd = TRUE;
  outcome = delivery_run_write (f->run, f->call, MAILBOX, change, NULL);
  g_assert_error (outcome->error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_cmpstr (base_error_facts (outcome->error)->reason, ==, "read-back-differs");
  g_assert_cmpint (outcome->after->audience, ==, OOF_AUDIENCE_NONE);
  g_assert_cmpint (only_row (f, &rows)->result, ==, STORE_RESULT_FAILED);
}

/* Nobody knows whether the server heard it: the journal says so. */
static void
test_cancelled_write (Fixture *f, gconstpointer data)
{
  g_autoptr (OofChange) change = make_on ();
  g_autoptr (DeliveryOutcome) outcome = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  f->fake.cancel_at_set = f->cancellable;
  outcome = delivery_run_write (f->run, f->call, MAILBOX, change, NULL);
  g_assert_error (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (outcome->after);
  g_assert_cmpint (only_row (f, &rows)->result, ==, STORE_RESULT_BEGUN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/delivery/run/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("write", test_write);
  ADD ("skip-equal", test_skip_equal);
  ADD ("rehearse", test_rehearse);
  ADD ("refusals", test_refusals);
  ADD ("old-long-text", test_old_long_text);
  ADD ("busy-is-retried", test_busy_is_retried);
  ADD ("unknown-outcome", test_unknown_outcome);
  ADD ("no-second-try", test_no_second_try);
  ADD ("throttled-waits", test_throttled_waits);
  ADD ("read-back", test_read_back);
  ADD ("cancelled-write", test_cancelled_write);
  return g_test_run ();
}
