/* test-schedule.c - who is looked at when, and who first
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-schedule.h"

#define HOUR_S 3600

/* Earliest start first, then the smaller group; nobody before they are due. */
static void
test_order (void)
{
  g_autoptr (SessionSchedule) schedule = session_schedule_new (NULL);

  session_schedule_put (schedule, "late-start", 10, 500, 1);
  session_schedule_put (schedule, "large-group", 20, 100, 90);
  session_schedule_put (schedule, "small-group", 30, 100, 2);
  session_schedule_put (schedule, "not-due", 1000, 50, 1);
  session_schedule_put (schedule, "never", SESSION_SCHEDULE_NEVER, 1, 1);
  g_assert_cmpuint (session_schedule_count (schedule), ==, 4);
  g_assert_null (session_schedule_take (schedule, 9));
  g_assert_cmpint (session_schedule_next (schedule, 9), ==, 10);
  g_assert_cmpint (session_schedule_next (schedule, 15), ==, 15);
  g_assert_cmpstr (session_schedule_take (schedule, 40), ==, "small-group");
  g_assert_cmpstr (session_schedule_take (schedule, 40), ==, "large-group");
  g_assert_cmpstr (session_schedule_take (schedule, 40), ==, "late-start");
  g_assert_null (session_schedule_take (schedule, 40));
  g_assert_cmpint (session_schedule_next (schedule, 40), ==, 1000);
}

/* Whoever was edited goes first, be it while they are in work, but once; also of these the earliest
 * start first. Quiet hours are quiet for them, too, and hold nobody up behind them. */
static void
test_hurry (void)
{
  const SessionQuiet quiet = { 22 * 60, 6 * 60, NULL };
  g_autoptr (SessionSchedule) schedule = session_schedule_new (&quiet);

  for (guint i = 0; i < 6; i++)
    session_schedule_put (schedule, (const char *[]){ "ann", "bob", "cid", "dan", "eve", "fay" }[i],
                          0, 100 * (gint64) (i + 1), 1);
  session_schedule_hurry (schedule, "fay"); /* waiting */
  g_assert_cmpuint (session_schedule_due (schedule, 23 * HOUR_S), ==, 6);
  session_schedule_hurry (schedule, "eve"); /* due */
  session_schedule_hurry (schedule, "nobody");
  g_assert_cmpuint (session_schedule_due (schedule, 7 * HOUR_S), ==, 6);
  g_assert_cmpint (session_schedule_first_start (schedule, 7 * HOUR_S), ==, 100);
  g_assert_cmpstr (session_schedule_take (schedule, 7 * HOUR_S), ==, "eve");
  session_schedule_done (schedule, "eve", 7 * HOUR_S, 500);
  g_assert_cmpstr (session_schedule_take (schedule, 7 * HOUR_S), ==, "fay");
  session_schedule_put (schedule, "fay", 7 * HOUR_S, 100 * HOUR_S, 1);
  session_schedule_hurry (schedule, "fay"); /* in work */
  session_schedule_failed (schedule, "fay", 7 * HOUR_S);
  g_assert_cmpstr (session_schedule_take (schedule, 23 * HOUR_S), ==, "ann");
  g_assert_cmpstr (session_schedule_take (schedule, 8 * HOUR_S), ==, "fay");
  session_schedule_done (schedule, "fay", 8 * HOUR_S, 100 * HOUR_S);
  g_assert_cmpstr (session_schedule_take (schedule, 8 * HOUR_S), ==, "bob");
}

/* Nobody is in work twice; what changes meanwhile counts afterwards. */
static void
test_in_work (void)
{
  g_autoptr (SessionSchedule) schedule = session_schedule_new (NULL);

  session_schedule_put (schedule, "ann", 10, 10, 1);
  g_assert_cmpstr (session_schedule_take (schedule, 10), ==, "ann");
  session_schedule_put (schedule, "ann", 11, 11, 1); /* the plan was changed */
  g_assert_null (session_schedule_take (schedule, 20));
  session_schedule_done (schedule, "ann", 500, 500); /* by the plan before */
  g_assert_cmpstr (session_schedule_take (schedule, 20), ==, "ann");
  session_schedule_done (schedule, "ann", 500, 500);
  g_assert_null (session_schedule_take (schedule, 20));
  g_assert_cmpint (session_schedule_next (schedule, 20), ==, 500);
  session_schedule_put (schedule, "ann", SESSION_SCHEDULE_NEVER, 0, 1);
  g_assert_cmpint (session_schedule_next (schedule, 20), ==, SESSION_SCHEDULE_NEVER);
  g_assert_cmpuint (session_schedule_count (schedule), ==, 0);
}

