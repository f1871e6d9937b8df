/* session-acts.h - what happens beside the replies of mailboxes while people are away, and is taken
 * back when that is over
 *
 * What belongs to the absence that is in force for a mailbox is made once its reply is there; what
 * belongs to any other is taken back: it is over, it was removed or edited, the person is not meant
 * any more, has come back early, or another absence goes before it. What is undone is not made
 * again. Nothing is done where nobody knows what is in force ("members-unknown"), or somebody has
 * to decide. Each is kept before the server hears of it, so that it is made once and not forgotten
 * whenever the process dies. Blocks; any thread. Inside session.
 */
#pragma once

#include "session-act-way.h"
#include "session-decide.h"

typedef struct
{
  SessionOrg *org;  /* borrowed, as all of this */
  DeliveryRun *run; /* NULL: nothing is done, it is only told */
  const SessionPlan *plan;
  const char *mailbox;
  guint32 person;
  OofState *held; /* the reply that the mailbox holds */
  gint64 now_s;
} SessionActsOrder;

/* For a mailbox of which was decided. is_written: a reply that was to be written has arrived.
 * SessionAct; caller unrefs; empty in most cases. */
GPtrArray *session_acts_run (const SessionActsOrder *order, BaseCall *call,
                             const SessionDecision *made, gboolean is_written);

/* Takes back what that run has made in the mailbox; the order's plan is not looked at. SessionAct;
 * caller unrefs. */
GPtrArray *session_acts_undo (const SessionActsOrder *order, BaseCall *call, const char *run);

/* Nothing is to be done about it any more. */
gboolean session_acts_is_settled (const StoreAct *act, gint64 now_s);

/* Something is to be done at the moment at which the absence begins. */
gboolean session_acts_wait_for_begin (const OofItem *item);

/* Of those what went wrong first; NULL: nothing. Caller frees. */
GError *session_acts_problem (const GPtrArray *acts);
