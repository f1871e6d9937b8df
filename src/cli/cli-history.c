/* cli-history.c - history: the journal
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-commands.h"
#include "cli-print.h"
#include "session-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_ROWS 100
#define MOST_ROWS 1000000
#define PAGE 200

static void
put_state (JsonObject *row, const char *name, const OofState *state)
{
  JsonObject *object = json_object_new ();

  cli_print_put_state (object, state);
  json_object_set_object_member (row, name, object);
}

static void
print_text (const SessionHistoryRow *row)
{
  g_autofree char *at = cli_print_when (row->at);
  g_autofree char *before = cli_print_sentence (row->before);
  g_autofree char *after = cli_print_sentence (row->after);

  g_print ("%s  %s  %s  %s\n", at, row->who, row->mailbox, row->result);
  if (session_history_row_is_beside (row))
    g_print ("  %s\n", row->why);
  else
    g_print (_ ("  before: %s\n  after:  %s\n  why:    %s\n"), before, after, row->why);
  if (row->error != NULL)
    g_print ("  ✗ %s\n", row->error);
}

static void
add_json (JsonArray *rows, const SessionHistoryRow *row)
{
  JsonObject *object = json_object_new ();

  cli_print_put_time (object, "at", row->at);
  cli_print_put_text (object, "who", row->who);
  cli_print_put_text (object, "run", row->run);
  cli_print_put_text (object, "mailbox", row->mailbox);
  put_state (object, "before", row->before);
  put_state (object, "after", row->after);
  cli_print_put_text (object, "why", row->why);
  cli_print_put_text (object, "request_id", row->request_id);
  cli_print_put_text (object, "result", row->result);
  cli_print_put_text (object, "error", row->error);
  json_array_add_object_element (rows, object);
}

static void
print_csv (const SessionHistoryRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  session_history_add_csv (text, row);
  g_print ("%s", text->str);
}

/* json: takes them, where that is what is wanted. */
static void
print_page (CliContext *context, const SessionHistory *history, gboolean is_csv, JsonArray *json)
{
  for (guint i = 0; i < session_history_n (history); i++) {
    const SessionHistoryRow row = session_history_row (history, i);

    if (is_csv)
      print_csv (&row);
    else if (context->output == CLI_OUTPUT_TEXT)
      print_text (&row);
    else
      add_json (json, &row);
  }
}

/* Each row holds four texts: a page of them at a time is in the memory. */
static gboolean
print_all (CliContext *context, SessionCore *core, SessionHistorySearch *search, gboolean is_csv,
           GError **error)
{
  g_autoptr (JsonArray) json = json_array_new ();
  guint left = search->most;

  if (is_csv)
    g_print ("%s", session_history_csv_head);
  while (left > 0) {
    g_autoptr (SessionHistory) page = NULL;
    guint n;

    search->most = MIN (left, PAGE);
    page = session_history_read (core, search, error);
    if (page == NULL)
      return FALSE;
    print_page (context, page, is_csv, json);
    n = session_history_n (page);
    left = n < search->most ? 0 : left - n;
    search->below = n > 0 ? session_history_row (page, n - 1).id : 0;
  }
  if (context->output == CLI_OUTPUT_JSON && !is_csv)
    cli_print_json_array (json);
  return TRUE;
}

static CliExit
verify (CliContext *context, SessionCore *core, const char *end)
{
  g_auto (SessionHistoryReport) report = { NULL };
  g_autoptr (GError) error = NULL;

  if (!session_history_verify (core, end, &report, &error))
    return cli_context_fail (context, error);

  if (context->output == CLI_OUTPUT_JSON) {
    JsonObject *object = json_object_new ();

    json_object_set_boolean_member (object, "is_whole", report.fault == NULL);
    cli_print_put_text (object, "fault", report.fault);
    json_object_set_int_member (object, "row", report.row);
    json_object_set_int_member (object, "entries", report.n_entries);
    cli_print_put_text (object, "end", report.end);
    cli_print_json (object);
  } else if (report.fault == NULL) {
    g_print (_ ("✓ Nobody has changed the journal. It ends at %s\n"), report.end);
    if (end == NULL)
      g_print ("  %s\n",
               _ ("Write this end down elsewhere, and give it with --end the next time: who can "
                  "write to the database and beside it could make another journal."));
  } else {
    g_print ("✗ %s", session_history_fault_words (report.fault));
    if (report.row > 0)
      g_print (_ (" It is row %ld."), (glong) report.row);
    g_print ("\n");
  }
  return report.fault == NULL ? CLI_EXIT_OK : CLI_EXIT_FAILED;
}

