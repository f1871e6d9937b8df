/* session-words-doctor.c - what the doctor found, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words-doctor.h"

#include "base-error.h"
#include "oof-html.h"
#include "session-explain.h"
#include "session-words.h"

#include <glib/gi18n-lib.h>

/* In a remedy %s is the mailbox's address, {OBJECT} the rule or domain. */
const SessionWords session_words_doctor[] = {
  /* the reply */
  { "doctor-off", N_ ("The automatic reply is switched off."),
    N_ ("Switch it on, or plan an absence.") },
  { "doctor-before-window", N_ ("The reply’s time has not begun then."),
    N_ ("Nothing needs to be done if that is as planned; Exchange begins by itself.") },
  { "doctor-after-window", N_ ("The reply’s time is over then."),
    N_ ("Extend the absence, or set the reply anew.") },
  { "doctor-empty-inside",
    N_ ("The text for people inside is empty, and an empty one is not sent."),
    N_ ("Write a text for the inside.") },
  { "doctor-empty-outside",
    N_ ("The text for people outside is empty, and an empty one is not sent."),
    N_ ("Write a text for the outside, or answer nobody there.") },
  { "doctor-audience-none", N_ ("The mailbox answers nobody outside."),
    N_ ("Choose who outside gets a reply: contacts only, or everybody.") },
  { "doctor-audience-known", N_ ("Outside, only the mailbox’s own contacts get a reply."),
    N_ ("Choose everybody, if others shall get one, too.") },
  { "doctor-ceiling-none", N_ ("The organisation lets this mailbox answer nobody outside."),
    N_ ("Allow it: Set-Mailbox -Identity \"%s\" -ExternalOofOptions External.") },
  { "doctor-ceiling-known", N_ ("The organisation lets this mailbox answer its contacts only."),
    N_ ("Allow more, if others shall get a reply: Set-Mailbox -Identity \"%s\" -ExternalOofOptions "
        "External.") },
  { "doctor-rules-quota",
    N_ ("The texts fill much of what the mailbox may keep in rules; when that is full, Exchange "
        "answers nobody."),
    N_ ("Make the texts shorter, or raise the quota: Set-Mailbox -Identity \"%s\" -RulesQuota "
        "\"256 KB\".") },
  /* the mailbox */
  { "doctor-forward-away",
    N_ ("The mailbox sends its messages on and keeps none, so nothing is there to answer."),
    N_ ("Keep a copy, or take the forwarding away: Set-Mailbox -Identity \"%s\" "
        "-ForwardingSmtpAddress $null -ForwardingAddress $null. While somebody is away, an inbox "
        "rule that forwards does not stop replies.") },
  { "doctor-forward-smtp",
    N_ ("The mailbox sends its messages on to an address; Exchange then makes no automatic reply, "
        "even when a copy is kept."),
    N_ ("Take the forwarding away: Set-Mailbox -Identity \"%s\" -ForwardingSmtpAddress $null. "
        "While somebody is away, an inbox rule that forwards does not stop replies.") },
  { "doctor-forward-copy", N_ ("The mailbox sends its messages on and keeps a copy: it answers."),
    NULL },
  { "doctor-inbox-rule",
    N_ ("A rule of the mailbox takes some messages away before they are "
        "answered."),
    N_ ("Look which ones, and switch it off if need be: Disable-InboxRule -Mailbox \"%s\" "
        "-Identity \"{OBJECT}\".") },
  { "doctor-inbox-rule-broken",
    N_ ("A rule of the mailbox is damaged; that can keep Exchange from answering at all."),
    N_ ("Remove it: Remove-InboxRule -Mailbox \"%s\" -Identity \"{OBJECT}\".") },
  { "doctor-needs-login",
    N_ ("The mailbox refuses messages from people outside, so they get no reply but an error."),
    N_ ("Let it take them: Set-Mailbox -Identity \"%s\" -RequireSenderAuthenticationEnabled "
        "$false.") },
  { "doctor-accepts-only", N_ ("The mailbox takes messages from some people only."),
    N_ ("See from whom: Get-Mailbox -Identity \"%s\" | Format-List "
        "AcceptMessagesOnlyFromSendersOrMembers,RejectMessagesFromSendersOrMembers.") },
  { "doctor-disabled",
    N_ ("The account is disabled. The mailbox answers all the same, until it is removed."), NULL },
  { "doctor-hidden", N_ ("The mailbox is hidden from the address book. It answers all the same."),
    NULL },
  { "doctor-full", N_ ("The mailbox is full and takes no messages."),
    N_ ("Make room in it, or raise its quota: Set-Mailbox -Identity \"%s\" "
        "-UseDatabaseQuotaDefaults $false -ProhibitSendReceiveQuota Unlimited.") },
  { "doctor-no-sending", N_ ("The mailbox is so full that it may send nothing."),
    N_ ("Make room in it, or raise its quota: Set-Mailbox -Identity \"%s\" "
        "-UseDatabaseQuotaDefaults $false -ProhibitSendQuota Unlimited.") },
  /* the way */
  { "doctor-domain-none", N_ ("Automatic replies do not leave the organisation to there."),
    N_ ("If they shall: Set-RemoteDomain -Identity \"{OBJECT}\" -AllowedOOFType External.") },
  { "doctor-domain-internal", N_ ("People there get the text that is meant for the inside."),
    N_ ("Let them have the one for the outside: Set-RemoteDomain -Identity \"{OBJECT}\" "
        "-AllowedOOFType External.") },
  { "doctor-domain-silent", N_ ("Replies that are made by rules do not leave to there."),
    N_ ("If they shall: Set-RemoteDomain -Identity \"{OBJECT}\" -AutoReplyEnabled $true.") },
  { "doctor-hybrid-crossing",
    N_ ("Between the servers on premises and the cloud, the text for the inside does not get "
        "through."),
    N_ ("Let it: Set-RemoteDomain -Identity \"{OBJECT}\" -AllowedOOFType InternalLegacy.") },
  { "doctor-flow-rule",
    N_ ("A rule of the mail flow takes some messages away: the one that asks "
        "for a reply, or the reply, which has an empty return path."),
    N_ ("Look which ones, and add an exception for automatic replies if need be: Set-TransportRule "
        "-Identity \"{OBJECT}\" -ExceptIfMessageTypeMatches OOF.") },
  { "doctor-takes-reports",
    N_ ("The mailbox gets undeliverable journal reports; such a one never answers."),
    N_ ("Give the reports to another one: Set-TransportConfig -JournalingReportNdrTo "
        "ADDRESS.") },
  /* the sender */
  { "doctor-itself", N_ ("A mailbox never answers itself."), NULL },
  { "doctor-junk",
    N_ ("The mailbox has the sender on its list of blocked ones; junk mail is never "
        "answered."),
    N_ ("Take it off the list: Set-MailboxJunkEmailConfiguration -Identity \"%s\" "
        "-BlockedSendersAndDomains @{Remove=\"{OBJECT}\"}.") },
  { "doctor-automatic",
    N_ ("The sender looks like a machine or a mailing list; what is sent by one is not answered."),
    NULL },
  { "doctor-once",
    N_ ("Each sender gets one reply for an absence. Exchange tells nobody who has "
        "had one; the list begins anew whenever the reply is changed."),
    NULL },
  { "doctor-never-answered",
    N_ ("Automatic messages, mailing lists and junk mail are never answered."), NULL },
  { "doctor-admin-off", N_ ("The admin endpoint of Exchange Online is off, which would tell."),
    N_ ("Switch it on: absentiactl profile add NAME --replace --admin-api-url "
        "https://outlook.office365.com; the application needs Exchange.ManageAsApp and a role such "
        "as Global Reader.") },
  { NULL, NULL, NULL },
};

