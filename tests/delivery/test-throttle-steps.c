/* test-throttle-steps.c - what the throttle does about single answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-throttle.h"

#define SECOND_US ((gint64) G_USEC_PER_SEC)

typedef struct
{
  DeliveryThrottle throttle;
  gint64 now_us;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->now_us = SECOND_US;
  delivery_throttle_init (&f->throttle, 8, f->now_us);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
}

static gboolean
may_go (Fixture *f)
{
  return delivery_throttle_next (&f->throttle, f->now_us) <= f->now_us;
}

/* As soon as it may. */
static DeliveryPass
go (Fixture *f)
{
  gint64 next_us = delivery_throttle_next (&f->throttle, f->now_us);
  DeliveryPass pass;

  g_assert_cmpint (next_us, !=, DELIVERY_THROTTLE_LATER);
  f->now_us = MAX (f->now_us, next_us);
  delivery_throttle_begin (&f->throttle, f->now_us, 1, &pass);
  return pass;
}

static void
end (Fixture *f, const DeliveryPass *pass, DeliveryFate fate, guint64 wait_ms)
{
  const DeliveryReturn how = { fate, fate == DELIVERY_FATE_ANSWERED, wait_ms };

  delivery_throttle_end (&f->throttle, f->now_us, pass, &how);
}

static void
go_and_end (Fixture *f, DeliveryFate fate, guint64 wait_ms)
{
  DeliveryPass pass = go (f);

  f->now_us += SECOND_US / 50;
  end (f, &pass, fate, wait_ms);
}

/* Some parts of a small batch are refused once more when it goes alone: from three such runs no
 * speed is learnt that later ones would crawl at. */
static void
test_small_batches (Fixture *f, gconstpointer data)
{
  DeliveryMemory memory = { 0 };
  DeliveryPass pass;

  for (guint run = 0; run < 3; run++) {
    delivery_throttle_init (&f->throttle, 8, f->now_us);
    delivery_throttle_recall (&f->throttle, &memory, 60);
    for (guint answered = 0; answered < 4; answered++) {
      const DeliveryReturn how = { answered < 3 ? DELIVERY_FATE_THROTTLED : DELIVERY_FATE_ANSWERED,
                                   answered, answered < 3 ? 1000 : 0 };

      f->now_us = MAX (f->now_us, delivery_throttle_next (&f->throttle, f->now_us));
      delivery_throttle_begin (&f->throttle, f->now_us, 3, &pass);
      f->now_us += SECOND_US / 50;
      delivery_throttle_end (&f->throttle, f->now_us, &pass, &how);
    }
    delivery_throttle_remember (&f->throttle, &memory);
    g_assert_true (memory.rate == 0 || memory.rate > 10);
    f->now_us += 60 * SECOND_US;
  }
}

/* Four at first, more with each answer, never above the ceiling. */
static void
test_opening (Fixture *f, gconstpointer data)
{
  DeliveryPass passes[8];

  for (guint i = 0; i < 4; i++)
    passes[i] = go (f);
  g_assert_false (may_go (f));
  g_assert_cmpint (delivery_throttle_next (&f->throttle, f->now_us), ==, DELIVERY_THROTTLE_LATER);
  for (guint i = 0; i < 4; i++)
    end (f, &passes[i], DELIVERY_FATE_ANSWERED, 0);
  for (guint round = 0; round < 100; round++) {
    guint n = 0;

    while (may_go (f))
      passes[n++] = go (f);
    g_assert_cmpuint (n, <=, 8);
    for (guint i = 0; i < n; i++)
      end (f, &passes[i], DELIVERY_FATE_ANSWERED, 0);
  }
  g_assert_cmpuint (f->throttle.limit, ==, 8);
}

/* One at a time, whatever went well with single requests; one more after many answers: not before
 * forty of them, and soon after that. */
