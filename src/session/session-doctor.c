/* session-doctor.c - which automatic reply leaves a mailbox, and what stands in its way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-doctor-private.h"

#include "base-error.h"

#include <string.h>

const char *const session_sender_names[] = {
  [SESSION_SENDER_INSIDE] = "inside", [SESSION_SENDER_OUTSIDE] = "outside", NULL
};
const char *const session_finding_weights[] = { [SESSION_FINDING_BLOCKS] = "blocks",
                                                [SESSION_FINDING_MAY_BLOCK] = "may-block",
                                                [SESSION_FINDING_UNKNOWN] = "unknown",
                                                [SESSION_FINDING_NOTE] = "note",
                                                NULL };
const char *const session_reply_verdicts[] = { [SESSION_REPLY_YES] = "yes",
                                               [SESSION_REPLY_PERHAPS] = "perhaps",
                                               [SESSION_REPLY_NO] = "no",
                                               [SESSION_REPLY_UNKNOWN] = "unknown",
                                               NULL };

static void
free_rule (gpointer data)
{
  SessionDoctorRule *self = data;

  g_free (self->name);
  g_free (self->what);
  g_free (self);
}

static void
free_domain (gpointer data)
{
  SessionDoctorDomain *self = data;

  g_free (self->name);
  g_free (self->domain);
  g_free (self->allowed);
  g_free (self);
}

GPtrArray *
session_doctor_new_rules (void)
{
  return g_ptr_array_new_with_free_func (free_rule);
}

GPtrArray *
session_doctor_new_domains (void)
{
  return g_ptr_array_new_with_free_func (free_domain);
}

void
session_doctor_add_rule (GPtrArray *rules, const char *name, const char *what)
{
  SessionDoctorRule *rule = g_new0 (SessionDoctorRule, 1);

  rule->name = g_strdup (name);
  rule->what = g_strdup (what);
  g_ptr_array_add (rules, rule);
}

void
session_doctor_facts_clear (SessionDoctorFacts *self)
{
  g_clear_pointer (&self->state, oof_state_unref);
  g_clear_pointer (&self->accepts_only, g_free);
  g_clear_pointer (&self->forward_to, g_free);
  g_clear_pointer (&self->forward_smtp, g_free);
  g_clear_pointer (&self->size_status, g_free);
  g_clear_pointer (&self->inbox_rules, g_ptr_array_unref);
  g_clear_pointer (&self->flow_rules, g_ptr_array_unref);
  g_clear_pointer (&self->domains, g_ptr_array_unref);
  g_clear_pointer (&self->reports_to, g_free);
  g_clear_pointer (&self->junk, g_free);
  g_clear_pointer (&self->written, g_date_time_unref);
  for (guint i = 0; i < SESSION_N_SOURCES; i++)
    g_clear_error (&self->errors[i]);
}

static void
free_finding (gpointer data)
{
  SessionFinding *self = data;

  g_free (self->evidence);
  g_free (self->object);
  g_clear_error (&self->error);
  g_free (self);
}

void
session_diagnosis_free (SessionDiagnosis *self)
{
  if (self == NULL)
    return;

  g_free (self->mailbox);
  g_free (self->sender);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->state, oof_state_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

void
session_doctor_add (SessionDoctor *self, const SessionDoctorNote *note)
{
  SessionFinding *finding = g_new0 (SessionFinding, 1);
  gboolean concerns_any = FALSE;

  for (guint i = 0; i < SESSION_N_SENDERS; i++) {
    finding->concerns[i] = (note->sides & (1u << i)) != 0 && self->question->is_asked[i];
    concerns_any = concerns_any || finding->concerns[i];
  }
  if (!concerns_any) {
    free_finding (finding);
    return;
  }

  finding->id = note->id;
  finding->weight = note->weight;
  finding->source = note->source;
  finding->evidence = g_strdup (note->evidence != NULL ? note->evidence : "");
  finding->object = g_strdup (note->object != NULL ? note->object : "");
  g_ptr_array_add (self->diagnosis->findings, finding);
}

/* Whom it matters to that a source was silent. */
static const SessionSides matters_to[] = {
  [SESSION_SOURCE_STATE] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_DIRECTORY] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_MAILBOX] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_SIZE] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_INBOX_RULES] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_JUNK] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_ACCEPTED_DOMAINS] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_REMOTE_DOMAINS] = SESSION_SIDES_OUTSIDE,
  [SESSION_SOURCE_TRANSPORT_RULES] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_TRANSPORT] = SESSION_SIDES_BOTH,
  [SESSION_SOURCE_HISTORY] = SESSION_SIDES_BOTH,
};

static SessionFinding *
find_same (const GPtrArray *findings, const GError *error)
{
  for (guint i = 0; i < findings->len; i++) {
    SessionFinding *finding = findings->pdata[i];

    if (finding->error != NULL && finding->error->code == error->code &&
        g_strcmp0 (base_error_facts (finding->error)->reason, base_error_facts (error)->reason) ==
            0)
      return finding;
  }
  return NULL;
}

