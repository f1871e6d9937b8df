/* test-explain.c - every code has a sentence and every reason that a room gives has words of its
 * own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-commands.h"
#include "session-explain.h"

#include <gio/gio.h>
#include <string.h>

static void
test_codes (void)
{
  for (int code = BASE_ERROR_OFFLINE; code <= BASE_ERROR_STORE; code++) {
    const BaseErrorFacts facts = {
      .http_status = 500, .server_code = "ErrorX", .request_id = "id-1", .host = "mail.example"
    };
    g_autoptr (GError) error = NULL;
    g_autofree char *sentence = NULL;
    g_autofree char *detail = NULL;

    base_error_set_facts (&error, (BaseErrorCode) code, &facts, "raw words");
    sentence = session_explain (error);
    detail = session_detail (error);
    g_test_message ("%s: %s", base_error_name (error), sentence);
    g_assert_cmpstr (sentence, !=, "raw words");
    g_assert_nonnull (g_strrstr (detail, "raw words"));
    g_assert_nonnull (g_strrstr (detail, "ErrorX"));
    g_assert_nonnull (g_strrstr (detail, "id-1"));
  }
}

/* Reasons, each with what its remedy must name. */
typedef struct
{
  const char *reason;
  BaseErrorCode code;
  const char *names;
} Row;

static const Row directory[] = {
  { "no-directory", BASE_ERROR_UNSUPPORTED, "--directory" },
  { "directory-no-dns", BASE_ERROR_OFFLINE, "nslookup -type=SRV _ldap._tcp.dc._msdcs.DOMAIN" },
  { "directory-no-controller", BASE_ERROR_OFFLINE, "389" },
  { "directory-timed-out", BASE_ERROR_OFFLINE, "another controller" },
  { "directory-closed", BASE_ERROR_OFFLINE, "Directory Service" },
  { "no-kdc", BASE_ERROR_OFFLINE, "nslookup -type=SRV _kerberos._tcp.DOMAIN" },
  { "tls-expired", BASE_ERROR_TLS, "certlm.msc" },
  { "tls-name", BASE_ERROR_TLS, "name in its certificate" },
  { "tls-unknown-ca", BASE_ERROR_TLS, "--directory-ca" },
  { "tls-self-signed", BASE_ERROR_TLS, "PEM" },
  { "tls-not-yet-valid", BASE_ERROR_TLS, "clock" },
  { "tls-none", BASE_ERROR_TLS, "636" },
  { "tls-bad-ca", BASE_ERROR_TLS, "PEM" },
  { "no-password", BASE_ERROR_AUTH, "kinit" },
  { "no-ticket", BASE_ERROR_AUTH, "kinit" },
  { "directory-refused", BASE_ERROR_AUTH, "ann@corp.example" },
  { "account-disabled", BASE_ERROR_AUTH, "ann@corp.example\"' | Enable-ADAccount" },
  { "account-expired", BASE_ERROR_AUTH, "Clear-ADAccountExpiration" },
  { "account-locked", BASE_ERROR_AUTH, "Unlock-ADAccount" },
  { "account-unusable", BASE_ERROR_AUTH, "LockedOut" },
  { "password-expired", BASE_ERROR_AUTH, "ann@corp.example" },
  { "password-change", BASE_ERROR_AUTH, "ann@corp.example" },
  { "logon-hours", BASE_ERROR_AUTH, "Logon Hours" },
  { "logon-workstation", BASE_ERROR_AUTH, "Log On To" },
  { "needs-sign-in", BASE_ERROR_AUTH, "Kerberos" },
  { "unknown-account", BASE_ERROR_AUTH, "Get-ADUser" },
  { "clock-skew", BASE_ERROR_AUTH, "timedatectl" },
  { "wrong-realm", BASE_ERROR_AUTH, "klist" },
  { "no-service-ticket", BASE_ERROR_AUTH, "setspn -L" },
  { "channel-binding", BASE_ERROR_AUTH, "LdapEnforceChannelBinding" },
  { "signing-required", BASE_ERROR_AUTH, "LDAPServerIntegrity" },
  { "mechanism-missing", BASE_ERROR_AUTH, "--directory-auth simple" },
  { "directory-no-right", BASE_ERROR_FORBIDDEN, "dsacls" },
  { "location-gone", BASE_ERROR_NOT_FOUND, "absentiactl locations" },
  { "not-ad", BASE_ERROR_UNSUPPORTED, "port" },
  { "wrong-domain", BASE_ERROR_UNSUPPORTED, "nslookup" },
  { "directory-busy", BASE_ERROR_BUSY, "again" },
  { "directory-size-limit", BASE_ERROR_PROTOCOL, "MaxPageSize" },
  { "directory-time-limit", BASE_ERROR_PROTOCOL, "MaxQueryDuration" },
  { "directory-answer", BASE_ERROR_PROTOCOL, "report" },
  { "bad-name", BASE_ERROR_REJECTED, "256" },
};

