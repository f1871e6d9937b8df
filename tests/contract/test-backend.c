/* test-backend.c - what every backend must do, proved on the simulated organisation
 *
 * Written over the interface: another backend is another row of the table below.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "checks-plan.h"
#include "ews-backend.h"
#include "stage.h"

#define WORKERS 16

static const ExchangeBackendOps *const backends[] = { &ews_backend };

/* One open backend on its stage; call is the test's own worker. */
typedef struct
{
  const ExchangeBackendOps *ops;
  Stage *stage;
  BaseLocals *locals;
  BaseCall *call;
  ExchangeBackend *backend;
} Play;

static Play
begin (const ExchangeBackendOps *ops, Stage *stage)
{
  Play play = { .ops = ops, .stage = stage, .locals = base_locals_new () };

  play.call = base_call_new (play.locals, NULL, 30000);
  play.backend = stage_open (stage, ops, play.call, NULL);
  return play;
}

static void
end (Play *play)
{
  play->ops->close (play->backend);
  base_call_free (play->call);
  base_locals_free (play->locals);
  stage_free (play->stage);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Play, end)

static gboolean
take_page_cb (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (data, exchange_person_ref (g_ptr_array_index (page, i)));
  return TRUE;
}

static GPtrArray *
list (const Play *play, const char *query)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (
      play->ops->list_people (play->backend, play->call, query, take_page_cb, people, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (people, i);

    g_assert_true (g_hash_table_add (ids, person->id));
    g_assert_cmpstr (person->name, !=, "");
    g_assert_nonnull (strchr (person->mail, '@'));
  }
  return people;
}

/* The n-th person who is not the administrator. */
static char *
mail_of (const Play *play, guint n)
{
  g_autoptr (GPtrArray) people = list (play, NULL);

  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (people, i);

    if (!g_str_equal (person->mail, stage_word (play->stage, "admin")) && n-- == 0)
      return g_strdup (person->mail);
  }
  g_assert_not_reached ();
}

static OofState *
make_reply (OofMode mode)
{
  g_autoptr (GDateTime) from = g_date_time_new_utc (2099, 12, 21, 16, 0, 0);
  g_autoptr (GDateTime) until = g_date_time_new_utc (2100, 1, 4, 7, 30, 5);

  return oof_state_new (mode, OOF_AUDIENCE_KNOWN, from, until,
                        "<html><body><p>Grüße &amp; \"so\" ]]> 😀</p>\n\t<b>x</b></body></html>",
                        "<p>Out</p>");
}

static void
assert_fails (const Play *play, const char *mailbox, BaseErrorCode code, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state =
      play->ops->get_oof (play->backend, play->call, mailbox, NULL, &error);

  g_assert_null (state);
  g_test_message ("%s", error->message);
  g_assert_error (error, BASE_ERROR, (int) code);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

static void
test_people (gconstpointer ops)
{
  g_auto (Play) play = begin (ops, stage_new ("--people", "1203", NULL));
  g_autoptr (GPtrArray) all = list (&play, NULL);
  const ExchangePerson *person = g_ptr_array_index (all, 77);
  g_autoptr (GPtrArray) found = list (&play, person->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) resolved =
      play.ops->resolve (play.backend, play.call, person->name, &error);
  g_autoptr (GPtrArray) nobody = play.ops->resolve (play.backend, play.call, "zzqx", &error);
  gboolean is_among = FALSE;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1203);
  g_assert_cmpuint (nobody->len, ==, 0);
  g_assert_cmpuint (found->len, >=, 1);
  g_assert_cmpuint (found->len, <, 1203);
  for (guint i = 0; i < resolved->len; i++)
    is_among |= g_str_equal (((ExchangePerson *) g_ptr_array_index (resolved, i))->id, person->id);
  g_assert_true (is_among);
}

static void
test_round_trip (gconstpointer ops)
{
  static const OofMode modes[] = { OOF_MODE_SCHEDULED, OOF_MODE_ON, OOF_MODE_OFF };
  g_auto (Play) play = begin (ops, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 3);

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_autoptr (OofState) wanted = make_reply (modes[i]);
    g_autoptr (OofState) held = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *request_id = NULL;
    ExchangeReading reading = { 0 };

    g_assert_true (play.ops->set_oof (play.backend, play.call, mail, wanted, &request_id, &error));
    g_assert_no_error (error);
    held = play.ops->get_oof (play.backend, play.call, mail, &reading, &error);
    g_assert_no_error (error);
    g_assert_nonnull (request_id);
    g_assert_nonnull (reading.request_id);
    g_assert_cmpint (reading.allowed, ==, OOF_AUDIENCE_ALL);
    g_assert_cmpuint (oof_state_compare (wanted, held), ==, 0);
    g_assert_cmpstr (held->inside, ==, wanted->inside); /* to the byte */
    g_assert_cmpstr (held->outside, ==, wanted->outside);
    exchange_reading_clear (&reading);
  }
  /* The log-in's question and all the rest went over one connection. */
  g_assert_cmpint (stage_count (play.stage, "connections"), ==, 1);
}

