/* ews-checks-rights.c - the later steps of the verification: what the server is and what it lets us
 * do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "ews-checks.h"
#include "ews-folder.h"
#include "ews-login.h"
#include "ews-zones.h"
#include "http-auth.h"
#include "kerberos-account.h"

#include <glib/gi18n-lib.h>

ChecksResult *
ews_checks_ews (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *methods = NULL;
  g_autofree char *seen = NULL;
  ChecksResult *result;

  if (!ews_login_ask (call, checks->server, &checks->offer, &error))
    return checks_result_new_error (CHECKS_FAILED, error);
  if (checks->offer.needs_none)
    return checks_result_new (CHECKS_WARNING, _ ("The service answers without any log-in."),
                              _ ("Check the authentication of the EWS virtual directory: "
                                 "Get-WebServicesVirtualDirectory."),
                              NULL);

  methods = http_auth_describe (checks->offer.offered);
  /* Translators: %s is a list such as "Negotiate, NTLM, Basic" */
  seen = *methods != '\0' ? g_strdup_printf (_ ("It answers, and offers %s to log in."), methods)
                          : g_strdup (_ ("It answers, but offers no known way to log in."));
  result = checks_result_new (CHECKS_OK, seen, NULL, NULL);
  result->value = g_steal_pointer (&methods); /* nobody else has it yet */
  return result;
}

/* Its own words about anything but the login mean that the login went well: an account without a
 * mailbox is told so. */
static gboolean
is_logged_in (const GError *error)
{
  return base_error_facts (error)->server_code != NULL &&
         !g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH) &&
         !g_error_matches (error, BASE_ERROR, BASE_ERROR_THROTTLED) &&
         !g_error_matches (error, BASE_ERROR, BASE_ERROR_BUSY);
}

/* Where the ticket comes from, or that there is none. has_ticket: there was one before. Caller
 * frees. */
static char *
describe_login (const EwsServer *server, gboolean has_ticket)
{
  const char *account = server->profile->admin_upn;

  if (server->http.auth == HTTP_AUTH_NONE)
    return g_strdup (_ ("The server let us in without asking for them."));
  if (server->http.auth != HTTP_AUTH_NEGOTIATE && has_ticket)
    /* Translators: %s is an account */
    return g_strdup_printf (_ ("Logged in as %s; the Kerberos ticket was not accepted."), account);
  if (server->http.auth != HTTP_AUTH_NEGOTIATE) {
    g_autofree char *used = http_auth_describe (1u << server->http.auth);

    /* Translators: the first %s is an account, the second how, such as "NTLM" */
    return g_strdup_printf (_ ("Logged in as %s, with %s."), account, used);
  }
  if (server->account == NULL || !kerberos_account_has_ticket (server->account))
    return g_strdup (_ ("Logged in with this computer’s Kerberos ticket."));
  return g_strdup_printf (_ ("Logged in as %s, with Kerberos."), account);
}

/* What was offered, what was used, and what was said besides. Caller frees. */
static char *
detail_login (const EwsChecks *checks, const GError *error)
{
  EwsServer *server = checks->server;
  g_autofree char *offered = http_auth_describe (checks->offer.offered);
  g_autofree char *used = http_auth_describe (1u << server->http.auth);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Offered: %s"), *offered != '\0' ? offered : "–");
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("Used: %s"), *used != '\0' ? used : "–");
  if (g_atomic_int_get (&server->is_bound))
    g_string_append (text, ", tied to the server’s certificate (Extended Protection)");
  if (server->no_ticket != NULL)
    g_string_append_printf (text, "\nNo Kerberos ticket: %s", server->no_ticket->message);
  if (error != NULL)
    g_string_append_printf (text, "\n%s", error->message);
  return g_string_free (text, FALSE);
}

ChecksResult *
ews_checks_credentials (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  EwsServer *server = checks->server;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *detail = NULL;
  gboolean has_ticket;

  if (!ews_login_choose (call, server, &checks->offer, &error))
    return checks_result_new_error (CHECKS_FAILED, error);
  has_ticket = server->http.auth == HTTP_AUTH_NEGOTIATE;
  if (!ews_zones_probe (call, server, &checks->build, &error) && !is_logged_in (error))
    return checks_result_new_error (CHECKS_FAILED, error);

  seen = describe_login (server, has_ticket);
  detail = detail_login (checks, error);
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

ChecksResult *
ews_checks_version (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  EwsServer *server = checks->server;
  ExchangeVersion chosen = server->profile->version;
  g_autofree char *detail = g_strdup_printf (
      "RequestServerVersion: %s", ews_version_names[g_atomic_int_get (&server->version)]);
  g_autofree char *seen = NULL;
  ChecksResult *result;

  if (checks->build == NULL)
    return checks_result_new (CHECKS_WARNING, _ ("The server does not say which version it is."),
                              NULL, detail);

  seen = exchange_version_describe (checks->build);
  if (exchange_version_fits (chosen, checks->build)) {
    result = checks_result_new (CHECKS_OK, seen, NULL, detail);
  } else {
    /* Translators: "Exchange Server 2019 CU14, 15.2.1544.4; the connection says 2016." */
    g_autofree char *both =
        g_strdup_printf (_ ("%s; the connection says %s."), seen, exchange_version_labels[chosen]);

    result = checks_result_new (
        CHECKS_WARNING, both, _ ("Choose the version that it is for the connection, or Automatic."),
        detail);
  }
  result->value = g_strdup (checks->build); /* nobody else has it yet */
  return result;
}

ChecksResult *
ews_checks_impersonation (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  const ExchangeProfile *profile = checks->server->profile;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  if (*profile->test_mailbox == '\0')
    return checks_result_new (CHECKS_WARNING, _ ("Not tried, because no test mailbox was chosen."),
                              _ ("Go back and enter a test mailbox: any mailbox whose reply this "
                                 "account shall manage. It is only read."),
                              NULL);
  if (!ews_folder_probe (call, checks->server, profile->test_mailbox,
                         checks->build == NULL ? &checks->build : NULL, &error))
    return checks_result_new_error (CHECKS_FAILED, error);

  /* Translators: the first %s is an account, the second a mail address */
  seen = g_strdup_printf (_ ("%s may act for %s."), profile->admin_upn, profile->test_mailbox);
  return checks_result_new (CHECKS_OK, seen, NULL, NULL);
}
