/* cli-plan-run.c - the plan is loaded, and mailboxes are brought in step with it, or only looked at
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-plan.h"

#include "base-time.h"
#include "session-coverage.h"
#include "session-defaults.h"
#include "session-log.h"
#include "session-plan-load.h"
#include "session-watch.h"
#include "session-words-plan.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

typedef struct
{
  CliContext *context;
  const CliPlan *order;
  SessionPlanFile file;
  GArray *whom; /* SessionApplyWhom; NULL: the operands alone */
  guint n;      /* mailboxes */
  guint next;
  guint begun;         /* writes, against the limit */
  SessionWatch *watch; /* NULL: nobody is told by e-mail */
} Work;

static void
clear_work (Work *self)
{
  session_plan_file_clear (&self->file);
  g_clear_pointer (&self->whom, g_array_unref);
  session_watch_free (self->watch);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static char *
next_cb (gpointer data)
{
  Work *self = data;

  guint i = self->next++;

  if (i >= self->n)
    return NULL;
  return g_strdup (self->whom != NULL ? g_array_index (self->whom, SessionApplyWhom, i).mailbox
                                      : self->order->mailboxes[i]);
}

static gboolean
each_cb (const SessionApplied *applied, gpointer data)
{
  Work *self = data;
  gboolean is_printed;

  if (self->watch != NULL)
    session_watch_mailbox (self->watch, &(SessionEngineLook){ .mailbox = applied->outcome->mailbox,
                                                              .run = applied->run,
                                                              .made = applied->decision,
                                                              .error = applied->outcome->error });
  cli_progress_hide (self->context->progress, STDOUT_FILENO);
  is_printed = self->order->print (self->context, self->file.plan, applied, self->order->data);
  cli_progress_show (self->context->progress, STDOUT_FILENO);
  cli_progress_step (self->context->progress);
  return is_printed;
}

void
cli_plan_tell_problems (const SessionPlan *plan)
{
  const GArray *problems = session_plan_problems (plan);

  for (guint i = 0; i < problems->len; i++) {
    const SessionPlanProblem *problem = &g_array_index (problems, SessionPlanProblem, i);
    g_autofree char *words = session_words_problem (problem);

    g_printerr ("absentiactl: %s: %s\n", oof_item_parts (problem->item)->id, words);
  }
}

static gint64
now_s (void)
{
  return base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC;
}

/* Those who were named, else all that have to do with the plan. */
static gboolean
choose (Work *self, SessionOrg *org, GError **error)
{
  char **named = self->order->mailboxes;
  guint most = self->order->most > 0 ? self->order->most : G_MAXUINT;

  if (named != NULL && named[0] != NULL) {
    self->n = MIN (g_strv_length (named), most);
    return TRUE;
  }
  self->whom = session_apply_whom (org, self->file.plan, NULL, now_s (), error);
  if (self->whom == NULL)
    return FALSE;
  self->n = MIN (self->whom->len, most);
  return TRUE;
}

/* Everybody was looked at: what is known of the coverage is whole. */
static gboolean
is_whole (const CliPlan *plan)
{
  return plan->how == SESSION_APPLY_WRITE && plan->most == 0 &&
         (plan->mailboxes == NULL || plan->mailboxes[0] == NULL);
}

static void
print_summary (const CliPlan *order, const SessionApplySummary *summary)
{
  const guint *n = summary->n_actions;

  if (order->how == SESSION_APPLY_WRITE)
    g_printerr (ngettext ("%u mailbox: %u written, %u unchanged, %u failed. Run %s\n",
                          "%u mailboxes: %u written, %u unchanged, %u failed. Run %s\n",
                          summary->bulk.done),
                summary->bulk.done, summary->bulk.written, summary->bulk.skipped,
                summary->bulk.failed, summary->bulk.run);
  else
    g_printerr (ngettext ("%u mailbox: %u would be written, %u unchanged, %u failed.\n",
                          "%u mailboxes: %u would be written, %u unchanged, %u failed.\n",
                          summary->bulk.done),
                summary->bulk.done, n[SESSION_ACTION_WRITE],
                summary->bulk.done - n[SESSION_ACTION_WRITE] - summary->bulk.failed,
                summary->bulk.failed);
  if (n[SESSION_ACTION_CONFLICT] + n[SESSION_ACTION_REFUSE] > 0)
    g_printerr (ngettext ("%u needs a decision, %u cannot be written as it is.\n",
                          "%u need a decision, %u cannot be written as they are.\n",
                          n[SESSION_ACTION_CONFLICT] + n[SESSION_ACTION_REFUSE]),
                n[SESSION_ACTION_CONFLICT], n[SESSION_ACTION_REFUSE]);
}

static CliExit
end_of (CliContext *context, const SessionApplySummary *summary, const GError *stop)
{
  guint bad = summary->bulk.failed + summary->n_actions[SESSION_ACTION_REFUSE];

  if (g_error_matches (stop, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CLI_EXIT_CANCELLED;
  if (stop != NULL) {
    cli_context_fail (context, stop);
    return summary->bulk.done > summary->bulk.failed ? CLI_EXIT_PARTLY : cli_context_exit_of (stop);
  }
  if (bad == 0)
    return CLI_EXIT_OK;
  return summary->bulk.done > bad ? CLI_EXIT_PARTLY : CLI_EXIT_FAILED;
}

/* Whoever runs it in a shell reads everything there; a timer's log gets what an engine's does. */
static void
begin_watch (Work *self, SessionCore *core, SessionOrg *org)
{
  if (!self->order->is_mailed || self->order->how != SESSION_APPLY_WRITE)
    return;
  session_log_set_up (SESSION_LOG_ERROR);
  self->watch = session_watch_new (core, session_org_profile (org));
}

CliExit
cli_plan_run (CliContext *context, const CliPlan *plan)
{
  CliExit status = CLI_EXIT_FAILED;
  g_autoptr (SessionCore) core = cli_context_open_core (context, &status);
  g_autoptr (CliOrg) org =
      core != NULL ? cli_context_open_org (context, plan->jobs, &status) : NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (GError) error = NULL;
  g_auto (Work) work = { .context = context, .order = plan };
  SessionApplyOrder order = { .how = plan->how,
                              .drift = plan->drift,
                              .why = "applied from the command line",
                              .show_from_s = plan->show_from_s,
                              .show_until_s = plan->show_until_s,
                              .next = next_cb,
                              .each = each_cb,
                              .data = &work };
  SessionApplySummary summary;
  SessionDefaults defaults;
  gint64 began_us = g_get_real_time ();
  gboolean is_done;

  if (org == NULL)
    return status;
  if (!session_defaults_load (core, &defaults, &error))
    return cli_context_fail (context, error);
  if (!plan->has_drift)
    order.drift = defaults.drift;
  if (!session_plan_load (core, org, call, now_s (), &work.file, &error) ||
      !choose (&work, org, &error))
    return cli_context_fail (context, error);

  begin_watch (&work, core, org);
  cli_plan_tell_problems (work.file.plan);
  order.plan = work.file.plan;
  order.items = work.file.items;
  order.is_distinct = work.whom != NULL;
  context->progress = cli_progress_new (work.n);
  is_done = session_apply_run (org, context->cancellable, &order, &summary, &error);
  g_clear_pointer (&context->progress, cli_progress_free);
  if (is_done && is_whole (plan))
    session_coverage_end_pass (org, session_items_revision (work.file.items), began_us, &error);
  if (work.watch != NULL)
    session_watch_gaps (work.watch, summary.bulk.run, now_s ());
  if (!plan->is_report)
    print_summary (plan, &summary);
  return end_of (context, &summary, error);
}
