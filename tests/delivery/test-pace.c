/* test-pace.c - how long the rest takes, as it is told while it goes on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-pace.h"

#define SECOND_US ((gint64) G_USEC_PER_SEC)

/* A run of 6,000 at 100 a second, which pauses for 20 s in the middle. */
static void
test_run (void)
{
  DeliveryPace pace;
  gint64 now_us = SECOND_US;
  gint64 before_s;
  guint done = 0;

  delivery_pace_init (&pace, 6000, now_us);
  g_assert_cmpint (delivery_pace_remaining_s (&pace, now_us), ==, -1);
  for (; done < 3000; done++, now_us += SECOND_US / 100) {
    delivery_pace_note (&pace, done, now_us);
    if (done >= 200) {
      g_assert_cmpint (delivery_pace_remaining_s (&pace, now_us), >=, (6000 - done) / 100);
      g_assert_cmpint (delivery_pace_remaining_s (&pace, now_us), <=, (6000 - done) / 100 + 3);
    }
  }

  before_s = delivery_pace_remaining_s (&pace, now_us);
  now_us += 20 * SECOND_US; /* nothing comes back */
  g_assert_cmpint (delivery_pace_remaining_s (&pace, now_us), >, before_s + 15);
  for (; done < 6000; done++, now_us += SECOND_US / 100)
    delivery_pace_note (&pace, done, now_us);
  delivery_pace_note (&pace, 6000, now_us);
  g_assert_cmpint (delivery_pace_remaining_s (&pace, now_us), ==, 0);
}

/* An outage: it gets longer and longer, and is no nonsense. */
static void
test_outage (void)
{
  DeliveryPace pace;
  gint64 now_us = SECOND_US;
  gint64 last_s = 0;

  delivery_pace_init (&pace, 1000, now_us);
  for (guint i = 0; i <= 100; i++)
    delivery_pace_note (&pace, i, now_us += SECOND_US / 10);
  for (guint minute = 1; minute < 60; minute++) {
    gint64 remaining_s;

    now_us += 60 * SECOND_US;
    delivery_pace_note (&pace, 100, now_us);
    remaining_s = delivery_pace_remaining_s (&pace, now_us);
    g_assert_cmpint (remaining_s, >, 0);
    if (minute < 10)
      g_assert_cmpint (remaining_s, >, last_s);
    last_s = remaining_s;
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/pace/run", test_run);
  g_test_add_func ("/delivery/pace/outage", test_outage);
  return g_test_run ();
}