static void
count_away_cb (const ExchangeAway *away, gpointer data)
{
  guint *counts = data;

  counts[!away->is_known ? 0 : !away->is_away ? 1 : away->until == NULL ? 2 : 3]++;
}

static void
test_look_away (gconstpointer ops)
{
  g_auto (Play) play =
      begin (ops, stage_new ("--people", "250", "--now", "2099-12-24T00:00:00Z", NULL));
  g_autoptr (GPtrArray) people = list (&play, NULL);
  g_autoptr (GPtrArray) mails = g_ptr_array_new ();
  g_autoptr (OofState) off = oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "x", "x");
  g_autoptr (OofState) on = make_reply (OOF_MODE_ON);
  g_autoptr (OofState) scheduled = make_reply (OOF_MODE_SCHEDULED);
  g_autoptr (GError) error = NULL;
  guint counts[4] = { 0 };

  for (guint i = 0; i < people->len; i++) {
    char *mail = ((ExchangePerson *) g_ptr_array_index (people, i))->mail;
    const OofState *state = i % 10 == 0 ? on : i % 10 == 1 ? scheduled : off;

    g_ptr_array_add (mails, mail);
    g_assert_true (play.ops->set_oof (play.backend, play.call, mail, state, NULL, &error));
  }
  g_ptr_array_add (mails, (char *) "nobody@corp.example");
  g_ptr_array_add (mails, NULL);
  g_assert_true (play.ops->look_away (play.backend, play.call, (const char *const *) mails->pdata,
                                      count_away_cb, counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 200);
  g_assert_cmpuint (counts[2], ==, 25);
  g_assert_cmpuint (counts[3], ==, 25);
}