static const char *const sources[] = {
  [SESSION_SOURCE_STATE] = N_ ("the mailbox’s reply"),
  [SESSION_SOURCE_DIRECTORY] = N_ ("whose mailbox it is"),
  [SESSION_SOURCE_MAILBOX] = N_ ("whether it forwards its messages"),
  [SESSION_SOURCE_SIZE] = N_ ("how full it is"),
  [SESSION_SOURCE_INBOX_RULES] = N_ ("its inbox rules"),
  [SESSION_SOURCE_JUNK] = N_ ("whom it blocks"),
  [SESSION_SOURCE_ACCEPTED_DOMAINS] = N_ ("the organisation’s domains"),
  [SESSION_SOURCE_REMOTE_DOMAINS] = N_ ("what leaves to other domains"),
  [SESSION_SOURCE_TRANSPORT_RULES] = N_ ("the rules of the mail flow"),
  [SESSION_SOURCE_TRANSPORT] = N_ ("who gets journal reports"),
  [SESSION_SOURCE_HISTORY] = N_ ("when the reply was written last"),
};

/* The finding as one of the errors that have words. Caller frees. */
static GError *
as_error (const SessionFinding *finding, const char *mailbox)
{
  g_autofree char *key = g_strconcat ("doctor-", finding->id, NULL);
  BaseErrorFacts facts = { .account = mailbox, .object = finding->object };
  GError *error = NULL;

  for (const SessionWords *row = session_words_doctor; row->key != NULL; row++)
    if (g_str_equal (row->key, key))
      facts.reason = row->key;
  base_error_set_facts (&error, BASE_ERROR_UNSUPPORTED, &facts, "%s", finding->id);
  return error;
}

