/* session-undo.h - takes back what a run has written, mailbox by mailbox. Blocks.
 *
 * A mailbox that holds something else by now than what the run wrote there is left as it is. What
 * is taken back is not written again by the plan (StoreManaged.drift).
 */
#pragma once

#include "session-bulk.h"

typedef enum
{
  SESSION_UNDO_WRITE,
  SESSION_UNDO_REHEARSE
} SessionUndoHow;

/* is_changed: somebody has changed it since, so that nothing was done. */
typedef gboolean (*SessionUndoEach) (const SessionOutcome *outcome, gboolean is_changed,
                                     gpointer data);

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
