/* test-trouble.c - what every backend must make of refusals, faults, a busy server and Cancel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "play.h"

#define WORKERS 16

static void
test_refusals (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) past = g_date_time_new_utc (2001, 1, 1, 0, 0, 0);
  g_autoptr (OofState) old =
      oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_NONE, past, past, "x", "x");

  g_assert_true (play.ops->probe (play.backend, play.call, mail, &error));
  g_assert_no_error (error);
  assert_fails (&play, "nobody@corp.example", BASE_ERROR_NOT_FOUND, "no-mailbox");
  assert_fails (&play, "no address", BASE_ERROR_REJECTED, "bad-address");
  g_assert_false (play.ops->set_oof (play.backend, play.call, mail, old, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
}

static void
test_no_right (gconstpointer kind)
{
  const PlayBackend *backend = kind;
  const char *const *words = backend->without_right;
  g_auto (Play) play =
      begin (kind, stage_new (words[0], words[1], words[2], words[3], words[4], NULL));
  g_autofree char *mail = mail_of (&play, 0);
  g_autoptr (JsonObject) answer =
      backend->organization != NULL
          ? stage_control (play.stage, "/organization", backend->organization)
          : NULL;
  g_autoptr (GError) error = NULL;

  assert_fails (&play, mail, BASE_ERROR_FORBIDDEN, backend->no_right);
  g_assert_false (play.ops->probe (play.backend, play.call, mail, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
}

static void
test_throttled (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 0);
  g_autoptr (GError) error = NULL;

  stage_fault (play.stage, play.kind->throttled.match, play.kind->throttled.action);
  g_assert_null (play.ops->get_oof (play.backend, play.call, mail, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_THROTTLED);
  g_assert_cmpuint (base_error_facts (error)->wait_ms, ==, play.kind->throttled.wait_ms);
}

/* Each on a stage of its own. */
static void
test_faults (gconstpointer kind)
{
  const PlayBackend *backend = kind;

  for (const PlayFault *fault = backend->faults; fault->match != NULL; fault++) {
    g_auto (Play) play = begin (kind, stage_new ("--people", "3", NULL));
    g_autofree char *mail = mail_of (&play, 0);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s %s", fault->match, fault->action);
    stage_fault (play.stage, fault->match, fault->action);
    g_assert_null (play.ops->get_oof (play.backend, play.call, mail, NULL, &error));
    g_assert_error (error, BASE_ERROR, (int) fault->code);
    if (fault->reason != NULL)
      g_assert_cmpstr (base_error_facts (error)->reason, ==, fault->reason);
    g_assert_cmpuint (base_error_facts (error)->wait_ms, ==, fault->wait_ms);
  }
}

/* Answers that nobody should fall for: each an error, none a crash, none endless. */
static void
test_hostile (gconstpointer kind)
{
  const ExchangeBackendOps *ops = ((const PlayBackend *) kind)->ops;
  g_autoptr (Stage) stage = stage_new ("--people", "10", "--character", "hostile", NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (ExchangeProfile) profile = stage_profile (stage, ops, NULL);
  g_autoptr (BaseSecret) password = stage_secret (stage, ops);
  ExchangeBackend *backend = NULL;

  for (int i = 0; i < 10 && backend == NULL; i++)
    backend = ops->open (call, profile, password, NULL);
  for (int i = 0; i < 30 && backend != NULL; i++) {
    g_autoptr (BaseCall) short_call = base_call_new (NULL, NULL, 500);
    g_autoptr (GError) error = NULL;
    g_autoptr (OofState) state =
        backend->ops->get_oof (backend, short_call, "nobody@corp.example", NULL, &error);

    g_assert_null (state);
    g_assert_true (error->domain == BASE_ERROR);
    g_test_message ("%s", error->message);
  }
  if (backend != NULL)
    backend->ops->close (backend);
}

typedef struct
{
  GCancellable *cancellable;
  const Stage *stage;
  gint64 when_us;
} Cancel;

static gpointer
cancel_when_there (gpointer data)
{
  Cancel *cancel = data;

  while (stage_count (cancel->stage, "at_once") == 0)
    g_thread_yield ();
  cancel->when_us = g_get_monotonic_time ();
  g_cancellable_cancel (cancel->cancellable);
  return NULL;
}

static void
test_cancel (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (play.locals, cancellable, 30000);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) after = NULL;
  Cancel cancel = { .cancellable = cancellable, .stage = play.stage };
  GThread *thread;
  gint64 end_us;

  stage_fault (play.stage, play.kind->some_request, "\"slow_ms\":20000");
  thread = g_thread_new ("cancel", cancel_when_there, &cancel);
  g_assert_null (play.ops->get_oof (play.backend, call, mail, NULL, &error));
  end_us = g_get_monotonic_time ();
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_test_message ("%" G_GINT64_FORMAT " us", end_us - cancel.when_us);
  g_assert_cmpint (end_us - cancel.when_us, <, 200 * 1000);

  g_clear_error (&error);
  after = play.ops->get_oof (play.backend, play.call, mail, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  ExchangeBackend *backend;
  int refused;
} Crowd;

static gpointer
try_password (gpointer data)
{
  Crowd *crowd = data;
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state =
      crowd->backend->ops->get_oof (crowd->backend, call, "ann@corp.example", NULL, &error);

  if (g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH))
    g_atomic_int_inc (&crowd->refused);
  return NULL;
}

static void
test_wrong_password (gconstpointer kind)
{
  g_autoptr (Stage) stage = stage_new ("--people", "10", "--latency", "20", NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  Crowd crowd = { .backend = stage_open (stage, ((const PlayBackend *) kind)->ops, call, "wrong") };
  gint64 before = stage_count (stage, "failed_log_ins");
  GThread *threads[WORKERS];

  for (int i = 0; i < WORKERS; i++)
    threads[i] = g_thread_new ("worker", try_password, &crowd);
  for (int i = 0; i < WORKERS; i++)
    g_thread_join (threads[i]);
  try_password (&crowd);
  crowd.backend->ops->close (crowd.backend);

  g_assert_cmpint (crowd.refused, ==, WORKERS + 1);
  g_assert_cmpint (stage_count (stage, "failed_log_ins") - before, ==, 1);
}

static const PlayTest tests[] = {
  { "refusals", test_refusals },
  { "no-right", test_no_right },
  { "throttled", test_throttled },
  { "faults", test_faults },
  { "hostile", test_hostile },
  { "cancel", test_cancel },
  { "wrong-password", test_wrong_password },
};

int
main (int argc, char **argv)
{
  return play_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
