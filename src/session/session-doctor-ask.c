/* session-doctor-ask.c - asks everybody who knows something about why a mailbox answers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-doctor-ask.h"

#include "base-error.h"
#include "base-text.h"
#include "base-time.h"
#include "delivery-run.h"
#include "session-cause.h"
#include "session-directory.h"
#include "session-doctor-read.h"
#include "session-online.h"
#include "session-org-private.h"
#include "session-role.h"
#include "session-whose.h"
#include "store-journal.h"

#include <string.h>

#define CMDLETS_MS (45 * 1000) /* all together: the rest is worth telling without them */

typedef struct
{
  SessionOrg *org;
  BaseCall *call;
  SessionDoctorQuestion question;
  SessionDoctorFacts facts;
  GPtrArray *accepted; /* PowershellValue, of Get-AcceptedDomain; NULL: not known */
} Doctor;

/* Takes why. */
static void
note_error (Doctor *self, SessionSource source, GError *why)
{
  g_clear_error (&self->facts.errors[source]);
  self->facts.errors[source] = why;
}

static gboolean
ends_all (const GError *error)
{
  BaseVerdict verdict = base_error_verdict (error);

  return verdict == BASE_VERDICT_STOP || verdict == BASE_VERDICT_CANCELLED;
}

static gboolean
ask_state (Doctor *self, GError **error)
{
  g_autoptr (DeliveryRun) run = session_org_new_run (self->org, "");
  g_autoptr (DeliveryOutcome) read = delivery_run_read (run, self->call, self->question.mailbox);
  g_autoptr (SessionCause) cause = NULL;
  GError *why;

  self->facts.is_asked[SESSION_SOURCE_STATE] = TRUE;
  if (read->error == NULL) {
    self->facts.state = oof_state_ref (read->after);
    self->facts.allowed = read->allowed;
    return TRUE;
  }
  if (ends_all (read->error)) {
    g_propagate_error (error, g_steal_pointer (&read->error));
    return FALSE;
  }

  /* Nobody's mailbox has nothing to be examined. One that is elsewhere has. */
  cause = session_cause_new (self->org, base_call_cancellable (self->call));
  why = session_cause_find (cause, base_call_locals (self->call), self->question.mailbox,
                            g_steal_pointer (&read->error));
  if (g_error_matches (why, BASE_ERROR, BASE_ERROR_NOT_FOUND) &&
      !g_str_has_prefix (base_error_facts (why)->reason != NULL ? base_error_facts (why)->reason
                                                                : "",
                         "mailbox-")) {
    g_propagate_error (error, why);
    return FALSE;
  }
  note_error (self, SESSION_SOURCE_STATE, why);
  return TRUE;
}

static void
ask_directory (Doctor *self)
{
  SessionDirectory *directory = session_org_directory (self->org);
  SessionDoctorReader reader = { &self->facts, self->question.sender };
  g_autoptr (ExchangePerson) person = NULL;
  g_autoptr (GHashTable) fields = NULL;
  GError *why = NULL;

  if (directory == NULL)
    return;

  self->facts.is_asked[SESSION_SOURCE_DIRECTORY] = TRUE;
  person = session_whose_mailbox (directory, self->call, self->question.mailbox, &why);
  if (person != NULL) {
    self->facts.kind = person->kind;
    self->facts.is_disabled = person->is_disabled;
    fields =
        session_directory_fields (directory, self->call, person, session_doctor_attributes, &why);
  }
  if (fields != NULL)
    session_doctor_read_fields (&reader, fields);
  if (why != NULL)
    note_error (self, SESSION_SOURCE_DIRECTORY, why);
}

static void
read_accepted (SessionDoctorReader *reader, const GPtrArray *objects)
{
}

