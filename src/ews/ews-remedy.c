/* ews-remedy.c - a failed step of the verification as a person reads it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-remedy.h"

#include "base-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *reason;
  BaseErrorCode code;
  const char *seen;
  const char *remedy; /* may hold %s: the account */
} Row;

/* By reason; then, for errors without a row of their own, by code. In the remedies, %s is the
 * account's name. */
static const Row rows[] = {
  { "name-not-found", BASE_ERROR_OFFLINE, N_ ("No server of this name was found."),
    N_ ("Check the spelling, and that this computer uses a DNS server that knows the name.") },
  { "refused", BASE_ERROR_OFFLINE, N_ ("The server refuses connections on this port."),
    N_ ("Check the port, and that the web server (IIS) runs.") },
  { "timed-out", BASE_ERROR_OFFLINE, N_ ("The server does not answer."),
    N_ ("Check the address, and whether a firewall lies between.") },
  { "unreachable", BASE_ERROR_OFFLINE, N_ ("There is no way to this server from here."),
    N_ ("Check this computer’s network or VPN connection.") },
  { "closed", BASE_ERROR_OFFLINE, N_ ("The server closed the connection without an answer."),
    N_ ("Check the port, and the log of the load balancer if there is one.") },
  { "tls-expired", BASE_ERROR_TLS, N_ ("The server’s certificate has expired."),
    N_ ("Renew the certificate on the Exchange server: New-ExchangeCertificate, then "
        "Enable-ExchangeCertificate -Services IIS.") },
  { "tls-not-yet-valid", BASE_ERROR_TLS, N_ ("The server’s certificate is not valid yet."),
    N_ ("Check the clocks of this computer and of the server.") },
  { "tls-name", BASE_ERROR_TLS, N_ ("The server’s certificate is for another name."),
    N_ ("Enter the server by a name that its certificate holds, not by an address or an alias.") },
  { "tls-self-signed", BASE_ERROR_TLS, N_ ("The server’s certificate is signed by itself."),
    N_ ("Choose this certificate as the authority’s file (PEM), or give the server one from your "
        "authority.") },
  { "tls-unknown-ca", BASE_ERROR_TLS,
    N_ ("The server’s certificate comes from an authority that is not trusted here."),
    N_ ("Choose your authority’s certificate as a PEM file; on the server, certutil -ca.cert "
        "writes it.") },
  { "tls-bad-ca", BASE_ERROR_TLS, N_ ("The authority’s file holds no usable certificate."),
    N_ ("Choose another file, in PEM form (“-----BEGIN CERTIFICATE-----”).") },
  { "tls-version", BASE_ERROR_TLS, N_ ("The server speaks no version of TLS that is safe."),
    N_ ("Switch on TLS 1.2 in the server’s Windows (SCHANNEL).") },
  { "tls-none", BASE_ERROR_TLS, N_ ("What answers on this port does not speak TLS."),
    N_ ("Check the port: EWS usually answers on 443.") },
  { "not-http", BASE_ERROR_PROTOCOL, N_ ("What answers there is not a web server."),
    N_ ("Check the port in the EWS URL.") },
  { "login-page", BASE_ERROR_PROTOCOL, N_ ("The server leads to a log-in page."),
    N_ ("Use the address of EWS itself; on the server, Get-WebServicesVirtualDirectory | "
        "Format-List InternalUrl,ExternalUrl shows it.") },
  { "not-ews", BASE_ERROR_PROTOCOL, N_ ("There is no Exchange Web Service at this address."),
    N_ ("Check the path; it usually is /EWS/Exchange.asmx.") },
  { "not-exchange", BASE_ERROR_PROTOCOL, N_ ("A web page answers instead of Exchange."),
    N_ ("Check the server’s name and the EWS URL.") },
  { "redirect", BASE_ERROR_WRONG_SERVER, N_ ("The server sends us to another address."),
    N_ ("If the address in the details is right, enter it as the EWS URL; it is never followed by "
        "itself.") },
  { "ews-forbidden", BASE_ERROR_FORBIDDEN, N_ ("The server does not let this program in."),
    N_ ("Allow it: Set-OrganizationConfig -EwsEnabled $true, or -EwsAllowList "
        "@{Add=\"Absentia/*\"} where a list is enforced; for the account, Set-CASMailbox \"%s\" "
        "-EwsEnabled $true.") },
  { "no-password", BASE_ERROR_AUTH, N_ ("The server wants a password, and there is none."),
    N_ ("Enter the password of %s, or get a Kerberos ticket with kinit.") },
  { "no-ticket", BASE_ERROR_AUTH, N_ ("There is no valid Kerberos ticket on this computer."),
    N_ ("Get one with kinit %s, or choose another way to log in.") },
  { "no-method", BASE_ERROR_UNSUPPORTED,
    N_ ("The server offers no way to log in that works from here."),
    N_ ("Switch one on: Set-WebServicesVirtualDirectory -Identity \"SERVER\\EWS (Default Web "
        "Site)\" -BasicAuthentication $true; or get a Kerberos ticket with kinit.") },
  { "account-disabled", BASE_ERROR_AUTH, N_ ("The account is disabled."),
    N_ ("Enable it: Enable-ADAccount \"%s\".") },
  { "password-expired", BASE_ERROR_AUTH, N_ ("The account’s password has expired."),
    N_ ("Set a new password for %s, then enter it here.") },
  { "password-change", BASE_ERROR_AUTH, N_ ("The account must change its password first."),
    N_ ("Log in as %s once and change it, then enter it here.") },
  { "impersonation-denied", BASE_ERROR_FORBIDDEN,
    N_ ("The account may not act for the test mailbox."),
    N_ ("Grant the right: New-ManagementRoleAssignment -Name \"Absentia\" -Role "
        "ApplicationImpersonation -User \"%s\"; if there is one with a scope, check that the scope "
        "holds this mailbox. It may take an hour to take effect.") },
  { "access-denied", BASE_ERROR_FORBIDDEN, N_ ("The server denies access to the test mailbox."),
    N_ ("Grant the right: New-ManagementRoleAssignment -Name \"Absentia\" -Role "
        "ApplicationImpersonation -User \"%s\".") },
  { "no-mailbox", BASE_ERROR_NOT_FOUND, N_ ("There is no such mailbox on this server."),
    N_ ("Check the address of the test mailbox (Get-Mailbox); it may have moved to the cloud.") },
  { "moving", BASE_ERROR_BUSY, N_ ("The mailbox is being moved."),
    N_ ("Wait until the move has ended, or choose another test mailbox.") },
  { NULL, BASE_ERROR_OFFLINE, N_ ("The server cannot be reached."), NULL },
  { NULL, BASE_ERROR_TLS, N_ ("The connection cannot be made safe."), NULL },
  { NULL, BASE_ERROR_AUTH, N_ ("The server refused the user name or the password."),
    N_ ("Enter the password of %s again. If it is right: the account may be locked or disabled, "
        "this way to log in may be switched off (Set-WebServicesVirtualDirectory), or Extended "
        "Protection may be set to Require. It was tried once only, so that the account is not "
        "locked.") },
  { NULL, BASE_ERROR_FORBIDDEN, N_ ("The server does not allow this."), NULL },
  { NULL, BASE_ERROR_NOT_FOUND, N_ ("The server does not know this."), NULL },
  { NULL, BASE_ERROR_WRONG_SERVER, N_ ("Another server is responsible."), NULL },
  { NULL, BASE_ERROR_THROTTLED, N_ ("The server limits how fast it may be asked."),
    N_ ("Wait some minutes. For large organisations give the account a policy of its own: "
        "New-ThrottlingPolicy and Set-ThrottlingPolicyAssociation \"%s\".") },
  { NULL, BASE_ERROR_BUSY, N_ ("The server is busy or has a passing fault."),
    N_ ("Try again in some minutes.") },
  { NULL, BASE_ERROR_REJECTED, N_ ("The server refused the request."), NULL },
  { NULL, BASE_ERROR_UNSUPPORTED, N_ ("The server cannot do this."), NULL },
  { NULL, BASE_ERROR_PROTOCOL, N_ ("The answer was not understood."),
    N_ ("Check that the address is Exchange’s.") },
};

