/* cli-report-drift.c - report drift: what was written, and changed by somebody since
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-plan.h"
#include "cli-print.h"
#include "cli-report.h"
#include "session-words-plan.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  gboolean is_csv;
  guint n;
} Work;

static JsonObject *
make_object (const char *mailbox, const SessionDecision *made)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "mailbox", mailbox);
  cli_print_put_text (object, "item", made->item != NULL ? oof_item_parts (made->item)->id : NULL);
  json_object_set_string_member (object, "reason", made->reason);
  cli_print_put_state_as (object, "ours", made->ours);
  cli_print_put_state_as (object, "now", made->before);
  return object;
}

static void
print_text (const Work *work, const char *mailbox, const SessionDecision *made)
{
  const char *item = made->item != NULL ? oof_item_parts (made->item)->id : "";
  g_autofree char *words = session_words_decision (made);
  g_autofree char *ours = cli_print_sentence (made->ours);
  g_autofree char *now = cli_print_sentence (made->before);
  OofDiffers differs = oof_state_compare (made->ours, made->before);
  const char *const cells[] = { mailbox, item, words, ours, now };

  if (work->is_csv) {
    cli_print_csv (cells, G_N_ELEMENTS (cells));
    return;
  }
  g_print ("%s  %s  %s\n  - %s\n  + %s\n", mailbox, item, words, ours, now);
  if (differs & OOF_DIFFERS_INSIDE)
    g_print ("  - %s\n  + %s\n", made->ours->inside, made->before->inside);
  if (differs & OOF_DIFFERS_OUTSIDE)
    g_print ("  - %s\n  + %s\n", made->ours->outside, made->before->outside);
}

static gboolean
print_cb (CliContext *context, const SessionPlan *plan, const SessionApplied *applied,
          gpointer data)
{
  Work *work = data;
  const SessionDecision *made = applied->decision;

  if (applied->outcome->error != NULL && made == NULL) {
    g_printerr ("%s: ", applied->outcome->mailbox);
    cli_context_fail (context, applied->outcome->error);
  }
  if (made == NULL || made->ours == NULL)
    return TRUE;

  work->n++;
  if (context->output == CLI_OUTPUT_JSON)
    return cli_print_json (make_object (applied->outcome->mailbox, made));
  print_text (work, applied->outcome->mailbox, made);
  return fflush (stdout) == 0;
}

static void
print_head (void)
{
  const char *const titles[] = { _ ("Mailbox"), _ ("Absence"), _ ("Why"), _ ("Was written"),
                                 _ ("Is there now") };

  cli_print_csv (titles, G_N_ELEMENTS (titles));
}

CliExit
cli_report_drift (CliContext *context, int argc, char **argv)
{
  Work work = { FALSE, 0 };
  CliPlan plan = {
    .how = SESSION_APPLY_REHEARSE, .is_report = TRUE, .print = print_cb, .data = &work
  };
  const GOptionEntry entries[] = { { "csv", 0, 0, G_OPTION_ARG_NONE, &work.is_csv,
                                     N_ ("As a table for a spreadsheet"), NULL },
                                   cli_context_jobs_option (&plan.jobs),
                                   G_OPTION_ENTRY_NULL };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("[MAILBOX…]"),
                          _ ("Says which mailboxes hold something else than what was written "
                             "there: what it was, and what it is. Nothing is written."),
                          &argc, &argv, &status))
    return status;
  if (!cli_context_jobs_fit (plan.jobs))
    return CLI_EXIT_USAGE;

  plan.mailboxes = argv + 1;
  if (work.is_csv && context->output == CLI_OUTPUT_TEXT)
    print_head ();
  status = cli_plan_run (context, &plan);
  g_printerr (ngettext ("%u mailbox was changed by somebody\n",
                        "%u mailboxes were changed by somebody\n", work.n),
              work.n);
  return status;
}