typedef struct
{
  int most;
  char *from;
  char *until;
  char *run;
  char *who;
  char *text;
  char *end;
  gboolean is_csv;
  gboolean is_verify;
} Options;

static void
free_options (Options *self)
{
  g_free (self->from);
  g_free (self->until);
  g_free (self->run);
  g_free (self->who);
  g_free (self->text);
  g_free (self->end);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, free_options)

/* A day is its beginning. */
static gboolean
take_time (const char *text, GDateTime **ret, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *whole = NULL;

  if (text == NULL)
    return TRUE;
  whole = strchr (text, 'T') != NULL ? g_strdup (text) : g_strconcat (text, "T00:00", NULL);
  *ret = base_time_parse (whole, zone, error);
  return *ret != NULL;
}

static CliExit
list (CliContext *context, SessionCore *core, const Options *options, const char *mailbox)
{
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GError) error = NULL;
  SessionHistorySearch search = { .mailbox = mailbox,
                                  .run = options->run,
                                  .who = options->who,
                                  .text = options->text,
                                  .most = (guint) options->most };

  if (!take_time (options->from, &from, &error) || !take_time (options->until, &until, &error))
    return cli_context_misuse ("%s", error->message);
  if (context->profile != NULL &&
      (profile = session_core_find_profile (core, context->profile, &error)) == NULL)
    return cli_context_fail (context, error);
  search.profile = profile;
  search.from = from;
  search.until = until;

  if (!print_all (context, core, &search, options->is_csv, &error))
    return cli_context_fail (context, error);
  return CLI_EXIT_OK;
}

CliExit
cli_history (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { .most = DEFAULT_ROWS };
  const GOptionEntry entries[] = {
    { "limit", 'n', 0, G_OPTION_ARG_INT, &options.most,
      N_ ("How many at the most, newest first (default: 100)"), N_ ("N") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("Not before that day or time"),
      N_ ("TIME") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, N_ ("Before that day or time"),
      N_ ("TIME") },
    { "run", 0, 0, G_OPTION_ARG_STRING, &options.run, N_ ("Of that run only"), N_ ("ID") },
    { "who", 0, 0, G_OPTION_ARG_STRING, &options.who, N_ ("By that person only"), N_ ("NAME") },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text,
      N_ ("With that in mailbox, reason, error or reply"), N_ ("TEXT") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options.is_csv, N_ ("As a table for a spreadsheet"), NULL },
    { "verify", 0, 0, G_OPTION_ARG_NONE, &options.is_verify,
      N_ ("Look whether anybody has changed the journal"), NULL },
    { "end", 0, 0, G_OPTION_ARG_STRING, &options.end,
      N_ ("With --verify: where it ended when it was looked at before"), N_ ("END") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (SessionCore) core = NULL;
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("[MAILBOX]"),
                          _ ("Shows what was written, and what was there before."), &argc, &argv,
                          &status))
    return status;
  if (argc > 2 || options.most < 1 || options.most > MOST_ROWS)
    return cli_context_misuse (_ ("one mailbox at most, and a limit from 1 to 1000000"));
  if (options.end != NULL && !options.is_verify)
    return cli_context_misuse (_ ("--end goes with --verify"));

  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  return options.is_verify ? verify (context, core, options.end)
                           : list (context, core, &options, argv[1]);
}