static const Row *
find_row (const GError *error)
{
  const char *reason = base_error_facts (error)->reason;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].reason != NULL ? g_strcmp0 (rows[i].reason, reason) == 0
                               : g_error_matches (error, BASE_ERROR, (int) rows[i].code))
      return &rows[i];
  return NULL;
}

/* The account's name where the remedy has %s; no format function, because translations are no code.
 */
static char *
fill (const char *remedy, const char *account)
{
  g_auto (GStrv) parts = NULL;

  if (remedy == NULL)
    return NULL;

  parts = g_strsplit (_ (remedy), "%s", -1);
  return g_strjoinv (account, parts);
}

static char *
describe (const GError *error)
{
  const BaseErrorFacts *facts = base_error_facts (error);

  if (facts->request_id == NULL)
    return g_strdup (error->message);
  return g_strdup_printf ("%s\nrequest-id: %s", error->message, facts->request_id);
}

ChecksResult *
ews_remedy_failed (const EwsChecks *checks, const GError *error)
{
  const Row *row = find_row (error);
  g_autofree char *detail = describe (error);
  g_autofree char *remedy = NULL;

  if (row == NULL)
    return checks_result_new (CHECKS_FAILED, _ ("This did not work."), NULL, detail);

  remedy = fill (row->remedy, checks->server->profile->admin_upn);
  return checks_result_new (CHECKS_FAILED, _ (row->seen), remedy, detail);
}
