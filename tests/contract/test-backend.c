/* test-backend.c - what every backend must do, proved on the simulated organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "play.h"

static OofState *
make_reply (OofMode mode)
{
  g_autoptr (GDateTime) from = g_date_time_new_utc (2099, 12, 21, 16, 0, 0);
  g_autoptr (GDateTime) until = g_date_time_new_utc (2100, 1, 4, 7, 30, 5);

  return oof_state_new (mode, OOF_AUDIENCE_KNOWN, from, until,
                        "<html><body><p>Grüße &amp; \"so\" ]]> 😀</p>\n\t<b>x</b></body></html>",
                        "<p>Out</p>");
}

static gboolean
fail_cb (GPtrArray *page, gpointer data)
{
  g_assert_not_reached ();
}

/* Who cannot tell says so, instead of an empty list. */
static void
test_nobody (const Play *play)
{
  g_autoptr (GError) listed = NULL;
  g_autoptr (GError) resolved = NULL;

  g_assert_false (play->ops->list_people (play->backend, play->call, NULL, fail_cb, NULL, &listed));
  g_assert_error (listed, BASE_ERROR, BASE_ERROR_UNSUPPORTED);
  g_assert_null (play->ops->resolve (play->backend, play->call, "ann", &resolved));
  g_assert_error (resolved, BASE_ERROR, BASE_ERROR_UNSUPPORTED);
}

static void
test_people (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "1203", NULL));
  g_autoptr (GPtrArray) all = list (&play, NULL);
  const ExchangePerson *person = g_ptr_array_index (all, 77);
  g_autoptr (GPtrArray) found = list (&play, person->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) resolved = NULL;
  g_autoptr (GPtrArray) nobody = NULL;
  gboolean is_among = FALSE;

  if (play.kind->lists_nobody) {
    test_nobody (&play);
    return;
  }
  resolved = play.ops->resolve (play.backend, play.call, person->name, &error);
  g_assert_no_error (error);
  nobody = play.ops->resolve (play.backend, play.call, "zzqx", &error);
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
test_round_trip (gconstpointer kind)
{
  static const OofMode modes[] = { OOF_MODE_SCHEDULED, OOF_MODE_ON, OOF_MODE_OFF };
  g_auto (Play) play = begin (kind, stage_new ("--people", "10", NULL));
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

/* Several in a request, where the backend can: each has an answer or an error of its own. */
static void
test_many (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "30", NULL));
  g_autoptr (GPtrArray) people = list (&play, NULL);
  g_autoptr (OofState) wanted = make_reply (OOF_MODE_SCHEDULED);
  guint most = play.ops->most_many;
  g_autofree ExchangeItem *items = g_new0 (ExchangeItem, most);
  g_autoptr (GError) error = NULL;

  g_assert_true ((most > 0) == (play.ops->get_many != NULL));
  g_assert_true ((most > 0) == (play.ops->set_many != NULL));
  if (most == 0) {
    g_test_skip ("one at a time");
    return;
  }

  for (guint i = 0; i < most; i++)
    items[i] =
        (ExchangeItem){ .mailbox = ((ExchangePerson *) people->pdata[i])->mail, .wanted = wanted };
  items[3].mailbox = "nobody@corp.example";
  g_assert_true (play.ops->set_many (play.backend, play.call, items, most, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < most; i++) {
    if (i == 3)
      g_assert_error (items[i].error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
    else
      g_assert_no_error (items[i].error);
    g_assert_true (i == 3 || items[i].reading.request_id != NULL);
    exchange_item_clear (&items[i]);
  }

  g_assert_true (play.ops->get_many (play.backend, play.call, items, most, &error));
  for (guint i = 0; i < most; i++) {
    g_assert_true ((items[i].held == NULL) == (i == 3));
    g_assert_true ((items[i].error != NULL) == (i == 3));
    if (i != 3) {
      g_assert_cmpuint (oof_state_compare (wanted, items[i].held), ==, 0);
      g_assert_cmpstr (items[i].held->inside, ==, wanted->inside);
    }
    exchange_item_clear (&items[i]);
  }
}

static void
count_away_cb (const ExchangeAway *away, gpointer data)
{
  guint *counts = data;

  counts[!away->is_known ? 0 : !away->is_away ? 1 : away->until == NULL ? 2 : 3]++;
}

/* Whether somebody is away is judged by the server's clock or by ours: both say the same here. */
static void
test_look_away (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "250", NULL));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) before = g_date_time_add_hours (now, -1);
  g_autoptr (GDateTime) after = g_date_time_add_days (now, 30);
  g_autoptr (GPtrArray) people = list (&play, NULL);
  g_autoptr (GPtrArray) mails = g_ptr_array_new ();
  g_autoptr (OofState) off = oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "x", "x");
  g_autoptr (OofState) on = make_reply (OOF_MODE_ON);
  g_autoptr (OofState) scheduled =
      oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_NONE, before, after, "x", "x");
  g_autoptr (GError) error = NULL;
  guint counts[4] = { 0 };

  for (guint i = 0; i < people->len; i++) {
    const char *mail = ((ExchangePerson *) g_ptr_array_index (people, i))->mail;
    const OofState *state = i % 10 == 0 ? on : i % 10 == 1 ? scheduled : off;

    g_ptr_array_add (mails, (gpointer) mail);
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
test_zone (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "20", NULL));
  g_autofree char *mail = mail_of (&play, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *zone = play.ops->get_zone (play.backend, play.call, mail, &error);

  g_assert_no_error (error);
  g_assert_nonnull (zone);
  g_assert_nonnull (strchr (zone, '/'));
}

