/* session-words-beside.c - the sentence and the remedy for what keeps something beside the reply
 * from happening
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words.h"

#include <glib/gi18n-lib.h>

const SessionWords session_words_beside[] = {
  { "no-rules", N_ ("This connection cannot make inbox rules, so nothing is forwarded."),
    N_ ("On premises choose the web service (EWS) in Connection; it needs Exchange 2010 SP1 or "
        "later.") },
  { "outlook-rules",
    N_ ("Outlook keeps rules of its own in this mailbox, which a change from here would destroy: "
        "its inbox rules are left as they are."),
    N_ ("In the person’s Outlook (File, Manage Rules & Alerts) delete rules that are switched off "
        "or say “client-only”, and try again.") },
  { "rule-refused", N_ ("The server does not accept the inbox rule that forwards."),
    N_ ("Check that the substitute’s address still exists in Exchange.") },
  { "rule-changed",
    N_ ("Somebody has changed the inbox rule that forwards, and it is left as it is."),
    N_ ("Delete the rule whose name begins with “Absentia:” in the mailbox, and apply again.") },
  { "forward-nobody",
    N_ ("Nobody in the organisation is the substitute that is named, and it is no address "
        "either."),
    N_ ("Choose another substitute than {OBJECT}.") },
  { "forward-outside",
    N_ ("Nobody in the organisation is the substitute that is named, and nothing is forwarded "
        "outside of it."),
    N_ ("Choose another substitute than {OBJECT}, or allow it in the settings of absences "
        "(forward.outside).") },
  { "forward-no-mailbox", N_ ("The substitute has no mailbox to forward to."),
    N_ ("Choose another substitute than {OBJECT}.") },
  { "forward-self", N_ ("The substitute is the person themselves."),
    N_ ("Choose another substitute, or no forwarding, for this person.") },
  { "forward-back", N_ ("The substitute’s own messages are forwarded back to the person."),
    N_ ("Choose another substitute than {OBJECT}, or end the forwarding of their messages.") },
  { "tell-nobody", N_ ("Nobody knows the address of whom to tell, so no mail is sent."),
    N_ ("Check that the substitute exists, or that the directory names the manager.") },
  { "no-entries", N_ ("This connection cannot make entries in calendars."),
    N_ ("On premises choose the web service (EWS) in Connection; it needs Exchange 2010 or "
        "later.") },
  { "online-calendar",
    N_ ("The application may not write into this mailbox’s calendar, so there is no entry."),
    N_ ("Grant the permission Calendars.ReadWrite to the application and consent to it.") },
  { NULL, NULL, NULL },
};
