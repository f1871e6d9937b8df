/* session-bulk.h - one verb over many mailboxes, on the organisation's workers. Blocks; one call at
 * a time per organisation.
 *
 * Mailboxes are pulled as workers become free, and results handed over as they come, one at a time:
 * memory does not grow with the number of mailboxes, but for a set of the addresses seen (an
 * address twice is done once), unless it is known that none comes twice.
 */
#pragma once

#include "oof-change.h"
#include "session-org.h"
#include "session-outcome.h"

typedef enum
{
  SESSION_VERB_SHOW,
  SESSION_VERB_SET,
  SESSION_VERB_REHEARSE, /* set, up to where something would be sent */
  SESSION_VERB_TEST,     /* prove the right to act for the mailbox, by reading only */
  SESSION_VERB_PROVE     /* also write what was read, see that it arrives, else put it back */
} SessionVerb;

/* TRUE for those whose outcome is evidence. */
static inline gboolean
session_verb_is_test (SessionVerb verb)
{
  return verb == SESSION_VERB_TEST || verb == SESSION_VERB_PROVE;
}

/* On a worker, one at a time. FALSE: begin nothing new, and end the run as cancelled. */
typedef gboolean (*SessionBulkEach) (const SessionOutcome *outcome, gpointer data);
/* The next mailbox, NULL at the end; on a worker, one at a time; may block. Caller frees. */
typedef char *(*SessionBulkNext) (gpointer data);

/* What was read of a mailbox; borrowed. */
typedef struct
{
  const char *mailbox;
  OofState *before;
  OofAudience allowed; /* the organisation's ceiling */
} SessionBulkRead;

/* What to write, where that is only known once the mailbox was read. NULL: nothing, or with an
 * error. It is written as it is. ret_why as in delivery-run.h. On a worker, several at the same
 * time. Caller unrefs. */
typedef OofState *(*SessionBulkDecide) (BaseCall *call, const SessionBulkRead *read, gpointer data,
                                        char **ret_why, GError **error);

typedef struct _DeliveryRun DeliveryRun; /* delivery-run.h */

/* A mailbox whose reply has come out; borrowed. */
typedef struct
{
  const char *mailbox;
  OofState *held;      /* what it holds; NULL: nobody knows */
  const GError *error; /* NULL: none */
  DeliveryRun *run;
} SessionBulkDone;

/* What is to be done beside the reply, before each hears of the mailbox; not when the run stops. On
 * a worker, several at the same time. What went wrong, or NULL; caller frees. */
typedef GError *(*SessionBulkBeside) (BaseCall *call, const SessionBulkDone *done, gpointer data);

typedef struct
{
  SessionVerb verb;
  OofChange *change;        /* SET and REHEARSE, unless decide says it */
  SessionBulkDecide decide; /* SET and REHEARSE; NULL: change is for all */
  const char *why;          /* for the journal */
  const char *run;          /* the id of a run that is gone on with; NULL: a new one */
  gboolean is_distinct;     /* of next: none comes twice */
  SessionBulkNext next;
  SessionBulkBeside beside; /* SET and REHEARSE; NULL: nothing is */
  SessionBulkEach each;
  gpointer data; /* handed to all of them */
} SessionBulkOrder;

typedef struct
{
  char run[37]; /* the id in the journal */
  guint done;   /* with any result */
  guint written;
  guint skipped;
  guint failed;
} SessionBulkSummary;

/* TRUE when no other mailbox will fare better: the run stops. problem: NULL: there is none. */
gboolean session_bulk_ends_run (const GError *problem);

/* Of a mailbox that is refused, a test asks others than its server (session-cause.h). How a test
 * came out is kept as the evidence of the organisation's settings.
 *
 * TRUE when every mailbox was tried, whatever came out; FALSE when the run stopped before:
 * cancelled, or something that would stop all others too (credentials refused, server gone, store
 * broken). ret_summary is filled in both cases. */
gboolean session_bulk_run (SessionOrg *org, GCancellable *cancellable,
                           const SessionBulkOrder *order, SessionBulkSummary *ret_summary,
                           GError **error);
