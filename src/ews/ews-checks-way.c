/* ews-checks-way.c - the first steps of the verification: the way to the server
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "ews-checks.h"

#include <glib/gi18n-lib.h>

#define CONNECT_S 10
#define PLAIN_PORT 80
#define PLAIN_S 3       /* nothing hangs on it */
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
  g_autoptr (GString) detail = g_string_new (NULL);
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

  for (const GList *one = addresses; one != NULL; one = one->next) {
    g_autofree char *address = g_inet_address_to_string (one->data);

    g_string_append_printf (detail, "%s%s", detail->len > 0 ? "\n" : "", address);
  }
  n = g_list_length (addresses);
  g_resolver_free_addresses (addresses);
  /* Translators: %s is a server's name */
  seen = g_strdup_printf (ngettext ("%2$s has %1$u address.", "%2$s has %1$u addresses.", n), n,
                          host_of (checks));
  return checks_result_new (CHECKS_OK, seen, NULL, detail->str);
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

/* The address that answered; NULL: none did. Caller frees. */
static char *
knock (BaseCall *call, const char *host, guint16 port, guint limit_s, guint *ret_ms, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, limit_s);
  connection =
      g_socket_client_connect_to_host (client, host, port, base_call_cancellable (call), error);
  if (connection == NULL)
    return NULL;

  *ret_ms = (guint) ((g_get_monotonic_time () - begin_us) / 1000);
  address = g_socket_connection_get_remote_address (connection, NULL);
  return address != NULL ? g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address))
                         : g_strdup (host);
}

ChecksResult *
ews_checks_reachable (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  g_autoptr (GError) why = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  g_autofree char *seen = NULL;
  BaseErrorFacts facts = { .host = host_of (checks) };
  guint took_ms;

  address = knock (call, host_of (checks), checks->port, CONNECT_S, &took_ms, &why);
  if (address != NULL) {
    seen = g_strdup_printf (_ ("Port %u answered after %u ms."), checks->port, took_ms);
    return checks_result_new (CHECKS_OK, seen, NULL, address);
  }
  if (has_proxy ())
    return checks_result_new (CHECKS_WARNING,
                              _ ("There is no direct way to the server, only one through a proxy."),
                              NULL, why->message);

  facts.reason = reason_of (why);
  base_error_set_facts (&error, BASE_ERROR_OFFLINE, &facts, "%s", why->message);
  return checks_result_new_error (CHECKS_FAILED, error);
}

ChecksResult *
ews_checks_ports (BaseCall *call, gpointer data)
{
  const char *host = data;
  g_autofree char *address = NULL;
  g_autofree char *seen = NULL;
  guint took_ms;

  address = knock (call, host, PLAIN_PORT, PLAIN_S, &took_ms, NULL);
  seen = address != NULL
             ? g_strdup_printf (_ ("Port 80 answered after %u ms; ports 5985 and 5986 are not "
                                   "needed."),
                                took_ms)
             : g_strdup (_ ("Port 80 does not answer and need not; nor are ports 5985 and 5986 "
                            "needed."));
  return checks_result_new (
      CHECKS_OK, seen, NULL,
      _ ("EWS, Autodiscover and Exchange’s PowerShell all use the port of the EWS URL, usually "
         "443. "
         "Port 80 is asked for a redirect by Autodiscover, and for PowerShell where that takes "
         "nothing but Kerberos. Ports 5985 and 5986 belong to Windows’ own remote management "
         "(WinRM)."));
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
