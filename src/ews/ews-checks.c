/* ews-checks.c - the steps of the Verification page, in their order
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-checks.h"

#include <glib/gi18n-lib.h>

#define HTTPS_PORT 443

static const struct
{
  const char *id;
  const char *title;
  const char *needs;
  ChecksRun run;
} steps[] = {
  { "name", N_ ("Server name"), NULL, ews_checks_name },
  { "ports", N_ ("Other ports"), "name", ews_checks_ports },
  { "reachable", N_ ("Server reachable"), "name", ews_checks_reachable },
  { "tls", N_ ("Secure connection"), "reachable", ews_checks_tls },
  { "clock", N_ ("Clock"), "tls", ews_checks_clock },
  { "ews", N_ ("Exchange Web Services"), "tls", ews_checks_ews },
  { "credentials", N_ ("User name and password"), "ews", ews_checks_credentials },
  { "version", N_ ("Exchange version"), "credentials", ews_checks_version },
  { "own", N_ ("Automatic reply of the account"), "credentials", ews_checks_own },
  { "impersonation", N_ ("Right to act for a mailbox"), "credentials", ews_checks_impersonation },
  { "oof", N_ ("Automatic reply of the test mailbox"), "impersonation", ews_checks_oof },
  { "audience", N_ ("Whom replies may reach"), "credentials", ews_checks_audience },
};

static EwsChecks *
make_checks (const ExchangeProfile *profile, BaseSecret *password)
{
  EwsChecks *self = g_atomic_rc_box_new0 (EwsChecks);
  g_autoptr (GUri) uri = g_uri_parse (profile->ews_url, G_URI_FLAGS_ENCODED, NULL);
  int port = uri != NULL ? g_uri_get_port (uri) : -1;

  self->server = ews_server_new (profile, password, HTTP_AUTH_NONE);
  self->port = port > 0 ? (guint16) port : HTTPS_PORT;
  return self;
}

static void
clear_checks (gpointer data)
{
  EwsChecks *self = data;

  ews_server_free (self->server);
  g_free (self->build);
}

static void
unref_checks (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_checks);
}

void
ews_checks_add (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password)
{
  EwsChecks *checks = make_checks (profile, password);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].run == ews_checks_ports) /* shares nothing with the others */
      checks_plan_add (plan, steps[i].id, _ (steps[i].title), steps[i].needs, steps[i].run,
                       g_strdup (checks->server->host), g_free);
    else
      checks_plan_add (plan, steps[i].id, _ (steps[i].title), steps[i].needs, steps[i].run,
                       g_atomic_rc_box_acquire (checks), unref_checks);
  unref_checks (checks);
}
