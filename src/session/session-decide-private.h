/* session-decide-private.h - the steps of a decision, for its files. Inside session */
#pragma once

#include "session-decide.h"
#include "store-managed.h"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionWords, session_words_clear)

typedef struct
{
  const SessionCase *about;
  gboolean is_ours;      /* the mailbox holds what we put there */
  StoreDrift drift;      /* NONE, or what became of ours */
  const char *left_item; /* with a drift: the absence that is over for this person because of it */
  gint64 left_from_s;
  gint64 left_until_s;
  gboolean gave_up;      /* it is in force, or comes */
  OofState *own_state;   /* what the person has, or had before us; borrowed; NULL: nothing */
  OofOwnReply own_reply; /* of own_state, when it goes out now or later */
  const OofOwnReply *own;
  const OofPlace *place;
  SessionDriftPolicy policy; /* of the run, or of the item that protects its text */
  gint64 put_back_s;         /* before that what somebody has changed stays; 0: at once */
  OofItem *held_back;        /* may not be written yet; borrowed; NULL: none */
  const char *held_back_reason;
  gint64 ready_s; /* from then on one of them may; 0: nobody knows */
  GArray *segments;
  SessionDecision *made;
} SessionDeciding;

gboolean session_decide_is_same (const OofState *a, const OofState *b); /* NULL is nothing's same */
/* Nothing goes out any more. */
gboolean session_decide_is_over (const OofState *state, gint64 now_s);

/* Of the plan, borrowed; NULL: it is not planned any more. */
OofItem *session_decide_find_item (const SessionPlan *plan, const char *id);

const OofRow *session_decide_row_at (const SessionDeciding *self, guint16 row);
void session_decide_say (SessionDeciding *self, SessionAction action, const char *reason);
/* What became of ours goes into keep. */
void session_decide_note_drift (const SessionDeciding *self, StoreManaged *keep);
/* The slot is an item's: what is to be written, or why nothing is. */
void session_decide_item (SessionDeciding *self);

/* How a change of somebody else's is taken, and since when. After its owner was found. */
void session_decide_find_policy (SessionDeciding *self);
/* Takes what may not be written yet out of the segments; what it hid comes in its place. */
void session_decide_hold_back (SessionDeciding *self);
/* In the end: what was held back is told where nothing else is, and what is to be put back waits.
 */
void session_decide_say_held_back (SessionDeciding *self);
void session_decide_delay (SessionDeciding *self);

/* What somebody has changed or switched off is written again. What was undone here never is. After
 * the policy was found. */
gboolean session_decide_reapplies (const SessionDeciding *self);
/* It is what we put there, or that ended by itself. */
gboolean session_decide_holds_ours (const OofState *before, const StoreManaged *managed,
                                    gint64 now_s);

/* Whose the reply is that the mailbox holds, and what became of ours. */
void session_decide_find_owner (SessionDeciding *self);
/* The reply of the person's own that goes out now or later. */
void session_decide_find_own (SessionDeciding *self);
/* A mailbox that is protected is not written to, whatever was decided. */
void session_decide_protect (SessionDeciding *self);
/* What somebody has changed, ended or taken back is not begun again: takes it out of the segments.
 */
void session_decide_give_up (SessionDeciding *self);
