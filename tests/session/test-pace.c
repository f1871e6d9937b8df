/* test-pace.c - how far bulk work is, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-pace.h"

#define SECOND_US ((gint64) G_USEC_PER_SEC)

static void
assert_says (const SessionPace *pace, gint64 now_us, const char *expected)
{
  g_autofree char *words = session_pace_words (pace, now_us);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (SessionPace) pace = session_pace_new (600, SECOND_US);

  assert_says (pace, SECOND_US, "0 of 600, how long is not known yet");
  for (guint done = 1; done <= 200; done++)
    session_pace_note (pace, done, SECOND_US + done * SECOND_US / 4);
  assert_says (pace, 51 * SECOND_US, "200 of 600, 4.0 a second, about 2 minutes left");
  for (guint done = 201; done <= 590; done++)
    session_pace_note (pace, done, SECOND_US + done * SECOND_US / 4);
  assert_says (pace, 149 * SECOND_US, "590 of 600, 4.0 a second, less than a minute left");
}

/* Nobody knows how many there are, until somebody says so. */
static void
test_unknown (void)
{
  g_autoptr (SessionPace) pace = session_pace_new (0, SECOND_US);

  assert_says (pace, 2 * SECOND_US, "0 done, 0.0 a second");
  session_pace_note (pace, 30, 11 * SECOND_US);
  assert_says (pace, 11 * SECOND_US, "30 done, 3.0 a second");
  session_pace_set_total (pace, 40);
  session_pace_note (pace, 31, 12 * SECOND_US);
  assert_says (pace, 12 * SECOND_US, "31 of 40, 2.8 a second, less than a minute left");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/pace/words", test_words);
  g_test_add_func ("/session/pace/unknown", test_unknown);
  return g_test_run ();
}
