/* session-doctor-checks.c - what stands in a reply's way: the reply itself, its mailbox, the mail
 * flow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-doctor-private.h"

#include "base-time.h"
#include "oof-html.h"

#include <string.h>

#define BLOCKS SESSION_FINDING_BLOCKS
#define MAY_BLOCK SESSION_FINDING_MAY_BLOCK
#define NOTE SESSION_FINDING_NOTE
#define INSIDE SESSION_SIDES_INSIDE
#define OUTSIDE SESSION_SIDES_OUTSIDE
#define BOTH SESSION_SIDES_BOTH

#define MOST_RULES 10 /* of each kind that are told */

static void
add (SessionDoctor *self, const char *id, SessionFindingWeight weight, SessionSides sides,
     SessionSource source, const char *evidence)
{
  const SessionDoctorNote note = { id, weight, sides, source, evidence, NULL };

  session_doctor_add (self, &note);
}

static void
check_window (SessionDoctor *self)
{
  const OofState *state = self->facts->state;
  GDateTime *at = self->question->at;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *evidence = NULL;

  if (state->mode == OOF_MODE_OFF)
    add (self, "off", BLOCKS, BOTH, SESSION_SOURCE_STATE, "off");
  if (state->mode != OOF_MODE_SCHEDULED || oof_state_is_away (state, at))
    return;

  from = base_time_format_utc (state->from);
  until = base_time_format_utc (state->until);
  evidence = g_strdup_printf ("%s .. %s", from, until);
  add (self, g_date_time_compare (at, state->from) < 0 ? "before-window" : "after-window", BLOCKS,
       BOTH, SESSION_SOURCE_STATE, evidence);
}

static void
check_audience (SessionDoctor *self)
{
  OofAudience audience = self->facts->state->audience;
  OofAudience allowed = self->facts->allowed;
  const char *own = oof_audience_names[audience];

  if (audience == OOF_AUDIENCE_NONE)
    add (self, "audience-none", BLOCKS, OUTSIDE, SESSION_SOURCE_STATE, own);
  else if (allowed == OOF_AUDIENCE_NONE)
    add (self, "ceiling-none", BLOCKS, OUTSIDE, SESSION_SOURCE_STATE, "AllowExternalOof None");
  else if (audience == OOF_AUDIENCE_KNOWN)
    add (self, "audience-known", MAY_BLOCK, OUTSIDE, SESSION_SOURCE_STATE, own);
  else if (allowed == OOF_AUDIENCE_KNOWN)
    add (self, "ceiling-known", MAY_BLOCK, OUTSIDE, SESSION_SOURCE_STATE, "AllowExternalOof Known");
}

/* Exchange keeps a text as UTF-16 in a rule. */
static void
check_texts (SessionDoctor *self)
{
  const OofState *state = self->facts->state;
  gsize bytes = strlen (state->inside) + strlen (state->outside);
  g_autofree char *evidence = NULL;

  if (oof_html_is_blank (state->inside))
    add (self, "empty-inside", BLOCKS, INSIDE, SESSION_SOURCE_STATE, NULL);
  if (oof_html_is_blank (state->outside) && state->audience != OOF_AUDIENCE_NONE)
    add (self, "empty-outside", BLOCKS, OUTSIDE, SESSION_SOURCE_STATE, NULL);
  if (self->facts->quota_bytes == 0 || bytes < self->facts->quota_bytes / 2)
    return;

  evidence = g_strdup_printf ("RulesQuota %" G_GUINT64_FORMAT " bytes, %" G_GSIZE_FORMAT " bytes",
                              self->facts->quota_bytes, bytes);
  add (self, "rules-quota", MAY_BLOCK, BOTH, SESSION_SOURCE_MAILBOX, evidence);
}

void
session_doctor_check_reply (SessionDoctor *self)
{
  check_window (self);
  check_audience (self);
  check_texts (self);
}

