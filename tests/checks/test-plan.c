/* test-plan.c - verification steps: their order, what is skipped and why, Cancel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "checks-plan.h"

#include <string.h>

typedef struct
{
  ChecksState states[5]; /* how each step shall come out */
  guint n;
  GString *told; /* what was reported, in order */
  GCancellable *cancellable;
  guint cancel_in; /* the step in which somebody cancels; G_MAXUINT: none */
} Story;

typedef struct
{
  Story *story;
  guint index;
} Step;

static ChecksResult *
run_cb (BaseCall *call, gpointer data)
{
  const Step *step = data;

  if (step->index == step->story->cancel_in)
    g_cancellable_cancel (step->story->cancellable);
  return checks_result_new (step->story->states[step->index], "seen", "remedy", "detail");
}

/* "1:running 1:ok …" */
static void
report_cb (guint index, ChecksResult *result, gpointer data)
{
  Story *story = data;

  g_string_append_printf (story->told, "%s%u:%s", story->told->len > 0 ? " " : "", index,
                          checks_state_names[result->state]);
}

static ChecksPlan *
make_plan (Story *story, const char *const *needs)
{
  static const char *const ids[] = { "a", "b", "c", "d", "e" };
  ChecksPlan *plan = checks_plan_new ();

  for (guint i = 0; i < story->n; i++) {
    Step *step = g_new0 (Step, 1);
    g_autofree char *title = g_strdup_printf ("title %s", ids[i]);

    step->story = story;
    step->index = i;
    checks_plan_add (plan, ids[i], title, needs[i], run_cb, step, g_free);
  }
  return plan;
}

