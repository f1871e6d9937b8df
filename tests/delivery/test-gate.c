/* test-gate.c - threads before the gate
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-gate.h"

#include "../folder.h"
#include "base-error.h"
#include "store-throttle.h"

#include <glib/gstdio.h>

#define PATIENCE_US (10 * G_USEC_PER_SEC)
#define N_THREADS 8
#define ROUNDS 300

typedef struct
{
  char *folder;
  StoreDb *db;
  DeliveryGate *gate;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;

  f->folder = folder_new ();
  path = g_build_filename (f->folder, "a.db", NULL);
  f->db = store_db_open (path, NULL);
  g_assert_nonnull (f->db);
  f->gate = delivery_gate_new (4);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  delivery_gate_unref (f->gate);
  store_db_unref (f->db);
  folder_remove (f->folder);
}

/* One of the threads; they share mailboxes, whose names differ in nothing but case. */
typedef struct
{
  DeliveryGate *gate;
  int *inside;
  int *all;
  guint number;
} Worker;

static gpointer
work (gpointer data)
{
  const Worker *worker = data;
  static const char *const names[] = { "ann@corp.example", "ANN@corp.example", "bob@corp.example",
                                       "Bob@corp.example" };
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);

  for (guint i = 0; i < ROUNDS; i++) {
    guint which = (worker->number + i) % G_N_ELEMENTS (names);
    DeliveryTurn turn = { .mailboxes = &names[which], .n = 1 };

    g_assert_true (delivery_gate_enter (worker->gate, call, &turn, NULL));
    g_assert_cmpint (g_atomic_int_add (&worker->inside[which / 2], 1), ==, 0);
    g_assert_cmpint (g_atomic_int_add (worker->all, 1), <, 4);
    g_thread_yield ();
    g_atomic_int_add (worker->all, -1);
    g_atomic_int_add (&worker->inside[which / 2], -1);
    delivery_gate_leave (worker->gate, &turn, NULL);
  }
  return NULL;
}

static void
test_one_for_a_mailbox (Fixture *f, gconstpointer data)
{
  int inside[2] = { 0 };
  int all = 0;
  Worker workers[N_THREADS];
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++) {
    workers[i] = (Worker){ f->gate, inside, &all, i };
    threads[i] = g_thread_new ("worker", work, &workers[i]);
  }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

typedef struct
{
  DeliveryGate *gate;
  BaseCall *call;
  GError *error;
  gboolean is_in;
} Visitor;

static gpointer
visit (gpointer data)
{
  Visitor *visitor = data;
  DeliveryTurn turn = { 0 };

  visitor->is_in = delivery_gate_enter (visitor->gate, visitor->call, &turn, &visitor->error);
  return NULL;
}

static void
refuse (Fixture *f, BaseErrorCode code, guint64 wait_ms)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  const BaseErrorFacts facts = { .reason = "told", .wait_ms = wait_ms };
  g_autoptr (GError) problem = NULL;
  DeliveryTurn turn = { 0 };

  base_error_set_facts (&problem, code, &facts, "refused");
  g_assert_true (delivery_gate_enter (f->gate, call, &turn, NULL));
  delivery_gate_leave (f->gate, &turn, problem);
}

