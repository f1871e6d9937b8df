/* session-conflict.h - what competes for a mailbox's one reply: what goes out, why, what waits
 * behind it, and what can be done about it
 *
 * One list for the report, which has just read and decided, and for the panel, which goes by what
 * is known from the last look. Pure; any thread.
 */
#pragma once

#include "session-bars.h"
#include "session-decide.h"

#define SESSION_CONFLICT_MOST_OTHERS 64

typedef enum
{
  SESSION_CONFLICT_ITEMS,     /* absences overlap */
  SESSION_CONFLICT_OWN,       /* an absence and a reply of the person's own */
  SESSION_CONFLICT_PROTECTED, /* the mailbox is protected */
  SESSION_CONFLICT_POLICY,    /* the organisation lets no reply out to that audience */
  SESSION_CONFLICT_CHANGED,   /* somebody has changed what was written */
  SESSION_CONFLICT_REFUSED,   /* it cannot be written as it is */
  SESSION_N_CONFLICTS
} SessionConflictKind;

extern const char *const session_conflict_names[]; /* "items", "own" …; NULL-terminated */

/* One that wants to. */
typedef struct
{
  OofItem *item; /* a reference; NULL: the person's own reply, or what the mailbox holds */
  OofRow *row;   /* of the plan, by which it reaches the person; a reference; NULL: as item */
  gint32 day;    /* the occurrence's name (oof-when.h) */
  gint64 from_s; /* the occurrence: instants */
  gint64 until_s;
} SessionRival;

/* As long as the same one wins over the same others. */
typedef struct
{
  SessionConflictKind kind;
  gint64 from_s; /* instants */
  gint64 until_s;
  SessionRival winner;
  OofWhy why;     /* of ITEMS and OWN: over the first of the others */
  OofTrait rule;  /* of why RULE: which */
  GArray *others; /* SessionRival, the best first; at most SESSION_CONFLICT_MOST_OTHERS */
  guint n_others; /* also those that are not in the list */
  gboolean asks;  /* somebody has to decide */
  char *words;    /* why, as a sentence; translated */
} SessionConflict;

/* By what is known of the mailbox. SessionConflict, sorted; none where nothing competes. Caller
 * unrefs. */
GPtrArray *session_conflicts_new (const SessionPlan *plan, guint32 person,
                                  const SessionBarFacts *facts, gint64 from_s, gint64 until_s);
/* By what was read and decided, in the span that was shown; the decision's own first. */
GPtrArray *session_conflicts_decided (const SessionPlan *plan, guint32 person,
                                      const SessionDecision *decision);

/* The same of one segment, without the list: does anything compete in it? And does anything that is
 * known of the mailbox stand between it and that absence, which it has to hold first? */
gboolean session_conflict_is_in (const OofSegment *segment);
gboolean session_conflict_is_obstructed (const SessionBarFacts *facts, const OofRow *row,
                                         OofWhy why);

/* Can a higher priority make it win? Not over somebody who has left, nor over an own reply. */
gboolean session_conflict_can_raise (const SessionConflict *self, const SessionRival *other);
/* With a priority above the winner's. NULL with the errors of oof_item_new (). Caller unrefs, and
 * below. */
OofItem *session_conflict_raise (const SessionConflict *self, const SessionRival *other,
                                 GError **error);

/* Is there anything left of it before or after the winner? */
gboolean session_conflict_can_trim (const SessionConflict *self, const SessionRival *other);
/* Ends before the winner begins, or begins when it ends; all day: by whole days. zone: the
 * mailbox's. Errors as oof_when_new () or oof_when_shift_one (). */
OofItem *session_conflict_trim (const SessionConflict *self, const SessionRival *other,
                                const OofZone *zone, GError **error);

/* Not for that person any more. NULL with BASE_ERROR_REJECTED "nobody" when it is for nobody else.
 */
OofItem *session_conflict_skip (const SessionRival *other, const char *mail, GError **error);

/* The rule by which it would win from now on, over all such; OOF_N_TRAITS: none would do, since
 * rules are only asked where priorities are the same and nobody has left. */
OofTrait session_conflict_rule (const SessionConflict *self, const SessionRival *other);

/* An absence for that person alone, for as long as the two compete, whose texts name both; it goes
 * before both. about: what each is, as a line above its text. texts: of the two, as HTML with
 * placeholders. zone: the mailbox's. Not kept. */
typedef struct
{
  const char *mail;
  const char *id;
  const char *creator;
  gint64 created_s;
  const OofZone *zone;
  const char *about[2]; /* the winner, the other */
  const char *inside[2];
  const char *outside[2];
} SessionMerging;
gboolean session_conflict_can_merge (const SessionConflict *self, const SessionRival *other);
OofItem *session_conflict_merge (const SessionConflict *self, const SessionRival *other,
                                 const SessionMerging *merging, GError **error);

/* What somebody says where an absence meets an own reply, or another absence. */
typedef enum
{
  SESSION_ANSWER_ASK,    /* nobody has decided yet: nothing is written until somebody has */
  SESSION_ANSWER_ITEM,   /* the absence goes out */
  SESSION_ANSWER_NOTHING /* it does not */
} SessionAnswer;

/* Is that still to be said? */
gboolean session_conflict_can_answer (const SessionConflict *self, const SessionRival *rival,
                                      SessionAnswer answer);
/* For all whom the absence is for. */
OofItem *session_conflict_answer (const SessionConflict *self, const SessionRival *rival,
                                  SessionAnswer answer, GError **error);
