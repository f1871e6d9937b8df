/* session-verify.c - runs a plan of verification on several workers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-verify.h"

#include "session-pool.h"

/* The server, the directory and the keyring, and the caller's own thread. */
#define HELPERS 3

typedef struct
{
  ChecksPlan *plan;
  GCancellable *cancellable;
  ChecksReport report;
  gpointer data;
} Job;

/* The caller outlives it. */
static void
help (BaseLocals *locals, gpointer data)
{
  const Job *job = data;
  g_autoptr (BaseCall) call = base_call_new (locals, job->cancellable, 0);
  ChecksState worst;

  checks_plan_run (job->plan, call, job->report, job->data, &worst, NULL);
}

gboolean
session_verify (ChecksPlan *plan, BaseCall *call, ChecksReport report, gpointer data,
                ChecksState *ret_worst, GError **error)
{
  Job job = {
    .plan = plan, .cancellable = base_call_cancellable (call), .report = report, .data = data
  };
  SessionPool *pool = session_pool_new (HELPERS);
  gboolean is_done;

  for (guint i = 0; i < HELPERS; i++)
    session_pool_push (pool, SESSION_LANE_BULK, help, &job);
  is_done = checks_plan_run (plan, call, report, data, ret_worst, error);
  session_pool_join (pool);
  return is_done;
}