static const struct
{
  SessionSource source;
  PowershellCmdlet cmdlet;
  const char *parameter; /* that names the mailbox; NULL: it is about the organisation */
  void (*read) (SessionDoctorReader *reader, const GPtrArray *objects);
} cmdlets[] = {
  { SESSION_SOURCE_MAILBOX, POWERSHELL_GET_MAILBOX, "Identity", session_doctor_read_mailbox },
  { SESSION_SOURCE_SIZE, POWERSHELL_GET_MAILBOX_STATISTICS, "Identity", session_doctor_read_size },
  { SESSION_SOURCE_INBOX_RULES, POWERSHELL_GET_INBOX_RULE, "Mailbox",
    session_doctor_read_inbox_rules },
  { SESSION_SOURCE_JUNK, POWERSHELL_GET_MAILBOX_JUNK_EMAIL_CONFIGURATION, "Identity",
    session_doctor_read_junk },
  { SESSION_SOURCE_ACCEPTED_DOMAINS, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, read_accepted },
  { SESSION_SOURCE_REMOTE_DOMAINS, POWERSHELL_GET_REMOTE_DOMAIN, NULL,
    session_doctor_read_domains },
  { SESSION_SOURCE_TRANSPORT_RULES, POWERSHELL_GET_TRANSPORT_RULE, NULL,
    session_doctor_read_flow_rules },
  { SESSION_SOURCE_TRANSPORT, POWERSHELL_GET_TRANSPORT_CONFIG, NULL,
    session_doctor_read_transport },
};

#define N_CMDLETS G_N_ELEMENTS (cmdlets)

/* What depends on the sender matters only with one. */
static gboolean
is_wanted (const Doctor *self, SessionSource source)
{
  return self->question.sender != NULL ||
         (source != SESSION_SOURCE_JUNK && source != SESSION_SOURCE_ACCEPTED_DOMAINS);
}

static gboolean
is_in_cloud (Doctor *self)
{
  return g_str_equal (session_org_backend_id (self->org, self->question.mailbox), "graph");
}

static void
ask_online (Doctor *self, BaseCall *call, PowershellQuestion *questions, GError **error)
{
  SessionOnline *online = session_org_online (self->org);
  static const BaseErrorFacts off = { .reason = "doctor-admin-off" };

  if (online == NULL) {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &off,
                          "the profile does not name the admin endpoint");
    return;
  }
  for (guint i = 0; i < N_CMDLETS && base_call_check (call, error); i++)
    if (questions[i].command != NULL)
      questions[i].result = session_online_run (
          online, call, questions[i].command,
          cmdlets[i].parameter != NULL ? self->question.mailbox : NULL, &questions[i].error);
}

static void
ask_premises (Doctor *self, BaseCall *call, PowershellQuestion *questions, GError **error)
{
  const ExchangeProfile *profile = session_org_profile (self->org);
  const PowershellChecksSetup setup =
      session_role_setup (profile, session_org_password (self->org));
  PowershellQuestion asked[N_CMDLETS] = { 0 };
  guint places[N_CMDLETS];
  guint n = 0;

  for (guint i = 0; i < N_CMDLETS; i++)
    if (questions[i].command != NULL) {
      asked[n] = questions[i];
      places[n++] = i;
    }
  powershell_checks_ask_many (call, &setup, asked, n, error);
  for (guint i = 0; i < n; i++)
    questions[places[i]] = asked[i];
}

/* problem: of all that have no answer of their own. */
static void
take_answer (Doctor *self, guint index, PowershellQuestion *question, const GError *problem)
{
  SessionDoctorReader reader = { &self->facts, self->question.sender };
  SessionSource source = cmdlets[index].source;

  if (question->result != NULL) {
    self->facts.is_asked[source] = TRUE;
    cmdlets[index].read (&reader, question->result->objects);
    if (source == SESSION_SOURCE_ACCEPTED_DOMAINS)
      self->accepted = g_ptr_array_ref (question->result->objects);
  } else if (question->error != NULL) {
    note_error (self, source, g_steal_pointer (&question->error));
  } else if (problem != NULL) {
    note_error (self, source, g_error_copy (problem));
  }
}

