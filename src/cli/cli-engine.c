/* cli-engine.c - engine: keeps the mailboxes in step with the plan, as a service
 *
 * Ctrl+C or SIGTERM end it after the mailboxes that are under way; a second one on the spot.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-engine.h"

#include "base-error.h"
#include "cli-commands.h"
#include "cli-credentials.h"

#include "cli-print.h"
#include "cli-systemd.h"
#include "session-defaults.h"
#include "session-log.h"
#include "session-preferences.h"
#include "session-watch.h"
#include "session-words-engine.h"
#include "session-words-plan.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CliContext *context;
  SessionCore *core;
  SessionWatch *watch; /* NULL: there is no such profile */
  CliCredentials credentials;
  GTimeZone *zone;
  int jobs;
  char *metrics;
  GMutex lock; /* of what is told */
  SessionEngineMode told;
  char *told_reason;
  gboolean has_told;
  gboolean has_metrics_problem;
  guint64 failed;
  guint needs; /* somebody's decision */
} Service;

static void
clear_service (Service *self)
{
  g_clear_pointer (&self->watch, session_watch_free);
  g_clear_pointer (&self->core, session_core_unref);
  cli_credentials_clear (&self->credentials);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->metrics);
  g_free (self->told_reason);
  g_mutex_clear (&self->lock);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Service, clear_service)

static SessionOrg *
open_cb (BaseCall *call, ExchangeProfile *profile, gpointer data, GError **error)
{
  Service *self = data;
  g_autoptr (ExchangeProfile) wider = NULL;

  if (!cli_credentials_give (&self->credentials, self->core, profile->id, error))
    return NULL;
  if (self->jobs > 0) {
    ExchangeProfile draft = *profile;

    draft.jobs = (guint) self->jobs;
    wider = exchange_profile_new (&draft);
  }
  return session_core_open_org (self->core, call, wider != NULL ? wider : profile, error);
}

static void
put_metrics (Service *self, const SessionEngineState *state, const SessionEngineCounts *counts)
{
  g_autoptr (GError) error = NULL;
  gboolean is_written =
      self->metrics == NULL || cli_engine_write_metrics (self->metrics, state, counts, &error);

  if (!is_written && !self->has_metrics_problem)
    g_printerr ("absentiactl: %s\n", error->message);
  self->has_metrics_problem = !is_written;
}

static void
tell_state (Service *self, const SessionEngineState *state)
{
  g_autofree char *words = session_words_engine (state);
  g_autofree char *line = g_strdup_printf ("STATUS=%s", words);
  g_autofree char *lines = g_strdup_printf (
      "%s%s", state->mode == SESSION_ENGINE_STOPPED ? "STOPPING=1\n" : "READY=1\n", line);

  cli_systemd_tell (lines);
  if (self->has_told && self->told == state->mode &&
      g_strcmp0 (self->told_reason, state->reason) == 0)
    return;

  g_printerr ("absentiactl: %s\n", words);
  self->has_told = TRUE;
  self->told = state->mode;
  g_free (self->told_reason);
  self->told_reason = g_strdup (state->reason);
}

static void
told_cb (const SessionEngineState *state, const SessionEngineCounts *counts, gpointer data)
{
  Service *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->failed = counts->failed;
  put_metrics (self, state, counts);
  tell_state (self, state);
  if (self->watch != NULL)
    session_watch_state (self->watch, state, counts, g_get_real_time () / G_USEC_PER_SEC);
}

static void
beat_cb (gpointer data)
{
  if (cli_systemd_has_watchdog ())
    cli_systemd_tell ("WATCHDOG=1");
}

static void
print_object (const SessionEngineLook *look)
{
  const SessionDecision *made = look->made;
  JsonObject *object = json_object_new ();
  gboolean is_written = made != NULL && made->action == SESSION_ACTION_WRITE;

  json_object_set_string_member (object, "mailbox", look->mailbox);
  json_object_set_string_member (object, "run", look->run);
  json_object_set_string_member (object, "result",
                                 look->error != NULL ? "failed"
                                 : is_written        ? "written"
                                                     : "skipped");
  cli_print_put_text (object, "action", made != NULL ? session_action_names[made->action] : NULL);
  cli_print_put_text (object, "reason", made != NULL ? made->reason : NULL);
  json_object_set_member (object, "error", cli_print_error (look->error));
  cli_print_json (object);
}