static void
test_order (void)
{
  static const struct
  {
    guint n;
    ChecksState states[5];
    const char *needs[5];
    const char *told;
    ChecksState worst;
  } rows[] = {
    { 0, { 0 }, { NULL }, "", CHECKS_OK },
    { 2, { CHECKS_OK, CHECKS_OK }, { NULL, "a" }, "0:running 0:ok 1:running 1:ok", CHECKS_OK },
    { 2,
      { CHECKS_WARNING, CHECKS_OK },
      { NULL, "a" },
      "0:running 0:warning 1:running 1:ok",
      CHECKS_WARNING },
    { 2,
      { CHECKS_FAILED, CHECKS_OK },
      { NULL, "a" },
      "0:running 0:failed 1:skipped",
      CHECKS_FAILED },
    { 2,
      { CHECKS_FAILED, CHECKS_OK },
      { NULL, NULL },
      "0:running 0:failed 1:running 1:ok",
      CHECKS_FAILED },
    { 3,
      { CHECKS_FAILED, CHECKS_OK, CHECKS_OK },
      { NULL, "a", "b" },
      "0:running 0:failed 1:skipped 2:skipped",
      CHECKS_FAILED },
    { 3,
      { CHECKS_OK, CHECKS_FAILED, CHECKS_WARNING },
      { NULL, "a", "a" },
      "0:running 0:ok 1:running 1:failed 2:running 2:warning",
      CHECKS_FAILED },
    { 2, { CHECKS_SKIPPED, CHECKS_OK }, { NULL, "a" }, "0:running 0:skipped 1:skipped", CHECKS_OK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    Story story = { .n = rows[i].n, .told = g_string_new (NULL), .cancel_in = G_MAXUINT };
    g_autoptr (ChecksPlan) plan = NULL;
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (GError) error = NULL;
    ChecksState worst = CHECKS_WAITING;

    memcpy (story.states, rows[i].states, sizeof story.states);
    plan = make_plan (&story, rows[i].needs);
    g_test_message ("row %u", i);
    g_assert_true (checks_plan_run (plan, call, report_cb, &story, &worst, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (story.told->str, ==, rows[i].told);
    g_assert_cmpint (worst, ==, rows[i].worst);
    g_string_free (story.told, TRUE);
  }
}

static void
test_cancel (void)
{
  static const struct
  {
    guint cancel_in;
    ChecksState then; /* how the step comes out in which it happens */
    const char *told;
  } rows[] = {
    { 0, CHECKS_FAILED, "0:running 0:skipped 1:skipped 2:skipped" },
    { 1, CHECKS_FAILED, "0:running 0:ok 1:running 1:skipped 2:skipped" },
    { 1, CHECKS_OK, "0:running 0:ok 1:running 1:ok 2:skipped" },
    { 2, CHECKS_OK, "0:running 0:ok 1:running 1:ok 2:running 2:ok" },
  };
  const char *const needs[] = { NULL, "a", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Story story = { .states = { CHECKS_OK, CHECKS_OK, CHECKS_OK },
                    .n = 3,
                    .told = g_string_new (NULL),
                    .cancellable = cancellable,
                    .cancel_in = rows[i].cancel_in };
    g_autoptr (ChecksPlan) plan = make_plan (&story, needs);
    g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
    g_autoptr (GError) error = NULL;
    ChecksState worst = CHECKS_WAITING;

    story.states[rows[i].cancel_in] = rows[i].then;
    g_test_message ("row %u", i);
    g_assert_false (checks_plan_run (plan, call, report_cb, &story, &worst, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpstr (story.told->str, ==, rows[i].told);
    g_assert_cmpint (worst, ==, CHECKS_WAITING);
    g_string_free (story.told, TRUE);
  }
}

static void
keep_last_cb (guint index, ChecksResult *result, gpointer data)
{
  ChecksResult **last = data;

  g_clear_pointer (last, checks_result_unref);
  *last = checks_result_ref (result);
}

/* The sentence names the check that it stands on. */
static void
test_reason (void)
{
  const char *const needs[] = { NULL, "a" };
  Story story = { .states = { CHECKS_FAILED, CHECKS_OK }, .n = 2, .cancel_in = G_MAXUINT };
  g_autoptr (ChecksPlan) plan = make_plan (&story, needs);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (ChecksResult) last = NULL;
  ChecksState worst;

  g_assert_true (checks_plan_run (plan, call, keep_last_cb, &last, &worst, NULL));
  g_assert_nonnull (strstr (last->seen, "title a"));
  g_assert_null (last->remedy);
}

static ChecksResult *
fail_cb (BaseCall *call, gpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "raw");

  return checks_result_new_error (*(const ChecksState *) data, error);
}

static ChecksResult *
explain_cb (BaseCall *call, const ChecksResult *raw, gpointer data)
{
  g_assert_nonnull (call);
  g_assert_cmpstr (raw->error->message, ==, "raw");
  g_assert_cmpstr (data, ==, "data");
  return checks_result_new (raw->state, "explained", "remedy", NULL);
}

/* The words are replaced, but what was only a warning stays one. */
static void
test_explain (void)
{
  const ChecksState states[] = { CHECKS_FAILED, CHECKS_WARNING };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (ChecksPlan) plan = checks_plan_new ();
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (ChecksResult) last = NULL;
    ChecksState worst;

    checks_plan_add (plan, "a", "title", NULL, fail_cb, (gpointer) &states[i], NULL);
    checks_plan_set_explain (plan, explain_cb, g_strdup ("data"), g_free);
    g_assert_true (checks_plan_run (plan, call, keep_last_cb, &last, &worst, NULL));
    g_assert_cmpint (worst, ==, states[i]);
    g_assert_cmpint (last->state, ==, states[i]);
    g_assert_cmpstr (last->seen, ==, "explained");
  }
}

static void
test_contents (void)
{
  const char *const needs[] = { NULL, "a" };
  Story story = { .n = 2 };
  g_autoptr (ChecksPlan) plan = make_plan (&story, needs);
  g_autoptr (ChecksPlan) again = checks_plan_ref (plan);
  g_autoptr (ChecksResult) result = checks_result_new (CHECKS_OK, NULL, NULL, NULL);

  g_assert_cmpuint (checks_plan_size (again), ==, 2);
  g_assert_cmpstr (checks_plan_id (again, 1), ==, "b");
  g_assert_cmpstr (checks_plan_title (again, 1), ==, "title b");
  g_assert_cmpstr (result->seen, ==, "");
  g_assert_null (result->remedy);
  g_assert_null (result->detail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/plan/order", test_order);
  g_test_add_func ("/checks/plan/cancel", test_cancel);
  g_test_add_func ("/checks/plan/reason", test_reason);
  g_test_add_func ("/checks/plan/explain", test_explain);
  g_test_add_func ("/checks/plan/contents", test_contents);
  return g_test_run ();
}