static void
test_zone (gconstpointer ops)
{
  g_auto (Play) play = begin (ops, stage_new ("--people", "20", NULL));
  g_autofree char *mail = mail_of (&play, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *zone = play.ops->get_zone (play.backend, play.call, mail, &error);

  g_assert_no_error (error);
  g_assert_nonnull (zone);
  g_assert_nonnull (strchr (zone, '/'));
}

static void
test_refusals (gconstpointer ops)
{
  g_auto (Play) play = begin (ops, stage_new ("--people", "10", NULL));
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
test_no_right (gconstpointer ops)
{
  g_auto (Play) play =
      begin (ops, stage_new ("--people", "10", "--character", "no-impersonation", NULL));
  g_autofree char *mail = mail_of (&play, 0);

  g_autoptr (GError) error = NULL;

  assert_fails (&play, mail, BASE_ERROR_FORBIDDEN, "impersonation-denied");
  g_assert_false (play.ops->probe (play.backend, play.call, mail, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
}

static void
test_throttled (gconstpointer ops)
{
  g_auto (Play) play = begin (ops, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 0);
  g_autoptr (GError) error = NULL;

  stage_fault (play.stage, "\"nth\":1", "\"fault\":\"ErrorServerBusy\",\"backoff_ms\":1234");
  g_assert_null (play.ops->get_oof (play.backend, play.call, mail, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_THROTTLED);
  g_assert_cmpuint (base_error_facts (error)->wait_ms, ==, 1234);
}

/* Each on a request of its own, in the order of the rules. */
static void
test_faults (gconstpointer ops)
{
  static const struct
  {
    const char *action;
    BaseErrorCode code;
    const char *reason;
  } rows[] = {
    { "\"status\":503,\"retry_after\":3", BASE_ERROR_THROTTLED, NULL },
    { "\"status\":503", BASE_ERROR_BUSY, NULL },
    { "\"status\":403", BASE_ERROR_FORBIDDEN, "ews-forbidden" },
    { "\"reset\":true", BASE_ERROR_OFFLINE, "closed" },
    { "\"cut_after\":100", BASE_ERROR_OFFLINE, "closed" },
    { "\"redirect\":\"https://elsewhere.example/EWS/Exchange.asmx\"", BASE_ERROR_WRONG_SERVER,
      "redirect" },
    { "\"response_error\":\"ErrorMailboxMoveInProgress\"", BASE_ERROR_BUSY, "moving" },
    { "\"fault\":\"ErrorNoRespondingCASInDestinationSite\"", BASE_ERROR_WRONG_SERVER,
      "other-site" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Play) play = begin (ops, stage_new ("--people", "3", NULL));
    g_autofree char *mail = mail_of (&play, 0);

    g_test_message ("%s", rows[i].action);
    stage_fault (play.stage, "\"from\":1", rows[i].action);
    assert_fails (&play, mail, rows[i].code, rows[i].reason);
  }
}

/* 2010 SP2: other version, other way to list, and all else the same. */
static void
test_old (gconstpointer ops)
{
  g_auto (Play) play = begin (ops, stage_new ("--people", "300", "--character", "old", NULL));
  g_autoptr (GPtrArray) people = list (&play, NULL);
  g_autofree char *mail = mail_of (&play, 5);
  g_autoptr (OofState) wanted = make_reply (OOF_MODE_SCHEDULED);
  g_autoptr (OofState) held = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (people->len, ==, 300);
  g_assert_true (play.ops->set_oof (play.backend, play.call, mail, wanted, NULL, &error));
  held = play.ops->get_oof (play.backend, play.call, mail, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (oof_state_compare (wanted, held), ==, 0);
}

/* Answers that nobody should fall for: each an error, none a crash, none endless. */
static void
test_hostile (gconstpointer ops)
{
  g_autoptr (Stage) stage = stage_new ("--people", "10", "--character", "hostile", NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (ExchangeProfile) profile = stage_profile (stage, NULL);
  g_autoptr (BaseSecret) password = base_secret_new (stage_word (stage, "password"), -1);
  ExchangeBackend *backend = NULL;

  for (int i = 0; i < 10 && backend == NULL; i++)
    backend = ((const ExchangeBackendOps *) ops)->open (call, profile, password, NULL);
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
test_cancel (gconstpointer ops)
{
  g_auto (Play) play = begin (ops, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (play.locals, cancellable, 30000);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) after = NULL;
  Cancel cancel = { .cancellable = cancellable, .stage = play.stage };
  GThread *thread;
  gint64 end_us;

  stage_fault (play.stage, "\"nth\":1", "\"slow_ms\":20000");
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
test_wrong_password (gconstpointer ops)
{
  g_autoptr (Stage) stage = stage_new ("--people", "10", "--latency", "20", NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  Crowd crowd = { .backend = stage_open (stage, ops, call, "wrong") };
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

static void
take_result_cb (guint index, ChecksResult *result, gpointer data)
{
  ChecksPlan *plan = data;

  if (result->state != CHECKS_RUNNING)
    g_test_message ("%s: %s: %s", checks_plan_id (plan, index), checks_state_names[result->state],
                    result->seen);
}

static void
test_checks (gconstpointer data)
{
  const ExchangeBackendOps *ops = data;
  g_auto (Play) play = begin (ops, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 2);
  g_autoptr (ExchangeProfile) profile = stage_profile (play.stage, mail);
  g_autoptr (BaseSecret) password = base_secret_new (stage_word (play.stage, "password"), -1);
  g_autoptr (ChecksPlan) plan = checks_plan_new ();
  g_autoptr (GError) error = NULL;
  ChecksState worst;

  ops->add_checks (plan, profile, password);
  g_assert_true (checks_plan_run (plan, play.call, take_result_cb, plan, &worst, &error));
  g_assert_cmpint (worst, ==, CHECKS_OK);
}

static const struct
{
  const char *name;
  void (*run) (gconstpointer ops);
} tests[] = {
  { "people", test_people },
  { "round-trip", test_round_trip },
  { "look-away", test_look_away },
  { "zone", test_zone },
  { "refusals", test_refusals },
  { "no-right", test_no_right },
  { "throttled", test_throttled },
  { "faults", test_faults },
  { "old", test_old },
  { "hostile", test_hostile },
  { "cancel", test_cancel },
  { "wrong-password", test_wrong_password },
  { "checks", test_checks },
};

int
main (int argc, char **argv)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_setenv ("KRB5CCNAME", "FILE:/nonexistent/cache", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (gsize b = 0; b < G_N_ELEMENTS (backends); b++)
    for (gsize t = 0; t < G_N_ELEMENTS (tests); t++) {
      g_autofree char *path = g_strdup_printf ("/contract/%s/%s", backends[b]->id, tests[t].name);

      g_test_add_data_func (path, backends[b], tests[t].run);
    }
  return g_test_run ();
}
