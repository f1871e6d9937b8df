/* test-parallel.c - one plan on several threads: what runs together, what waits, what is picked
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "checks-plan.h"

#include <string.h>

#define THREADS 4
#define DEADLINE_S 10

/* What all steps of a test share. */
typedef struct
{
  GMutex lock;
  GCond changed;
  guint n_running;
  guint most_running;
  guint n_meeting; /* how many have to be at work before one may end; 0: they need not meet */
  GString *told;   /* "a:ok …" as they end */
  ChecksPlan *plan;
  GCancellable *cancellable;
} Place;

typedef struct
{
  Place *place;
  const char *id;
  const char *reason; /* of an AUTH error; NULL: it is fine */
  int is_inside;      /* atomic: for steps that share one */
} Kit;

static void
begin (Place *place)
{
  g_mutex_init (&place->lock);
  g_cond_init (&place->changed);
  place->told = g_string_new (NULL);
  place->plan = checks_plan_new ();
  place->cancellable = g_cancellable_new ();
}

static void
end (Place *place)
{
  g_string_free (place->told, TRUE);
  checks_plan_unref (place->plan);
  g_object_unref (place->cancellable);
  g_cond_clear (&place->changed);
  g_mutex_clear (&place->lock);
}

static ChecksResult *
run_cb (BaseCall *call, gpointer data)
{
  const BaseErrorFacts facts = { .reason = ((Kit *) data)->reason };
  Kit *kit = data;
  Place *place = kit->place;
  gint64 end_us = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_atomic_int_compare_and_exchange (&kit->is_inside, FALSE, TRUE));
  g_mutex_lock (&place->lock);
  place->n_running++;
  place->most_running = MAX (place->most_running, place->n_running);
  g_cond_broadcast (&place->changed);
  while (place->most_running < place->n_meeting)
    if (!g_cond_wait_until (&place->changed, &place->lock, end_us))
      break;
  place->n_running--;
  g_mutex_unlock (&place->lock);
  g_atomic_int_set (&kit->is_inside, FALSE);

  if (kit->reason == NULL)
    return checks_result_new (CHECKS_OK, "fine", NULL, NULL);

  base_error_set_facts (&error, BASE_ERROR_AUTH, &facts, "no");
  return checks_result_new_error (CHECKS_FAILED, error);
}

/* One at a time, says the plan: no lock here. */
static void
report_cb (guint index, ChecksResult *result, gpointer data)
{
  Place *place = data;

  if (result->state != CHECKS_RUNNING)
    g_string_append_printf (place->told, "%s%s:%s", place->told->len > 0 ? " " : "",
                            checks_plan_id (place->plan, index), checks_state_names[result->state]);
}

static gpointer
work (gpointer data)
{
  Place *place = data;
  g_autoptr (BaseCall) call = base_call_new (NULL, place->cancellable, 0);
  g_autoptr (GError) error = NULL;
  ChecksState worst = CHECKS_WAITING;

  if (!checks_plan_run (place->plan, call, report_cb, place, &worst, &error)) {
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    worst = CHECKS_SKIPPED;
  }
  return GINT_TO_POINTER (worst);
}

/* The same answer on all threads. */
static ChecksState
run (Place *place)
{
  GThread *threads[THREADS];
  ChecksState worst = CHECKS_WAITING;

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("verify", work, place);
  for (guint i = 0; i < THREADS; i++) {
    ChecksState one = (ChecksState) GPOINTER_TO_INT (g_thread_join (threads[i]));

    g_assert_true (i == 0 || one == worst);
    worst = one;
  }
  return worst;
}

/* What does not depend on each other meets. */
static void
test_together (void)
{
  Place place = { .n_meeting = 3 };
  Kit kits[] = { { .place = &place }, { .place = &place }, { .place = &place } };

  begin (&place);
  checks_plan_add (place.plan, "a", "A", NULL, run_cb, &kits[0], NULL);
  checks_plan_add (place.plan, "b", "B", NULL, run_cb, &kits[1], NULL);
  checks_plan_add (place.plan, "c", "C", NULL, run_cb, &kits[2], NULL);
  g_assert_cmpint (run (&place), ==, CHECKS_OK);
  g_assert_cmpuint (place.most_running, ==, 3);
  end (&place);
}

/* Steps of one data keep their order and are never at work at the same time: run_cb asserts it. */
static void
test_same_data (void)
{
  static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g", "h" };

  for (guint round = 0; round < 50; round++) {
    Place place = { 0 };
    Kit kit = { .place = &place };

    begin (&place);
    for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
      checks_plan_add (place.plan, ids[i], ids[i], i == 4 ? "a" : NULL, run_cb, &kit, NULL);
    g_assert_cmpint (run (&place), ==, CHECKS_OK);
    g_assert_cmpstr (place.told->str, ==, "a:ok b:ok c:ok d:ok e:ok f:ok g:ok h:ok");
    g_assert_cmpuint (place.most_running, ==, 1);
    end (&place);
  }
}

