/* ews-checks-way.c - the first steps of the verification: the way to the server
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "ews-checks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONNECT_S 10
#define WARN_DAYS 30
#define MOST_SKEW_S 300 /* Kerberos bears five minutes */

static const char *
host_of (const EwsChecks *checks)
{
  return checks->server->host != NULL ? checks->server->host : "";
}

ChecksResult *
ews_checks_name (BaseCall *call, gpointer data)
{
  static const BaseErrorFacts not_found = { .reason = "name-not-found" };
  EwsChecks *checks = data;
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) why = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  GList *addresses;
  guint n;

  if (exchange_profile_is_ip_address (host_of (checks)))
    return checks_result_new (
        CHECKS_WARNING, _ ("The server is given by its address, not by its name."),
        _ ("Certificates and Kerberos are made out for names: enter the server’s full name unless "
           "its certificate holds this address."),
        NULL);

  addresses =
      g_resolver_lookup_by_name (resolver, host_of (checks), base_call_cancellable (call), &why);
  if (addresses == NULL) {
    base_error_set_facts (&error, BASE_ERROR_OFFLINE, &not_found, "%s", why->message);
    return checks_result_new_error (CHECKS_FAILED, error);
  }

  n = g_list_length (addresses);
  g_resolver_free_addresses (addresses);
  /* Translators: %s is a server's name */
  seen = g_strdup_printf (ngettext ("%2$s has %1$u address.", "%2$s has %1$u addresses.", n), n,
                          host_of (checks));
  return checks_result_new (CHECKS_OK, seen, NULL, NULL);
}

static const char *
reason_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return "refused";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return "timed-out";
  return "unreachable";
}

/* libcurl goes through it; this step tries the straight way. */
static gboolean
has_proxy (void)
{
  return g_getenv ("https_proxy") != NULL || g_getenv ("HTTPS_PROXY") != NULL ||
         g_getenv ("all_proxy") != NULL || g_getenv ("ALL_PROXY") != NULL;
}

ChecksResult *
ews_checks_reachable (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) why = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *detail = NULL;
  gint64 begin_us = g_get_monotonic_time ();
  BaseErrorFacts facts = { .host = host_of (checks) };

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, CONNECT_S);
  connection = g_socket_client_connect_to_host (client, host_of (checks), checks->port,
                                                base_call_cancellable (call), &why);
  if (connection != NULL) {
    seen = g_strdup_printf (_ ("Port %u answered after %u ms."), checks->port,
                            (guint) ((g_get_monotonic_time () - begin_us) / 1000));
    detail = g_strdup_printf (_ ("Port %u carries everything: EWS, Autodiscover and Exchange’s "
                                 "PowerShell. Port 80 is only asked for a redirect by "
                                 "Autodiscover. Ports 5985 and 5986 (WinRM) are not needed."),
                              checks->port);
    return checks_result_new (CHECKS_OK, seen, NULL, detail);
  }
  if (has_proxy ())
    return checks_result_new (CHECKS_WARNING,
                              _ ("There is no direct way to the server, only one through a proxy."),
                              NULL, why->message);

  facts.reason = reason_of (why);
  base_error_set_facts (&error, BASE_ERROR_OFFLINE, &facts, "%s", why->message);
  return checks_result_new_error (CHECKS_FAILED, error);
}

/* "C = DE, O = Corp, CN = Corp CA" → "Corp CA"; without a CN the whole. */
static char *
common_name (const char *name)
{
  const char *cn = name != NULL ? strstr (name, "CN = ") : NULL;

  if (cn == NULL)
    return g_strdup (name != NULL ? name : "?");
  return g_strndup (cn + 5, strcspn (cn + 5, ","));
}

/* "TLSv1.3" → "TLS 1.3" */
static char *
shown_version (const char *version)
{
  if (version != NULL && g_str_has_prefix (version, "TLSv"))
    return g_strconcat ("TLS ", version + strlen ("TLSv"), NULL);
  return g_strdup (version != NULL ? version : "TLS");
}

/* subject, issuer, fingerprint, and whose authorities were asked. */
static char *
describe_certificate (const HttpTls *tls, gboolean is_private)
{
  return g_strdup_printf (
      "%s\n%s\nSHA-256 %s\n%s", tls->subject != NULL ? tls->subject : "?",
      tls->issuer != NULL ? tls->issuer : "?", tls->fingerprint != NULL ? tls->fingerprint : "?",
      is_private ? _ ("Trusted by the private authority that was chosen for it.")
                 : _ ("Trusted by an authority that this computer trusts."));
}

static ChecksResult *
describe_tls (const HttpTls *tls, gboolean is_private)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autofree char *issuer = common_name (tls->issuer);
  g_autofree char *until =
      tls->not_after != NULL ? g_date_time_format (tls->not_after, "%Y-%m-%d") : g_strdup ("?");
  g_autofree char *detail = describe_certificate (tls, is_private);
  g_autofree char *version = shown_version (tls->version);
  g_autofree char *seen = NULL;

  if (tls->not_after != NULL &&
      g_date_time_difference (tls->not_after, now) < WARN_DAYS * G_TIME_SPAN_DAY) {
    seen = g_strdup_printf (_ ("The certificate expires soon, on %s."), until);
    return checks_result_new (CHECKS_WARNING, seen,
                              _ ("Renew it before that day: New-ExchangeCertificate, then "
                                 "Enable-ExchangeCertificate -Services IIS."),
                              detail);
  }

  /* Translators: "TLS 1.3; certificate by Corp CA, valid until 2027-03-01." */
  seen = g_strdup_printf (_ ("%s; certificate by %s, valid until %s."), version, issuer, until);
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

ChecksResult *
ews_checks_tls (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  EwsServer *server = checks->server;
  const HttpServer anonymous = { .url = server->http.url, .ca_pem = server->http.ca_pem };
  const HttpRequest request = { .flags = HTTP_ASK_TLS, .label = "certificate" };
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply =
      server->send (call, &anonymous, &request, server->send_data, &error);

  if (reply == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);

  now = base_clock_now (base_clock_system ());
  checks->has_skew = http_reply_skew_s (reply, now, &checks->skew_s);
  return describe_tls (reply->tls, server->http.ca_pem != NULL && *server->http.ca_pem != '\0');
}

ChecksResult *
ews_checks_clock (BaseCall *call, gpointer data)
{
  const EwsChecks *checks = data;
  g_autofree char *detail =
      g_strdup_printf ("clock difference %" G_GINT64_FORMAT " s", checks->skew_s);
  g_autofree char *seen = NULL;
  guint minutes = (guint) MIN (ABS (checks->skew_s) / 60, G_MAXINT);

  if (!checks->has_skew)
    return checks_result_new (CHECKS_SKIPPED, _ ("The server does not tell its time."), NULL, NULL);
  if (ABS (checks->skew_s) <= MOST_SKEW_S)
    return checks_result_new (CHECKS_OK, _ ("The server and this computer agree on the time."),
                              NULL, detail);

  seen = g_strdup_printf (
      ngettext ("The clocks of the server and of this computer differ by %u minute.",
                "The clocks of the server and of this computer differ by %u minutes.", minutes),
      minutes);
  return checks_result_new (CHECKS_WARNING, seen,
                            _ ("Set the wrong one: with more than five minutes between them "
                               "Kerberos refuses every log-in. On this computer: timedatectl "
                               "set-ntp true."),
                            detail);
}
