/* checks-plan.c - verification steps and how they are run
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "checks-plan.h"

#include "base-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id;
  char *title;
  int needs; /* index, or -1 */
  int waits; /* index, or -1 */
  ChecksRun run;
  gpointer data;
  GDestroyNotify destroy;
  gboolean is_left_out;

  /* Under the plan's lock: */
  ChecksState state; /* WAITING, RUNNING, then how it came out */
  gboolean is_refused;
} Step;

struct _ChecksPlan
{
  GPtrArray *steps;
  ChecksExplain explain; /* may be NULL */
  gpointer explain_data;
  GDestroyNotify explain_destroy;
  GMutex lock;
  GCond changed; /* a step came to its end */
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
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
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
  if (self->explain_destroy != NULL)
    self->explain_destroy (self->explain_data);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
}

void
checks_plan_unref (ChecksPlan *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_plan);
}

static Step *
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
  step->waits = -1;
  step->run = run;
  step->data = data;
  step->destroy = destroy;
  g_ptr_array_add (self->steps, step);
  g_return_if_fail (needs == NULL || step->needs >= 0);
}

void
checks_plan_set_explain (ChecksPlan *self, ChecksExplain explain, gpointer data,
                         GDestroyNotify destroy)
{
  self->explain = explain;
  self->explain_data = data;
  self->explain_destroy = destroy;
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

void
checks_plan_wait (ChecksPlan *self, const char *id, const char *first)
{
  int later = find_step (self, id);
  int earlier = find_step (self, first);

  g_return_if_fail (earlier >= 0 && later > earlier);

  get_step (self, (guint) later)->waits = earlier;
}

gboolean
checks_plan_is_refused (ChecksPlan *self, const char *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  int index = find_step (self, id);

  return index >= 0 && get_step (self, (guint) index)->is_refused;
}

gboolean
checks_plan_has_passed (ChecksPlan *self, const char *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  int index = find_step (self, id);

  return index >= 0 && get_step (self, (guint) index)->state == CHECKS_OK;
}

/* Steps of one data build on each other. */
static gboolean
stands_on (const ChecksPlan *self, guint later, guint earlier)
{
  const Step *step = get_step (self, later);

  return step->needs == (int) earlier || step->waits == (int) earlier ||
         (earlier < later && step->data != NULL && step->data == get_step (self, earlier)->data);
}

void
checks_plan_pick (ChecksPlan *self, const char *id)
{
  int picked = find_step (self, id);
  g_autofree gboolean *is_above = g_new0 (gboolean, self->steps->len + 1);
  g_autofree gboolean *is_below = g_new0 (gboolean, self->steps->len + 1);

  g_return_if_fail (picked >= 0);

  is_above[picked] = is_below[picked] = TRUE;
  for (guint i = (guint) picked + 1; i < self->steps->len; i++)
    is_below[i] = get_step (self, i)->needs >= 0 && is_below[get_step (self, i)->needs];
  /* What stands on it may stand on others, too. */
  for (guint i = self->steps->len; i > 0; i--)
    for (guint k = 0; (is_above[i - 1] || is_below[i - 1]) && k < i - 1; k++)
      is_above[k] = is_above[k] || stands_on (self, i - 1, k);
  for (guint i = 0; i < self->steps->len; i++)
    get_step (self, i)->is_left_out = !is_above[i] && !is_below[i];
}

gboolean
checks_plan_is_picked (const ChecksPlan *self, guint index)
{
  return !get_step (self, index)->is_left_out;
}

static ChecksResult *
skip (const char *ground_title)
{
  /* Translators: %s is the title of another check, such as "Server reachable" */
  g_autofree char *seen =
      g_strdup_printf (_ ("Not tried, because “%s” did not succeed."), ground_title);

  return checks_result_new (CHECKS_SKIPPED, seen, NULL, NULL);
}

static gboolean
is_over (const Step *step)
{
  return step->is_left_out || step->state > CHECKS_RUNNING;
}

static gboolean
is_ready (const ChecksPlan *self, guint index)
{
  const Step *step = get_step (self, index);

  if (step->is_left_out || step->state != CHECKS_WAITING)
    return FALSE;
  if (step->needs >= 0 && !is_over (get_step (self, (guint) step->needs)))
    return FALSE;
  if (step->waits >= 0 && !is_over (get_step (self, (guint) step->waits)))
    return FALSE;

  for (guint i = 0; i < index && step->data != NULL; i++)
    if (get_step (self, i)->data == step->data && !is_over (get_step (self, i)))
      return FALSE;
  return TRUE;
}

/* The first that is ready, as RUNNING; -1: all are through. Waits while the others are at work:
 * cancelling them ends this, too. */
static int
take_step (ChecksPlan *self)
{
  gboolean is_waiting = TRUE;

  while (is_waiting) {
    is_waiting = FALSE;
    for (guint i = 0; i < self->steps->len; i++) {
      if (is_ready (self, i)) {
        get_step (self, i)->state = CHECKS_RUNNING;
        return (int) i;
      }
      is_waiting = is_waiting || !is_over (get_step (self, i));
    }
    if (is_waiting)
      g_cond_wait (&self->changed, &self->lock);
  }
  return -1;
}

/* An answer about the account or its password, not that there was nothing to try. */
static gboolean
is_refusal (const GError *error)
{
  static const char *const others[] = { "no-ticket", "no-password", "no-method", NULL };
  const char *reason = base_error_facts (error)->reason;

  return g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH) &&
         (reason == NULL || !g_strv_contains (others, reason));
}

