/* checks-plan.c - verification steps and how they are run
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "checks-plan.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id;
  char *title;
  int needs; /* index, or -1 */
  ChecksRun run;
  gpointer data;
  GDestroyNotify destroy;
} Step;

struct _ChecksPlan
{
  GPtrArray *steps;
  ChecksExplain explain; /* may be NULL */
};

static void
free_step (gpointer data)
{
  Step *step = data;

  if (step->destroy != NULL)
    step->destroy (step->data);
  g_free (step->title);
  g_free (step);
}

ChecksPlan *
checks_plan_new (void)
{
  ChecksPlan *self = g_atomic_rc_box_new0 (ChecksPlan);

  self->steps = g_ptr_array_new_with_free_func (free_step);
  return self;
}

ChecksPlan *
checks_plan_ref (ChecksPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_plan (gpointer data)
{
  ChecksPlan *self = data;

  g_ptr_array_unref (self->steps);
}

void
checks_plan_unref (ChecksPlan *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_plan);
}

static const Step *
get_step (const ChecksPlan *self, guint index)
{
  return g_ptr_array_index (self->steps, index);
}

static int
find_step (const ChecksPlan *self, const char *id)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (g_str_equal (get_step (self, i)->id, id))
      return (int) i;
  return -1;
}

void
checks_plan_add (ChecksPlan *self, const char *id, const char *title, const char *needs,
                 ChecksRun run, gpointer data, GDestroyNotify destroy)
{
  Step *step = g_new0 (Step, 1);

  step->id = id;
  step->title = g_strdup (title);
  step->needs = needs != NULL ? find_step (self, needs) : -1;
  step->run = run;
  step->data = data;
  step->destroy = destroy;
  g_ptr_array_add (self->steps, step);
  g_return_if_fail (needs == NULL || step->needs >= 0);
}

void
checks_plan_set_explain (ChecksPlan *self, ChecksExplain explain)
{
  self->explain = explain;
}

guint
checks_plan_size (const ChecksPlan *self)
{
  return self->steps->len;
}

const char *
checks_plan_id (const ChecksPlan *self, guint index)
{
  return get_step (self, index)->id;
}

const char *
checks_plan_title (const ChecksPlan *self, guint index)
{
  return get_step (self, index)->title;
}

static ChecksResult *
skip (const char *ground_title)
{
  /* Translators: %s is the title of another check, such as "Server reachable" */
  g_autofree char *seen =
      g_strdup_printf (_ ("Not tried, because “%s” did not succeed."), ground_title);

  return checks_result_new (CHECKS_SKIPPED, seen, NULL, NULL);
}

static ChecksResult *
run_step (const ChecksPlan *self, BaseCall *call, guint index, ChecksReport report, gpointer data)
{
  const Step *step = get_step (self, index);
  g_autoptr (ChecksResult) running = checks_result_new (CHECKS_RUNNING, NULL, NULL, NULL);
  gint64 begin_us = g_get_monotonic_time ();
  ChecksResult *result;

  report (index, running, data);
  result = step->run (call, step->data);
  if (result->error != NULL && self->explain != NULL) {
    g_autoptr (ChecksResult) raw = g_steal_pointer (&result);

    result = self->explain (raw->error);
    if (raw->state == CHECKS_WARNING)
      result->state = raw->state; /* nobody else has it yet */
  }
  result->took_ms =
      (guint64) (g_get_monotonic_time () - begin_us) / 1000; /* nobody else has it yet */
  return result;
}

gboolean
checks_plan_run (ChecksPlan *self, BaseCall *call, ChecksReport report, gpointer data,
                 ChecksState *ret_worst, GError **error)
{
  g_autofree gboolean *is_ground = g_new0 (gboolean, self->steps->len + 1);
  ChecksState worst = CHECKS_OK;

  for (guint i = 0; i < self->steps->len; i++) {
    const Step *step = get_step (self, i);
    g_autoptr (ChecksResult) result = NULL;

    if (g_cancellable_is_cancelled (base_call_cancellable (call)))
      result = checks_result_new (CHECKS_SKIPPED, _ ("Stopped."), NULL, NULL);
    else if (step->needs >= 0 && !is_ground[step->needs])
      result = skip (get_step (self, (guint) step->needs)->title);
    else
      result = run_step (self, call, i, report, data);

    if (g_cancellable_is_cancelled (base_call_cancellable (call)) &&
        result->state == CHECKS_FAILED) {
      checks_result_unref (result);
      result = checks_result_new (CHECKS_SKIPPED, _ ("Stopped."), NULL, NULL);
    }
    is_ground[i] = result->state == CHECKS_OK || result->state == CHECKS_WARNING;
    if (result->state == CHECKS_FAILED || (result->state == CHECKS_WARNING && worst == CHECKS_OK))
      worst = result->state;
    report (i, result, data);
  }

  if (g_cancellable_set_error_if_cancelled (base_call_cancellable (call), error))
    return FALSE;

  *ret_worst = worst;
  return TRUE;
}
