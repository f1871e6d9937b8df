/* session-words-powershell.c - the sentence and the remedy for what PowerShell says
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words.h"

#include <glib/gi18n-lib.h>

const SessionWords session_words_powershell[] = {
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
    N_ ("See where it is: Get-PowerShellVirtualDirectory. The program needs it only where the web "
        "service is closed.") },
  { "powershell-kerberos", N_ ("The PowerShell console takes nothing but Kerberos here."),
    N_ ("Get a ticket with kinit; or let it take a password over https: "
        "Set-PowerShellVirtualDirectory -Identity "
        "\"SERVER\\PowerShell (Default Web Site)\" -BasicAuthentication $true. The program needs "
        "it only where the web service is closed.") },
  { "powershell-no-method",
    N_ ("The PowerShell console offers no way to log in that this computer can use."),
    N_ ("Let it take a password over https: Set-PowerShellVirtualDirectory -Identity "
        "\"SERVER\\PowerShell (Default Web "
        "Site)\" -BasicAuthentication $true. The program needs it only where the web service is "
        "closed.") },
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
  { "powershell-scope", N_ ("The account’s roles do not reach this mailbox."),
    N_ ("See how far they reach: Get-ManagementRoleAssignment -RoleAssignee \"%s\" | Format-List "
        "Role,RecipientWriteScope,CustomRecipientWriteScope.") },
  /* cmdlets */
  { "cmdlets-no-role", N_ ("The account has no role that lets it read and set automatic replies."),
    N_ ("Give it one: New-ManagementRoleAssignment -Role \"Mail Recipients\" -User \"%s\".") },
  { "cmdlets-people", N_ ("People cannot be listed by cmdlets."),
    N_ ("Name the directory in the connection: the people come from there.") },
  { "cmdlets-zone", N_ ("The server tells a time without saying of which zone it is."),
    N_ ("Use the web service for this mailbox; and please report this with the details.") },
  { NULL, NULL, NULL },
};
