/* test-many.c - mailboxes that are asked several in a request: nothing lost, nothing written twice,
 * and the journal first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crowd.h"

static void
test_full_requests (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryMany) many = begin (f, DELIVERY_WHAT_WRITE, 8);

  while (delivery_many_step (many, f->call) == DELIVERY_MANY_DID)
    ;
  g_assert_cmpuint (f->crowd.requests, ==, 6);
  g_assert_cmpuint (f->crowd.smallest, ==, MOST);
  delivery_many_add (many, "8@x.example");
  delivery_many_add (many, "9@x.example");
  g_assert_cmpint (delivery_many_step (many, f->call), ==, DELIVERY_MANY_WANTS);
  finish (f, many);
  g_assert_cmpuint (f->crowd.requests, ==, 9);
  assert_all_written (f);

  /* Once more: it is so already. */
  g_ptr_array_set_size (f->outcomes, 0);
  delivery_many_free (many);
  many = begin (f, DELIVERY_WHAT_WRITE, N);
  finish (f, many);
  for (guint i = 0; i < N; i++) {
    g_assert_cmpint (find (f, i)->result, ==, DELIVERY_RESULT_SKIPPED);
    g_assert_cmpuint (f->crowd.writes[i], ==, 1);
  }
}

/* Those that have to wait go with others, later; what nothing was heard of is looked up first. */
static void
test_trouble (Fixture *f, gconstpointer data)
{
  static const Fate fates[N] = { GOES_WELL, THROTTLED,    BUSY_DONE, GOES_WELL, BUSY_NOT,
                                 THROTTLED, MISSING_DONE, GOES_WELL, THROTTLED, BUSY_DONE };
  g_autoptr (DeliveryMany) many = begin (f, DELIVERY_WHAT_WRITE, N);

  memcpy (f->crowd.fates, fates, sizeof fates);
  finish (f, many);
  assert_all_written (f);
  g_assert_cmpuint (f->crowd.reads[2], ==, 2); /* before, and when it was looked up */
  g_assert_cmpuint (f->crowd.reads[4], ==, 3);
}

static void
test_failures (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryMany) many = begin (f, DELIVERY_WHAT_WRITE, N);

  f->crowd.fates[3] = FORBIDDEN;
  f->crowd.fates[5] = OTHER_STORED;
  finish (f, many);
  g_assert_cmpuint (f->outcomes->len, ==, N);
  g_assert_error (find (f, 3)->error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
  g_assert_cmpint (result_in_journal (f, 3), ==, STORE_RESULT_FAILED);
  g_assert_null (find (f, 3)->after);
  g_assert_cmpstr (base_error_facts (find (f, 5)->error)->reason, ==, "read-back-differs");
  g_assert_cmpint (result_in_journal (f, 5), ==, STORE_RESULT_FAILED);
  g_assert_cmpint (find (f, 4)->result, ==, DELIVERY_RESULT_WRITTEN);
}

/* The answer to a whole request of writes is lost. */
static void
test_cut (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryMany) many = begin (f, DELIVERY_WHAT_WRITE, N);

  f->crowd.is_cut = TRUE;
  finish (f, many);
  assert_all_written (f);
}

static void
test_reading_only (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryMany) reading = begin (f, DELIVERY_WHAT_READ, N);
  g_autoptr (DeliveryMany) rehearsal = begin (f, DELIVERY_WHAT_REHEARSE, N);

  finish (f, reading);
  g_assert_cmpint (find (f, 9)->result, ==, DELIVERY_RESULT_READ);
  g_assert_cmpstr (find (f, 9)->after->inside, ==, "old");
  g_ptr_array_set_size (f->outcomes, 0);
  finish (f, rehearsal);
  g_assert_cmpint (find (f, 9)->result, ==, DELIVERY_RESULT_PLANNED);
  g_assert_cmpstr (find (f, 9)->after->inside, ==, "<p>new</p>");
  for (guint i = 0; i < N; i++)
    g_assert_cmpuint (f->crowd.writes[i], ==, 0);
}

/* Nothing new is begun, and what was begun is brought to its end. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryMany) many = begin (f, DELIVERY_WHAT_WRITE, N);

  delivery_many_step (many, f->call); /* four are read */
  delivery_many_step (many, f->call); /* and written */
  delivery_many_stop (many);
  finish (f, many);
  g_assert_cmpuint (f->outcomes->len, ==, MOST);
  for (guint i = 0; i < MOST; i++)
    g_assert_cmpint (result_in_journal (f, i), ==, STORE_RESULT_WRITTEN);
  g_assert_cmpuint (f->crowd.reads[MOST], ==, 0);
}

/* What was cancelled in the middle has no end in the journal: that is the truth. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryMany) many = begin (f, DELIVERY_WHAT_WRITE, MOST);

  f->crowd.cancel = f->cancellable;
  finish (f, many);
  g_assert_cmpuint (f->outcomes->len, ==, MOST);
  for (guint i = 0; i < MOST; i++) {
    g_assert_error (find (f, i)->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint (result_in_journal (f, i), ==, STORE_RESULT_BEGUN);
  }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/delivery/many/full-requests", test_full_requests },
    { "/delivery/many/trouble", test_trouble },
    { "/delivery/many/failures", test_failures },
    { "/delivery/many/cut", test_cut },
    { "/delivery/many/reading-only", test_reading_only },
    { "/delivery/many/stop", test_stop },
    { "/delivery/many/cancel", test_cancel },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