/* What fails the same way is told once. */
static void
add_unknown (SessionDoctor *self)
{
  GPtrArray *findings = self->diagnosis->findings;

  for (guint i = 0; i < SESSION_N_SOURCES; i++) {
    const GError *error = self->facts->errors[i];
    const SessionDoctorNote note = { "not-known",   SESSION_FINDING_UNKNOWN,
                                     matters_to[i], (SessionSource) i,
                                     NULL,          NULL };
    SessionFinding *finding = error != NULL ? find_same (findings, error) : NULL;
    guint before = findings->len;

    if (error == NULL)
      continue;
    if (finding == NULL) {
      session_doctor_add (self, &note);
      if (findings->len == before)
        continue;
      finding = findings->pdata[before];
      finding->error = g_error_copy (error);
    }
    finding->sources |= 1u << i;
    for (guint k = 0; k < SESSION_N_SENDERS; k++)
      finding->concerns[k] =
          finding->concerns[k] || ((matters_to[i] & (1u << k)) != 0 && self->question->is_asked[k]);
  }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SessionFinding *one = *(SessionFinding *const *) a;
  const SessionFinding *other = *(SessionFinding *const *) b;

  if (one->weight != other->weight)
    return one->weight < other->weight ? -1 : 1;
  if (one->source != other->source)
    return one->source < other->source ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

static SessionReplyVerdict
judge_side (const SessionDiagnosis *self, SessionSender sender)
{
  SessionReplyVerdict verdict = SESSION_REPLY_YES;

  for (guint i = 0; i < self->findings->len; i++) {
    const SessionFinding *finding = self->findings->pdata[i];

    if (!finding->concerns[sender])
      continue;
    if (finding->weight == SESSION_FINDING_BLOCKS)
      return SESSION_REPLY_NO;
    if (finding->weight == SESSION_FINDING_MAY_BLOCK)
      verdict = SESSION_REPLY_PERHAPS;
  }
  return self->state != NULL ? verdict : SESSION_REPLY_UNKNOWN;
}

/* Outsiders get the text for the inside where their remote domain wants that. */
static const char *
choose_text (const SessionDoctor *self, SessionSender sender)
{
  const SessionDoctorDomain *domain =
      session_doctor_domain (self->facts->domains, self->question->sender);

  if (sender == SESSION_SENDER_INSIDE ||
      (domain != NULL && g_ascii_strcasecmp (domain->allowed, "InternalLegacy") == 0))
    return self->diagnosis->state->inside;
  return self->diagnosis->state->outside;
}

SessionDiagnosis *
session_doctor_judge (const SessionDoctorQuestion *question, const SessionDoctorFacts *facts)
{
  SessionDiagnosis *diagnosis = g_new0 (SessionDiagnosis, 1);
  SessionDoctor self = { question, facts, diagnosis };

  diagnosis->mailbox = g_strdup (question->mailbox);
  diagnosis->sender = g_strdup (question->sender);
  diagnosis->at = g_date_time_ref (question->at);
  diagnosis->state = facts->state != NULL ? oof_state_ref (facts->state) : NULL;
  diagnosis->findings = g_ptr_array_new_with_free_func (free_finding);

  if (facts->state != NULL)
    session_doctor_check_reply (&self);
  session_doctor_check_mailbox (&self);
  session_doctor_check_flow (&self);
  add_unknown (&self);
  g_ptr_array_sort (diagnosis->findings, compare);

  for (guint i = 0; i < SESSION_N_SENDERS; i++) {
    diagnosis->is_asked[i] = question->is_asked[i];
    diagnosis->verdicts[i] = judge_side (diagnosis, (SessionSender) i);
    if (diagnosis->verdicts[i] <= SESSION_REPLY_PERHAPS)
      diagnosis->texts[i] = choose_text (&self, (SessionSender) i);
  }
  return diagnosis;
}

/* How much of the domain a pattern names; 0: it does not fit. */
static gsize
fit (const char *pattern, const char *domain)
{
  gsize length = strlen (pattern);
  gsize n = strlen (domain);

  if (g_str_equal (pattern, "*"))
    return 1;
  if (g_ascii_strcasecmp (pattern, domain) == 0)
    return G_MAXSIZE;
  if (!g_str_has_prefix (pattern, "*.") || length < 3)
    return 0;
  /* "*.a.example" is for a.example itself, too. */
  if (g_ascii_strcasecmp (pattern + 2, domain) == 0)
    return length;
  return n > length - 1 && g_ascii_strcasecmp (domain + n - (length - 1), pattern + 1) == 0 ? length
                                                                                            : 0;
}

const SessionDoctorDomain *
session_doctor_domain (const GPtrArray *domains, const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  const SessionDoctorDomain *best = NULL;
  gsize best_fit = 0;

  for (guint i = 0; domains != NULL && i < domains->len; i++) {
    const SessionDoctorDomain *domain = domains->pdata[i];
    gsize fits = fit (domain->domain, at != NULL ? at + 1 : "");

    if (fits > best_fit) {
      best = domain;
      best_fit = fits;
    }
  }
  return best;
}
