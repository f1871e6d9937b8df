/* session-words-conflict.h - what competes for a mailbox's one reply, and why one of them wins
 *
 * Of a decision with its segments (session-decide.h). Translated. Pure; any thread.
 */
#pragma once

#include "session-decide.h"

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

typedef struct
{
  SessionConflictKind kind;
  gint64 from_s; /* instants; [from, until) */
  gint64 until_s;
  OofItem *winner;   /* of the plan; NULL: the person's own reply, or what is there */
  GPtrArray *losers; /* OofItem; empty: the person's own reply */
  OofWhy why;        /* of ITEMS */
  char *words;       /* why, as a sentence */
} SessionConflict;

/* SessionConflict, in order of time; clear function set. Caller unrefs. */
GArray *session_conflicts (const SessionPlan *plan, const SessionDecision *decision);