static char *
list_sources (const SessionFinding *finding)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < SESSION_N_SOURCES; i++)
    if ((finding->sources & (1u << i)) != 0)
      /* Translators: between the things of a list */
      g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "", _ (sources[i]));
  /* Translators: %s is a list, such as “its inbox rules, how full it is” */
  return g_strdup_printf (_ ("Not known: %s."), list->str);
}

char *
session_doctor_says (const SessionFinding *finding)
{
  g_autoptr (GError) error = NULL;

  if (finding->weight == SESSION_FINDING_UNKNOWN)
    return list_sources (finding);
  error = as_error (finding, NULL);
  return session_explain (error);
}

char *
session_doctor_cure (const SessionDiagnosis *self, const SessionFinding *finding)
{
  g_autoptr (GError) error = NULL;

  if (finding->error != NULL)
    return session_remedy (finding->error);
  error = as_error (finding, self->mailbox);
  return session_remedy (error);
}

char *
session_doctor_evidence (const SessionFinding *finding)
{
  if (finding->error != NULL)
    return session_explain (finding->error);
  if (g_str_equal (finding->id, "once") && *finding->evidence != '\0')
    /* Translators: %s is a time */
    return g_strdup_printf (_ ("Absentia wrote it last at %s."), finding->evidence);
  return *finding->evidence != '\0' ? g_strdup (finding->evidence) : NULL;
}

static gboolean
has_unknown (const SessionDiagnosis *self, SessionSender sender)
{
  for (guint i = 0; i < self->findings->len; i++) {
    const SessionFinding *finding = self->findings->pdata[i];

    if (finding->weight == SESSION_FINDING_UNKNOWN && finding->concerns[sender])
      return TRUE;
  }
  return FALSE;
}

char *
session_doctor_verdict (const SessionDiagnosis *self, SessionSender sender)
{
  static const char *const words[][SESSION_N_SENDERS] = {
    [SESSION_REPLY_YES] = { N_ ("People inside get this reply."),
                            N_ ("People outside get this reply.") },
    [SESSION_REPLY_PERHAPS] = { N_ ("People inside get this reply, unless what is found here "
                                    "stops it."),
                                N_ ("People outside get this reply, unless what is found here "
                                    "stops it.") },
    [SESSION_REPLY_NO] = { N_ ("People inside get no reply."), N_ ("People outside get no "
                                                                   "reply.") },
    [SESSION_REPLY_UNKNOWN] = { N_ ("It is not known what people inside get."),
                                N_ ("It is not known what people outside get.") },
  };
  static const char *const as_far[] = {
    N_ ("As far as is known, people inside get this reply."),
    N_ ("As far as is known, people outside get this reply."),
  };
  SessionReplyVerdict verdict = self->verdicts[sender];

  if (verdict == SESSION_REPLY_YES && has_unknown (self, sender))
    return g_strdup (_ (as_far[sender]));
  return g_strdup (_ (words[verdict][sender]));
}

char *
session_doctor_text (const SessionDiagnosis *self, SessionSender sender)
{
  return self->texts[sender] != NULL ? oof_html_to_text (self->texts[sender]) : NULL;
}