/* b stands on a; c only waits for it, and knows whether its password was refused. */
static ChecksResult *
ask_cb (BaseCall *call, gpointer data)
{
  Place *place = data;

  return checks_result_new (checks_plan_is_refused (place->plan, "a") ? CHECKS_WARNING : CHECKS_OK,
                            "", NULL, NULL);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *reason;
    const char *told;
  } rows[] = {
    { NULL, "a:ok c:ok" },
    { "credentials-refused", "a:failed c:warning" },
    { "account-locked", "a:failed c:warning" },
    { "no-ticket", "a:failed c:ok" },
    { "no-password", "a:failed c:ok" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    Place place = { 0 };
    Kit kit = { .place = &place, .reason = rows[i].reason };

    begin (&place);
    checks_plan_add (place.plan, "a", "A", NULL, run_cb, &kit, NULL);
    checks_plan_add (place.plan, "c", "C", NULL, ask_cb, &place, NULL);
    checks_plan_wait (place.plan, "c", "a");
    g_test_message ("row %u", i);
    run (&place);
    g_assert_cmpstr (place.told->str, ==, rows[i].told);
    g_assert_cmpint (checks_plan_has_passed (place.plan, "a"), ==, rows[i].reason == NULL);
    end (&place);
  }
}

static ChecksResult *
hang_cb (BaseCall *call, gpointer data)
{
  Kit *kit = data;
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&kit->place->lock);
  if (++kit->place->n_running == 2)
    g_cancellable_cancel (kit->place->cancellable);
  g_mutex_unlock (&kit->place->lock);
  g_assert_false (base_call_wait (call, DEADLINE_S * 1000, &error));
  return checks_result_new_error (CHECKS_FAILED, error);
}

/* Two steps hang, one waits for them: all three are told as skipped at once. */
static void
test_cancel (void)
{
  Place place = { 0 };
  Kit kits[] = { { .place = &place }, { .place = &place }, { .place = &place } };
  gint64 begin_us = g_get_monotonic_time ();

  begin (&place);
  checks_plan_add (place.plan, "a", "A", NULL, hang_cb, &kits[0], NULL);
  checks_plan_add (place.plan, "b", "B", NULL, hang_cb, &kits[1], NULL);
  checks_plan_add (place.plan, "c", "C", "b", run_cb, &kits[2], NULL);
  g_assert_cmpint (run (&place), ==, CHECKS_SKIPPED);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 2 * G_USEC_PER_SEC);
  g_assert_nonnull (strstr (place.told->str, "a:skipped"));
  g_assert_nonnull (strstr (place.told->str, "b:skipped"));
  g_assert_nonnull (strstr (place.told->str, "c:skipped"));
  end (&place);
}

/* a ← b ← c, a ← d; e, f of one data, g stands on e and shares d's, h waits for
 * b. */
static void
test_pick (void)
{
  static const struct
  {
    const char *id;
    const char *picked;
  } rows[] = {
    { "a", "abcd" }, /* g's own ground is not a */
    { "b", "abc" },  { "c", "abc" },  { "d", "ad" },
    { "e", "aedg" }, /* g stands on it, and what g shares with d comes from there */
    { "f", "ef" },   { "g", "adeg" }, { "h", "abh" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    Place place = { 0 };
    Kit kits[] = { { .place = &place }, { .place = &place }, { .place = &place },
                   { .place = &place }, { .place = &place }, { .place = &place } };

    begin (&place);
    checks_plan_add (place.plan, "a", "A", NULL, run_cb, &kits[0], NULL);
    checks_plan_add (place.plan, "b", "B", "a", run_cb, &kits[1], NULL);
    checks_plan_add (place.plan, "c", "C", "b", run_cb, &kits[2], NULL);
    checks_plan_add (place.plan, "d", "D", "a", run_cb, &kits[3], NULL);
    checks_plan_add (place.plan, "e", "E", NULL, run_cb, &kits[4], NULL);
    checks_plan_add (place.plan, "f", "F", NULL, run_cb, &kits[4], NULL);
    checks_plan_add (place.plan, "g", "G", "e", run_cb, &kits[3], NULL);
    checks_plan_add (place.plan, "h", "H", NULL, run_cb, &kits[5], NULL);
    checks_plan_wait (place.plan, "h", "b");
    checks_plan_pick (place.plan, rows[i].id);
    g_assert_cmpint (run (&place), ==, CHECKS_OK);
    g_test_message ("%s: %s", rows[i].id, place.told->str);
    for (guint k = 0; k < checks_plan_size (place.plan); k++) {
      gboolean is_picked = strchr (rows[i].picked, *checks_plan_id (place.plan, k)) != NULL;
      g_autofree char *told = g_strconcat (checks_plan_id (place.plan, k), ":ok", NULL);

      g_assert_cmpint (checks_plan_is_picked (place.plan, k), ==, is_picked);
      g_assert_cmpint (strstr (place.told->str, told) != NULL, ==, is_picked);
    }
    end (&place);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/parallel/together", test_together);
  g_test_add_func ("/checks/parallel/same-data", test_same_data);
  g_test_add_func ("/checks/parallel/refused", test_refused);
  g_test_add_func ("/checks/parallel/cancel", test_cancel);
  g_test_add_func ("/checks/parallel/pick", test_pick);
  return g_test_run ();
}
