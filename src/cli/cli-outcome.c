/* cli-outcome.c - one mailbox's result of show, set or test
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-print.h"

#include "base-error.h"
#include "oof-html.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const char *const result_words[] = {
  [SESSION_RESULT_READ] = "read",        [SESSION_RESULT_WRITTEN] = "written",
  [SESSION_RESULT_SKIPPED] = "skipped",  [SESSION_RESULT_PLANNED] = "skipped",
  [SESSION_RESULT_TESTED] = "succeeded", [SESSION_RESULT_FAILED] = "failed"
};

static JsonObject *
make_state_object (const SessionOutcome *outcome)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "mailbox", outcome->mailbox);
  cli_print_put_state (object, outcome->state);
  cli_print_put_time (object, "read_at", outcome->read_at);
  json_object_set_string_member (object, "backend", outcome->path);
  json_object_set_string_member (object, "result", result_words[outcome->result]);
  if (outcome->planned != NULL) {
    JsonObject *planned = json_object_new ();

    cli_print_put_state (planned, outcome->planned);
    json_object_set_object_member (object, "would_write", planned);
  }
  cli_print_put_text (object, "request_id", outcome->request_id);
  json_object_set_member (object, "error", cli_print_error (outcome->error));
  return object;
}

static JsonObject *
make_test_object (const SessionOutcome *outcome)
{
  JsonObject *object = json_object_new ();
  g_autofree char *differences = session_outcome_differences (outcome);
  g_autofree char *cause = outcome->error != NULL ? session_explain (outcome->error) : NULL;
  g_autofree char *remedy = outcome->error != NULL ? session_remedy (outcome->error) : NULL;

  json_object_set_string_member (object, "mailbox", outcome->mailbox);
  json_object_set_string_member (object, "result", result_words[outcome->result]);
  json_object_set_string_member (object, "path", outcome->path);
  cli_print_put_text (object, "address", outcome->address);
  json_object_set_boolean_member (object, "wrote", outcome->is_proof);
  json_object_set_int_member (object, "ms", (gint64) outcome->took_ms);
  cli_print_put_text (object, "cause", cause);
  cli_print_put_text (object, "remedy", remedy);
  cli_print_put_text (object, "differences", differences);
  cli_print_put_text (object, "request_id", outcome->request_id);
  cli_print_put_text (object, "server_code", base_error_facts (outcome->error)->server_code);
  json_object_set_member (object, "error", cli_print_error (outcome->error));
  return object;
}

static void
print_reply (const char *title, const char *html)
{
  g_autofree char *text = oof_html_to_text (html);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (text), "\n", -1);

  if (lines[0] == NULL || (*lines[0] == '\0' && lines[1] == NULL))
    return;

  g_print ("  %s\n", title);
  for (guint i = 0; lines[i] != NULL; i++)
    g_print ("    %s\n", lines[i]);
}

static void
print_state (const OofState *state)
{
  static const char *const audiences[] = {
    [OOF_AUDIENCE_NONE] = N_ ("Nobody outside gets a reply."),
    [OOF_AUDIENCE_KNOWN] = N_ ("Outside, contacts get a reply."),
    [OOF_AUDIENCE_ALL] = N_ ("Outside, everybody gets a reply.")
  };
  g_autofree char *sentence = cli_print_sentence (state);

  g_print ("  %s %s\n", sentence,
           state->mode != OOF_MODE_OFF ? _ (audiences[state->audience]) : "");
  print_reply (_ ("Inside the organisation:"), state->inside);
  print_reply (_ ("Outside the organisation:"), state->outside);
}

static void
print_failure (CliContext *context, const GError *error)
{
  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);

  g_print ("  ✗ %s\n", sentence);
  if (remedy != NULL)
    g_print ("    → %s\n", remedy);
  if (context->is_verbose) {
    g_autofree char *detail = session_detail (error);

    g_printerr ("%s\n", detail);
  }
}

/* Of a test: what is worth to be known beside how it came out. */
static void
print_remarks (CliContext *context, const SessionOutcome *outcome)
{
  g_autofree char *differences = session_outcome_differences (outcome);
  const char *answer =
      outcome->error != NULL ? base_error_facts (outcome->error)->answer : outcome->answer;

  if (outcome->address != NULL) {
    g_print ("  ");
    /* Translators: a mail address */
    g_print (_ ("Its primary address was used: %s"), outcome->address);
    g_print ("\n");
  }
  if (differences != NULL) {
    g_auto (GStrv) lines = g_strsplit (differences, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++)
      g_print ("  %s\n", lines[i]);
  }
  if (context->is_verbose && answer != NULL)
    g_printerr ("%s\n", answer);
}

static void
print_text (CliContext *context, const SessionOutcome *outcome)
{
  static const char *const words[] = { [SESSION_RESULT_READ] = "",
                                       [SESSION_RESULT_WRITTEN] = N_ ("✓ written"),
                                       [SESSION_RESULT_SKIPPED] = N_ ("– it was so already"),
                                       [SESSION_RESULT_PLANNED] = N_ ("would be written:"),
                                       [SESSION_RESULT_TESTED] = N_ ("✓ test succeeded"),
                                       [SESSION_RESULT_FAILED] = "" };
  const char *word = words[outcome->result];

  if (outcome->result == SESSION_RESULT_TESTED && outcome->is_proof)
    word = N_ ("✓ test succeeded: what was written arrived");
  g_print ("%s%s%s\n", outcome->mailbox, *word != '\0' ? "  " : "", *word != '\0' ? _ (word) : "");
  if (outcome->error != NULL)
    print_failure (context, outcome->error);
  else if (outcome->result == SESSION_RESULT_READ)
    print_state (outcome->state);
  else if (outcome->result == SESSION_RESULT_PLANNED)
    print_state (outcome->planned);
}

gboolean
cli_print_outcome (CliContext *context, SessionVerb verb, const SessionOutcome *outcome)
{
  if (context->output == CLI_OUTPUT_JSON)
    return cli_print_json (session_verb_is_test (verb) ? make_test_object (outcome)
                                                       : make_state_object (outcome));

  print_text (context, outcome);
  if (session_verb_is_test (verb))
    print_remarks (context, outcome);
  return fflush (stdout) == 0;
}