static void
ask_cmdlets (Doctor *self)
{
  g_autoptr (BaseCall) call =
      base_call_new (base_call_locals (self->call), base_call_cancellable (self->call), CMDLETS_MS);
  PowershellQuestion questions[N_CMDLETS] = { 0 };
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < N_CMDLETS; i++) {
    if (!is_wanted (self, cmdlets[i].source))
      continue;
    questions[i].command = powershell_command_new (cmdlets[i].cmdlet);
    if (cmdlets[i].parameter != NULL)
      powershell_command_put_text (questions[i].command, cmdlets[i].parameter,
                                   self->question.mailbox);
  }

  if (is_in_cloud (self))
    ask_online (self, call, questions, &problem);
  else
    ask_premises (self, call, questions, &problem);

  for (guint i = 0; i < N_CMDLETS; i++) {
    if (questions[i].command != NULL)
      take_answer (self, i, &questions[i], problem);
    powershell_command_free (questions[i].command);
    powershell_question_clear (&questions[i]);
  }
}

static void
ask_journal (Doctor *self)
{
  g_autofree char *mailbox = g_utf8_strdown (self->question.mailbox, -1);
  GError *why = NULL;
  g_autoptr (GPtrArray) rows = store_journal_list (
      session_org_db (self->org), session_org_profile (self->org)->id, mailbox, 1, &why);
  const StoreJournalRow *row = rows != NULL && rows->len > 0 ? rows->pdata[0] : NULL;

  if (why != NULL)
    note_error (self, SESSION_SOURCE_HISTORY, why);
  if (row != NULL && row->result == STORE_RESULT_WRITTEN)
    self->facts.written = g_date_time_ref (row->at);
}

/* An address is inside when its domain is the organisation's, else when it is the mailbox's. */
static void
place_sender (Doctor *self, const char *sender)
{
  const char *domain = strrchr (self->question.mailbox, '@');
  const char *other = sender != NULL ? strrchr (sender, '@') : NULL;
  gboolean is_inside;

  if (sender == NULL || other == NULL)
    return;

  is_inside = self->accepted != NULL ? session_doctor_accepts (self->accepted, sender)
                                     : g_ascii_strcasecmp (domain, other) == 0;
  self->question.is_asked[SESSION_SENDER_INSIDE] = is_inside;
  self->question.is_asked[SESSION_SENDER_OUTSIDE] = !is_inside;
}

static gboolean
take_question (Doctor *self, const SessionDoctorAsk *ask, GError **error)
{
  static const BaseErrorFacts bad_address = { .reason = "bad-address" };
  static const BaseErrorFacts bad_sender = { .reason = "bad-sender" };
  const char *sender = ask->sender;
  gboolean is_word = sender == NULL || g_strv_contains (session_sender_names, sender);

  if (!base_text_is_address (ask->mailbox)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_address, "no mail address");
    return FALSE;
  }
  if (!is_word && !base_text_is_address (sender)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_sender,
                          "no mail address, nor inside or outside");
    return FALSE;
  }

  self->question.mailbox = ask->mailbox;
  self->question.sender = is_word ? NULL : sender;
  for (guint i = 0; i < SESSION_N_SENDERS; i++)
    self->question.is_asked[i] =
        sender == NULL || !is_word || g_str_equal (sender, session_sender_names[i]);
  self->question.at =
      ask->at != NULL ? g_date_time_ref (ask->at) : base_clock_now (base_clock_system ());
  return TRUE;
}

static void
clear_doctor (Doctor *self)
{
  session_doctor_facts_clear (&self->facts);
  g_clear_pointer (&self->question.at, g_date_time_unref);
  g_clear_pointer (&self->accepted, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Doctor, clear_doctor)

SessionDiagnosis *
session_doctor_ask (SessionOrg *org, BaseCall *call, const SessionDoctorAsk *ask, GError **error)
{
  g_auto (Doctor) self = { .org = org, .call = call };

  if (!take_question (&self, ask, error) || !ask_state (&self, error))
    return NULL;

  self.facts.is_hybrid = session_org_profile (org)->kind == EXCHANGE_KIND_HYBRID;
  ask_directory (&self);
  ask_cmdlets (&self);
  ask_journal (&self);
  if (!base_call_check (call, error))
    return NULL;

  place_sender (&self, self.question.sender);
  return session_doctor_judge (&self.question, &self.facts);
}
