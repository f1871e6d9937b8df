/* cli-apply.c - apply: brings mailboxes in step with the plan; undo: takes a run back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-acts.h"
#include "cli-commands.h"
#include "cli-plan.h"
#include "cli-print.h"
#include "session-undo.h"
#include "session-words-plan.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

static JsonObject *
make_object (const SessionApplied *applied)
{
  static const char *const results[] = {
    [SESSION_RESULT_READ] = "skipped",    [SESSION_RESULT_WRITTEN] = "written",
    [SESSION_RESULT_SKIPPED] = "skipped", [SESSION_RESULT_PLANNED] = "planned",
    [SESSION_RESULT_TESTED] = "skipped",  [SESSION_RESULT_FAILED] = "failed"
  };
  const SessionOutcome *outcome = applied->outcome;
  const SessionDecision *made = applied->decision;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "mailbox", outcome->mailbox);
  json_object_set_string_member (object, "result", results[outcome->result]);
  cli_print_put_text (object, "action", made != NULL ? session_action_names[made->action] : NULL);
  cli_print_put_text (object, "reason", made != NULL ? made->reason : NULL);
  cli_print_put_text (object, "item",
                      made != NULL && made->item != NULL ? oof_item_parts (made->item)->id : NULL);
  cli_print_put_state_as (object, "before", made != NULL ? made->before : NULL);
  cli_print_put_state_as (object, "after", made != NULL ? made->wanted : NULL);
  json_object_set_string_member (object, "backend", outcome->path);
  cli_print_put_text (object, "request_id", outcome->request_id);
  json_object_set_member (object, "error", cli_print_error (outcome->error));
  cli_acts_put (object, applied->acts);
  return object;
}

/* As a patch shows it. */
static void
print_difference (const OofState *before, const OofState *after)
{
  g_autofree char *was = cli_print_sentence (before);
  g_autofree char *is = cli_print_sentence (after);
  OofDiffers differs = oof_state_compare (before, after);

  g_print ("  - %s\n  + %s\n", was, is);
  if (differs & OOF_DIFFERS_INSIDE)
    g_print ("  - %s\n  + %s\n", before->inside, after->inside);
  if (differs & OOF_DIFFERS_OUTSIDE)
    g_print ("  - %s\n  + %s\n", before->outside, after->outside);
}

static void
print_text (CliContext *context, const SessionApplied *applied)
{
  const SessionDecision *made = applied->decision;
  g_autofree char *words = made != NULL ? session_words_decision (made) : NULL;

  if (made != NULL && made->action == SESSION_ACTION_SKIP && !context->is_verbose &&
      !cli_acts_are_news (applied->acts))
    return;

  g_print ("%s  %s  %s\n", applied->outcome->mailbox,
           made != NULL ? session_action_names[made->action] : "failed",
           words != NULL ? words : "");
  if (made != NULL && made->wanted != NULL && made->before != NULL)
    print_difference (made->before, made->wanted);
  cli_acts_print (context, applied->acts);
  if (applied->outcome->error != NULL)
    cli_context_fail (context, applied->outcome->error);
}

static gboolean
print_cb (CliContext *context, const SessionPlan *plan, const SessionApplied *applied,
          gpointer data)
{
  if (context->output == CLI_OUTPUT_JSON)
    return cli_print_json (make_object (applied));

  print_text (context, applied);
  return fflush (stdout) == 0;
}

CliExit
cli_apply (CliContext *context, int argc, char **argv)
{
  gboolean is_dry_run = FALSE;
  int limit = 0;
  int drift = SESSION_DRIFT_LEAVE;
  g_autofree char *policy = NULL;
  CliPlan order = { .print = print_cb };
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &is_dry_run, N_ ("Only show what would be written"),
      NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("Look at so many mailboxes at the most"),
      N_ ("N") },
    { "drift", 0, 0, G_OPTION_ARG_STRING, &policy,
      N_ ("What somebody has changed since: leave, ask or re-apply (default: the settings’)"),
      N_ ("WHAT") },
    cli_context_jobs_option (&order.jobs),
    { "notify", 0, 0, G_OPTION_ARG_NONE, &order.is_mailed,
      N_ ("Tell by e-mail what goes wrong, as “notify set” says"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GError) error = NULL;
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("[MAILBOX…]"),
                          _ ("Brings mailboxes in step with the plan. Texts of the people’s own "
                             "are kept, and put back when an absence is over."),
                          &argc, &argv, &status))
    return status;
  if (!cli_context_jobs_fit (order.jobs))
    return CLI_EXIT_USAGE;
  if (limit < 0)
    return cli_context_misuse (_ ("--limit takes a number from 1 on"));
  if (!cli_context_take_word (session_drift_policy_names, policy, "--drift", &drift, &error))
    return cli_context_misuse ("%s", error->message);

  order.how = is_dry_run ? SESSION_APPLY_REHEARSE : SESSION_APPLY_WRITE;
  order.has_drift = policy != NULL;
  order.drift = (SessionDriftPolicy) drift;
  order.most = (guint) limit;
  order.mailboxes = argv + 1;
  return cli_plan_run (context, &order);
}

