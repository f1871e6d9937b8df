/* session-words.c - the sentence and the remedy for every error
 *
 * One table by reason, one by code for what has no reason of its own. The reasons are listed in the
 * headers of the rooms that give them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words.h"

#include "base-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

static const SessionWords by_reason[] = {
  /* http: reaching the server */
  { "name-not-found", N_ ("No server of that name was found."),
    N_ ("Check the spelling of the server’s name, and that this computer’s DNS knows it.") },
  { "refused", N_ ("The server refused the connection."),
    N_ ("Check the port, and that the web service (IIS) runs on the server.") },
  { "timed-out", N_ ("The server did not answer in time."),
    N_ ("Check that no firewall stands between, then try again.") },
  { "unreachable", N_ ("There is no way to the server from here."),
    N_ ("Check this computer’s network connection or VPN.") },
  { "closed", N_ ("The server closed the connection in the middle of the answer."),
    N_ ("Try again; if it stays so, look at the server’s or load balancer’s log.") },
  { "not-http", N_ ("What answers there is not a web server."),
    N_ ("Check the port in the EWS URL.") },
  { "body-too-long", N_ ("The server’s answer is far too long to be one of Exchange’s."),
    N_ ("Check that the EWS URL points to Exchange and not to another service.") },
  { "headers-too-long", N_ ("The server’s answer begins with far too many headers."),
    N_ ("Check that the EWS URL points to Exchange and not to another service.") },
  /* http: certificates */
  { "tls-expired", N_ ("The server’s certificate has expired."),
    N_ ("Renew it. On an Exchange server: New-ExchangeCertificate, then Enable-ExchangeCertificate "
        "-Services IIS; on a domain controller, a new one from your authority (certlm.msc, "
        "Personal). Check this computer’s clock, too.") },
  { "tls-name", N_ ("The server’s certificate was made out for another name."),
    N_ ("Enter the server by the name in its certificate, not by an address or an alias.") },
  { "tls-unknown-ca", N_ ("The authority that issued the server’s certificate is not known here."),
    N_ ("Choose your authority’s certificate as a PEM file in Connection (“absentiactl profile "
        "add” "
        "with --ca, for the directory --directory-ca); on the server, certutil -ca.cert writes "
        "it.") },
  { "tls-self-signed", N_ ("The server’s certificate is signed by itself."),
    N_ ("Install a certificate of your authority, or choose this one as a PEM file in "
        "Connection.") },
  { "tls-not-yet-valid", N_ ("The server’s certificate is not valid yet."),
    N_ ("Check the clocks of this computer and of the server.") },
  { "tls-none", N_ ("What answers on this port does not speak TLS."),
    N_ ("Check the port: Exchange usually answers on 443, a domain controller with a certificate "
        "on 636.") },
  { "tls-bad-ca", N_ ("The private authority’s file holds no usable certificate."),
    N_ ("Choose another file in Connection, in PEM form.") },
  { "tls-version", N_ ("The server speaks only old versions of TLS that are no longer safe."),
    N_ ("Switch on TLS 1.2 in the server’s Windows (SCHANNEL).") },
  /* http and ews: logging in */
  { "no-password", N_ ("There is no password for this connection."),
    N_ ("Enter the password of %s in Connection, or get a Kerberos ticket with kinit.") },
  { "no-method", N_ ("The server offers no way to log in that this computer can use."),
    N_ ("Switch one on: Set-WebServicesVirtualDirectory -Identity \"SERVER\\EWS (Default Web "
        "Site)\" -BasicAuthentication $true; or get a Kerberos ticket with kinit.") },
  { "no-ticket", N_ ("There is no Kerberos ticket on this computer."),
    N_ ("Get one with kinit, or choose another method of authentication in Connection.") },
  { "account-disabled", N_ ("The account is disabled."),
    N_ ("Enable it: Get-ADUser -Filter 'UserPrincipalName -eq \"%s\"' | Enable-ADAccount.") },
  { "password-expired", N_ ("The account’s password has expired."),
    N_ ("Set a new password for %s, then enter it in Connection.") },
  { "password-change", N_ ("The account must change its password first."),
    N_ ("Log in to Windows as %s once and change it, then enter it in Connection.") },
  { "caller-without-mailbox",
    N_ ("The administrator’s account has no mailbox, which this server needs for it."),
    N_ ("Give it one: Enable-Mailbox \"%s\".") },
  /* directory: finding it */
  { "no-directory", N_ ("This connection names no directory (Active Directory)."),
    N_ ("Name one in Connection, or: absentiactl profile add NAME --replace --directory DOMAIN.") },
  { "directory-no-dns", N_ ("DNS knows no domain controller of this domain."),
    N_ ("See whether this computer asks the domain’s DNS server: nslookup -type=SRV "
        "_ldap._tcp.dc._msdcs.{DOMAIN}; or enter a controller’s full name as the directory.") },
  { "directory-no-controller", N_ ("No domain controller answered."),
    N_ ("Check the network or VPN, and that no firewall closes the ports 389 and 636; the details "
        "list who was asked: nc -vz CONTROLLER 389.") },
  { "directory-timed-out", N_ ("The directory did not answer in time."),
    N_ ("Try again; if it stays so, look at the domain controller’s load, or enter another "
        "controller’s name as the directory.") },
  { "directory-closed", N_ ("The domain controller closed the connection."),
    N_ ("Try again; if it stays so, look at the log “Directory Service” on the controller.") },
  { "no-kdc", N_ ("No Kerberos server of this domain answers."),
    N_ ("Check that nslookup -type=SRV _kerberos._tcp.DOMAIN finds one and that port 88 is open; "
        "or "
        "log in with the password over TLS instead (simple).") },
  { "not-ad", N_ ("What answers there is not Active Directory."),
    N_ ("Check the name and the port; only Active Directory can be asked.") },
  { "wrong-domain", N_ ("The server answers for another domain."),
    N_ ("The details name it; nslookup {CONTROLLER} shows where the name leads.") },
  /* directory: logging in */
  { "directory-refused", N_ ("The directory refused the name or the password."),
    N_ ("Enter the password of %s again, in Connection. It was not tried more than twice, so that "
        "the account is not locked.") },
  { "account-expired", N_ ("The account has expired."),
    N_ ("Extend it: Get-ADUser -Filter 'UserPrincipalName -eq \"%s\"' | "
        "Clear-ADAccountExpiration.") },
  { "account-locked", N_ ("The account is locked, after too many wrong passwords."),
    N_ ("Unlock it: Get-ADUser -Filter 'UserPrincipalName -eq \"%s\"' | Unlock-ADAccount.") },
  { "account-unusable",
    N_ ("The account is disabled, expired or locked; Kerberos does not say which."),
    N_ ("See which: Get-ADUser -Filter 'UserPrincipalName -eq \"%s\"' -Properties "
        "LockedOut,AccountExpirationDate; then Enable-ADAccount, Clear-ADAccountExpiration or "
        "Unlock-ADAccount.") },
  { "logon-hours", N_ ("The account may not log in at this time."),
    N_ ("Widen its hours: Active Directory Users and Computers, %s, Account, Logon Hours.") },
  { "logon-workstation", N_ ("The account may log in from certain computers only."),
    N_ ("Allow the domain controllers, too: Active Directory Users and Computers, %s, Account, Log "
        "On To.") },
  { "needs-sign-in", N_ ("This domain wants an account of its own."),
    N_ ("Log in there with an account of that domain when asked; or log in with Kerberos (“auto” "
        "or "
        "“password”), which a trusted domain accepts.") },
  { "unknown-account", N_ ("The directory does not know this account."),
    N_ ("Check the name: Get-ADUser -Filter 'UserPrincipalName -eq \"%s\"' must find it.") },
  { "clock-skew", N_ ("The clocks of this computer and of the domain controller differ too much."),
    N_ ("Set this computer’s: timedatectl set-ntp true; w32tm /resync sets the controller’s. "
        "Kerberos bears five minutes.") },
  { "wrong-realm", N_ ("This domain does not keep the account, or Kerberos cannot find its realm."),
    N_ ("Check what stands behind the @ of %s: Get-ADDomain shows the domain’s DNSRoot, klist "
        "whose "
        "ticket is there.") },
  { "no-service-ticket", N_ ("Kerberos does not know the domain controller by this name."),
    N_ ("Enter the controller by its full DNS name, not by an address or an alias; setspn -L "
        "{CONTROLLER} lists what it may be called.") },
  { "channel-binding", N_ ("The domain controller wants log-ins to be bound to TLS."),
    N_ ("Enter the directory without ldaps://, so that Kerberos signs and seals by itself; or set "
        "LdapEnforceChannelBinding to 1 on the controller.") },
  { "signing-required", N_ ("The domain controller wants signed connections."),
    N_ ("Log in with Kerberos (ticket or password), or give the controller a certificate, so that "
        "it answers on port 636. LDAPServerIntegrity on the controller demands it.") },
  { "mechanism-missing", N_ ("What answers there offers no log-in with Kerberos."),
    N_ ("Log in with the password over TLS instead: “simple” in Connection, or absentiactl profile "
        "add NAME --replace --directory-auth simple.") },
  /* directory: asking */
  { "directory-no-right", N_ ("The account may not read this part of the directory."),
    N_ ("Let it: dsacls \"DISTINGUISHED-NAME\" /G \"%s:GR\"; the details name the place.") },
  { "location-gone", N_ ("There is no such place in the directory."),
    N_ ("“absentiactl locations” lists the domains; the place may have been moved or renamed.") },
  { "directory-busy", N_ ("The domain controller is busy."), N_ ("Try again in some minutes.") },
  { "directory-size-limit", N_ ("The directory does not give out that many results."),
    N_ ("Choose a smaller location or type more of the name; ntdsutil, LDAP policies, MaxPageSize "
        "sets the limit.") },
  { "directory-time-limit", N_ ("The search took longer than the directory allows."),
    N_ ("Choose a smaller location or type more of the name; ntdsutil, LDAP policies, "
        "MaxQueryDuration sets the limit.") },
  { "directory-answer", N_ ("The directory’s answer was not understood."),
    N_ ("Check that the name is a domain controller’s; if it is, please report this with the "
        "details.") },
  { "bad-name", N_ ("This is no name that could be looked up."),
    N_ ("A name has at most 256 characters, and no control characters among them.") },
  /* http: Kerberos and NTLM */
  { "server-unproven", N_ ("The server did not prove that the Kerberos ticket was for it."),
    N_ ("See which account holds its name: setspn -Q HTTP/SERVER must find one, the account under "
        "which the web service runs.") },
  { "no-ntlm", N_ ("This computer’s NTLM and the server do not understand each other."),
    N_ ("Log in with Kerberos: kinit, or Automatic in Connection; or remove the package "
        "gss-ntlmssp, then NTLM goes without it where the server does not require Extended "
        "Protection.") },
  { "no-host-ticket", N_ ("Kerberos does not know the server by this name."),
    N_ ("Enter the server by its own full name, not by an alias or a load balancer’s; setspn -L "
        "SERVER lists what it may be "
        "called.") },
  { "sealed-refused", N_ ("The server refused the Kerberos ticket."),
    N_ ("See with klist whose it is, and get a new one with kinit; check the clocks of both "
        "computers.") },
  { "sealed-body", N_ ("The server’s encrypted answer cannot be read."),
    N_ ("Try again; if it stays so, something between here and the server changes what it says.") },
  /* powershell */
  { "powershell-answer", N_ ("The PowerShell console’s answer was not understood."),
    N_ ("Check that the server is Exchange; if it is, please report this with the details.") },
  { "powershell-refused", N_ ("The PowerShell console refused the name or the password."),
    N_ ("Check that %s may use it: Set-User \"%s\" -RemotePowerShellEnabled $true. It was tried "
        "once only, so that the "
        "account is not locked.") },
  { "powershell-not-allowed", N_ ("The account may not use the PowerShell console."),
    N_ ("Allow it: Set-User \"%s\" -RemotePowerShellEnabled $true; if that is so already, the "
        "virtual directory may accept "
        "certain addresses only.") },
  { "powershell-no-cmdlet",
    N_ ("The account’s roles do not let it ask this, so it cannot be checked here."),
    N_ ("To have it checked: Add-RoleGroupMember \"View-Only Organization Management\" -Member "
        "\"%s\". The program works "
        "without it.") },
  { "powershell-no-object", N_ ("Exchange does not know what was asked for."),
    N_ ("Check the name: Get-Recipient \"%s\".") },
  { "powershell-not-there", N_ ("There is no PowerShell console at this server."),
    N_ ("See where it is: Get-PowerShellVirtualDirectory. The program works without it.") },
  { "powershell-kerberos", N_ ("The PowerShell console takes nothing but Kerberos here."),
    N_ ("Get a ticket with kinit; or let it take a password over https: "
        "Set-PowerShellVirtualDirectory -Identity "
        "\"SERVER\\PowerShell (Default Web Site)\" -BasicAuthentication $true. The program works "
        "without it.") },
  { "powershell-no-method",
    N_ ("The PowerShell console offers no way to log in that this computer can use."),
    N_ ("Let it take a password over https: Set-PowerShellVirtualDirectory -Identity "
        "\"SERVER\\PowerShell (Default Web "
        "Site)\" -BasicAuthentication $true. The program works without it.") },
  { "powershell-other", N_ ("What answers there is Windows’ own PowerShell, not Exchange’s."),
    N_ ("Exchange’s is at /PowerShell on the ports 80 and 443 of the server; ports 5985 and 5986 "
        "are not needed.") },
  { "powershell-redirect", N_ ("The PowerShell console sends us to another address."),
    N_ ("It is never followed by itself: connect to the server that the details name.") },
  { "powershell-shells", N_ ("The account has too many PowerShell consoles open."),
    N_ ("Close other consoles of %s, or wait a quarter of an hour; Get-ThrottlingPolicy shows "
        "PowerShellMaxConcurrency.") },
  { "powershell-quota", N_ ("The PowerShell console is limiting how fast it may be asked."),
    N_ ("Wait some minutes, then try again.") },
  { "powershell-stopped", N_ ("The PowerShell console is stopped on the server."),
    N_ ("Start it there: Start-WebAppPool MSExchangePowerShellFrontEndAppPool; and "
        "MSExchangePowerShellAppPool.") },
  { "powershell-shell-lost", N_ ("The server has forgotten our PowerShell console."),
    N_ ("Try again; if it stays so, connect to one server rather than to a load balancer.") },
  { "powershell-quiet", N_ ("The PowerShell console has nothing to say."),
    N_ ("Try again in some minutes.") },
  { "powershell-busy", N_ ("The PowerShell console is busy."), N_ ("Try again in some minutes.") },
  { "powershell-error", N_ ("Exchange refused it."),
    N_ ("Look at the details: they have Exchange’s own words.") },
  { "powershell-asks-back", N_ ("Exchange asked something back, and nobody is there to answer."),
    N_ ("Run the cmdlet that the details name in the Exchange Management Shell.") },
  { "powershell-command", N_ ("This is nothing that Exchange can be asked for."),
    N_ ("Look at the details.") },
  /* ews: is it Exchange at all */
  { "login-page", N_ ("The server answers with a log-in page instead of the web service."),
    N_ ("Use the address of EWS itself, not of Outlook on the web or a gateway; on the server, "
        "Get-WebServicesVirtualDirectory | Format-List InternalUrl,ExternalUrl shows it.") },
  { "redirect", N_ ("The server sends us to another address."),
    N_ ("If the address in the details is right, enter it as the EWS URL yourself: it is never "
        "followed by itself.") },
  { "not-exchange", N_ ("What answers there is not Exchange."),
    N_ ("Check the server’s name and the EWS URL.") },
  { "not-ews", N_ ("There is no Exchange web service at this address."),
    N_ ("Check the path of the EWS URL; it is usually /EWS/Exchange.asmx.") },
  { "ews-forbidden", N_ ("The server does not let this program use its web service."),
    N_ ("Allow it: Set-OrganizationConfig -EwsEnabled $true, or -EwsAllowList "
        "@{Add=\"Absentia/*\"} where a list is enforced; for the account, Set-CASMailbox \"%s\" "
        "-EwsEnabled $true.") },
  /* session: what EWS and PowerShell together say of a refused impersonation */
  { "impersonation-no-role", N_ ("The account does not have the role that lets it act for others."),
    N_ ("Grant it: New-ManagementRoleAssignment -Name \"Absentia\" -Role ApplicationImpersonation "
        "-User \"%s\". It may take an hour to take effect.") },
  { "impersonation-role-off", N_ ("The role that lets the account act for others is switched off."),
    N_ ("Switch it on: Set-ManagementRoleAssignment \"{OBJECT}\" -Enabled $true. It may take an "
        "hour to take effect.") },
  { "impersonation-scope",
    N_ ("The account may act for others, but the scope of its role leaves this mailbox out."),
    N_ ("See whom it holds: Get-ManagementRoleAssignment \"{OBJECT}\" | Format-List "
        "RecipientWriteScope,CustomRecipientWriteScope. Choose a mailbox in it, change the scope, "
        "or "
        "let the role hold everybody: Set-ManagementRoleAssignment \"{OBJECT}\" "
        "-RecipientRelativeWriteScopeType Organization. It may take an hour to take effect.") },
  { "impersonation-not-yet",
    N_ ("The account has the role for everybody, but the server does not heed it yet."),
    N_ ("Wait up to an hour, or restart the service on the server: Restart-WebAppPool "
        "MSExchangeServicesAppPool.") },
  /* ews: what the server says of a mailbox */
  { "moving", N_ ("The mailbox is being moved to another database."),
    N_ ("Try again when the move has ended.") },
  { "mailbox-in-cloud", N_ ("The mailbox is in Exchange Online, says the directory."),
    N_ ("This server cannot act for it: connect to Exchange Online for it, or move it back "
        "(New-MoveRequest -Outbound).") },
  { "mailbox-elsewhere", N_ ("The mailbox is in another organisation, says the directory."),
    N_ ("Connect to the server of that organisation: Get-MailUser shows the address that mail goes "
        "to (ExternalEmailAddress).") },
  { "person-without-mailbox", N_ ("Whoever has this address has no mailbox, says the directory."),
    N_ ("If they shall have one: Enable-Mailbox, or New-MoveRequest where it is elsewhere.") },
  { "address-of-group", N_ ("This is the address of a group, which has no mailbox."),
    N_ ("Name its members: Get-DistributionGroupMember lists them.") },
  { "other-site", N_ ("The mailbox lives in another site, which this server does not speak for."),
    N_ ("Connect to a server of that site.") },
  { "bad-window", N_ ("The server does not accept this start and end."),
    N_ ("Check the clock of the server: the end must be in its future.") },
  { "reply-missing", N_ ("The server wants a reply inside and outside."),
    N_ ("Write both texts, also when nobody outside gets one.") },
  { "oof-inside-only", N_ ("Exchange lets no reply of this mailbox out of the organisation."),
    N_ ("If they shall: Set-Mailbox -Identity \"{OBJECT}\" -ExternalOofOptions External; if that "
        "is "
        "so already, Set-RemoteDomain -Identity Default -AllowedOOFType External.") },
  { "oof-known-only",
    N_ ("Exchange lets replies of this mailbox out to people in its contacts only."),
    N_ ("If everybody shall get one: Set-Mailbox -Identity \"{OBJECT}\" -ExternalOofOptions "
        "External.") },
  { "rules-quota",
    N_ ("The mailbox has no space left for its rules, which hold the automatic reply."),
    N_ ("Shorten the texts, or raise the quota: Set-Mailbox -RulesQuota 256KB.") },
  /* delivery and oof: what is refused */
  { "changed-meanwhile", N_ ("Somebody changed this reply while you were editing it."),
    N_ ("Look at what the mailbox holds now, then decide again.") },
  { "audience-ceiling", N_ ("The organisation does not let replies out to that audience."),
    N_ ("Choose a smaller audience, or widen it with Set-Mailbox or Set-RemoteDomain.") },
  { "read-back-differs", N_ ("The server took the change, but the mailbox holds something else."),
    N_ ("Read the mailbox again; another program or the person may have changed it at the same "
        "time.") },
  { "schedule-over",
    N_ ("The mailbox holds a schedule that is over, which no server takes a second time."),
    N_ ("Choose a mailbox whose automatic reply is off, on or still to come.") },
  { "proof-put-back",
    N_ ("After writing, the mailbox held something else. What was there before was put back."),
    N_ ("Test it again; another program or the person may have changed it at the same time. The "
        "history (“absentiactl history”) has both states.") },
  { "proof-not-put-back",
    N_ ("After writing, the mailbox held something else, and it could not be put back."),
    N_ ("Look at what the mailbox holds now; the history (“absentiactl history”) has what was "
        "there before.") },
  { "proof-stopped", N_ ("It was stopped while it wrote."),
    N_ ("What was being written is what the mailbox held before. Test it again to be sure.") },
  { "bad-address", N_ ("This is not a mail address."),
    N_ ("Enter an address such as name@example.com.") },
  { "version", N_ ("The server and this program do not agree on a version of the web service."),
    N_ ("Look at the Exchange version of the connection: “Automatic” finds out what the server "
        "understands. A server older than 2010 does not know everything that is asked.") },
  /* autodiscover */
  { "autodiscover-nothing", N_ ("No Exchange server could be found for this address."),
    N_ ("Enter the server’s name yourself; or let the DNS name autodiscover.DOMAIN lead to the "
        "server, or check the service point: Get-ClientAccessService | Format-List "
        "AutoDiscoverServiceInternalUri.") },
  { "dns-silent", N_ ("DNS does not answer."),
    N_ ("Check this computer’s network and its DNS servers.") },
  { "autodiscover-circle",
    N_ ("The way to the server leads from redirect to redirect without an end."),
    N_ ("Enter the server’s name yourself; whoever looks after the hosts of the domain has to end "
        "the "
        "redirects. The steps below name them.") },
  { "autodiscover-unconfirmed", N_ ("The way to the server leads to a host outside the domain."),
    N_ ("Look at the host in the details: when it is yours or your provider’s, confirm it; the "
        "password was not sent there.") },
  { "autodiscover-cloud", N_ ("This mailbox is in Exchange Online."),
    N_ ("Connect with the address of a mailbox that is on premises, or enter the server’s name "
        "yourself.") },
  /* keyring */
  { "keyring-none", N_ ("No keyring answers on this computer."),
    N_ ("Start a keyring (GNOME Keyring, KWallet or KeePassXC with Secret Service) in this "
        "session.") },
  { "keyring-empty", N_ ("There is no keyring yet."),
    N_ ("You will be asked for the password of a new one when the password is to be kept.") },
  { "keyring-locked", N_ ("The keyring is locked."), N_ ("Unlock it, then try again.") },
  { "keyring-dismissed", N_ ("The keyring was not unlocked."),
    N_ ("Try again and enter the keyring’s password when asked.") },
  { "keyring-failed", N_ ("The keyring could not do it."),
    N_ ("Look into the keyring’s manager, then try again.") },
  /* store */
  { "store-locked", N_ ("The local database is in use by another program."),
    N_ ("Close other windows of Absentia that hang, then try again.") },
  { "store-corrupt", N_ ("The local database is damaged."),
    N_ ("Move the file absentia.db away (keep it) and start again; connections must be set up "
        "anew.") },
  { "store-read-only", N_ ("The local database cannot be written."),
    N_ ("Check the owner and the rights of the folder ~/.local/share/absentia.") },
  { "store-newer", N_ ("The local database belongs to a newer version of this program."),
    N_ ("Update Absentia; the database was left as it is.") },
  { "store-full", N_ ("There is no space left for the local database."),
    N_ ("Make room on the disk, then try again.") },
  { "no-simulator", N_ ("The practice range cannot be started."),
    N_ ("Install absentia-sim beside this program; it comes with Absentia.") },
  { "no-profile", N_ ("There is no such connection."),
    N_ ("Set one up with Connection, or “absentiactl profile add”.") },
};

