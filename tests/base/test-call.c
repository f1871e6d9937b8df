/* test-call.c - a call's cancelling, deadline and kept objects
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-call.h"
#include "base-error.h"

#define LONG_MS 60000
/* Far below LONG_MS, far above what a busy machine needs. */
#define AT_ONCE_US (5 * G_USEC_PER_SEC)

static void
test_wait (void)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  g_assert_true (base_call_wait (call, 0, &error));
  g_assert_true (base_call_wait (call, 20, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, 20 * 1000);
  g_assert_cmpint (base_call_left_ms (call), ==, G_MAXINT64);
}

static void
test_cancelled_before (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (base_call_cancellable (call) == cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (base_call_check (call, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (base_call_wait (call, LONG_MS, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelled_meanwhile (void)
{
  for (int i = 0; i < 50; i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
    g_autoptr (GError) error = NULL;
    gint64 begin_us = g_get_monotonic_time ();
    GThread *thread = g_thread_new ("canceller", cancel, cancellable);

    g_assert_false (base_call_wait (call, LONG_MS, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint (g_get_monotonic_time () - begin_us, <, AT_ONCE_US);
    g_thread_join (thread);
  }
}

static void
test_deadline (void)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 30);
  g_autoptr (GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  g_assert_true (base_call_check (call, NULL));
  g_assert_cmpint (base_call_left_ms (call), >, 0);
  g_assert_cmpint (base_call_left_ms (call), <=, 30);
  g_assert_false (base_call_wait (call, LONG_MS, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "timed-out");
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, 30 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, AT_ONCE_US);
  g_assert_cmpint (base_call_left_ms (call), ==, 0);
  g_assert_false (base_call_check (call, NULL));
}

/* Cancel is what the person did, whatever the clock says. */
static void
test_cancel_before_deadline (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (base_call_wait (call, LONG_MS, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (base_call_check (call, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_up (gpointer data)
{
  (*(int *) data)++;
}

static void
test_kept (void)
{
  int one = 0, two = 0, three = 0;
  BaseLocals *locals = base_locals_new ();

  {
    g_autoptr (BaseCall) call = base_call_new (locals, NULL, 0);

    g_assert_null (base_call_kept (call, "a"));
    base_call_keep (call, "a", &one, count_up);
    base_call_keep (call, "b", &two, count_up);
    g_assert_true (base_call_kept (call, "a") == &one);
    base_call_keep (call, "a", &three, count_up);
    g_assert_cmpint (one, ==, 1);
  }
  { /* the next call on the same worker finds them */
    g_autoptr (BaseCall) call = base_call_new (locals, NULL, 0);

    g_assert_true (base_call_kept (call, "a") == &three);
    g_assert_true (base_call_kept (call, "b") == &two);
  }
  g_assert_cmpint (two + three, ==, 0);
  base_locals_free (locals);
  g_assert_cmpint (two, ==, 1);
  g_assert_cmpint (three, ==, 1);
}

static void
test_own_locals (void)
{
  int one = 0;
  BaseCall *call = base_call_new (NULL, NULL, 0);

  base_call_keep (call, "a", &one, count_up);
  base_call_keep (call, "b", &one, NULL);
  base_call_free (call);
  g_assert_cmpint (one, ==, 1);
  base_call_free (NULL);
  base_locals_free (NULL);
}

static void
test_trace_id (void)
{
  g_autoptr (BaseCall) a = base_call_new (NULL, NULL, 0);
  g_autoptr (BaseCall) b = base_call_new (NULL, NULL, 0);

  g_assert_true (g_uuid_string_is_valid (base_call_trace_id (a)));
  g_assert_cmpstr (base_call_trace_id (a), !=, base_call_trace_id (b));
}

static void
test_guid (void)
{
  g_autoptr (BaseLocals) one = base_locals_new ();
  g_autoptr (BaseLocals) other = base_locals_new ();
  g_autoptr (BaseLocals) last = base_locals_new ();
  BaseLocals *const workers[] = { one, other, last };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 3 * 1000; i++) {
    g_autoptr (BaseCall) call = base_call_new (workers[i % 3], NULL, 0);
    char *guid = base_call_new_guid (call);

    g_assert_true (g_uuid_string_is_valid (guid));
    g_assert_true (g_hash_table_add (seen, guid));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/call/wait", test_wait);
  g_test_add_func ("/base/call/cancelled-before", test_cancelled_before);
  g_test_add_func ("/base/call/cancelled-meanwhile", test_cancelled_meanwhile);
  g_test_add_func ("/base/call/deadline", test_deadline);
  g_test_add_func ("/base/call/cancel-before-deadline", test_cancel_before_deadline);
  g_test_add_func ("/base/call/kept", test_kept);
  g_test_add_func ("/base/call/own-locals", test_own_locals);
  g_test_add_func ("/base/call/trace-id", test_trace_id);
  g_test_add_func ("/base/call/guid", test_guid);
  return g_test_run ();
}
