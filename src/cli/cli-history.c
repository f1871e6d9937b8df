/* cli-history.c - history: the journal
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-print.h"
#include "session-history.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_ROWS 100
#define MOST_ROWS 1000000

typedef struct
{
  CliContext *context;
  JsonArray *rows;
} History;

static void
put_state (JsonObject *row, const char *name, const OofState *state)
{
  JsonObject *object;

  if (state == NULL) {
    json_object_set_null_member (row, name);
    return;
  }
  object = json_object_new ();
  cli_print_put_state (object, state);
  json_object_set_object_member (row, name, object);
}

static void
row_cb (const SessionHistoryRow *row, gpointer data)
{
  History *history = data;
  JsonObject *object;

  if (history->context->output == CLI_OUTPUT_TEXT) {
    g_autofree char *at = cli_print_when (row->at);
    g_autofree char *before =
        row->before != NULL ? cli_print_sentence (row->before) : g_strdup ("?");
    g_autofree char *after = row->after != NULL ? cli_print_sentence (row->after) : g_strdup ("?");

    g_print ("%s  %s  %s  %s\n", at, row->who, row->mailbox, row->result);
    g_print (_ ("  before: %s\n  after:  %s\n"), before, after);
    if (row->error != NULL)
      g_print ("  ✗ %s\n", row->error);
    return;
  }

  object = json_object_new ();
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
  json_array_add_object_element (history->rows, object);
}

CliExit
cli_history (CliContext *context, int argc, char **argv)
{
  int most = DEFAULT_ROWS;
  const GOptionEntry entries[] = { { "limit", 'n', 0, G_OPTION_ARG_INT, &most,
                                     N_ ("How many at the most, newest first (default: 100)"),
                                     N_ ("N") },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (JsonArray) rows = json_array_new ();
  g_autoptr (GError) error = NULL;
  History history = { .context = context, .rows = rows };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("[MAILBOX]"),
                          _ ("Shows what was written, and what was there before."), &argc, &argv,
                          &status))
    return status;
  if (argc > 2 || most < 1 || most > MOST_ROWS)
    return cli_context_misuse (_ ("one mailbox at most, and a limit from 1 to 1000000"));

  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  if (context->profile != NULL &&
      (profile = session_core_find_profile (core, context->profile, &error)) == NULL)
    return cli_context_fail (context, error);
  if (!session_history_list (core, profile, argv[1], (guint) most, row_cb, &history, &error))
    return cli_context_fail (context, error);

  if (context->output == CLI_OUTPUT_JSON)
    cli_print_json_array (rows);
  return CLI_EXIT_OK;
}
