/* session-words-conflict.h - what competes for a mailbox's one reply, and why one of them wins
 *
 * Of a decision with its segments (session-decide.h). Translated. Pure; any thread.
 */
#pragma once

#include "session-decide.h"

typedef enum
{
  SESSION_CLASH_ITEMS,     /* absences overlap */
  SESSION_CLASH_OWN,       /* an absence and a reply of the person's own */
  SESSION_CLASH_PROTECTED, /* the mailbox is protected */
  SESSION_CLASH_POLICY,    /* the organisation lets no reply out to that audience */
  SESSION_CLASH_CHANGED,   /* somebody has changed what was written */
  SESSION_CLASH_REFUSED,   /* it cannot be written as it is */
  SESSION_N_CLASHES
} SessionClashKind;

extern const char *const session_clash_names[]; /* "items", "own" …; NULL-terminated */

typedef struct
{
  SessionClashKind kind;
  gint64 from_s; /* instants; [from, until) */
  gint64 until_s;
  OofItem *winner;   /* of the plan; NULL: the person's own reply, or what is there */
  GPtrArray *losers; /* OofItem; empty: the person's own reply */
  OofWhy why;        /* of ITEMS */
  char *words;       /* why, as a sentence */
} SessionClash;

/* SessionClash, in order of time; clear function set. Caller unrefs. */
GArray *session_clashes (const SessionPlan *plan, const SessionDecision *decision);