/* Without the lock. */
static ChecksResult *
run_step (const ChecksPlan *self, BaseCall *call, const Step *step, gboolean *ret_refused)
{
  gint64 begin_us = g_get_monotonic_time ();
  ChecksResult *result = step->run (call, step->data);

  *ret_refused = result->error != NULL && is_refusal (result->error);
  if (result->error != NULL && self->explain != NULL) {
    g_autoptr (ChecksResult) raw = g_steal_pointer (&result);

    result = self->explain (call, raw, self->explain_data);
  }
  result->took_ms =
      (guint64) (g_get_monotonic_time () - begin_us) / 1000; /* nobody else has it yet */
  return result;
}

static gboolean
is_ground_good (const ChecksPlan *self, const Step *step)
{
  const Step *ground = step->needs >= 0 ? get_step (self, (guint) step->needs) : NULL;

  return ground == NULL || ground->state == CHECKS_OK || ground->state == CHECKS_WARNING;
}

/* With the lock, but not while the step is at work. */
static ChecksResult *
do_step (ChecksPlan *self, BaseCall *call, guint index, ChecksReport report, gpointer data)
{
  Step *step = get_step (self, index);
  GCancellable *cancellable = base_call_cancellable (call);
  g_autoptr (ChecksResult) running = checks_result_new (CHECKS_RUNNING, NULL, NULL, NULL);
  gboolean is_refused;
  ChecksResult *result;

  if (g_cancellable_is_cancelled (cancellable))
    return checks_result_new (CHECKS_SKIPPED, _ ("Stopped."), NULL, NULL);
  if (!is_ground_good (self, step))
    return skip (get_step (self, (guint) step->needs)->title);

  report (index, running, data);
  g_mutex_unlock (&self->lock);
  result = run_step (self, call, step, &is_refused);
  g_mutex_lock (&self->lock);
  step->is_refused = is_refused;
  if (!g_cancellable_is_cancelled (cancellable) || result->state != CHECKS_FAILED)
    return result;

  checks_result_unref (result);
  return checks_result_new (CHECKS_SKIPPED, _ ("Stopped."), NULL, NULL);
}

static ChecksState
worst_of (const ChecksPlan *self)
{
  ChecksState worst = CHECKS_OK;

  for (guint i = 0; i < self->steps->len; i++) {
    ChecksState state = get_step (self, i)->state;

    if (state == CHECKS_FAILED || (state == CHECKS_WARNING && worst == CHECKS_OK))
      worst = state;
  }
  return worst;
}

gboolean
checks_plan_run (ChecksPlan *self, BaseCall *call, ChecksReport report, gpointer data,
                 ChecksState *ret_worst, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  int index;

  while ((index = take_step (self)) >= 0) {
    g_autoptr (ChecksResult) result = do_step (self, call, (guint) index, report, data);

    get_step (self, (guint) index)->state = result->state;
    report ((guint) index, result, data);
    g_cond_broadcast (&self->changed);
  }

  if (g_cancellable_set_error_if_cancelled (base_call_cancellable (call), error))
    return FALSE;

  *ret_worst = worst_of (self);
  return TRUE;
}