static void
check_forwarding (SessionDoctor *self)
{
  const SessionDoctorFacts *facts = self->facts;
  const char *target = facts->forward_smtp != NULL ? facts->forward_smtp : facts->forward_to;
  g_autofree char *evidence = NULL;
  SessionDoctorNote note = { NULL, BLOCKS,
                             BOTH, SESSION_SOURCE_MAILBOX,
                             NULL, self->question->mailbox };

  if (target == NULL)
    return;

  evidence =
      g_strdup_printf ("%s %s, DeliverToMailboxAndForward %s",
                       facts->forward_smtp != NULL ? "ForwardingSmtpAddress" : "ForwardingAddress",
                       target, facts->keeps_copy ? "True" : "False");
  note.evidence = evidence;
  if (!facts->keeps_copy)
    note.id = "forward-away";
  else
    note.id = facts->forward_smtp != NULL ? "forward-smtp" : "forward-copy";
  if (facts->keeps_copy && facts->forward_smtp == NULL)
    note.weight = NOTE;
  session_doctor_add (self, &note);
}

static void
check_inbox_rules (SessionDoctor *self)
{
  const GPtrArray *rules = self->facts->inbox_rules;

  for (guint i = 0; rules != NULL && i < MIN (rules->len, MOST_RULES); i++) {
    const SessionDoctorRule *rule = rules->pdata[i];
    g_autofree char *evidence = g_strdup_printf ("“%s”: %s", rule->name, rule->what);
    const SessionDoctorNote note = { rule->is_broken ? "inbox-rule-broken" : "inbox-rule",
                                     MAY_BLOCK,
                                     BOTH,
                                     SESSION_SOURCE_INBOX_RULES,
                                     evidence,
                                     rule->name };

    session_doctor_add (self, &note);
  }
}

static void
check_access (SessionDoctor *self)
{
  const SessionDoctorFacts *facts = self->facts;

  if (facts->needs_login)
    add (self, "needs-login", BLOCKS, OUTSIDE, SESSION_SOURCE_MAILBOX,
         "RequireSenderAuthenticationEnabled True");
  if (facts->accepts_only != NULL)
    add (self, "accepts-only", MAY_BLOCK, BOTH, SESSION_SOURCE_MAILBOX, facts->accepts_only);
  if (facts->is_disabled && facts->kind == EXCHANGE_PERSON_USER)
    add (self, "disabled", NOTE, BOTH, SESSION_SOURCE_DIRECTORY, NULL);
  if (facts->is_hidden)
    add (self, "hidden", NOTE, INSIDE, SESSION_SOURCE_DIRECTORY, NULL);
}

static void
check_size (SessionDoctor *self)
{
  const char *status = self->facts->size_status;
  g_autofree char *evidence = NULL;

  if (status == NULL)
    return;

  evidence = g_strconcat ("StorageLimitStatus ", status, NULL);
  if (g_ascii_strcasecmp (status, "MailboxDisabled") == 0)
    add (self, "full", BLOCKS, BOTH, SESSION_SOURCE_SIZE, evidence);
  else if (g_ascii_strcasecmp (status, "ProhibitSend") == 0)
    add (self, "no-sending", MAY_BLOCK, BOTH, SESSION_SOURCE_SIZE, evidence);
}

void
session_doctor_check_mailbox (SessionDoctor *self)
{
  check_forwarding (self);
  check_inbox_rules (self);
  check_access (self);
  check_size (self);
}

static void
check_remote_domain (SessionDoctor *self)
{
  const SessionDoctorDomain *domain =
      session_doctor_domain (self->facts->domains, self->question->sender);
  g_autofree char *evidence = NULL;
  SessionDoctorNote note = { NULL, BLOCKS, OUTSIDE, SESSION_SOURCE_REMOTE_DOMAINS, NULL, NULL };

  if (domain == NULL)
    return;

  evidence =
      g_strdup_printf ("%s (%s): AllowedOOFType %s, AutoReplyEnabled %s", domain->name,
                       domain->domain, domain->allowed, domain->is_silent ? "False" : "True");
  note.evidence = evidence;
  note.object = domain->name;
  if (g_ascii_strcasecmp (domain->allowed, "None") == 0) {
    note.id = "domain-none";
    session_doctor_add (self, &note);
  } else if (g_ascii_strcasecmp (domain->allowed, "InternalLegacy") == 0) {
    note.id = "domain-internal";
    note.weight = NOTE;
    session_doctor_add (self, &note);
  }
  if (domain->is_silent) {
    note.id = "domain-silent";
    note.weight = MAY_BLOCK;
    session_doctor_add (self, &note);
  }
}

