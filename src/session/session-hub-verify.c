/* session-hub-verify.c - the wizard's verification
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "checks-plan.h"
#include "session-hub-private.h"
#include "session-run.h"
#include "session-verify.h"

typedef struct
{
  ChecksPlan *plan;
  GMainContext *context;
  ChecksReport report;
  gpointer report_data;
  ChecksState worst;
} Verification;

typedef struct
{
  ChecksReport report;
  gpointer report_data;
  guint index;
  ChecksResult *result;
} Report;

static void
free_verification (gpointer data)
{
  Verification *self = data;

  checks_plan_unref (self->plan);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
free_report (gpointer data)
{
  Report *report = data;

  checks_result_unref (report->result);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  Report *report = data;

  report->report (report->index, report->result, report->report_data);
  return G_SOURCE_REMOVE;
}

static void
post_report (guint index, ChecksResult *result, gpointer data)
{
  Verification *self = data;
  Report *report = g_new0 (Report, 1);

  report->report = self->report;
  report->report_data = self->report_data;
  report->index = index;
  report->result = checks_result_ref (result);
  session_run_post (self->context, report_cb, report, free_report);
}

static gpointer
verify_work (BaseCall *call, gpointer data, GError **error)
{
  Verification *self = data;

  return session_verify (self->plan, call, post_report, self, &self->worst, error) ? self : NULL;
}

static void
verify_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

ChecksPlan *
session_hub_plan_checks (SessionHub *self, ExchangeProfile *profile,
                         const SessionPasswords *passwords)
{
  return session_core_plan_checks (self->core, profile, passwords);
}

void
session_hub_verify_async (SessionHub *self, ChecksPlan *plan, ChecksReport report,
                          gpointer report_data, GCancellable *cancellable, GAsyncReadyCallback done,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Verification *verification = g_new0 (Verification, 1);

  verification->plan = checks_plan_ref (plan);
  verification->context = g_main_context_ref (g_task_get_context (task));
  verification->report = report;
  verification->report_data = report_data;
  g_task_set_task_data (task, verification, free_verification);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, verify_work, verify_done);
}

gboolean
session_hub_verify_finish (SessionHub *self, GAsyncResult *result, ChecksState *ret_worst,
                           GError **error)
{
  Verification *verification = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *ret_worst = verification->worst;
  return TRUE;
}
