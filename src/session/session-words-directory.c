/* session-words-directory.c - the sentence and the remedy for what a directory says
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words.h"

#include <glib/gi18n-lib.h>

const SessionWords session_words_directory[] = {
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
  { NULL, NULL, NULL },
};