static const Row powershell[] = {
  { "powershell-answer", BASE_ERROR_PROTOCOL, "report" },
  { "powershell-refused", BASE_ERROR_AUTH, "ann@corp.example\" -RemotePowerShellEnabled" },
  { "powershell-not-allowed", BASE_ERROR_FORBIDDEN, "ann@corp.example\" -RemotePowerShellEnabled" },
  { "powershell-no-cmdlet", BASE_ERROR_FORBIDDEN, "-Member \"ann@corp.example\"" },
  { "powershell-no-object", BASE_ERROR_NOT_FOUND, "Get-Recipient" },
  { "powershell-not-there", BASE_ERROR_UNSUPPORTED, "Get-PowerShellVirtualDirectory" },
  { "powershell-kerberos", BASE_ERROR_UNSUPPORTED, "kinit" },
  { "powershell-no-method", BASE_ERROR_UNSUPPORTED, "-BasicAuthentication $true" },
  { "powershell-other", BASE_ERROR_UNSUPPORTED, "5985" },
  { "powershell-redirect", BASE_ERROR_UNSUPPORTED, "details" },
  { "powershell-shells", BASE_ERROR_THROTTLED, "PowerShellMaxConcurrency" },
  { "powershell-quota", BASE_ERROR_THROTTLED, "Wait" },
  { "powershell-stopped", BASE_ERROR_BUSY, "Start-WebAppPool" },
  { "powershell-shell-lost", BASE_ERROR_BUSY, "load balancer" },
  { "powershell-quiet", BASE_ERROR_BUSY, "again" },
  { "powershell-busy", BASE_ERROR_BUSY, "again" },
  { "powershell-error", BASE_ERROR_REJECTED, "details" },
  { "powershell-asks-back", BASE_ERROR_REJECTED, "Exchange Management Shell" },
  { "powershell-command", BASE_ERROR_REJECTED, "details" },
  { "no-host-ticket", BASE_ERROR_AUTH, "setspn -L" },
  { "server-unproven", BASE_ERROR_AUTH, "setspn -Q" },
  { "no-ntlm", BASE_ERROR_AUTH, "gss-ntlmssp" },
  { "ntlm-refused", BASE_ERROR_AUTH, "gss-ntlmssp" },
  { "sealed-refused", BASE_ERROR_AUTH, "klist" },
  { "sealed-body", BASE_ERROR_PROTOCOL, "again" },
};

static const Row impersonation[] = {
  { "impersonation-no-role", BASE_ERROR_FORBIDDEN, "-User \"ann@corp.example\"" },
  { "impersonation-role-off", BASE_ERROR_FORBIDDEN, "\"Absentia\" -Enabled $true" },
  { "impersonation-scope", BASE_ERROR_FORBIDDEN,
    "\"Absentia\" -RecipientRelativeWriteScopeType Organization" },
  { "impersonation-not-yet", BASE_ERROR_FORBIDDEN, "Restart-WebAppPool" },
};

static void
check_rows (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++) {
    const BaseErrorFacts facts = { .reason = rows[i].reason,
                                   .account = "ann@corp.example",
                                   .object = "Absentia" };
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) bare = NULL;
    g_autofree char *sentence = NULL;
    g_autofree char *general = NULL;
    g_autofree char *remedy = NULL;

    base_error_set_facts (&error, rows[i].code, &facts, "raw words");
    base_error_set (&bare, rows[i].code, "raw words");
    sentence = session_explain (error);
    general = session_explain (bare);
    remedy = session_remedy (error);
    g_test_message ("%s: %s → %s", rows[i].reason, sentence, remedy);
    g_assert_cmpstr (sentence, !=, general);
    g_assert_true (g_str_has_suffix (sentence, "."));
    g_assert_nonnull (g_strstr_len (remedy, -1, rows[i].names));
    g_assert_null (g_strstr_len (remedy, -1, "{"));
  }
}

static void
test_directory (void)
{
  check_rows (directory, G_N_ELEMENTS (directory));
}

static void
test_powershell (void)
{
  check_rows (powershell, G_N_ELEMENTS (powershell));
}

static void
test_impersonation (void)
{
  check_rows (impersonation, G_N_ELEMENTS (impersonation));
}