static void
test_first_batches (Fixture *f, gconstpointer data)
{
  const DeliveryReturn how = { DELIVERY_FATE_ANSWERED, 20, 0 };
  DeliveryPass pass;

  for (guint i = 0; i < 3; i++)
    go_and_end (f, DELIVERY_FATE_ANSWERED, 0);
  for (guint i = 0; i < 40; i++) {
    delivery_throttle_begin (&f->throttle, f->now_us, 20, &pass);
    g_assert_false (may_go (f));
    f->now_us += SECOND_US / 100;
    delivery_throttle_end (&f->throttle, f->now_us, &pass, &how);
  }
  for (guint i = 0; i < 10; i++) {
    delivery_throttle_begin (&f->throttle, f->now_us, 20, &pass);
    f->now_us += SECOND_US / 100;
    delivery_throttle_end (&f->throttle, f->now_us, &pass, &how);
  }
  delivery_throttle_begin (&f->throttle, f->now_us, 20, &pass);
  g_assert_true (may_go (f));
}

/* An hour in which nobody wanted anything is not the speed at which it went. */
static void
test_pause (Fixture *f, gconstpointer data)
{
  go_and_end (f, DELIVERY_FATE_ANSWERED, 0);
  f->now_us += 3600 * SECOND_US;
  for (guint i = 0; i < 50; i++)
    go_and_end (f, DELIVERY_FATE_ANSWERED, 0); /* in a second */
  go_and_end (f, DELIVERY_FATE_THROTTLED, 1000);
  g_assert_cmpfloat (f->throttle.rate, >=, 25);
  g_assert_cmpfloat (f->throttle.rate, <=, 50);
}

/* Nobody goes before the time that was announced last is over; then one, then the others. */
static void
test_wait (Fixture *f, gconstpointer data)
{
  DeliveryPass a = go (f), b = go (f), c = go (f), alone;
  gint64 refused_us = f->now_us + SECOND_US;

  f->now_us = refused_us;
  end (f, &a, DELIVERY_FATE_THROTTLED, 5000);
  g_assert_cmpint (delivery_throttle_next (&f->throttle, f->now_us), ==,
                   refused_us + 5 * SECOND_US);
  end (f, &b, DELIVERY_FATE_THROTTLED, 7000);
  end (f, &c, DELIVERY_FATE_ANSWERED, 0);
  g_assert_cmpint (delivery_throttle_next (&f->throttle, f->now_us), ==,
                   refused_us + 7 * SECOND_US);

  f->now_us = refused_us + 7 * SECOND_US;
  alone = go (f);
  g_assert_false (may_go (f));
  f->now_us += SECOND_US;
  end (f, &alone, DELIVERY_FATE_ANSWERED, 0);
  go (f);
  g_assert_cmpfloat (f->throttle.rate, ==, 0); /* the very first was refused */
}

/* The one that goes alone may be cancelled: then the next one does. */
static void
test_cancelled_alone (Fixture *f, gconstpointer data)
{
  DeliveryPass alone;

  go_and_end (f, DELIVERY_FATE_THROTTLED, 1000);
  f->now_us += SECOND_US;
  alone = go (f);
  end (f, &alone, DELIVERY_FATE_UNKNOWN, 0);
  alone = go (f);
  g_assert_false (may_go (f));
  end (f, &alone, DELIVERY_FATE_ANSWERED, 0);
}

/* A wait that was announced too short gets longer by itself, one that never ends stays bounded. */
static void
test_too_short (Fixture *f, gconstpointer data)
{
  gint64 begin_us = f->now_us;
  guint tries;

  go_and_end (f, DELIVERY_FATE_THROTTLED, 100);
  for (tries = 0; f->now_us - begin_us < 60 * SECOND_US; tries++) {
    go_and_end (f, DELIVERY_FATE_THROTTLED, 100);
  }
  g_assert_cmpuint (tries, <=, 15);

  for (tries = 0; tries < 100; tries++) {
    gint64 next_us = delivery_throttle_next (&f->throttle, f->now_us);

    g_assert_cmpint (next_us - f->now_us, <=, 3600 * SECOND_US);
    go_and_end (f, DELIVERY_FATE_THROTTLED, G_MAXUINT64);
  }
}

