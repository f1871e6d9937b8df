/* session-apply.h - brings mailboxes in step with the plan
 *
 * Each is read, session_decide () says what is to be done, and what is to be written goes the way
 * of every write. Before the server hears of it the store knows what will be ours, so that a
 * process may die at any point. Blocks.
 */
#pragma once

#include "session-act.h"
#include "session-bulk.h"
#include "session-decide.h"
#include "session-items.h"

typedef enum
{
  SESSION_APPLY_WRITE,
  SESSION_APPLY_REHEARSE /* up to where something would be sent; nothing is kept */
} SessionApplyHow;

/* How one mailbox came out; borrowed for the time of the callback. */
typedef struct
{
  const SessionOutcome *outcome;
  const SessionDecision *decision; /* NULL: it could not be read, or the plan does not know it */
  guint32 person;                  /* SESSION_ROSTER_NOBODY: the plan does not know it */
  const GPtrArray *acts;           /* SessionAct: what was done beside the reply, or
                                      would be; NULL: nothing */
  const char *run;                 /* its id in the journal */
} SessionApplied;

/* On a worker, one at a time. FALSE: begin nothing new, and end as cancelled. */
typedef gboolean (*SessionApplyEach) (const SessionApplied *applied, gpointer data);

typedef struct
{
  const SessionPlan *plan;   /* borrowed, as all of this */
  const SessionItems *items; /* where the templates are; NULL: none */
  SessionApplyHow how;
  SessionDriftPolicy drift;
  const char *why;    /* for the journal: "applied from the command line" */
  const char *run;    /* the id of a run that is gone on with; NULL: a new one */
  gint64 show_from_s; /* as SessionCase has it */
  gint64 show_until_s;
  gboolean is_distinct; /* of next: none comes twice */
  SessionBulkNext next; /* the mailboxes: of session_apply_whom (), or some of them */
  SessionApplyEach each;
  gpointer data;
} SessionApplyOrder;

typedef struct
{
  SessionBulkSummary bulk; /* of it, what was not written counts as skipped */
  guint n_actions[SESSION_N_ACTIONS];
} SessionApplySummary;

/* TRUE when every mailbox was tried, whatever came out. Errors as session_bulk_run (), and of the
 * store. ret is filled in both cases. */
gboolean session_apply_run (SessionOrg *org, GCancellable *cancellable,
                            const SessionApplyOrder *order, SessionApplySummary *ret,
                            GError **error);

typedef struct
{
  const char *mailbox; /* of the plan, or the next one */
  char *stranger;      /* not in the plan any more; NULL: they are */
  gint64 starts_s;     /* when it has to be right at the earliest: the day's beginning, wherever the
                          mailbox is; at once when it holds something of ours */
  guint group;         /* how many are reached with it at the least */
} SessionApplyWhom;

/* Whom the plan reaches from now_s on, and whose mailbox holds something of ours: each once, in the
 * order in which their absences begin. only: ids of items, NULL-terminated; NULL: all of them.
 * SessionApplyWhom, for as long as the plan lives; caller unrefs. */
GArray *session_apply_whom (SessionOrg *org, const SessionPlan *plan, const char *const *only,
                            gint64 now_s, GError **error);