/* A command that can be copied, where the error knows the host. */
static void
test_host (void)
{
  const BaseErrorFacts facts = { .reason = "directory-no-dns", .host = "corp.example" };
  g_autoptr (GError) error = NULL;
  g_autofree char *remedy = NULL;

  base_error_set_facts (&error, BASE_ERROR_OFFLINE, &facts, "raw");
  remedy = session_remedy (error);
  g_assert_nonnull (g_strrstr (remedy, "-type=SRV _ldap._tcp.dc._msdcs.corp.example;"));
  g_assert_null (g_strrstr (remedy, "{"));
}

/* The domain's own sentence is what a person reads. */
static void
test_own_sentence (void)
{
  const BaseErrorFacts facts = { .reason = "end-in-past" };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  base_error_set_facts (&error, BASE_ERROR_REJECTED, &facts, "The end is in the past.");
  sentence = session_explain (error);
  g_assert_cmpstr (sentence, ==, "The end is in the past.");
}

static void
test_reason_before_code (void)
{
  const BaseErrorFacts facts = { .reason = "tls-expired" };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *remedy = NULL;

  base_error_set_facts (&error, BASE_ERROR_TLS, &facts, "raw");
  sentence = session_explain (error);
  remedy = session_remedy (error);
  g_assert_nonnull (g_strrstr (sentence, "expired"));
  g_assert_nonnull (g_strrstr (remedy, "New-ExchangeCertificate"));
}

/* Commands name the account. */
static void
test_account (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *remedy = NULL;
  g_autofree char *anybody = NULL;

  base_error_set (&error, BASE_ERROR_FORBIDDEN, "raw");
  anybody = session_remedy (error);
  base_error_set_account (error, "svc@corp.example");
  remedy = session_remedy (error);
  g_assert_nonnull (
      g_strrstr (remedy, "-Role ApplicationImpersonation -User \"svc@corp.example\""));
  g_assert_nonnull (g_strrstr (anybody, "<account>"));
  g_assert_null (g_strrstr (anybody, "%s"));
}

