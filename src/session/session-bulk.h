/* session-bulk.h - one verb over many mailboxes, on the organisation's workers. Blocks; one call at
 * a time per organisation.
 *
 * Mailboxes are pulled as workers become free, and results handed over as they come, one at a time:
 * memory does not grow with the number of mailboxes, but for a set of the addresses seen (an
 * address twice is done once).
 */
#pragma once

#include "oof-change.h"
#include "session-org.h"

typedef enum
{
  SESSION_VERB_SHOW,
  SESSION_VERB_SET,
  SESSION_VERB_REHEARSE, /* set, up to where something would be sent */
  SESSION_VERB_TEST      /* prove the right to act for the mailbox, by reading only */
} SessionVerb;

typedef enum
{
  SESSION_RESULT_READ,
  SESSION_RESULT_WRITTEN,
  SESSION_RESULT_SKIPPED,
  SESSION_RESULT_PLANNED, /* a rehearsal: it would be written */
  SESSION_RESULT_TESTED,
  SESSION_RESULT_FAILED
} SessionResult;

/* Borrowed for the time of the callback; pointers are NULL when not known. */
typedef struct
{
  const char *mailbox;
  SessionResult result;
  OofState *state;   /* what Exchange holds now */
  OofState *planned; /* PLANNED: what it would hold */
  OofDiffers differs;
  GDateTime *read_at;
  const char *request_id;
  guint64 took_ms;
  const GError *error; /* FAILED only */
} SessionOutcome;

/* On a worker, one at a time. FALSE: begin nothing new, and end the run as cancelled. */
typedef gboolean (*SessionBulkEach) (const SessionOutcome *outcome, gpointer data);
/* The next mailbox, NULL at the end; on a worker, one at a time; may block. Caller frees. */
typedef char *(*SessionBulkNext) (gpointer data);

typedef struct
{
  SessionVerb verb;
  OofChange *change; /* SET and REHEARSE */
  const char *why;   /* for the journal */
  SessionBulkNext next;
  SessionBulkEach each;
  gpointer data; /* handed to both */
} SessionBulkOrder;

typedef struct
{
  char run[37]; /* the id in the journal */
  guint done;   /* with any result */
  guint written;
  guint skipped;
  guint failed;
} SessionBulkSummary;

/* Of a mailbox that the server does not know, a test asks the directory: NOT_FOUND with the reason
 * "mailbox-in-cloud" where it is known to be in Exchange Online. How a test came out is kept as the
 * evidence of the organisation's settings.
 *
 * TRUE when every mailbox was tried, whatever came out; FALSE when the run stopped before:
 * cancelled, or something that would stop all others too (credentials refused, server gone, store
 * broken). ret_summary is filled in both cases. */
gboolean session_bulk_run (SessionOrg *org, GCancellable *cancellable,
                           const SessionBulkOrder *order, SessionBulkSummary *ret_summary,
                           GError **error);
