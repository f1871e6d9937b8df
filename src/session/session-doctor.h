/* session-doctor.h - which automatic reply leaves a mailbox, and what stands in its way: from what
 * is known of it to findings
 *
 * Sources: Microsoft's "Understand and troubleshoot Out of Office replies" and its pages on
 * Set-RemoteDomain, Set-Mailbox and Get-TransportConfig. Pure; any thread. session-words-doctor.h
 * says it in words, session-doctor-ask.h finds out what is known.
 */
#pragma once

#include "exchange-person.h"
#include "oof-state.h"

typedef enum
{
  SESSION_SENDER_INSIDE,
  SESSION_SENDER_OUTSIDE
} SessionSender;
#define SESSION_N_SENDERS 2

extern const char *const session_sender_names[]; /* "inside", "outside"; NULL-terminated */

/* Who is asked. One that could not be is told, and never guessed. */
typedef enum
{
  SESSION_SOURCE_STATE,            /* the mailbox's reply */
  SESSION_SOURCE_DIRECTORY,        /* who it belongs to */
  SESSION_SOURCE_MAILBOX,          /* Get-Mailbox */
  SESSION_SOURCE_SIZE,             /* Get-MailboxStatistics */
  SESSION_SOURCE_INBOX_RULES,      /* Get-InboxRule */
  SESSION_SOURCE_JUNK,             /* Get-MailboxJunkEmailConfiguration */
  SESSION_SOURCE_ACCEPTED_DOMAINS, /* Get-AcceptedDomain */
  SESSION_SOURCE_REMOTE_DOMAINS,   /* Get-RemoteDomain */
  SESSION_SOURCE_TRANSPORT_RULES,  /* Get-TransportRule */
  SESSION_SOURCE_TRANSPORT,        /* Get-TransportConfig */
  SESSION_SOURCE_HISTORY,          /* our own journal */
  SESSION_N_SOURCES
} SessionSource;

/* A rule of the mailbox or of the mail flow that takes messages away. */
typedef struct
{
  char *name;
  char *what; /* as the server words it: "DeleteMessage True" */
  gboolean is_broken;
} SessionDoctorRule;

typedef struct
{
  char *name;         /* "Default" */
  char *domain;       /* "*", "*.fabrikam.example", "fabrikam.example" */
  char *allowed;      /* AllowedOOFType */
  gboolean is_silent; /* AutoReplyEnabled is false */
  gboolean is_hybrid; /* TargetDeliveryDomain */
} SessionDoctorDomain;

/* NULL, 0, FALSE: not so, or not known; errors tells which. All is the struct's own. */
typedef struct
{
  OofState *state;
  OofAudience allowed; /* the organisation's ceiling, with state */
  ExchangePersonKind kind;
  gboolean is_disabled;
  gboolean is_hidden;
  gboolean is_hybrid;     /* the organisation is */
  gboolean needs_login;   /* messages of strangers are refused */
  char *accepts_only;     /* from whom alone it takes messages, or from whom not */
  char *forward_to;       /* somebody of the organisation */
  char *forward_smtp;     /* an address */
  gboolean keeps_copy;    /* of what is forwarded */
  char *size_status;      /* StorageLimitStatus */
  guint64 quota_bytes;    /* of its rules */
  GPtrArray *inbox_rules; /* SessionDoctorRule; NULL: none */
  GPtrArray *flow_rules;
  GPtrArray *domains; /* SessionDoctorDomain */
  char *reports_to;   /* JournalingReportNdrTo */
  char *junk;         /* what the mailbox's list of blocked senders has that fits */
  GDateTime *written; /* when this program wrote the reply last; UTC */
  GError *errors[SESSION_N_SOURCES];
  gboolean is_asked[SESSION_N_SOURCES];
} SessionDoctorFacts;

void session_doctor_facts_clear (SessionDoctorFacts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionDoctorFacts, session_doctor_facts_clear)

GPtrArray *session_doctor_new_rules (void); /* of SessionDoctorRule; caller unrefs */
GPtrArray *session_doctor_new_domains (void);
void session_doctor_add_rule (GPtrArray *rules, const char *name, const char *what);

typedef struct
{
  const char *mailbox;
  const char *sender;   /* an address; NULL: anybody */
  gboolean is_asked[2]; /* by SessionSender */
  GDateTime *at;        /* UTC */
} SessionDoctorQuestion;

typedef enum
{
  SESSION_FINDING_BLOCKS,
  SESSION_FINDING_MAY_BLOCK, /* it depends on the message, or on what cannot be known */
  SESSION_FINDING_UNKNOWN,   /* a source that could not be asked */
  SESSION_FINDING_NOTE,      /* changes nothing, or is always so */
  SESSION_N_WEIGHTS
} SessionFindingWeight;

extern const char *const session_finding_weights[]; /* "blocks", "may-block", "unknown", "note" */

typedef struct
{
  const char *id; /* static: "forward-away" */
  SessionFindingWeight weight;
  gboolean concerns[SESSION_N_SENDERS];
  SessionSource source;
  guint sources;  /* UNKNOWN: 1 << SessionSource, of all that fail the same way; else 0 */
  char *evidence; /* as the server has it, not translated; "" */
  char *object;   /* what the cure names; "" */
  GError *error;  /* UNKNOWN: why */
} SessionFinding;

typedef enum
{
  SESSION_REPLY_YES, /* as far as is known */
  SESSION_REPLY_PERHAPS,
  SESSION_REPLY_NO,
  SESSION_REPLY_UNKNOWN
} SessionReplyVerdict;

extern const char *const session_reply_verdicts[]; /* "yes", "perhaps", "no", "unknown" */

/* Immutable. */
typedef struct
{
  char *mailbox;
  char *sender; /* NULL: anybody */
  GDateTime *at;
  OofState *state; /* NULL: not known */
  gboolean is_asked[SESSION_N_SENDERS];
  SessionReplyVerdict verdicts[SESSION_N_SENDERS];
  const char *texts[SESSION_N_SENDERS]; /* HTML as they would get it, state's; NULL: none leaves */
  GPtrArray *findings; /* SessionFinding: what blocks first, then by the sources' order */
} SessionDiagnosis;

SessionDiagnosis *session_doctor_judge (const SessionDoctorQuestion *question,
                                        const SessionDoctorFacts *facts);
void session_diagnosis_free (SessionDiagnosis *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionDiagnosis, session_diagnosis_free)

/* The remote domain that an address falls under: the one that says most. NULL: none. Borrowed. */
const SessionDoctorDomain *session_doctor_domain (const GPtrArray *domains, const char *address);