/* No account's name, however odd, ends the text that it stands in. */
static void
test_quoting (void)
{
  static const struct
  {
    const char *reason;
    const char *account;
    const char *holds;
  } rows_of[] = {
    { "account-disabled", "o'brien@corp.example",
      "'UserPrincipalName -eq \"o''brien@corp.example\"' | Enable-ADAccount" },
    { "account-disabled", "o\u2019brien@corp.example",
      "-eq \"o\u2019\u2019brien@corp.example\"' |" },
    { "account-disabled", "a' | Remove-Mailbox -Identity 'b",
      "\"a'' | Remove-Mailbox -Identity ''b\"'" },
    { "impersonation-no-role", "a\"; Remove-Mailbox \"b", "-User \"a`\"; Remove-Mailbox `\"b\"." },
    { "impersonation-no-role", "$(calc)`@corp.example", "-User \"`$(calc)``@corp.example\"" },
    { "impersonation-no-role", "a\u201d\u201eb", "-User \"a`\u201d`\u201eb\"" },
    { "impersonation-no-role", "o'brien@corp.example", "-User \"o'brien@corp.example\"" },
    { "password-expired", "o'brien@corp.example", "password for o'brien@corp.example," },
    { "impersonation-no-role", "{OBJECT}%s", "-User \"{OBJECT}%s\"" },
    { "impersonation-no-role", "a\nb", "-User \"a b\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows_of); i++) {
    const BaseErrorFacts facts = { .reason = rows_of[i].reason, .account = rows_of[i].account };
    g_autoptr (GError) error = NULL;
    g_autofree char *remedy = NULL;

    base_error_set_facts (&error, BASE_ERROR_FORBIDDEN, &facts, "raw");
    remedy = session_remedy (error);
    g_test_message ("%s", remedy);
    g_assert_nonnull (strstr (remedy, rows_of[i].holds));
  }
}

/* The two signs that begin a text in a cmdlet stand nowhere else in a remedy. */
static void
test_balance (void)
{
  const struct
  {
    const Row *rows;
    guint n;
  } tables[] = { { directory, G_N_ELEMENTS (directory) },
                 { powershell, G_N_ELEMENTS (powershell) },
                 { impersonation, G_N_ELEMENTS (impersonation) } };

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (guint i = 0; i < tables[t].n; i++) {
      const BaseErrorFacts facts = { .reason = tables[t].rows[i].reason, .account = "a" };
      g_autoptr (GError) error = NULL;
      g_autofree char *remedy = NULL;
      char open = 0;

      base_error_set_facts (&error, BASE_ERROR_FORBIDDEN, &facts, "raw");
      remedy = session_remedy (error);
      for (const char *c = remedy; *c != '\0'; c++)
        if (open == 0 && (*c == '\'' || *c == '"'))
          open = *c;
        else if (*c == open)
          open = 0;
      g_test_message ("%s", remedy);
      g_assert_cmpint (open, ==, 0);
    }
}

static void
test_commands (void)
{
  static const struct
  {
    const char *remedy;
    const char *commands; /* with line feeds between them */
  } rows_of[] = {
    { NULL, "" },
    { "Check the clock.", "" },
    { "Grant it: New-ManagementRoleAssignment -Name \"Absentia\" -Role ApplicationImpersonation "
      "-User \"a.b@c.example\"; if there is one with a scope, check it.",
      "New-ManagementRoleAssignment -Name \"Absentia\" -Role ApplicationImpersonation -User "
      "\"a.b@c.example\"" },
    { "Enable it: Get-ADUser -Filter 'UserPrincipalName -eq \"o''brien@c.d\"' | Enable-ADAccount.",
      "Get-ADUser -Filter 'UserPrincipalName -eq \"o''brien@c.d\"' | Enable-ADAccount" },
    { "Renew it: New-ExchangeCertificate, then Enable-ExchangeCertificate -Services IIS; on a "
      "controller",
      "New-ExchangeCertificate\nEnable-ExchangeCertificate -Services IIS" },
    { "Allow it: Set-OrganizationConfig -EwsEnabled $true, or -EwsAllowList @{Add=\"Absentia/*\"} "
      "where a list is enforced; for the account, Set-CASMailbox \"x\" -EwsEnabled $true.",
      "Set-OrganizationConfig -EwsEnabled $true\nSet-CASMailbox \"x\" -EwsEnabled $true" },
    { "Get-WebServicesVirtualDirectory | Format-List InternalUrl,ExternalUrl shows it.",
      "Get-WebServicesVirtualDirectory | Format-List InternalUrl,ExternalUrl" },
    { "Start it there: Start-WebAppPool MSExchangePowerShellFrontEndAppPool; and Other.",
      "Start-WebAppPool MSExchangePowerShellFrontEndAppPool" },
    { "Get-ADUser -Filter 'a' -Properties LockedOut,AccountExpirationDate; then Enable-ADAccount, "
      "Clear-ADAccountExpiration or Unlock-ADAccount.",
      "Get-ADUser -Filter 'a' -Properties LockedOut,AccountExpirationDate\nEnable-ADAccount\n"
      "Clear-ADAccountExpiration\nUnlock-ADAccount" },
    { "Set-PowerShellVirtualDirectory -Identity \"SERVER\\PowerShell (Default Web Site)\" "
      "-BasicAuthentication $true. The program works without it.",
      "Set-PowerShellVirtualDirectory -Identity \"SERVER\\PowerShell (Default Web Site)\" "
      "-BasicAuthentication $true" },
    { "Set-User -User \"a`\"b; c\" -On. Set it", "Set-User -User \"a`\"b; c\" -On" },
    { "timedatectl set-ntp true", "" },
    { "Wide-Angle lenses Re-Set-Mailbox", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows_of); i++) {
    g_auto (GStrv) commands = session_commands (rows_of[i].remedy);
    g_autofree char *all = g_strjoinv ("\n", commands);

    g_assert_cmpstr (all, ==, rows_of[i].commands);
  }
}

/* What a server says is shown, but cannot draw on a terminal. */
static void
test_hostile_words (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "a\x1b[31mb\nc");
  g_autofree char *sentence = session_explain (error);
  g_autofree char *detail = session_detail (error);

  g_assert_null (g_strrstr (sentence, "\x1b"));
  g_assert_null (g_strrstr (detail, "\x1b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/explain/codes", test_codes);
  g_test_add_func ("/session/explain/directory", test_directory);
  g_test_add_func ("/session/explain/host", test_host);
  g_test_add_func ("/session/explain/powershell", test_powershell);
  g_test_add_func ("/session/explain/impersonation", test_impersonation);
  g_test_add_func ("/session/explain/quoting", test_quoting);
  g_test_add_func ("/session/explain/balance", test_balance);
  g_test_add_func ("/session/explain/commands", test_commands);
  g_test_add_func ("/session/explain/own-sentence", test_own_sentence);
  g_test_add_func ("/session/explain/reason-before-code", test_reason_before_code);
  g_test_add_func ("/session/explain/account", test_account);
  g_test_add_func ("/session/explain/hostile-words", test_hostile_words);
  return g_test_run ();
}