static void
hours_cb (const ExchangeHours *told, gpointer data)
{
  guint *counts = data;
  g_autoptr (GTimeZone) zone = NULL;

  if (told->hours == NULL) {
    g_assert_nonnull (told->error);
    counts[0]++;
    return;
  }
  zone = exchange_hours_zone (told->zone);
  g_assert_nonnull (zone);
  g_assert_cmpuint (oof_hours_weekdays (told->hours), ==, 0x1f);
  g_assert_cmpuint (told->hours->spans[0][0].from_min, ==, 480);
  counts[1]++;
}

/* Everybody is told of once; who is nobody, with a reason. */
static void
test_hours (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "130", NULL));
  g_autoptr (GPtrArray) people = list (&play, NULL);
  g_autoptr (GPtrArray) mails = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint counts[2] = { 0 };

  if (play.ops->look_hours == NULL) {
    g_test_skip ("it does not tell working hours");
    return;
  }
  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (mails, (gpointer) ((ExchangePerson *) g_ptr_array_index (people, i))->mail);
  g_ptr_array_add (mails, (char *) "nobody@corp.example");
  g_ptr_array_add (mails, NULL);
  g_assert_true (play.ops->look_hours (play.backend, play.call, (const char *const *) mails->pdata,
                                       hours_cb, counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, people->len);
}

/* 2010 SP2: other version, other way to list, and all else the same. */
static void
test_old (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "300", "--character", "old", NULL));
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
  const ExchangeBackendOps *ops = ((const PlayBackend *) data)->ops;
  g_auto (Play) play = begin (data, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 2);
  g_autoptr (ExchangeProfile) profile = stage_profile (play.stage, ops, mail);
  g_autoptr (BaseSecret) password = stage_secret (play.stage, ops);
  g_autoptr (ChecksPlan) plan = checks_plan_new ();
  g_autoptr (GError) error = NULL;
  ChecksState worst;

  ops->add_checks (plan, profile, password);
  g_assert_true (checks_plan_run (plan, play.call, take_result_cb, plan, &worst, &error));
  g_assert_cmpint (worst, ==, CHECKS_OK);
}

static const PlayTest tests[] = {
  { "people", test_people }, { "round-trip", test_round_trip },
  { "many", test_many },     { "look-away", test_look_away },
  { "zone", test_zone },     { "hours", test_hours },
  { "old", test_old },       { "checks", test_checks },
};

int
main (int argc, char **argv)
{
  return play_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
