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