static void
each_cb (const SessionEngineLook *look, gpointer data)
{
  Service *self = data;
  const SessionDecision *made = look->made;
  g_autofree char *words = made != NULL ? session_words_decision (made) : NULL;
  gboolean needs = made != NULL && (made->action == SESSION_ACTION_CONFLICT ||
                                    made->action == SESSION_ACTION_REFUSE);
  gboolean is_written = made != NULL && made->action == SESSION_ACTION_WRITE;

  g_mutex_lock (&self->lock);
  self->needs += needs;
  g_mutex_unlock (&self->lock);
  if (self->watch != NULL)
    session_watch_mailbox (self->watch, look);
  if (self->context->output == CLI_OUTPUT_JSON) {
    print_object (look);
    return;
  }
  if (look->error != NULL) {
    g_printerr ("absentiactl: %s:\n", look->mailbox);
    cli_context_fail (self->context, look->error);
  } else if (needs || (is_written && self->context->is_verbose)) {
    g_printerr ("absentiactl: %s: %s\n", look->mailbox, words);
  }
}

static void
stop_cb (GCancellable *cancellable, SessionEngine *engine)
{
  cli_systemd_tell ("STOPPING=1");
  session_engine_stop (engine);
}

/* What is missing says more than that something is. */
static void
tell_missing (Service *self, const GError *error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (ExchangeProfile) profile =
      session_core_find_profile (self->core, self->context->profile, NULL);
  g_autoptr (GPtrArray) missing = NULL;

  if (profile == NULL || g_error_matches (error, BASE_ERROR, BASE_ERROR_OFFLINE))
    return;
  missing = cli_credentials_missing (self->core, call, profile);
  for (guint i = 0; i < missing->len; i++)
    g_printerr ("absentiactl: %s.\n", (const char *) missing->pdata[i]);
}

/* The log, and whoever gets an e-mail. */
static void
begin_watch (Service *self)
{
  g_autoptr (ExchangeProfile) profile =
      session_core_find_profile (self->core, self->context->profile, NULL);
  SessionPreferences preferences;

  session_preferences_load (self->core, &preferences);
  session_log_set_up (self->context->is_verbose ? SESSION_LOG_DEBUG : preferences.log);
  if (profile != NULL)
    self->watch = session_watch_new (self->core, profile);
}

static CliExit
run (Service *self, SessionEngineOrder *order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionEngine) engine = session_engine_new (order);
  gulong watch =
      g_cancellable_connect (self->context->cancellable, G_CALLBACK (stop_cb), engine, NULL);
  gboolean is_done = session_engine_run (engine, NULL, &error);
  CliExit status;

  g_cancellable_disconnect (self->context->cancellable, watch);
  if (is_done)
    return order->is_once && self->failed + self->needs > 0 ? CLI_EXIT_PARTLY : CLI_EXIT_OK;

  status = cli_context_fail (self->context, error);
  tell_missing (self, error);
  return status;
}

typedef struct
{
  gboolean is_once;
  char *interval;
  char *quiet;
  char *drift;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->interval);
  g_free (self->quiet);
  g_free (self->drift);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* TRUE: order has them. */
