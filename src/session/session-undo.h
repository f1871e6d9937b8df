/* session-undo.h - takes back what a run has written, mailbox by mailbox. Blocks.
 *
 * A mailbox that holds something else by now than what the run wrote there is left as it is. What
 * is taken back is not written again by the plan (StoreManaged.drift). What the run made beside the
 * replies goes as well, and is not made again; what it took back is not made again either.
 */
#pragma once

#include "session-act.h"
#include "session-bulk.h"

typedef enum
{
  SESSION_UNDO_WRITE,
  SESSION_UNDO_REHEARSE
} SessionUndoHow;

/* Borrowed for the time of the callback. */
typedef struct
{
  const SessionOutcome *outcome;
  guint total;           /* mailboxes of the run */
  gboolean is_changed;   /* somebody has changed it since, so that nothing was done to the reply */
  const GPtrArray *acts; /* SessionAct: what was beside it; NULL: nothing */
} SessionUndone;

typedef gboolean (*SessionUndoEach) (const SessionUndone *undone, gpointer data);

typedef struct
{
  const char *run; /* its id, or the beginning of it, of at least eight characters */
  SessionUndoHow how;
  const char *why;      /* for the journal */
  const char *again;    /* the id of an undo that is gone on with; NULL: a new one */
  SessionBulkNext next; /* of its mailboxes those that are wanted; NULL: all of them */
  SessionUndoEach each;
  gpointer data;
} SessionUndoOrder;

typedef struct
{
  SessionBulkSummary bulk;
  guint n_changed;
} SessionUndoSummary;

/* BASE_ERROR_NOT_FOUND "no-run" when the journal has no such run, or several that begin so; else as
 * session_bulk_run (). */
gboolean session_undo_run (SessionOrg *org, GCancellable *cancellable,
                           const SessionUndoOrder *order, SessionUndoSummary *ret, GError **error);
