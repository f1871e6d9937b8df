/* session-words.c - the sentence and the remedy for every error
 *
 * Tables by reason, one by code for what has no reason of its own. The reasons are listed in the
 * headers of the rooms that give them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words.h"

#include "base-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

static const SessionWords general[] = {
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
  /* http: Kerberos and NTLM */
  { "server-unproven", N_ ("The server did not prove that the Kerberos ticket was for it."),
    N_ ("See which account holds its name: setspn -Q HTTP/SERVER must find one, the account under "
        "which the web service runs.") },
  { "ntlm-refused", N_ ("The server refused the log-in with NTLM."),
    N_ ("Enter the password of %s again, in Connection. If it is right, the server may require "
        "Extended Protection, for which NTLM needs a package here: apt install gss-ntlmssp; "
        "Kerberos needs none. It was tried once only, so that the account is not locked.") },
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
        "-EwsEnabled $true. If it is to stay closed, cmdlets can do it instead: absentiactl "
        "profile "
        "add NAME --replace --path powershell.") },
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
  { "bad-end", N_ ("That is not where a journal ends."),
    N_ ("Give the number, colon and 64 digits that “absentiactl history --verify” has shown.") },
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
  { "bad-sender", N_ ("This is neither a mail address nor “inside” or “outside”."),
    N_ ("Write who the message comes from, such as ann@fabrikam.example.") },
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
  /* the engine */
  { "engine-busy", N_ ("An engine works already."),
    N_ ("See what it does: absentiactl engine status. Stop it first: absentiactl engine stop.") },
  { "engine-paused", N_ ("The engine is paused."),
    N_ ("Let it go on: absentiactl engine resume.") },
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
  { "store-gone", N_ ("The local database was taken away while the program was using it."),
    N_ ("Put the file absentia.db back where it was and start Absentia again.") },
  { "store-failed", N_ ("The local database cannot be read or written."),
    N_ ("Look at the details: they hold what the system said.") },
  { "plan-changed-meanwhile", N_ ("Somebody else changed the plan meanwhile."),
    N_ ("Look at it as it is now, then do it again.") },
  { "no-simulator", N_ ("The practice range cannot be started."),
    N_ ("Install absentia-sim beside this program; it comes with Absentia.") },
  { "no-profile", N_ ("There is no such connection."),
    N_ ("Set one up with Connection, or “absentiactl profile add”.") },
  { NULL, NULL, NULL },
};

static const SessionWords *const by_reason[] = { general,
                                                 session_words_beside,
                                                 session_words_directory,
                                                 session_words_doctor,
                                                 session_words_login,
                                                 session_words_mail,
                                                 session_words_online,
                                                 session_words_powershell };

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
    N_ ("Check the address (Get-Mailbox); the mailbox may have been deleted, or have moved to "
        "another server or to the cloud.") },
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
    for (const SessionWords *row = by_reason[i]; row->key != NULL; row++)
      if (g_str_equal (row->key, reason))
        return row;
  for (guint i = 0; i < G_N_ELEMENTS (by_code); i++)
    if (g_str_equal (by_code[i].key, name))
      return &by_code[i];
  return NULL;
}
