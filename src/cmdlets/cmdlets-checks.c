/* cmdlets-checks.c - the steps of the Verification page where cmdlets are the way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cmdlets-checks.h"

#include "cmdlets-oof.h"

#include <glib/gi18n-lib.h>

/* What the steps of one plan share; the plan runs them one after the other. */
typedef struct
{
  CmdletsServer *server;
} Checks;

static CmdletsServer *
server_of (gpointer data)
{
  return ((Checks *) data)->server;
}

static ChecksResult *
check_console (BaseCall *call, gpointer data)
{
  CmdletsServer *server = server_of (data);
  g_autoptr (GError) error = NULL;

  if (!cmdlets_server_prepare (server, call, &error))
    return checks_result_new_error (CHECKS_FAILED, error);
  return checks_result_new (CHECKS_OK, _ ("The PowerShell console answers."), NULL,
                            server->place.http.url);
}

static ChecksResult *
check_credentials (BaseCall *call, gpointer data)
{
  CmdletsServer *server = server_of (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  PowershellConsole *console = powershell_console_open (call, &server->place, &error);

  if (console == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);

  powershell_console_close (console, call);
  /* Translators: the first %s is an account, the second a way to log in such as "basic" */
  seen = g_strdup_printf (_ ("%s may open the console (%s)."), server->profile->admin_upn,
                          http_auth_names[server->place.http.auth]);
  return checks_result_new (CHECKS_OK, seen, NULL, NULL);
}

static ChecksResult *
check_oof (BaseCall *call, gpointer data)
{
  CmdletsServer *server = server_of (data);
  const char *mailbox = server->profile->test_mailbox;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state = NULL;
  g_autofree char *seen = NULL;

  if (*mailbox == '\0')
    return checks_result_new (CHECKS_SKIPPED, _ ("Not tried, because no test mailbox was chosen."),
                              NULL, NULL);

  state = cmdlets_oof_get (call, server, mailbox, NULL, &error);
  if (state == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);

  seen = exchange_reading_describe (mailbox, state);
  return checks_result_new (CHECKS_OK, seen, NULL, NULL);
}

static const struct
{
  const char *id;
  const char *title;
  const char *needs;
  ChecksRun run;
} steps[] = {
  { "console", N_ ("Way to the mailboxes"), NULL, check_console },
  { "credentials", N_ ("User name and password"), "console", check_credentials },
  { "oof", N_ ("Automatic reply of the test mailbox"), "credentials", check_oof },
};

static void
clear_checks (gpointer data)
{
  cmdlets_server_free (((Checks *) data)->server);
}

static void
unref_checks (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_checks);
}

void
cmdlets_checks_add (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password)
{
  Checks *self = g_atomic_rc_box_new0 (Checks);

  self->server = cmdlets_server_new (profile, password);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    checks_plan_add (plan, steps[i].id, _ (steps[i].title), steps[i].needs, steps[i].run,
                     g_atomic_rc_box_acquire (self), unref_checks);
  unref_checks (self);
}
