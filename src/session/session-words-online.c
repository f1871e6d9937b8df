/* session-words-online.c - the sentences and remedies for what Microsoft 365 says
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words.h"

#include <glib/gi18n-lib.h>

const SessionWords session_words_online[] = {
  /* graph: what it says of the application */
  { "graph-token-refused", N_ ("Microsoft Graph refused the application’s token."),
    N_ ("Check that the cloud and the tenant are the right ones, and this computer’s clock: "
        "timedatectl.") },
  { "online-scope", N_ ("The application has no right to act for this mailbox."),
    N_ ("Grant the permission MailboxSettings.ReadWrite to the application %s and consent to it; "
        "where its right has a scope, check that the mailbox is in it: "
        "Test-ServicePrincipalAuthorization \"%s\" -Resource \"{OBJECT}\". It may take two hours "
        "to take effect.") },
  { "online-consent", N_ ("The application may not read the organisation’s people."),
    N_ ("Grant the permission User.Read.All (for groups GroupMember.Read.All, too) to the "
        "application %s, and let an administrator consent to it.") },
  { "online-blocked", N_ ("The organisation lets no program of this name in."),
    N_ ("Allow it: Set-OrganizationConfig -EwsAllowList @{Add=\"Absentia/*\"}; where a list of "
        "programs is blocked, take it off that one.") },
  { "online-special", N_ ("This mailbox has no settings that a program may change."),
    N_ ("It is one of the system’s own: leave it out.") },
  { "mailbox-not-online",
    N_ ("The mailbox is not in Exchange Online: it is on premises, has no licence, or was "
        "deleted."),
    N_ ("Look where it is: Get-Recipient \"{OBJECT}\" | Format-List RecipientTypeDetails; give the "
        "user a licence, or connect to the servers on premises as well (hybrid).") },
  /* session, powershell: the admin endpoint */
  { "admin-off", N_ ("Calendar options need the admin endpoint of Exchange Online, which is off."),
    N_ ("Switch it on: absentiactl profile add NAME --replace --admin-api-url "
        "https://outlook.office365.com; the application needs Exchange.ManageAsApp and the role "
        "Exchange Recipient Administrator.") },
  { "admin-token", N_ ("The admin endpoint refused the application’s token."),
    N_ ("Check that its address belongs to the cloud of the tenant.") },
  { "admin-role", N_ ("The application has no role that lets it run cmdlets."),
    N_ ("Grant it Exchange.ManageAsApp (Office 365 Exchange Online), consent to it, and give the "
        "application %s the role Exchange Recipient Administrator.") },
  { "admin-not-there", N_ ("There is no admin endpoint at this address."),
    N_ ("Check it; Microsoft 365 has it at https://outlook.office365.com. Everything but calendar "
        "options works without it.") },
  { "calendar-not-there", N_ ("The server tells nothing of calendar options."),
    N_ ("Only mailboxes in Exchange Online have them.") },
  { "online-throttled", N_ ("Microsoft 365 is limiting how fast it may be asked."),
    N_ ("Wait some minutes; with fewer requests at the same time it happens less.") },
  { "bad-zone", N_ ("Microsoft 365 does not know the time zone."), N_ ("Choose another one.") },
  { "graph-query", N_ ("Microsoft 365 does not offer this question in this cloud."),
    N_ ("Look at the details; without the search text everybody is listed.") },
  { "delta-expired", N_ ("Microsoft 365 has forgotten what was asked for last."),
    N_ ("Load the people once more.") },
  { "not-graph", N_ ("What answers there is not Microsoft Graph."),
    N_ ("Check the address; if it is right, a proxy on the way may answer in its place.") },
  { "foreign-link", N_ ("The server names another server for the rest of its answer."),
    N_ ("The token was not sent there. If it stays so, look at the details, and at what is "
        "between here and Microsoft.") },
  { "batch-missing", N_ ("Microsoft 365 left this mailbox out of its answer."),
    N_ ("Try again; nothing is known about it.") },
  { "held-text", N_ ("The mailbox holds a reply with characters that cannot be kept."),
    N_ ("Nothing was written over it. Let the person enter the text anew in Outlook.") },
  /* graph: the profile */
  { "certificate-file", N_ ("The certificate’s file cannot be read."),
    N_ ("Check that it is there, and that you may read it.") },
  { "cloud-unknown", N_ ("There is no cloud of this name."),
    N_ ("Choose one of the list: global, gcc-high, dod, 21vianet, bleu, delos.") },
  { NULL },
};
