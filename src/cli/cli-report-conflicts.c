/* cli-report-conflicts.c - report conflicts: what competes for a mailbox's one reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-plan.h"
#include "cli-print.h"
#include "cli-report.h"
#include "oof-date.h"
#include "session-conflict.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define DEFAULT_DAYS 92

typedef struct
{
  gboolean is_csv;
  guint n;
} Work;

static const char *
winner_of (const SessionConflict *conflict)
{
  if (conflict->winner.item != NULL)
    return oof_item_parts (conflict->winner.item)->id;
  return conflict->kind == SESSION_CONFLICT_OWN ? "own" : NULL;
}

/* NULL: the person's own reply. */
static const char *
loser_of (const SessionConflict *conflict, guint i)
{
  const OofItem *item = g_array_index (conflict->others, SessionRival, i).item;

  return item != NULL ? oof_item_parts (item)->id : NULL;
}

/* NULL: an open end, or no time is known. */
static GDateTime *
moment_of (gint64 instant_s)
{
  return instant_s > OOF_DATE_FIRST_S && instant_s < OOF_DATE_END_S && instant_s != 0
             ? g_date_time_new_from_unix_utc (instant_s)
             : NULL;
}

static JsonObject *
make_object (const char *mailbox, const SessionConflict *conflict)
{
  JsonObject *object = json_object_new ();
  JsonArray *hidden = json_array_new ();
  gboolean is_items = conflict->kind == SESSION_CONFLICT_ITEMS;
  g_autoptr (GDateTime) from = moment_of (conflict->from_s);
  g_autoptr (GDateTime) until = moment_of (conflict->until_s);

  json_object_set_string_member (object, "mailbox", mailbox);
  json_object_set_string_member (object, "kind", session_conflict_names[conflict->kind]);
  cli_print_put_time (object, "from", from);
  cli_print_put_time (object, "until", until);
  cli_print_put_text (object, "winner", winner_of (conflict));
  for (guint i = 0; i < conflict->others->len; i++)
    if (loser_of (conflict, i) != NULL)
      json_array_add_string_element (hidden, loser_of (conflict, i));
  json_object_set_array_member (object, "hidden", hidden);
  json_object_set_int_member (object, "hidden_count", conflict->n_others);
  cli_print_put_text (object, "why", is_items ? oof_why_names[conflict->why] : NULL);
  cli_print_put_text (object, "rule",
                      is_items && conflict->why == OOF_WHY_RULE ? oof_trait_names[conflict->rule]
                                                                : NULL);
  json_object_set_boolean_member (object, "asks", conflict->asks);
  json_object_set_string_member (object, "message", conflict->words);
  return object;
}

static char *
join_losers (const SessionConflict *conflict)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < conflict->others->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            loser_of (conflict, i) != NULL ? loser_of (conflict, i)
                                                           : _ ("Own reply"));
  if (conflict->n_others > conflict->others->len)
    g_string_append_printf (text, ", … (%u)", conflict->n_others);
  return g_strdup (text->str);
}

static void
print_conflict (const Work *work, const char *mailbox, const SessionConflict *conflict)
{
  g_autoptr (GDateTime) from = moment_of (conflict->from_s);
  g_autoptr (GDateTime) until = moment_of (conflict->until_s);
  g_autofree char *from_text = from != NULL ? cli_print_when (from) : g_strdup ("");
  g_autofree char *until_text = until != NULL ? cli_print_when (until) : g_strdup ("");
  g_autofree char *losers = join_losers (conflict);
  const char *winner = winner_of (conflict);
  const char *const cells[] = { mailbox,        session_conflict_names[conflict->kind], from_text,
                                until_text,     winner != NULL ? winner : "",           losers,
                                conflict->words };

  if (work->is_csv) {
    cli_print_csv (cells, G_N_ELEMENTS (cells));
    return;
  }
  g_print ("%s  %s  %s – %s\n  %s%s%s  %s\n", mailbox, session_conflict_names[conflict->kind],
           from_text, until_text, winner != NULL ? winner : "", winner != NULL ? " > " : "", losers,
           conflict->words);
}

static gboolean
print_cb (CliContext *context, const SessionPlan *plan, const SessionApplied *applied,
          gpointer data)
{
  Work *work = data;
  g_autoptr (GPtrArray) conflicts =
      applied->decision != NULL && applied->person != SESSION_ROSTER_NOBODY
          ? session_conflicts_decided (plan, applied->person, applied->decision)
          : NULL;

  if (applied->outcome->error != NULL && applied->decision == NULL) {
    g_printerr ("%s: ", applied->outcome->mailbox);
    cli_context_fail (context, applied->outcome->error);
  }
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++) {
    const SessionConflict *conflict = conflicts->pdata[i];

    work->n++;
    if (context->output == CLI_OUTPUT_JSON)
      cli_print_json (make_object (applied->outcome->mailbox, conflict));
    else
      print_conflict (work, applied->outcome->mailbox, conflict);
  }
  return fflush (stdout) == 0;
}

static void
print_head (void)
{
  const char *const titles[] = { _ ("Mailbox"), _ ("Kind"),   _ ("From"), _ ("Until"),
                                 _ ("Winner"),  _ ("Hidden"), _ ("Why") };

  cli_print_csv (titles, G_N_ELEMENTS (titles));
}

CliExit
cli_report_conflicts (CliContext *context, int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  Work work = { FALSE, 0 };
  CliPlan plan = {
    .how = SESSION_APPLY_REHEARSE, .is_report = TRUE, .print = print_cb, .data = &work
  };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("First day or time (default: now)"),
      N_ ("DATE") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until,
      N_ ("The day after the last one (default: 92 days later)"), N_ ("DATE") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &work.is_csv, N_ ("As a table for a spreadsheet"), NULL },
    cli_context_jobs_option (&plan.jobs),
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GError) error = NULL;
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("[MAILBOX…]"),
                          _ ("Says where absences overlap, and where one meets a reply of the "
                             "person’s own, a protected mailbox or a limit of the organisation: "
                             "who wins, and why. Nothing is written."),
                          &argc, &argv, &status))
    return status;
  if (!cli_context_jobs_fit (plan.jobs))
    return CLI_EXIT_USAGE;
  plan.show_from_s = base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC;
  if (!cli_plan_take_day (from, "--from", &plan.show_from_s, &error))
    return cli_context_misuse ("%s", error->message);
  plan.show_until_s = plan.show_from_s + DEFAULT_DAYS * (gint64) OOF_DAY_S;
  if (!cli_plan_take_day (until, "--until", &plan.show_until_s, &error))
    return cli_context_misuse ("%s", error->message);
  if (plan.show_until_s <= plan.show_from_s)
    return cli_context_misuse (_ ("--until is not after --from"));

  plan.mailboxes = argv + 1;
  if (work.is_csv && context->output == CLI_OUTPUT_TEXT)
    print_head ();
  status = cli_plan_run (context, &plan);
  g_printerr (ngettext ("%u conflict\n", "%u conflicts\n", work.n), work.n);
  return status;
}