/* Cancel works at once, whatever was announced; so does the deadline of a call. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
  g_autoptr (BaseCall) short_call = base_call_new (NULL, NULL, 30);
  Visitor visitor = { .gate = f->gate, .call = call };
  Visitor hurried = { .gate = f->gate, .call = short_call };
  gint64 begin_us = g_get_monotonic_time ();
  GThread *thread;

  refuse (f, BASE_ERROR_THROTTLED, 3600 * 1000);
  thread = g_thread_new ("visitor", visit, &visitor);
  visit (&hurried);
  g_assert_false (hurried.is_in);
  g_assert_error (hurried.error, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_false (visitor.is_in);
  g_assert_error (visitor.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, PATIENCE_US);
  g_clear_error (&visitor.error);
  g_clear_error (&hurried.error);
}

/* Credentials that were refused twice: whoever waits hears of it, and whoever comes. */
static void
test_shut (Fixture *f, gconstpointer data)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  Visitor visitor = { .gate = f->gate, .call = call };
  g_autoptr (BaseCall) ours = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) error = NULL;
  DeliveryTurn turn = { 0 };
  GThread *thread;

  refuse (f, BASE_ERROR_AUTH, 0);
  g_assert_true (delivery_gate_enter (f->gate, ours, &turn, NULL));
  thread = g_thread_new ("visitor", visit, &visitor); /* it waits for ours */
  base_error_set (&problem, BASE_ERROR_AUTH, "refused again");
  delivery_gate_leave (f->gate, &turn, problem);
  g_thread_join (thread);
  g_assert_error (visitor.error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (visitor.error)->reason, ==, "credentials-refused");
  g_clear_error (&visitor.error);
  g_assert_false (delivery_gate_enter (f->gate, ours, &turn, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
}

/* Whoever waits for a server that is gone is let go in the end; whoever comes after that goes at
 * once, alone, and when it is there again, so do the others. */
static void
test_given_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, PATIENCE_US / 1000);
  Visitor waiting[3];
  GThread *threads[G_N_ELEMENTS (waiting)];
  DeliveryTurn turn = { 0 };
  gint64 begin_us = g_get_monotonic_time ();

  delivery_gate_set_patience (f->gate, 300 * 1000);
  g_assert_cmpint (delivery_gate_silence (f->gate), ==, 0);
  for (guint i = 0; i < 3; i++)
    refuse (f, BASE_ERROR_OFFLINE, 0);
  g_assert_false (delivery_gate_is_given_up (f->gate));
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++) {
    waiting[i] = (Visitor){ .gate = f->gate, .call = call };
    threads[i] = g_thread_new ("visitor", visit, &waiting[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++) {
    g_thread_join (threads[i]);
    g_assert_false (waiting[i].is_in);
    g_assert_error (waiting[i].error, BASE_ERROR, BASE_ERROR_OFFLINE);
    g_assert_cmpstr (base_error_facts (waiting[i].error)->reason, ==, "timed-out");
    g_clear_error (&waiting[i].error);
  }
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, 300 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, PATIENCE_US);
  g_assert_true (delivery_gate_is_given_up (f->gate));
  g_assert_cmpint (delivery_gate_silence (f->gate), >=, 300 * 1000);

  /* Alone: the second one waits for the first, which finds the server there. */
  g_assert_true (delivery_gate_enter (f->gate, call, &turn, NULL));
  waiting[0] = (Visitor){ .gate = f->gate, .call = call };
  threads[0] = g_thread_new ("visitor", visit, &waiting[0]);
  delivery_gate_leave (f->gate, &turn, NULL);
  g_thread_join (threads[0]);
  g_assert_no_error (waiting[0].error);
  g_assert_true (waiting[0].is_in);
  g_assert_cmpint (delivery_gate_silence (f->gate), ==, 0);
}

/* A mailbox that takes no more at once is no reason to wait, nor is one in the middle; that the
 * last ones are refused is. */
static void
test_batch (Fixture *f, gconstpointer data)
{
  const char *names[20];
  ExchangeItem items[20] = { { NULL } };
  const BaseErrorFacts own = { .reason = "connection-limit", .wait_ms = 3600 * 1000 };
  const BaseErrorFacts facts = { .reason = "told", .wait_ms = 3600 * 1000 };
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 50);
  g_autoptr (GError) error = NULL;
  DeliveryTurn turn = { .mailboxes = names, .n = 20 };

  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("user%u@corp.example", i);

    items[i].mailbox = names[i] = g_intern_string (name);
  }
  g_assert_true (delivery_gate_enter (f->gate, call, &turn, NULL));
  base_error_set_facts (&items[0].error, BASE_ERROR_THROTTLED, &own, "refused");
  delivery_gate_leave_many (f->gate, &turn, items, 20);
  g_assert_true (delivery_gate_enter (f->gate, call, &turn, NULL));
  base_error_set_facts (&items[10].error, BASE_ERROR_THROTTLED, &facts, "refused");
  delivery_gate_leave_many (f->gate, &turn, items, 20);
  g_assert_true (delivery_gate_enter (f->gate, call, &turn, NULL));
  g_clear_error (&items[10].error);
  base_error_set_facts (&items[19].error, BASE_ERROR_THROTTLED, &facts, "refused");
  delivery_gate_leave_many (f->gate, &turn, items, 20);
  g_assert_false (delivery_gate_enter (f->gate, call, &turn, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_clear_error (&items[0].error);
  g_clear_error (&items[19].error);
}

/* Of several at the end it is said that they are too many at once, and when to come back: that is
 * the budget, whatever it is called. */
static void
test_batch_end (Fixture *f, gconstpointer data)
{
  const char *names[] = { "a@corp.example", "b@corp.example", "c@corp.example", "d@corp.example" };
  ExchangeItem items[4] = { { NULL } };
  const BaseErrorFacts facts = { .reason = "connection-limit", .wait_ms = 3600 * 1000 };
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 50);
  DeliveryTurn turn = { .mailboxes = names, .n = 4 };

  for (guint i = 0; i < 4; i++)
    items[i].mailbox = names[i];
  base_error_set_facts (&items[2].error, BASE_ERROR_THROTTLED, &facts, "refused");
  base_error_set_facts (&items[3].error, BASE_ERROR_THROTTLED, &facts, "refused");
  g_assert_true (delivery_gate_enter (f->gate, call, &turn, NULL));
  delivery_gate_leave_many (f->gate, &turn, items, 4);
  g_assert_false (delivery_gate_enter (f->gate, call, &turn, NULL));
  g_clear_error (&items[2].error);
  g_clear_error (&items[3].error);
}

