/* session-decide.h - what is to be done about one mailbox at one moment, by the plan
 *
 * Pure; any thread. The rules: read first; a reply that is not ours is the person's own, and is
 * only replaced where the item says so; what is so already is not written; the next absence is
 * loaded as soon as nothing else is in force; when an absence is over, what the person had is put
 * back; and what somebody has changed meanwhile is left alone. What is protected is never written.
 */
#pragma once

#include "oof-protection.h"
#include "oof-slot.h"
#include "session-plan.h"

typedef struct _StoreManaged StoreManaged; /* store-managed.h */

typedef enum
{
  SESSION_ACTION_WRITE,
  SESSION_ACTION_SKIP,     /* nothing is to do */
  SESSION_ACTION_WAIT,     /* later, by itself or when somebody has approved it */
  SESSION_ACTION_CONFLICT, /* somebody has to decide */
  SESSION_ACTION_REFUSE,   /* it cannot be written as it is */
  SESSION_N_ACTIONS
} SessionAction;

extern const char *const session_action_names[]; /* "write", "skip" …; NULL-terminated */

/* When somebody has changed what we had written. */
typedef enum
{
  SESSION_DRIFT_LEAVE,
  SESSION_DRIFT_ASK,
  SESSION_DRIFT_REAPPLY
} SessionDriftPolicy;

extern const char *const session_drift_policy_names[]; /* "leave", "ask", "re-apply" */

/* An item's texts, filled in for one person. */
typedef struct
{
  char *inside;
  char *outside;
  OofAudience audience;
  char **gaps; /* placeholders that nobody can fill in; NULL: none */
} SessionWords;

void session_words_clear (SessionWords *self);

/* FALSE with an error that says why there are none. away: instants, what the text is about. */
typedef gboolean (*SessionWordsFunc) (OofItem *item, guint32 person, const OofSlot *slot,
                                      gpointer data, SessionWords *ret, GError **error);

/* Everything borrowed. */
typedef struct
{
  const SessionPlan *plan;
  guint32 person;
  const OofPlace *place;       /* where the mailbox is; NULL: as the plan has it */
  OofState *before;            /* as it was read just now */
  OofAudience allowed;         /* the organisation's ceiling */
  const StoreManaged *managed; /* NULL: never written by us, or all put back */
  OofProtection protection;    /* of the mailbox; NONE and LIFTED: the items alone say */
  gint64 now_s;
  SessionDriftPolicy drift;
  SessionWordsFunc words;
  gpointer data;
  gint64 show_from_s; /* segments are wanted of that span; 0 both: none are */
  gint64 show_until_s;
} SessionCase;

typedef struct
{
  SessionAction action;
  gboolean has_own; /* the person has, or had before us, a reply that goes out now or later: */
  OofOwnReply own;
  /* Why, as a word:
   * WRITE: "due" (it is in force), "ahead" (loaded ahead), "changed" (ours, but the plan is another
   *   by now), "restore" (over: what the person had), "restore-own" (theirs, which is still in
   *   force), "re-applied", "repeat" (the same once more, so that senders hear of it again)
   * SKIP: "nothing" (planned), "in-step", "own" (the person's own reply), "own-stays" (and an item
   *   leaves it alone), "over", "drifted", "came-back" (switched off by hand), "undone",
   *   "calendar-only" (nothing else is planned), "protected" (it would be written, or somebody
   * would have to decide) WAIT: "after-own", "own-first" (theirs gives way when the item begins),
   * "approval", "not-before", "put-back-later" (what somebody has changed is put back when the item
   * says so), "members-unknown" (ours stays: nobody knows at the moment whom its item means)
   * CONFLICT: "own-asks", "drifted" REFUSE: "gap", "audience-ceiling", or the reason of an error of
   * the texts or of oof_state_validate () */
  const char *reason;
  OofItem *item;  /* what it is about; NULL: none */
  OofWhy why;     /* it goes before others */
  OofTrait rule;  /* of why RULE: which */
  guint n_hidden; /* others */
  char *over;     /* the id of the first of them; NULL: there is none */
  OofSlot now;    /* what the mailbox has to hold, and what comes then */
  OofSlot next;
  OofItem *shown; /* is in the calendar only, now or next; NULL: none is */
  OofSlot shown_slot;
  OofState *before; /* what the mailbox held */
  OofState *ours;   /* what we had put there, and somebody has changed; NULL: nobody has */
  OofState *wanted; /* WRITE: to be written */
  GArray *segments; /* OofSegment, of the span that is shown; NULL: none is */
  gboolean
      replaces_own;   /* WRITE: texts of the person's own go, for as long as it lasts or for good */
  StoreManaged *keep; /* to be kept: before a write, or instead of one; NULL: as it is */
  gboolean forgets;   /* it is none of ours any more, once that is done */
  char **gaps;        /* of REFUSE "gap" */
  GError *error;      /* of REFUSE, where there is one */
  gint64 due_s;       /* when this mailbox is to be looked at again; OOF_OPEN_END: when the plan is
                         another */
  gint64 covered_until_s; /* until then Exchange does the right thing alone, once this is done */
} SessionDecision;

void session_decision_free (SessionDecision *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionDecision, session_decision_free)

/* Never NULL. Caller frees. */
SessionDecision *session_decide (const SessionCase *about);