/* What an undo tells. */
typedef struct
{
  CliContext *context;
  guint n_planned; /* of a dry run: what it would take back */
} Undoing;

static gboolean
print_undone (CliContext *context, const SessionUndone *undone)
{
  static const char *const words[] = {
    [SESSION_RESULT_READ] = "",
    [SESSION_RESULT_WRITTEN] = N_ ("✓ taken back"),
    [SESSION_RESULT_SKIPPED] = N_ ("– it was so already"),
    [SESSION_RESULT_PLANNED] = N_ ("would be taken back"),
    [SESSION_RESULT_TESTED] = "",
    [SESSION_RESULT_FAILED] = N_ ("✗ failed"),
  };
  const SessionOutcome *outcome = undone->outcome;
  JsonObject *object;

  if (context->output == CLI_OUTPUT_TEXT) {
    g_print ("%s  %s\n", outcome->mailbox,
             undone->is_changed ? _ ("– left alone: somebody has changed it since")
                                : _ (words[outcome->result]));
    cli_acts_print (context, undone->acts);
    if (outcome->error != NULL)
      cli_context_fail (context, outcome->error);
    return fflush (stdout) == 0;
  }

  object = json_object_new ();
  json_object_set_string_member (object, "mailbox", outcome->mailbox);
  cli_print_put_state (object, outcome->planned != NULL ? outcome->planned : outcome->state);
  json_object_set_string_member (object, "result",
                                 outcome->result == SESSION_RESULT_WRITTEN   ? "written"
                                 : outcome->result == SESSION_RESULT_FAILED  ? "failed"
                                 : outcome->result == SESSION_RESULT_PLANNED ? "planned"
                                                                             : "skipped");
  json_object_set_boolean_member (object, "changed", undone->is_changed);
  json_object_set_member (object, "error", cli_print_error (outcome->error));
  cli_acts_put (object, undone->acts);
  return cli_print_json (object);
}

static gboolean
undone_cb (const SessionUndone *undone, gpointer data)
{
  Undoing *undoing = data;
  CliContext *context = undoing->context;
  gboolean is_printed;

  undoing->n_planned += !undone->is_changed && undone->outcome->result == SESSION_RESULT_PLANNED;
  cli_progress_set_total (context->progress, undone->total);
  cli_progress_hide (context->progress, STDOUT_FILENO);
  is_printed = print_undone (context, undone);
  cli_progress_show (context->progress, STDOUT_FILENO);
  cli_progress_step (context->progress);
  return is_printed;
}

static void
print_summary (const Undoing *undoing, const SessionUndoOrder *order,
               const SessionUndoSummary *summary)
{
  const SessionBulkSummary *bulk = &summary->bulk;

  if (order->how == SESSION_UNDO_REHEARSE)
    g_printerr (ngettext ("%u mailbox: %u would be taken back, %u changed since, %u failed.\n",
                          "%u mailboxes: %u would be taken back, %u changed since, %u failed.\n",
                          bulk->done),
                bulk->done, undoing->n_planned, summary->n_changed, bulk->failed);
  else
    g_printerr (ngettext ("%u mailbox: %u taken back, %u changed since, %u failed. Run %s\n",
                          "%u mailboxes: %u taken back, %u changed since, %u failed. Run %s\n",
                          bulk->done),
                bulk->done, bulk->written, summary->n_changed, bulk->failed, bulk->run);
}

CliExit
cli_undo (CliContext *context, int argc, char **argv)
{
  gboolean is_dry_run = FALSE;
  int jobs = 0;
  const GOptionEntry entries[] = { { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &is_dry_run,
                                     N_ ("Only show what would be written"), NULL },
                                   cli_context_jobs_option (&jobs),
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (CliOrg) org = NULL;
  g_autoptr (GError) error = NULL;
  Undoing undoing = { .context = context };
  SessionUndoOrder order = { .why = "undone from the command line",
                             .each = undone_cb,
                             .data = &undoing };
  SessionUndoSummary summary;
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("RUN"),
                          _ ("Puts back what a run replaced, but for what was changed since."),
                          &argc, &argv, &status))
    return status;
  if (argc != 2)
    return cli_context_misuse (_ ("name the run: “history” tells them"));
  if (!cli_context_jobs_fit (jobs))
    return CLI_EXIT_USAGE;

  order.run = argv[1];
  order.how = is_dry_run ? SESSION_UNDO_REHEARSE : SESSION_UNDO_WRITE;
  org = cli_context_open_org (context, jobs, &status);
  if (org == NULL)
    return status;

  context->progress = cli_progress_new (0);
  session_undo_run (org, context->cancellable, &order, &summary, &error);
  g_clear_pointer (&context->progress, cli_progress_free);
  if (error != NULL)
    return cli_context_fail (context, error);
  print_summary (&undoing, &order, &summary);
  if (summary.bulk.failed == 0)
    return CLI_EXIT_OK;
  return summary.bulk.done > summary.bulk.failed ? CLI_EXIT_PARTLY : CLI_EXIT_FAILED;
}
