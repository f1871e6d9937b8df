/* cli-engine-status.c - engine status, pause, resume, stop: through the store
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-engine.h"
#include "cli-print.h"
#include "session-words-engine.h"

#include <glib/gi18n-lib.h>

static gint64
now_s (void)
{
  return base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC;
}

static void
put_instant (JsonObject *object, const char *name, gint64 instant_s)
{
  g_autoptr (GDateTime) when =
      instant_s > 0 && instant_s != G_MAXINT64 ? g_date_time_new_from_unix_utc (instant_s) : NULL;

  cli_print_put_time (object, name, when);
}

static void
print_json (const SessionEngineState *state)
{
  static const char *const wishes[] = { [SESSION_ENGINE_WISH_RUN] = "run",
                                        [SESSION_ENGINE_WISH_PAUSE] = "pause",
                                        [SESSION_ENGINE_WISH_STOP] = "stop" };
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "state", session_engine_mode_names[state->mode]);
  cli_print_put_text (object, "reason", state->reason);
  json_object_set_string_member (object, "wish", wishes[state->wish]);
  cli_print_put_text (object, "holder", state->holder);
  cli_print_put_text (object, "waiting", state->waiting);
  cli_print_put_text (object, "profile", state->profile);
  put_instant (object, "at", state->at_s);
  put_instant (object, "last_run", state->last_run_s);
  put_instant (object, "next_due", state->next_due_s);
  json_object_set_int_member (object, "queued", state->queued);
  json_object_set_int_member (object, "failed", state->failed);
  put_instant (object, "covered_until", state->covered_until_s);
  cli_print_json (object);
}

static void
print_instant (const char *format, gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (instant_s);
  g_autofree char *words = when != NULL ? cli_print_when (when) : NULL;
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  if (instant_s > 0 && words != NULL)
    g_print ("%s%s%s\n", parts[0], words, parts[1] != NULL ? parts[1] : "");
}

static void
print_text (const SessionEngineState *state)
{
  g_autofree char *words = session_words_engine (state);
  g_autofree char *covered = session_words_covered (state->covered_until_s, now_s ());

  g_print ("%s\n", words);
  if (state->mode == SESSION_ENGINE_NONE)
    return;
  if (session_engine_state_is_there (state))
    g_print (_ ("It is %s.\n"), state->holder);
  if (state->waiting != NULL)
    g_print (_ ("Another one waits to take over: %s.\n"), state->waiting);
  print_instant (_ ("The last run ended on %s"), state->last_run_s);
  if (state->failed > 0)
    g_print (ngettext ("%u mailbox failed, and is tried again.\n",
                       "%u mailboxes failed, and are tried again.\n", state->failed),
             state->failed);
  g_print ("%s\n", covered);
}

/* It is as it shall be; one that starts will be. */
static gboolean
is_well (const SessionEngineState *state)
{
  return state->mode == SESSION_ENGINE_RUNNING || state->mode == SESSION_ENGINE_QUIET ||
         g_strcmp0 (state->reason, "starting") == 0;
}

static CliExit
exit_of (const SessionEngineState *state)
{
  if (!session_engine_state_is_there (state))
    return CLI_EXIT_FAILED;
  return !is_well (state) || state->failed > 0 || state->covered_until_s <= now_s ()
             ? CLI_EXIT_PARTLY
             : CLI_EXIT_OK;
}

CliExit
cli_engine_status (CliContext *context, int argc, char **argv)
{
  g_auto (SessionEngineState) state = { 0 };
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (GError) error = NULL;
  CliExit status;

  if (!cli_context_parse (
          context, NULL, NULL,
          _ ("Says what the engine does. Status 0: it is there, and all is well; "
             "1: there is none; 5: it is paused, something failed, or is not covered."),
          &argc, &argv, &status))
    return status;
  if (argc > 1)
    return cli_context_misuse (_ ("this command takes no operands"));
  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  if (!session_engine_state_read (core, now_s (), &state, &error))
    return cli_context_fail (context, error);

  if (context->output == CLI_OUTPUT_JSON)
    print_json (&state);
  else
    print_text (&state);
  return exit_of (&state);
}

/* What somebody wishes, and what there is to say when no engine is there to hear of it. */
static CliExit
wish (CliContext *context, SessionEngineWish what, const char *reason, const char *alone)
{
  g_auto (SessionEngineState) state = { 0 };
  g_autoptr (GError) error = NULL;
  CliExit status = CLI_EXIT_FAILED;
  g_autoptr (SessionCore) core = cli_context_open_core (context, &status);

  if (core == NULL)
    return status;
  if (!session_engine_state_read (core, now_s (), &state, &error))
    return cli_context_fail (context, error);
  if (!session_engine_state_is_there (&state)) {
    g_printerr ("absentiactl: %s\n", alone);
    if (what == SESSION_ENGINE_WISH_STOP)
      return CLI_EXIT_OK;
  }
  if (!session_engine_state_wish (core, what, reason, &error))
    return cli_context_fail (context, error);
  return CLI_EXIT_OK;
}

CliExit
cli_engine_pause (CliContext *context, int argc, char **argv)
{
  CliExit status;

  if (!cli_context_parse (context, NULL, _ ("[REASON]"),
                          _ ("Lets the engine begin nothing new, until it is resumed."), &argc,
                          &argv, &status))
    return status;
  if (argc > 2)
    return cli_context_misuse (_ ("one reason at most: put it in quotes"));
  return wish (context, SESSION_ENGINE_WISH_PAUSE, argv[1],
               _ ("No engine runs; one that is started will be paused."));
}

CliExit
cli_engine_resume (CliContext *context, int argc, char **argv)
{
  CliExit status;

  if (!cli_context_parse (context, NULL, NULL,
                          _ ("Lets a paused engine go on, also one whose password was refused."),
                          &argc, &argv, &status))
    return status;
  if (argc > 1)
    return cli_context_misuse (_ ("this command takes no operands"));
  return wish (context, SESSION_ENGINE_WISH_RUN, NULL, _ ("No engine runs."));
}

CliExit
cli_engine_stop (CliContext *context, int argc, char **argv)
{
  CliExit status;

  if (!cli_context_parse (context, NULL, NULL,
                          _ ("Ends the engine after the mailboxes that are under way."), &argc,
                          &argv, &status))
    return status;
  if (argc > 1)
    return cli_context_misuse (_ ("this command takes no operands"));
  return wish (context, SESSION_ENGINE_WISH_STOP, NULL, _ ("No engine runs."));
}