/* Between the two sides of a hybrid organisation. */
static void
check_crossing (SessionDoctor *self)
{
  const GPtrArray *domains = self->facts->domains;

  for (guint i = 0; self->facts->is_hybrid && domains != NULL && i < domains->len; i++) {
    const SessionDoctorDomain *domain = domains->pdata[i];
    g_autofree char *evidence = g_strdup_printf ("%s (%s): AllowedOOFType %s", domain->name,
                                                 domain->domain, domain->allowed);
    const SessionDoctorNote note = {
      "hybrid-crossing", MAY_BLOCK, INSIDE, SESSION_SOURCE_REMOTE_DOMAINS, evidence, domain->name
    };

    if (domain->is_hybrid && g_ascii_strcasecmp (domain->allowed, "InternalLegacy") != 0)
      session_doctor_add (self, &note);
  }
}

static void
check_flow_rules (SessionDoctor *self)
{
  const GPtrArray *rules = self->facts->flow_rules;

  for (guint i = 0; rules != NULL && i < MIN (rules->len, MOST_RULES); i++) {
    const SessionDoctorRule *rule = rules->pdata[i];
    g_autofree char *evidence = g_strdup_printf ("“%s”: %s", rule->name, rule->what);
    const SessionDoctorNote note = { "flow-rule", MAY_BLOCK, BOTH, SESSION_SOURCE_TRANSPORT_RULES,
                                     evidence,    rule->name };

    session_doctor_add (self, &note);
  }
}

/* What machines are called by convention (RFC 2142, RFC 3834). */
static gboolean
looks_automatic (const char *sender)
{
  static const char *const names[] = { "mailer-daemon", "postmaster",   "noreply",  "no-reply",
                                       "donotreply",    "do-not-reply", "listserv", "majordomo",
                                       "bounce",        "bounces" };
  static const char *const ends[] = { "-request", "-bounces", "-owner", "-noreply", "-no-reply" };
  const char *at = sender != NULL ? strchr (sender, '@') : NULL;
  g_autofree char *local = at != NULL ? g_ascii_strdown (sender, at - sender) : NULL;
  gboolean is = local != NULL && g_str_has_prefix (local, "owner-");

  for (gsize i = 0; local != NULL && i < G_N_ELEMENTS (names); i++)
    is = is || g_str_equal (local, names[i]);
  for (gsize i = 0; local != NULL && i < G_N_ELEMENTS (ends); i++)
    is = is || g_str_has_suffix (local, ends[i]);
  return is;
}

static void
check_sender (SessionDoctor *self)
{
  const SessionDoctorFacts *facts = self->facts;
  const char *sender = self->question->sender;
  const SessionDoctorNote junk = { "junk",      BLOCKS,     BOTH, SESSION_SOURCE_JUNK,
                                   facts->junk, facts->junk };
  g_autofree char *written = facts->written != NULL ? base_time_format_utc (facts->written) : NULL;

  if (sender != NULL && g_ascii_strcasecmp (sender, self->question->mailbox) == 0)
    add (self, "itself", BLOCKS, BOTH, SESSION_SOURCE_STATE, sender);
  if (facts->junk != NULL)
    session_doctor_add (self, &junk);
  if (looks_automatic (sender))
    add (self, "automatic", MAY_BLOCK, BOTH, SESSION_SOURCE_STATE, sender);
  if (facts->state == NULL)
    return;

  add (self, "once", NOTE, BOTH, SESSION_SOURCE_HISTORY, written);
  add (self, "never-answered", NOTE, BOTH, SESSION_SOURCE_HISTORY, NULL);
}

void
session_doctor_check_flow (SessionDoctor *self)
{
  const char *reports_to = self->facts->reports_to;
  g_autofree char *evidence = g_strconcat ("JournalingReportNdrTo ", reports_to, NULL);

  check_remote_domain (self);
  check_crossing (self);
  check_flow_rules (self);
  if (reports_to != NULL && g_ascii_strcasecmp (reports_to, self->question->mailbox) == 0)
    add (self, "takes-reports", BLOCKS, BOTH, SESSION_SOURCE_TRANSPORT, evidence);
  check_sender (self);
}
