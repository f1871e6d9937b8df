/* test-engine.c - one engine at a time, and what is told of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

#include "store-engine.h"

#define NOW_US (1800000000 * (gint64) G_USEC_PER_SEC)

static StoreLease
take (Fixture *self, const char *token, gint64 now_us, const char *expected_holder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *holder = NULL;
  StoreLease lease = store_engine_take_lease (self->db, token, token, now_us, &holder, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (holder, ==, expected_holder);
  return lease;
}

static void
test_lease (Fixture *self, gconstpointer data)
{
  gint64 now_us = NOW_US;

  g_assert_cmpint (take (self, "one", now_us, NULL), ==, STORE_LEASE_OURS);
  g_assert_cmpint (take (self, "two", now_us + 1, "one"), ==, STORE_LEASE_THEIRS);
  now_us += STORE_LEASE_US / 2;
  g_assert_cmpint (take (self, "one", now_us, NULL), ==, STORE_LEASE_OURS); /* renewed */
  g_assert_cmpint (take (self, "two", now_us + STORE_LEASE_US - 1, "one"), ==, STORE_LEASE_THEIRS);

  /* Whoever does not renew it has lost it, also when they come back. */
  now_us += STORE_LEASE_US;
  g_assert_cmpint (take (self, "two", now_us, NULL), ==, STORE_LEASE_OURS);
  g_assert_cmpint (take (self, "one", now_us, "two"), ==, STORE_LEASE_THEIRS);

  g_assert_true (store_engine_drop_lease (self->db, "one", NULL));
  g_assert_cmpint (take (self, "one", now_us, "two"), ==, STORE_LEASE_THEIRS);
  g_assert_true (store_engine_drop_lease (self->db, "two", NULL));
  g_assert_cmpint (take (self, "one", now_us, NULL), ==, STORE_LEASE_OURS);

  /* The clock was a day ahead when that lease was taken. */
  now_us -= 24 * 3600 * (gint64) G_USEC_PER_SEC;
  g_assert_cmpint (take (self, "two", now_us, NULL), ==, STORE_LEASE_OURS);
}

typedef struct
{
  StoreDb *db;
  guint number;
  int *n_ours;
} Racer;

static gpointer
race (gpointer data)
{
  const Racer *racer = data;
  g_autofree char *token = g_strdup_printf ("racer %u", racer->number);
  g_autofree char *holder = NULL;

  if (store_engine_take_lease (racer->db, token, token, NOW_US, &holder, NULL) == STORE_LEASE_OURS)
    g_atomic_int_inc (racer->n_ours);
  return NULL;
}

/* Each with a connection of its own, as processes have. */
static void
test_race (Fixture *self, gconstpointer data)
{
  GThread *threads[6];
  Racer racers[6];
  int n_ours = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    racers[i] = (Racer){ open_db (self->path), i, &n_ours };
    threads[i] = g_thread_new ("racer", race, &racers[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_thread_join (threads[i]);
    store_db_unref (racers[i].db);
  }
  g_assert_cmpint (n_ours, ==, 1);
}

static void
test_wish (Fixture *self, gconstpointer data)
{
  g_autofree char *reason = NULL;
  g_autofree char *again = NULL;
  StoreWish wish = STORE_WISH_STOP;

  g_assert_true (store_engine_read_wish (self->db, &wish, &reason, NULL));
  g_assert_cmpint (wish, ==, STORE_WISH_RUN);
  g_assert_null (reason);
  g_assert_true (store_engine_wish (self->db, STORE_WISH_PAUSE, "servers are moved", NULL));
  g_assert_true (store_engine_read_wish (self->db, &wish, &again, NULL));
  g_assert_cmpint (wish, ==, STORE_WISH_PAUSE);
  g_assert_cmpstr (again, ==, "servers are moved");
}

static void
test_state (Fixture *self, gconstpointer data)
{
  const StoreEngineState state = { .state = (char *) "running",
                                   .at_us = 1,
                                   .last_run_us = 2,
                                   .next_due_us = 3,
                                   .covered_until_us = 4,
                                   .queued = 5,
                                   .failed = 6,
                                   .profile = (char *) "corp" };
  g_auto (StoreEngineState) empty = { NULL };
  g_auto (StoreEngineState) found = { NULL };

  g_assert_true (store_engine_read_state (self->db, &empty, NULL));
  g_assert_null (empty.state);
  take (self, "one", NOW_US, NULL);
  g_assert_true (store_engine_keep_waiting (self->db, "two", 7, NULL));
  g_assert_true (store_engine_keep_state (self->db, &state, NULL));
  g_assert_true (store_engine_read_state (self->db, &found, NULL));
  g_assert_cmpstr (found.state, ==, "running");
  g_assert_cmpstr (found.holder, ==, "one");
  g_assert_cmpint (found.lease_until_us, ==, NOW_US + STORE_LEASE_US);
  g_assert_cmpint (found.covered_until_us, ==, 4);
  g_assert_cmpuint (found.queued, ==, 5);
  g_assert_cmpuint (found.failed, ==, 6);
  g_assert_cmpstr (found.profile, ==, "corp");
  g_assert_cmpstr (found.waiting, ==, "two");
  g_assert_cmpint (found.waiting_us, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/engine/lease", Fixture, NULL, set_up, test_lease, tear_down);
  g_test_add ("/store/engine/race", Fixture, NULL, set_up, test_race, tear_down);
  g_test_add ("/store/engine/wish", Fixture, NULL, set_up, test_wish, tear_down);
  g_test_add ("/store/engine/state", Fixture, NULL, set_up, test_state, tear_down);
  return g_test_run ();
}