static gboolean
take_options (const Options *options, Service *self, SessionEngineOrder *order, CliExit *ret_exit)
{
  g_autoptr (GError) error = NULL;
  int drift = SESSION_DRIFT_LEAVE;

  self->zone = g_time_zone_new_local ();
  order->quiet.zone = self->zone;
  order->is_once = options->is_once;
  *ret_exit = CLI_EXIT_OK;
  if (options->interval != NULL &&
      (!session_default_take_span (options->interval, &order->interval_s) ||
       order->interval_s < SESSION_ENGINE_LEAST_INTERVAL_S))
    *ret_exit =
        cli_context_misuse (_ ("--interval takes a time such as 15m, 24h or 7d, of a minute "
                               "at least"));
  else if (options->quiet != NULL && !session_default_take_quiet (options->quiet, &order->quiet))
    *ret_exit = cli_context_misuse (_ ("--quiet-hours takes times of day such as 22:00-06:00"));
  else if (!cli_context_take_word (session_drift_policy_names, options->drift, "--drift", &drift,
                                   &error))
    *ret_exit = cli_context_misuse ("%s", error->message);
  else if (!cli_context_jobs_fit (self->jobs))
    *ret_exit = CLI_EXIT_USAGE;
  order->drift = (SessionDriftPolicy) drift;
  order->follows = (options->interval == NULL ? SESSION_ENGINE_FOLLOWS_INTERVAL : 0) |
                   (options->quiet == NULL ? SESSION_ENGINE_FOLLOWS_QUIET : 0) |
                   (options->drift == NULL ? SESSION_ENGINE_FOLLOWS_DRIFT : 0);
  return *ret_exit == CLI_EXIT_OK;
}

static CliExit
serve (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Service) self = { .context = context };
  gboolean *stdins = self.credentials.is_stdin;
  const GOptionEntry entries[] = {
    { "once", 0, 0, G_OPTION_ARG_NONE, &options.is_once, N_ ("End when nothing is due any more"),
      NULL },
    { "interval", 0, 0, G_OPTION_ARG_STRING, &options.interval,
      N_ ("Look at everybody again after that time (default: the settings’, 24h)"), N_ ("TIME") },
    { "quiet-hours", 0, 0, G_OPTION_ARG_STRING, &options.quiet,
      N_ ("Only what cannot wait in these hours: 22:00-06:00"), N_ ("HOURS") },
    { "drift", 0, 0, G_OPTION_ARG_STRING, &options.drift,
      N_ ("What somebody has changed since: leave, ask or re-apply (default: the settings’)"),
      N_ ("WHAT") },
    cli_context_jobs_option (&self.jobs),
    { "metrics-file", 0, 0, G_OPTION_ARG_FILENAME, &self.metrics,
      N_ ("Write figures for Prometheus there (the node exporter’s text files)"), N_ ("FILE") },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &stdins[SESSION_PASSWORD_ADMIN],
      N_ ("Read the administrator’s password from standard input"), NULL },
    { "directory-password-stdin", 0, 0, G_OPTION_ARG_NONE, &stdins[SESSION_PASSWORD_DIRECTORY],
      N_ ("Read the directory’s password from standard input"), NULL },
    { "secret-stdin", 0, 0, G_OPTION_ARG_NONE, &stdins[SESSION_PASSWORD_CLIENT],
      N_ ("Read the application’s secret from standard input"), NULL },
    G_OPTION_ENTRY_NULL
  };
  SessionEngineOrder order = {
    .open = open_cb, .told = told_cb, .beat = beat_cb, .each = each_cb, .data = &self
  };
  g_autoptr (GError) error = NULL;
  CliExit status;

  g_mutex_init (&self.lock);
  if (!cli_context_parse (context, entries, _ ("[status | pause [REASON] | resume | stop]"),
                          _ ("Keeps every mailbox in step with the plan until it is stopped. Meant "
                             "to run as a service."),
                          &argc, &argv, &status) ||
      !take_options (&options, &self, &order, &status))
    return status;
  if (argc > 1)
    return cli_context_misuse (_ ("there is no command “engine %s”"), argv[1]);
  if (!cli_credentials_read_stdin (&self.credentials, &error))
    return cli_context_fail (context, error);

  self.core = cli_context_open_core (context, &status);
  if (self.core == NULL)
    return status;
  begin_watch (&self);
  order.core = self.core;
  order.profile = context->profile;
  return run (&self, &order);
}

CliExit
cli_engine (CliContext *context, int argc, char **argv)
{
  static const struct
  {
    const char *name;
    const char *whole;
    CliRun run;
  } rows[] = { { "status", "engine status", cli_engine_status },
               { "pause", "engine pause", cli_engine_pause },
               { "resume", "engine resume", cli_engine_resume },
               { "stop", "engine stop", cli_engine_stop } };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (argv[1], rows[i].name)) {
      argv[1] = (char *) rows[i].whole;
      return rows[i].run (context, argc - 1, argv + 1);
    }
  return serve (context, argc, argv);
}