/* What one gate learnt is known to the next one of that server and account, and to no other. */
static void
test_memory (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryGate) first = delivery_gate_new (8);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  const BaseErrorFacts facts = { .reason = "told", .wait_ms = 20 };
  g_autoptr (GError) problem = NULL;
  StoreThrottle row = { 0 };
  DeliveryTurn turn = { 0 };

  base_error_set_facts (&problem, BASE_ERROR_THROTTLED, &facts, "refused");
  delivery_gate_remember (first, f->db, "https://mail", "admin", base_clock_system ());
  for (guint i = 0; i < 20; i++) {
    g_assert_true (delivery_gate_enter (first, call, &turn, NULL));
    delivery_gate_leave (first, &turn, i == 10 ? problem : NULL);
  }
  g_clear_pointer (&first, delivery_gate_unref);
  g_assert_true (store_throttle_find (f->db, "https://mail", "admin", &row, NULL));
  g_assert_cmpfloat (row.rate, >, 0);
  g_assert_cmpint (row.wait_ms, ==, 20);
  g_assert_true (row.was_refused);
  g_assert_cmpuint (row.at_once, >, 0);
  g_assert_false (store_throttle_find (f->db, "https://mail", "other", &row, NULL));

  row.rate = 0.5;
  row.at_us = g_get_real_time ();
  g_assert_true (store_throttle_keep (f->db, "https://mail", "admin", &row, NULL));
  first = delivery_gate_new (8);
  delivery_gate_remember (first, f->db, "https://mail", "admin", base_clock_system ());
  {
    g_autoptr (BaseCall) hurried = base_call_new (NULL, NULL, 50);

    g_assert_true (delivery_gate_enter (first, hurried, &turn, NULL));
    delivery_gate_leave (first, &turn, NULL);
    g_assert_false (delivery_gate_enter (first, hurried, &turn, NULL)); /* in two seconds */
  }
}

/* Each that was refused for being too much counts, of a batch its parts; nothing else does. */
static void
test_refusals (Fixture *f, gconstpointer data)
{
  static const char *const mailboxes[] = { "ann@corp.example", "bob@corp.example",
                                           "cid@corp.example" };
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  DeliveryTurn turn = { .mailboxes = mailboxes, .n = G_N_ELEMENTS (mailboxes) };
  ExchangeItem items[G_N_ELEMENTS (mailboxes)] = { { 0 } };

  refuse (f, BASE_ERROR_THROTTLED, 1);
  refuse (f, BASE_ERROR_FORBIDDEN, 0);
  refuse (f, BASE_ERROR_OFFLINE, 0);
  g_assert_cmpuint (delivery_gate_refusals (f->gate), ==, 1);

  base_error_set (&items[1].error, BASE_ERROR_THROTTLED, "refused");
  base_error_set (&items[2].error, BASE_ERROR_NOT_FOUND, "gone");
  g_assert_true (delivery_gate_enter (f->gate, call, &turn, NULL));
  delivery_gate_leave_many (f->gate, &turn, items, G_N_ELEMENTS (items));
  g_assert_cmpuint (delivery_gate_refusals (f->gate), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_clear_error (&items[i].error);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/delivery/gate/one-for-a-mailbox", test_one_for_a_mailbox },
    { "/delivery/gate/cancel", test_cancel },
    { "/delivery/gate/shut", test_shut },
    { "/delivery/gate/given-up", test_given_up },
    { "/delivery/gate/batch", test_batch },
    { "/delivery/gate/batch-end", test_batch_end },
    { "/delivery/gate/memory", test_memory },
    { "/delivery/gate/refusals", test_refusals },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
