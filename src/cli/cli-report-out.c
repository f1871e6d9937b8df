/* cli-report-out.c - report out: who is out, when, and why
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-file.h"
#include "cli-plan.h"
#include "cli-print.h"
#include "cli-report.h"
#include "oof-date.h"
#include "session-out-read.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *from;
  char *until;
  char *format;
  char *output;
  gboolean is_planned;
  int jobs;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->from);
  g_free (self->until);
  g_free (self->format);
  g_free (self->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static void
put_instant (JsonObject *object, const char *name, gint64 instant_s)
{
  g_autoptr (GDateTime) when = instant_s != OOF_OPEN_END && instant_s != G_MININT64
                                   ? g_date_time_new_from_unix_utc (instant_s)
                                   : NULL;

  cli_print_put_time (object, name, when);
}

static JsonObject *
make_object (const SessionOutRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", row->name);
  json_object_set_string_member (object, "mail", row->mail);
  json_object_set_string_member (object, "department", row->department);
  json_object_set_string_member (object, "type", row->is_own ? "own" : oof_type_names[row->type]);
  put_instant (object, "from", row->from_s);
  put_instant (object, "until", row->until_s);
  json_object_set_boolean_member (object, "held", row->is_held);
  return object;
}

static void
print_json (SessionOut *out)
{
  const GPtrArray *rows = session_out_rows (out);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, make_object (rows->pdata[i]));
  cli_print_json_array (array);
}

static void
print_text (SessionOut *out)
{
  const GPtrArray *rows = session_out_rows (out);

  for (guint i = 0; i < rows->len; i++) {
    const SessionOutRow *row = rows->pdata[i];
    g_autofree char *when = session_out_when (out, row);

    g_print ("%s <%s>  %s  %s\n", row->name, row->mail, session_out_what (row), when);
  }
}

/* TRUE: the days are in order. */
static gboolean
take_days (const Options *options, SessionOutOrder *order, CliExit *ret_exit)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) today =
      g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                             g_date_time_get_day_of_month (now), 0, 0, 0);
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) after = NULL;
  g_autoptr (GError) error = NULL;

  order->now_s = g_date_time_to_unix (now);
  order->from_s = g_date_time_to_unix (today);
  if (!cli_plan_take_day (options->from, "--from", &order->from_s, &error)) {
    *ret_exit = cli_context_misuse ("%s", error->message);
    return FALSE;
  }
  from = g_date_time_new_from_unix_local (order->from_s);
  after = g_date_time_add_days (from, 1);
  order->until_s = g_date_time_to_unix (after);
  if (!cli_plan_take_day (options->until, "--until", &order->until_s, &error)) {
    *ret_exit = cli_context_misuse ("%s", error->message);
    return FALSE;
  }
  if (order->until_s > order->from_s)
    return TRUE;

  *ret_exit = cli_context_misuse (_ ("--until is not after --from"));
  return FALSE;
}

static CliExit
tell (CliContext *context, const Options *options, SessionOut *out)
{
  g_autofree char *summary = session_out_summary (out);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  int format = SESSION_OUT_N_FORMATS;

  cli_context_take_word (session_out_format_names, options->format, "--format", &format, NULL);
  if (format != SESSION_OUT_N_FORMATS) {
    text = session_out_write (out, (SessionOutFormat) format);
    if (!cli_file_write (options->output, text, &error))
      return cli_context_fail (context, error);
  } else if (context->output == CLI_OUTPUT_JSON) {
    print_json (out);
  } else {
    print_text (out);
  }
  g_printerr ("%s\n", summary);
  return session_out_n_unknown (out) > 0 ? CLI_EXIT_PARTLY : CLI_EXIT_OK;
}

static CliExit
report (CliContext *context, const Options *options, SessionOutOrder *order)
{
  CliExit status = CLI_EXIT_FAILED;
  g_autoptr (SessionCore) core = cli_context_open_core (context, &status);
  g_autoptr (CliOrg) org =
      core != NULL ? cli_context_open_org (context, options->jobs, &status) : NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_auto (SessionPlanFile) file = { NULL };
  g_autoptr (SessionOut) out = NULL;
  g_autoptr (GError) error = NULL;

  if (org == NULL)
    return status;
  if (!session_plan_load (core, org, call, order->now_s, &file, &error))
    return cli_context_fail (context, error);

  order->file = &file;
  out = session_out_read (org, context->cancellable, order, &error);
  return out != NULL ? tell (context, options, out) : cli_context_fail (context, error);
}

CliExit
cli_report_out (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("First day or time (default: today)"),
      N_ ("DATE") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until,
      N_ ("The day after the last one (default: one day later)"), N_ ("DATE") },
    { "planned", 0, 0, G_OPTION_ARG_NONE, &options.is_planned,
      N_ ("By the plan alone: no mailbox is read"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("As a file: csv, ics or html"),
      N_ ("WHAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      N_ ("With --format: where to (default: standard output)"), N_ ("FILE") },
    cli_context_jobs_option (&options.jobs),
    G_OPTION_ENTRY_NULL
  };
  SessionOutOrder order = { 0 };
  g_autoptr (GError) error = NULL;
  int format;
  CliExit status;

  if (!cli_context_parse (context, entries, NULL,
                          _ ("Says who is out, when, and why: by what the mailboxes hold, and by "
                             "the plan."),
                          &argc, &argv, &status))
    return status;
  if (argc > 1)
    return cli_context_misuse (_ ("this report takes no operands"));
  if (!cli_context_jobs_fit (options.jobs))
    return CLI_EXIT_USAGE;
  if (!cli_context_take_word (session_out_format_names, options.format, "--format", &format,
                              &error))
    return cli_context_misuse ("%s", error->message);
  if (options.output != NULL && options.format == NULL)
    return cli_context_misuse (_ ("--output goes with --format"));
  if (!take_days (&options, &order, &status))
    return status;

  order.source = options.is_planned ? SESSION_OUT_PLANNED : SESSION_OUT_READ;
  return report (context, &options, &order);
}