/* One fewer than were under way, and nobody waits. */
static void
test_too_many (Fixture *f, gconstpointer data)
{
  DeliveryPass a = go (f), b = go (f), c = go (f), d = go (f);

  end (f, &d, DELIVERY_FATE_TOO_MANY, 0);
  g_assert_cmpuint (f->throttle.limit, ==, 3);
  g_assert_false (may_go (f));
  end (f, &c, DELIVERY_FATE_TOO_MANY, 0); /* left before that was known */
  g_assert_cmpuint (f->throttle.limit, ==, 3);
  end (f, &b, DELIVERY_FATE_ANSWERED, 0);
  go (f);
  end (f, &a, DELIVERY_FATE_ANSWERED, 0);
}

/* Where not even one is let in, it is not tried without a pause. */
static void
test_none_at_all (Fixture *f, gconstpointer data)
{
  guint tries;

  for (tries = 0; f->now_us < 60 * SECOND_US; tries++) {
    go_and_end (f, DELIVERY_FATE_TOO_MANY, 0);
  }
  g_assert_cmpuint (tries, <=, 20);
}

/* Nobody is there: looked after once a minute. */
static void
test_outage (Fixture *f, gconstpointer data)
{
  guint tries;

  for (tries = 0; f->now_us < 3600 * SECOND_US; tries++) {
    go_and_end (f, DELIVERY_FATE_NO_ANSWER, 0);
  }
  g_assert_cmpuint (tries, >=, 60);
  g_assert_cmpuint (tries, <=, 80);
  go_and_end (f, DELIVERY_FATE_ANSWERED, 0);
  go (f);
  go (f);
  g_assert_cmpfloat (f->throttle.rate, ==, 0); /* that says nothing about speed */
}

/* Refused credentials: those under way come back, one more goes alone, and that is all. */
static void
test_login (Fixture *f, gconstpointer data)
{
  DeliveryPass a = go (f), b = go (f), c = go (f);

  end (f, &a, DELIVERY_FATE_LOGIN, 0);
  end (f, &b, DELIVERY_FATE_LOGIN, 0);
  end (f, &c, DELIVERY_FATE_LOGIN, 0);
  g_assert_false (f->throttle.is_shut);
  a = go (f);
  g_assert_false (may_go (f));
  end (f, &a, DELIVERY_FATE_LOGIN, 0);
  g_assert_true (f->throttle.is_shut);
  f->now_us += 24 * 3600 * SECOND_US;
  g_assert_cmpint (delivery_throttle_next (&f->throttle, f->now_us), ==, DELIVERY_THROTTLE_LATER);
}

/* Some servers say that they do not know somebody when they mean that they are busy. */
static void
test_login_once (Fixture *f, gconstpointer data)
{
  go_and_end (f, DELIVERY_FATE_LOGIN, 0);
  go_and_end (f, DELIVERY_FATE_ANSWERED, 0);
  go_and_end (f, DELIVERY_FATE_LOGIN, 0);
  go_and_end (f, DELIVERY_FATE_ANSWERED, 0);
  g_assert_false (f->throttle.is_shut);
  go (f);
  go (f);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/delivery/throttle/opening", test_opening },
    { "/delivery/throttle/first-batches", test_first_batches },
    { "/delivery/throttle/small-batches", test_small_batches },
    { "/delivery/throttle/pause", test_pause },
    { "/delivery/throttle/wait", test_wait },
    { "/delivery/throttle/cancelled-alone", test_cancelled_alone },
    { "/delivery/throttle/too-short", test_too_short },
    { "/delivery/throttle/too-many", test_too_many },
    { "/delivery/throttle/none-at-all", test_none_at_all },
    { "/delivery/throttle/outage", test_outage },
    { "/delivery/throttle/login", test_login },
    { "/delivery/throttle/login-once", test_login_once },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
