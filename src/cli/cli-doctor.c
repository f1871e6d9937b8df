/* cli-doctor.c - doctor: which reply would leave a mailbox, and what stands in its way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-commands.h"
#include "cli-print.h"
#include "session-commands.h"
#include "session-doctor-ask.h"
#include "session-words-doctor.h"

#include <glib/gi18n-lib.h>

static void
print_block (const char *text, const char *before)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_print ("%s%s\n", before, lines[i]);
}

static void
print_finding (const SessionDiagnosis *diagnosis, const SessionFinding *finding)
{
  static const char *const marks[] = { [SESSION_FINDING_BLOCKS] = "✗",
                                       [SESSION_FINDING_MAY_BLOCK] = "!",
                                       [SESSION_FINDING_UNKNOWN] = "?",
                                       [SESSION_FINDING_NOTE] = "–" };
  g_autofree char *says = session_doctor_says (finding);
  g_autofree char *evidence = session_doctor_evidence (finding);
  g_autofree char *cure = session_doctor_cure (diagnosis, finding);

  g_print ("%s %s\n", marks[finding->weight], says);
  if (evidence != NULL)
    g_print ("    %s\n", evidence);
  if (cure != NULL)
    g_print ("    → %s\n", cure);
}

static void
print_text (const SessionDiagnosis *diagnosis)
{
  g_autofree char *at = cli_print_when (diagnosis->at);
  g_autofree char *held = diagnosis->state != NULL ? cli_print_sentence (diagnosis->state) : NULL;

  g_print ("%s  %s\n", diagnosis->mailbox, at);
  if (held != NULL)
    g_print ("  %s\n", held);
  for (guint i = 0; i < SESSION_N_SENDERS; i++) {
    g_autofree char *verdict = session_doctor_verdict (diagnosis, (SessionSender) i);
    g_autofree char *text = session_doctor_text (diagnosis, (SessionSender) i);

    if (!diagnosis->is_asked[i])
      continue;
    g_print ("\n%s\n", verdict);
    if (text != NULL)
      print_block (text, "  │ ");
  }
  g_print ("\n");
  for (guint i = 0; i < diagnosis->findings->len; i++)
    print_finding (diagnosis, diagnosis->findings->pdata[i]);
}

static JsonArray *
list_concerned (const gboolean *concerns)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < SESSION_N_SENDERS; i++)
    if (concerns[i])
      json_array_add_string_element (list, session_sender_names[i]);
  return list;
}

static JsonArray *
list_commands (const char *cure)
{
  g_auto (GStrv) commands = session_commands (cure);
  JsonArray *list = json_array_new ();

  for (gsize i = 0; commands[i] != NULL; i++)
    json_array_add_string_element (list, commands[i]);
  return list;
}

static JsonObject *
show_finding (const SessionDiagnosis *diagnosis, const SessionFinding *finding)
{
  JsonObject *object = json_object_new ();
  g_autofree char *says = session_doctor_says (finding);
  g_autofree char *evidence = session_doctor_evidence (finding);
  g_autofree char *cure = session_doctor_cure (diagnosis, finding);

  json_object_set_string_member (object, "id", finding->id);
  json_object_set_string_member (object, "weight", session_finding_weights[finding->weight]);
  json_object_set_array_member (object, "concerns", list_concerned (finding->concerns));
  json_object_set_string_member (object, "says", says);
  cli_print_put_text (object, "evidence", evidence);
  cli_print_put_text (object, "cure", cure);
  json_object_set_array_member (object, "commands", list_commands (cure));
  if (finding->error != NULL)
    json_object_set_member (object, "error", cli_print_error (finding->error));
  return object;
}

static JsonObject *
show_sender (const SessionDiagnosis *diagnosis, SessionSender sender)
{
  JsonObject *object = json_object_new ();
  g_autofree char *verdict = session_doctor_verdict (diagnosis, sender);
  g_autofree char *text = session_doctor_text (diagnosis, sender);

  json_object_set_string_member (object, "reply",
                                 session_reply_verdicts[diagnosis->verdicts[sender]]);
  json_object_set_string_member (object, "says", verdict);
  cli_print_put_text (object, "text", text);
  cli_print_put_text (object, "html", diagnosis->texts[sender]);
  return object;
}

static void
print_json (const SessionDiagnosis *diagnosis)
{
  JsonObject *object = json_object_new ();
  JsonArray *findings = json_array_new ();

  cli_print_put_text (object, "mailbox", diagnosis->mailbox);
  cli_print_put_text (object, "sender", diagnosis->sender);
  cli_print_put_time (object, "at", diagnosis->at);
  cli_print_put_state (object, diagnosis->state);
  for (guint i = 0; i < SESSION_N_SENDERS; i++)
    if (diagnosis->is_asked[i])
      json_object_set_object_member (object,
                                     i == SESSION_SENDER_INSIDE ? "to_inside" : "to_outside",
                                     show_sender (diagnosis, (SessionSender) i));
  for (guint i = 0; i < diagnosis->findings->len; i++)
    json_array_add_object_element (findings,
                                   show_finding (diagnosis, diagnosis->findings->pdata[i]));
  json_object_set_array_member (object, "findings", findings);
  cli_print_json (object);
}

static CliExit
run (CliContext *context, const SessionDoctorAsk *ask)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (SessionDiagnosis) diagnosis = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CliOrg) org = NULL;
  CliExit status;

  org = cli_context_open_org (context, 0, &status);
  if (org == NULL)
    return status;

  diagnosis = session_doctor_ask (org, call, ask, &error);
  if (diagnosis == NULL)
    return cli_context_fail (context, error);
  if (context->output == CLI_OUTPUT_JSON)
    print_json (diagnosis);
  else
    print_text (diagnosis);
  return diagnosis->state != NULL ? CLI_EXIT_OK : CLI_EXIT_FAILED;
}

CliExit
cli_doctor (CliContext *context, int argc, char **argv)
{
  g_autofree char *sender = NULL;
  g_autofree char *at = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  const GOptionEntry entries[] = {
    { "sender", 0, 0, G_OPTION_ARG_STRING, &sender,
      N_ ("Who writes to the mailbox: inside, outside or an address; both when left out"),
      N_ ("WHO") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_ ("When, instead of now, such as 2031-12-24T09:00"),
      N_ ("TIME") },
    G_OPTION_ENTRY_NULL
  };
  SessionDoctorAsk ask = { NULL };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("MAILBOX"),
                          _ ("Says which automatic reply somebody who writes to the mailbox would "
                             "get, and all that stands in its way, with the cure. Reads only."),
                          &argc, &argv, &status))
    return status;
  if (argc != 2)
    return cli_context_misuse (_ ("one mailbox is needed"));
  if (at != NULL && (when = base_time_parse (at, here, &error)) == NULL)
    return cli_context_misuse ("--at: %s", error->message);

  ask = (SessionDoctorAsk){ .mailbox = argv[1], .sender = sender, .at = when };
  return run (context, &ask);
}