static const SessionWords by_code[] = {
  { "OFFLINE", N_ ("The server cannot be reached."), N_ ("Check the network, then try again.") },
  { "TLS", N_ ("The connection to the server cannot be made safe."),
    N_ ("Look at the details, and at the server’s certificate.") },
  { "AUTH", N_ ("The server refused the name or the password."),
    N_ ("Enter the password of %s again, in Connection. If it is right, the account may be "
        "locked, this way to log in may be switched off (Set-WebServicesVirtualDirectory), or "
        "Extended Protection may be set to Require. It was tried once only, so that the account is "
        "not locked.") },
  { "FORBIDDEN", N_ ("The account has no right to act for this mailbox."),
    N_ ("Grant it: New-ManagementRoleAssignment -Name \"Absentia\" -Role ApplicationImpersonation "
        "-User \"%s\"; if there is one with a scope, check that the scope holds this mailbox. It "
        "may take an hour to take effect.") },
  { "NOT_FOUND", N_ ("There is no mailbox of this address on this server."),
    N_ ("Check the address (Get-Mailbox); the mailbox may have moved to another server or to the "
        "cloud.") },
  { "WRONG_SERVER", N_ ("The mailbox lives on another server."),
    N_ ("Connect to the server that holds it.") },
  { "THROTTLED", N_ ("The server is limiting how fast it may be asked."),
    N_ ("Wait some minutes. For large organisations give the account a policy of its own: "
        "New-ThrottlingPolicy and Set-ThrottlingPolicyAssociation \"%s\".") },
  { "BUSY", N_ ("The server is busy or has a passing fault."), N_ ("Try again in some minutes.") },
  { "REJECTED", N_ ("The value was refused."), NULL },
  { "UNSUPPORTED", N_ ("This server cannot do that."), NULL },
  { "PROTOCOL", N_ ("The server’s answer was not understood."),
    N_ ("Check that the address is Exchange’s; if it is, please report this with the details.") },
  { "STORE", N_ ("The local database or the keyring failed."), N_ ("Look at the details.") },
  { "CANCELLED", N_ ("Cancelled."), NULL },
};

const SessionWords *
session_words_find (const GError *error)
{
  const char *reason = base_error_facts (error)->reason;
  const char *name = base_error_name (error);

  for (guint i = 0; reason != NULL && i < G_N_ELEMENTS (by_reason); i++)
    if (g_str_equal (by_reason[i].key, reason))
      return &by_reason[i];
  for (guint i = 0; i < G_N_ELEMENTS (by_code); i++)
    if (g_str_equal (by_code[i].key, name))
      return &by_code[i];
  return NULL;
}