/* Growing pauses up to when it has to be right; from then on somebody has to know. */
static void
test_failures (void)
{
  g_autoptr (SessionSchedule) schedule = session_schedule_new (NULL);
  gint64 starts_s = 4 * HOUR_S;
  gint64 now_s = 0;
  guint tries = 0;
  gboolean is_late = FALSE;

  session_schedule_put (schedule, "ann", 0, starts_s, 1);
  while (!is_late) {
    g_assert_cmpstr (session_schedule_take (schedule, now_s), ==, "ann");
    is_late = session_schedule_failed (schedule, "ann", now_s);
    g_assert_cmpint (is_late, ==, now_s >= starts_s);
    g_assert_cmpuint (session_schedule_late (schedule), ==, is_late);
    g_assert_cmpint (session_schedule_next (schedule, now_s), >, now_s);
    g_assert_cmpint (session_schedule_next (schedule, now_s), <=, now_s + HOUR_S / 2);
    if (!is_late)
      now_s = session_schedule_next (schedule, now_s);
    tries++;
  }
  g_assert_cmpint (now_s, ==, starts_s); /* exactly then it was tried once more */
  g_assert_cmpuint (tries, <=, 16);
  now_s = session_schedule_next (schedule, now_s);
  g_assert_cmpstr (session_schedule_take (schedule, now_s), ==, "ann");
  session_schedule_done (schedule, "ann", SESSION_SCHEDULE_NEVER, 0);
  g_assert_cmpuint (session_schedule_late (schedule), ==, 0);
}

/* From 22 to 6, in Berlin: only those who would be too late afterwards. */
static void
test_quiet (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  const SessionQuiet quiet = { 22 * 60, 6 * 60, zone };
  g_autoptr (SessionSchedule) schedule = session_schedule_new (&quiet);
  g_autoptr (GDateTime) night = g_date_time_new (zone, 2026, 11, 22, 23, 30, 20);
  g_autoptr (GDateTime) morning = g_date_time_new (zone, 2026, 11, 23, 6, 0, 0);
  gint64 night_s = g_date_time_to_unix (night);
  gint64 morning_s = g_date_time_to_unix (morning);

  session_schedule_put (schedule, "early", night_s - HOUR_S, morning_s - HOUR_S, 1);
  session_schedule_put (schedule, "later", night_s - HOUR_S, morning_s + HOUR_S, 1);
  g_assert_cmpstr (session_schedule_take (schedule, night_s), ==, "early");
  g_assert_null (session_schedule_take (schedule, night_s));
  g_assert_cmpint (session_schedule_next (schedule, night_s), ==, morning_s);
  g_assert_null (session_schedule_take (schedule, morning_s - 1));
  g_assert_cmpstr (session_schedule_take (schedule, morning_s), ==, "later");
}

/* A month of 5,000 people, each looked at every day: everybody is done, and on time. */
static void
test_month (void)
{
  g_autoptr (SessionSchedule) schedule = session_schedule_new (NULL);
  g_autoptr (GRand) dice = g_rand_new_with_seed (5);
  gint64 now_s = 0;
  guint done = 0, failed = 0;

  for (guint i = 0; i < 5000; i++) {
    g_autofree char *name = g_strdup_printf ("user%u", i);
    gint64 due_s = g_rand_int_range (dice, 0, 24 * HOUR_S);

    session_schedule_put (schedule, name, due_s, due_s + 12 * HOUR_S, 1);
  }
  while (now_s < 30 * 24 * HOUR_S) {
    const char *name = session_schedule_take (schedule, now_s);

    if (name == NULL) {
      gint64 next_s = session_schedule_next (schedule, now_s);

      g_assert_cmpint (next_s, >, now_s);
      now_s = next_s;
    } else if (g_rand_int_range (dice, 0, 20) == 0) {
      g_assert_false (session_schedule_failed (schedule, name, now_s));
      failed++;
    } else {
      session_schedule_done (schedule, name, now_s + 24 * HOUR_S, now_s + 36 * HOUR_S);
      done++;
    }
  }
  g_assert_cmpuint (done, >=, 5000 * 29);
  g_assert_cmpuint (failed, >=, 5000);
  g_assert_cmpuint (session_schedule_count (schedule), ==, 5000);
  g_assert_cmpuint (session_schedule_late (schedule), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/schedule/order", test_order);
  g_test_add_func ("/session/schedule/hurry", test_hurry);
  g_test_add_func ("/session/schedule/in-work", test_in_work);
  g_test_add_func ("/session/schedule/failures", test_failures);
  g_test_add_func ("/session/schedule/quiet", test_quiet);
  g_test_add_func ("/session/schedule/month", test_month);
  return g_test_run ();
}
