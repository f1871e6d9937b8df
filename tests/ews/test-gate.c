/* test-gate.c - a wrong password is tried once, whatever the number of workers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "ews-gate.h"

#define WORKERS 16

/* Workers that all want in; what comes of the one inside is decided by the test. */
typedef struct
{
  EwsGate *gate;
  GCancellable *cancellable;
  GMutex lock;
  GCond changed;
  guint inside; /* have a pass and hold it */
  guint passes; /* handed out in all */
  guint done;
  guint refused; /* AUTH */
  guint offline;
  guint cancelled;
  gboolean is_decided;
  EwsLogin login;
  const GError *problem;
} Crowd;

static void
count_failure (Crowd *crowd, const GError *error)
{
  if (g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH))
    crowd->refused++;
  else if (g_error_matches (error, BASE_ERROR, BASE_ERROR_OFFLINE))
    crowd->offline++;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    crowd->cancelled++;
}

static gpointer
work (gpointer data)
{
  Crowd *crowd = data;
  g_autoptr (BaseCall) call = base_call_new (NULL, crowd->cancellable, 10000);
  g_autoptr (GError) error = NULL;
  EwsPass pass;

  if (ews_gate_enter (crowd->gate, call, &pass, &error)) {
    g_mutex_lock (&crowd->lock);
    crowd->inside++;
    crowd->passes++;
    g_cond_broadcast (&crowd->changed);
    while (!crowd->is_decided)
      g_cond_wait (&crowd->changed, &crowd->lock);
    crowd->inside--;
    g_mutex_unlock (&crowd->lock);
    ews_gate_leave (crowd->gate, pass, crowd->login, crowd->problem);
  }

  g_mutex_lock (&crowd->lock);
  count_failure (crowd, error);
  crowd->done++;
  g_cond_broadcast (&crowd->changed);
  g_mutex_unlock (&crowd->lock);
  return NULL;
}

static void
run_crowd (Crowd *crowd, EwsLogin login, const GError *problem, gboolean cancels)
{
  GThread *threads[WORKERS];

  crowd->gate = ews_gate_new ();
  crowd->cancellable = g_cancellable_new ();
  crowd->login = login;
  crowd->problem = problem;
  for (int i = 0; i < WORKERS; i++)
    threads[i] = g_thread_new ("worker", work, crowd);

  g_mutex_lock (&crowd->lock);
  while (crowd->inside == 0)
    g_cond_wait (&crowd->changed, &crowd->lock);
  if (cancels) {
    g_mutex_unlock (&crowd->lock);
    g_cancellable_cancel (crowd->cancellable);
    g_mutex_lock (&crowd->lock);
    while (crowd->done < WORKERS - 1) /* the others do not wait for the one inside */
      g_cond_wait (&crowd->changed, &crowd->lock);
  }
  g_assert_cmpuint (crowd->inside, ==, 1);
  crowd->is_decided = TRUE;
  g_cond_broadcast (&crowd->changed);
  g_mutex_unlock (&crowd->lock);

  for (int i = 0; i < WORKERS; i++)
    g_thread_join (threads[i]);
}

static void
clear_crowd (Crowd *crowd)
{
  ews_gate_free (crowd->gate);
  g_object_unref (crowd->cancellable);
}

static void
test_refused (void)
{
  Crowd crowd = { NULL };

  run_crowd (&crowd, EWS_LOGIN_REFUSED, NULL, FALSE);
  g_assert_cmpuint (crowd.passes, ==, 1);
  g_assert_cmpuint (crowd.refused, ==, WORKERS - 1);
  clear_crowd (&crowd);
}

static void
test_accepted (void)
{
  Crowd crowd = { NULL };

  run_crowd (&crowd, EWS_LOGIN_ACCEPTED, NULL, FALSE);
  g_assert_cmpuint (crowd.passes, ==, WORKERS);
  g_assert_cmpuint (crowd.refused, ==, 0);
  clear_crowd (&crowd);
}

static void
test_no_answer (void)
{
  g_autoptr (GError) problem = NULL;
  Crowd crowd = { NULL };

  base_error_set (&problem, BASE_ERROR_OFFLINE, "no route");
  run_crowd (&crowd, EWS_LOGIN_UNKNOWN, problem, FALSE);
  /* Who waited has the same error; who came later went alone. */
  g_assert_cmpuint (crowd.passes + crowd.offline, ==, WORKERS);
  g_assert_cmpuint (crowd.refused, ==, 0);
  clear_crowd (&crowd);
}

static void
test_cancel (void)
{
  Crowd crowd = { NULL };

  run_crowd (&crowd, EWS_LOGIN_ACCEPTED, NULL, TRUE);
  g_assert_cmpuint (crowd.passes, ==, 1);
  g_assert_cmpuint (crowd.cancelled, ==, WORKERS - 1);
  clear_crowd (&crowd);
}

static EwsPass
enter (EwsGate *gate)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  EwsPass pass;

  g_assert_true (ews_gate_enter (gate, call, &pass, &error));
  g_assert_no_error (error);
  return pass;
}

/* One cancelled alone says nothing: the next goes. And refused later: once more, alone. */
static void
test_order (void)
{
  EwsGate *gate = ews_gate_new ();
  g_autoptr (BaseCall) hurried = base_call_new (NULL, NULL, 20);
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stop");
  g_autoptr (GError) late = NULL;
  EwsPass pass;

  g_assert_cmpint (enter (gate), ==, EWS_PASS_ALONE);
  g_assert_false (ews_gate_leave (gate, EWS_PASS_ALONE, EWS_LOGIN_UNKNOWN, cancelled));
  g_assert_cmpint (enter (gate), ==, EWS_PASS_ALONE);
  g_assert_false (ews_gate_enter (gate, hurried, &pass, &late)); /* its deadline comes first */
  g_assert_error (late, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_assert_false (ews_gate_leave (gate, EWS_PASS_ALONE, EWS_LOGIN_ACCEPTED, NULL));

  g_assert_cmpint (enter (gate), ==, EWS_PASS_OPEN);
  g_assert_cmpint (enter (gate), ==, EWS_PASS_OPEN);
  g_assert_true (ews_gate_leave (gate, EWS_PASS_OPEN, EWS_LOGIN_REFUSED, NULL));
  g_assert_cmpint (enter (gate), ==, EWS_PASS_ALONE);
  g_assert_true (ews_gate_leave (gate, EWS_PASS_OPEN, EWS_LOGIN_REFUSED, NULL));
  g_assert_false (ews_gate_leave (gate, EWS_PASS_ALONE, EWS_LOGIN_REFUSED, NULL));
  g_assert_false (ews_gate_leave (gate, EWS_PASS_OPEN, EWS_LOGIN_REFUSED, NULL)); /* shut now */
  ews_gate_free (gate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ews/gate/refused", test_refused);
  g_test_add_func ("/ews/gate/accepted", test_accepted);
  g_test_add_func ("/ews/gate/no-answer", test_no_answer);
  g_test_add_func ("/ews/gate/cancel", test_cancel);
  g_test_add_func ("/ews/gate/order", test_order);
  return g_test_run ();
}
