/* powershell-checks.c - the steps that ask PowerShell: the console itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-checks.h"

#include "base-text.h"
#include "kerberos-account.h"
#include "powershell-checks-private.h"
#include "powershell-fault.h"
#include "powershell-login.h"

#include <glib/gi18n-lib.h>

#define MOST_STEP_MS (30 * 1000)

char *
powershell_checks_show (const PowershellValue *object, const char *property)
{
  const char *text = powershell_value_property_text (object, property);

  return base_text_for_display (text != NULL ? text : "", 200);
}

gboolean
powershell_checks_is_true (const PowershellValue *object, const char *property)
{
  const PowershellValue *value = powershell_value_property (object, property);
  gboolean is = FALSE;

  return value != NULL && powershell_value_boolean (value, &is) && is;
}

gboolean
powershell_checks_is_word (const PowershellValue *object, const char *property, const char *word)
{
  const char *text = powershell_value_property_text (object, property);

  return text != NULL && g_ascii_strcasecmp (text, word) == 0;
}

static PowershellResult *
run_command (PowershellChecks *self, BaseCall *call, PowershellCommand *command, char **ret_version,
             GError **error)
{
  PowershellConsole *console = powershell_console_open (call, &self->place, error);
  PowershellResult *result;

  const char *version;

  if (console == NULL)
    return NULL;

  version = powershell_console_version (console);
  if (ret_version != NULL)
    *ret_version = g_strdup (version != NULL ? version : "?");
  result = powershell_console_run (console, call, command, error);
  powershell_console_close (console, call);
  return result;
}

PowershellResult *
powershell_checks_run (PowershellChecks *self, BaseCall *call, PowershellCommand *command,
                       char **ret_version, ChecksResult **ret_other)
{
  g_autoptr (BaseCall) bounded = base_call_new (NULL, base_call_cancellable (call), MOST_STEP_MS);
  g_autoptr (GError) error = NULL;
  PowershellResult *result;

  if (!self->is_up) {
    *ret_other = checks_result_new (CHECKS_SKIPPED,
                                    _ ("Not tried, because the PowerShell console did not answer."),
                                    NULL, NULL);
    return NULL;
  }

  result = run_command (self, bounded, command, ret_version, &error);
  if (result == NULL)
    *ret_other = checks_result_new_error (CHECKS_WARNING, error);
  return result;
}

/* The server that was asked, when its name is among them, else the first. */
static const PowershellValue *
choose_server (const PowershellChecks *self, const PowershellResult *servers)
{
  g_autoptr (GUri) uri = g_uri_parse (self->place.http.url, G_URI_FLAGS_ENCODED, NULL);

  for (guint i = 0; i < servers->objects->len; i++) {
    const char *name = powershell_value_property_text (servers->objects->pdata[i], "Fqdn");

    if (name != NULL && uri != NULL && g_ascii_strcasecmp (name, g_uri_get_host (uri)) == 0)
      return servers->objects->pdata[i];
  }
  return servers->objects->len > 0 ? servers->objects->pdata[0] : NULL;
}

static ChecksResult *
describe (const PowershellChecks *self, const PowershellResult *servers, const char *version)
{
  const PowershellValue *server = choose_server (self, servers);
  g_autofree char *name = powershell_checks_show (server, "Name");
  g_autofree char *exchange = powershell_checks_show (server, "AdminDisplayVersion");
  g_autofree char *detail = g_strdup_printf ("%s\n%s, PowerShell %s", self->place.http.url,
                                             http_auth_names[self->place.http.auth], version);
  g_autofree char *seen = NULL;

  /* Translators: the first %s is a server's name, the second its version as Exchange words it */
  seen = server != NULL ? g_strdup_printf (_ ("It answers: %s, %s."), name, exchange)
                        : g_strdup (_ ("It answers, and names no server."));
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

static ChecksResult *
check_console (BaseCall *call, gpointer data)
{
  PowershellChecks *self = data;
  g_autoptr (BaseCall) bounded = base_call_new (NULL, base_call_cancellable (call), MOST_STEP_MS);
  g_autoptr (PowershellCommand) command = powershell_command_new (POWERSHELL_GET_EXCHANGE_SERVER);
  g_autoptr (PowershellResult) servers = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *version = NULL;

  if (!powershell_login_choose (bounded, &self->place, self->fixed, &error))
    return checks_result_new_error (CHECKS_WARNING, error);

  servers = run_command (self, bounded, command, &version, &error);
  /* A role that does not hold the cmdlet, or the like: the console itself is there. */
  self->is_up = servers != NULL || version != NULL;
  return servers != NULL ? describe (self, servers, version)
                         : checks_result_new_error (CHECKS_WARNING, error);
}

static const struct
{
  const char *id;
  const char *title;
  ChecksRun run;
} steps[] = {
  { "powershell", N_ ("PowerShell console"), check_console },
  { "role", N_ ("Role for acting for others"), powershell_checks_role },
  { "lets-out", N_ ("Replies to the outside"), powershell_checks_lets_out },
  { "throttling", N_ ("Throttling policy"), powershell_checks_throttling },
};

static void
clear_checks (gpointer data)
{
  PowershellChecks *self = data;

  g_free (self->url);
  g_free (self->plain_url);
  g_free (self->ca_pem);
  g_free (self->account);
  kerberos_account_unref (self->login);
  base_secret_unref (self->secret);
}

static void
unref_checks (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_checks);
}

