/* cli-report-coverage.c - report coverage: until when every mailbox is right without anybody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-print.h"
#include "cli-report.h"
#include "oof-when.h"
#include "session-coverage.h"
#include "session-words-engine.h"

#include <glib/gi18n-lib.h>

static void
put_instant (JsonObject *object, const char *name, gint64 instant_s)
{
  g_autoptr (GDateTime) when =
      instant_s != OOF_OPEN_END && instant_s > 0 ? g_date_time_new_from_unix_utc (instant_s) : NULL;

  cli_print_put_time (object, name, when);
}

static void
print_json (const SessionCoverageReport *report, gint64 now_s)
{
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < report->rows->len; i++) {
    const SessionCoverageRow *row = report->rows->pdata[i];
    JsonObject *one = json_object_new ();

    json_object_set_string_member (one, "mailbox", row->mailbox);
    put_instant (one, "until", row->until_s);
    json_object_set_boolean_member (one, "is_gap", row->until_s <= now_s);
    cli_print_put_text (one, "reason", *row->reason != '\0' ? row->reason : NULL);
    put_instant (one, "looked_at", row->at_s);
    json_array_add_object_element (rows, one);
  }
  put_instant (object, "covered_until", report->until_s);
  json_object_set_boolean_member (object, "is_alarm", session_coverage_is_alarm (report, now_s));
  json_object_set_boolean_member (object, "is_stale", report->is_stale);
  put_instant (object, "looked_at", report->looked_s);
  json_object_set_int_member (object, "covered", report->n_covered);
  json_object_set_array_member (object, "mailboxes", rows);
  cli_print_json (object);
}

static void
print_row (const SessionCoverageRow *row, gint64 now_s)
{
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_utc (row->until_s);
  g_autofree char *when = until != NULL ? cli_print_when (until) : g_strdup ("?");
  g_autofree char *why = session_words_gap (row->reason);

  g_print ("%s %s  %s%s%s\n", row->until_s <= now_s ? "✗" : "–", row->mailbox, when,
           *why != '\0' ? "  " : "", why);
}

static void
print_text (const SessionCoverageReport *report, gint64 now_s)
{
  g_autofree char *covered = session_words_covered (report->until_s, now_s);
  guint n = report->n_covered;

  for (guint i = 0; i < report->rows->len; i++)
    print_row (report->rows->pdata[i], now_s);
  if (report->is_stale)
    g_print ("%s\n", report->looked_s == 0
                         ? _ ("Nobody has looked at the mailboxes by this plan yet: absentiactl "
                              "engine, or apply.")
                         : _ ("The plan was edited, and the mailboxes were not looked at since."));
  else
    g_print ("%s\n", covered);
  if (n > 0)
    g_printerr (ngettext ("%u mailbox is covered for as long as the plan stays as it is.\n",
                          "%u mailboxes are covered for as long as the plan stays as it is.\n", n),
                n);
}

CliExit
cli_report_coverage (CliContext *context, int argc, char **argv)
{
  gint64 now_s = base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC;
  g_auto (SessionCoverageReport) report = { NULL };
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (GError) error = NULL;
  CliExit status;

  if (!cli_context_parse (context, NULL, NULL,
                          _ ("Says until when Exchange holds the right reply for everybody, and "
                             "for whom it does not. Nobody is asked: it is known since the "
                             "mailboxes were looked at. Status 1: somebody is not covered."),
                          &argc, &argv, &status))
    return status;
  if (argc > 1)
    return cli_context_misuse (_ ("this report takes no operands"));
  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  profile = session_core_find_profile (core, context->profile, &error);
  if (profile == NULL || !session_coverage_report (core, profile->id, &report, &error))
    return cli_context_fail (context, error);

  if (context->output == CLI_OUTPUT_JSON)
    print_json (&report, now_s);
  else
    print_text (&report, now_s);
  return session_coverage_is_alarm (&report, now_s) ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}
