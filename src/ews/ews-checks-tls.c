/* ews-checks-tls.c - a step of the verification: the server's certificate
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "ews-checks.h"
#include "http-tls.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WARN_DAYS 30
#define MOST_AUTHORITIES 5

/* "C = DE, O = Corp, CN = Corp CA", "CN=Corp CA,O=Corp" → "Corp CA"; without a CN the whole. */
static char *
common_name (const char *name)
{
  const char *cn = name != NULL ? strstr (name, "CN") : NULL;

  if (cn == NULL || strchr (" =", cn[2]) == NULL)
    return g_strdup (name != NULL ? name : "?");

  cn += 2 + strspn (cn + 2, " =");
  return g_strndup (cn, strcspn (cn, ","));
}

/* "TLSv1.3" → "TLS 1.3" */
static char *
shown_version (const char *version)
{
  if (version != NULL && g_str_has_prefix (version, "TLSv"))
    return g_strconcat ("TLS ", version + strlen ("TLSv"), NULL);
  return g_strdup (version != NULL ? version : "TLS");
}

static char *
shown_day (GDateTime *when)
{
  return when != NULL ? g_date_time_format (when, "%Y-%m-%d") : g_strdup ("?");
}

static gboolean
ends_soon (GDateTime *when)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());

  return when != NULL && g_date_time_difference (when, now) < WARN_DAYS * G_TIME_SPAN_DAY;
}

static void
append_line (GString *text, const char *title, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", title, value);
}

static void
append_certificate (GString *text, const HttpTls *tls)
{
  g_autofree char *until = shown_day (tls->not_after);

  append_line (text, _ ("Certificate"), tls->subject != NULL ? tls->subject : "?");
  append_line (text, _ ("Names"), tls->names);
  append_line (text, _ ("Issued by"), tls->issuer);
  append_line (text, _ ("Valid until"), until);
  append_line (text, "SHA-256", tls->fingerprint);
}

/* The server's certificate, and the authorities that were chosen for it, each with its fingerprint.
 */
static char *
describe (const HttpTls *tls, const GPtrArray *authorities)
{
  GString *text = g_string_new (NULL);

  append_certificate (text, tls);
  g_string_append_printf (text, "\n%s",
                          authorities->len > 0
                              ? _ ("Trusted by the private authority that was chosen for it.")
                              : _ ("Trusted by an authority that this computer trusts."));
  for (guint i = 0; i < authorities->len; i++) {
    g_string_append_c (text, '\n');
    append_certificate (text, authorities->pdata[i]);
  }
  return g_string_free (text, FALSE);
}

static ChecksResult *
warn (const char *format, const char *day, const char *remedy, const char *detail)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", -1);
  g_autofree char *seen = g_strjoinv (day, parts);

  return checks_result_new (CHECKS_WARNING, seen, remedy, detail);
}

static ChecksResult *
describe_tls (const HttpTls *tls, const char *ca_pem)
{
  g_autoptr (GPtrArray) authorities =
      http_tls_read_all (ca_pem != NULL ? ca_pem : "", MOST_AUTHORITIES);
  g_autofree char *issuer = common_name (tls->issuer);
  g_autofree char *until = shown_day (tls->not_after);
  g_autofree char *detail = describe (tls, authorities);
  g_autofree char *version = shown_version (tls->version);
  g_autofree char *seen = NULL;

  if (ends_soon (tls->not_after))
    return warn (_ ("The certificate expires soon, on %s."), until,
                 _ ("Renew it before that day: New-ExchangeCertificate, then "
                    "Enable-ExchangeCertificate -Services IIS."),
                 detail);
  if (authorities->len == 1 && ends_soon (((const HttpTls *) authorities->pdata[0])->not_after)) {
    g_autofree char *day = shown_day (((const HttpTls *) authorities->pdata[0])->not_after);

    return warn (
        _ ("The private authority’s own certificate expires soon, on %s."), day,
        _ ("Renew it before that day, and choose the new one as a PEM file in Connection."),
        detail);
  }

  /* Translators: "TLS 1.3; certificate by Corp CA, valid until 2027-03-01." */
  seen = g_strdup_printf (_ ("%s; certificate by %s, valid until %s."), version, issuer, until);
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

/* With the facts of the certificate that was refused. */
static ChecksResult *
describe_refused (EwsChecks *checks, BaseCall *call, const GError *error)
{
  ChecksResult *result = checks_result_new_error (CHECKS_FAILED, error);
  g_autoptr (HttpTls) shown = NULL;

  if (g_error_matches (error, BASE_ERROR, BASE_ERROR_TLS))
    shown = http_tls_look (call, checks->server->host, checks->port);
  if (shown != NULL) {
    GString *text = g_string_new (NULL);

    append_certificate (text, shown);
    result->detail = g_string_free (text, FALSE); /* nobody else has it yet */
  }
  return result;
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
    return describe_refused (checks, call, error);

  now = base_clock_now (base_clock_system ());
  checks->has_skew = http_reply_skew_s (reply, now, &checks->skew_s);
  return describe_tls (reply->tls, server->http.ca_pem);
}