static PowershellChecks *
make_checks (const PowershellChecksSetup *setup)
{
  PowershellChecks *self = g_atomic_rc_box_new0 (PowershellChecks);

  self->url = powershell_place_url (setup->ews_url, setup->console);
  self->plain_url = powershell_place_plain_url (setup->ews_url, setup->console);
  if (self->url == NULL && self->plain_url == NULL)
    self->url = g_strdup (""); /* a request to it says that it is none */
  self->ca_pem = g_strdup (setup->ca_pem);
  self->account = g_strdup (setup->account);
  self->secret = setup->secret != NULL ? base_secret_ref (setup->secret) : NULL;
  if (setup->secret != NULL)
    self->login = kerberos_account_new (setup->account, setup->secret);
  self->fixed = setup->auth;
  self->place = (PowershellPlace){ .http = { .url = self->url,
                                             .ca_pem = self->ca_pem,
                                             .user = self->account,
                                             .secret = self->secret,
                                             .account = self->login },
                                   .plain_url = self->plain_url };
  return self;
}

void
powershell_checks_add (ChecksPlan *plan, const PowershellChecksSetup *setup, const char *needs)
{
  PowershellChecks *self = make_checks (setup);

  self->plan = plan;
  self->proof = setup->proof;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (setup->is_itself && steps[i].run == powershell_checks_role)
      continue;
    checks_plan_add (plan, steps[i].id, _ (steps[i].title), i == 0 ? needs : steps[0].id,
                     steps[i].run, g_atomic_rc_box_acquire (self), unref_checks);
    if (setup->proof != NULL && steps[i].run == powershell_checks_role)
      checks_plan_wait (plan, steps[i].id, setup->proof);
  }
  unref_checks (self);
}

PowershellResult *
powershell_checks_ask (BaseCall *call, const PowershellChecksSetup *setup,
                       PowershellCommand *command, GError **error)
{
  PowershellChecks *self = make_checks (setup);
  g_autoptr (BaseCall) bounded = base_call_new (NULL, base_call_cancellable (call), MOST_STEP_MS);
  PowershellResult *result = NULL;

  if (powershell_login_choose (bounded, &self->place, self->fixed, error))
    result = run_command (self, bounded, command, NULL, error);
  unref_checks (self);
  return result;
}

gboolean
powershell_checks_ask_many (BaseCall *call, const PowershellChecksSetup *setup,
                            PowershellQuestion *questions, guint n, GError **error)
{
  PowershellChecks *self = make_checks (setup);
  PowershellConsole *console = NULL;

  if (powershell_login_choose (call, &self->place, self->fixed, error))
    console = powershell_console_open (call, &self->place, error);
  for (guint i = 0; console != NULL && i < n && base_call_check (call, error); i++)
    questions[i].result =
        powershell_console_run (console, call, questions[i].command, &questions[i].error);
  if (console != NULL)
    powershell_console_close (console, call);
  unref_checks (self);
  return console != NULL && base_call_check (call, NULL);
}

void
powershell_question_clear (PowershellQuestion *self)
{
  g_clear_pointer (&self->result, powershell_result_free);
  g_clear_error (&self->error);
}
