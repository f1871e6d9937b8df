/* delivery-run.h - the only writer to mailboxes
 *
 * A run is one order of one person: the same id in the journal for all its writes. One mailbox and
 * fifty thousand take the same path: read, compare, skip when it is so already, check, journal
 * (which keeps what was there), write, read back, compare, journal. A run is shared by all workers
 * that serve it; any thread.
 */
#pragma once

#include "base-time.h"
#include "exchange-backend.h"
#include "oof-change.h"
#include "store-db.h"

typedef enum
{
  DELIVERY_RESULT_READ,
  DELIVERY_RESULT_WRITTEN,
  DELIVERY_RESULT_SKIPPED, /* it was so already */
  DELIVERY_RESULT_PLANNED, /* a rehearsal: it would be written */
  DELIVERY_RESULT_FAILED
} DeliveryResult;

/* How one mailbox came out. */
typedef struct
{
  char *mailbox;
  DeliveryResult result;
  OofState *before;   /* what was read first; NULL when reading failed */
  OofState *after;    /* what it holds now (PLANNED: would hold); NULL when that is not known */
  OofDiffers differs; /* between what was there and what was wanted */
  OofState *expected; /* what was written, where reading back found something else; else NULL */
  OofState *found;    /* what it was that was found then; else NULL */
  OofAudience allowed;
  GDateTime *read_at; /* UTC; NULL when nothing was read */
  char *request_id;
  char *why;      /* for the journal, with the run's own; NULL: that alone */
  char *address;  /* the primary address, where the server wanted that one; else NULL */
  GBytes *answer; /* to the first reading; NULL: not told */
  GError *error;  /* FAILED only */
} DeliveryOutcome;

void delivery_outcome_free (DeliveryOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryOutcome, delivery_outcome_free)

/* What to write, where that is only known once the mailbox was read: in read->before. NULL:
 * nothing, or with an error. It is written as it is: what may be refused is the callee's to look
 * at. ret_why: what there is to say about this mailbox beside the run's reason; NULL: nothing;
 * caller frees. On the thread that works for the mailbox, for several at the same time. Caller
 * unrefs. */
typedef OofState *(*DeliveryDecide) (BaseCall *call, const DeliveryOutcome *read, gpointer data,
                                     char **ret_why, GError **error);

typedef struct
{
  ExchangeBackend *backend; /* of delivery-line.h; borrowed, outlives the run */
  StoreDb *store;
  const BaseClock *clock; /* borrowed; outlives the run */
  const char *id;         /* of a run that is gone on with; NULL: a new one */
  const char *profile;    /* id */
  const char *who;        /* "root@host" */
  const char *why;        /* "set from the command line" */
  DeliveryDecide decide;  /* NULL: changes are ordered */
  gpointer decide_data;
} DeliveryOrder;

typedef struct _DeliveryRun DeliveryRun;

DeliveryRun *delivery_run_new (const DeliveryOrder *order);
void delivery_run_unref (DeliveryRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryRun, delivery_run_unref)

const char *delivery_run_id (DeliveryRun *self); /* the UUID in the journal */

/* These block and never return NULL: what went wrong is in the outcome. Caller frees. */
DeliveryOutcome *delivery_run_read (DeliveryRun *self, BaseCall *call, const char *mailbox);

/* change: not looked at where the order decides. seen: when not NULL, nothing is written unless the
 * mailbox still holds this (BASE_ERROR_REJECTED, "changed-meanwhile"). Other refusals before
 * anything is sent: those of oof_state_validate (), and "audience-ceiling". After the write:
 * BASE_ERROR_PROTOCOL "read-back-differs". */
DeliveryOutcome *delivery_run_write (DeliveryRun *self, BaseCall *call, const char *mailbox,
                                     const OofChange *change, const OofState *seen);

/* As write, up to where something would be sent. */
DeliveryOutcome *delivery_run_rehearse (DeliveryRun *self, BaseCall *call, const char *mailbox,
                                        const OofChange *change);

/* Proves that what is written arrives: writes what the mailbox holds already, reads back and
 * compares. As any write it begins a new reply period: who had a reply may get another one.
 *
 * WRITTEN when the mailbox holds the same; a server may have tidied up the HTML: then expected and
 * found are there as well. FAILED otherwise, and what was read first is written back, also after a
 * cancel: PROTOCOL with "proof-put-back" or, where that did not succeed either,
 * "proof-not-put-back"; the journal has both states. Before anything is sent: REJECTED
 * "schedule-over" (a server takes no end in the past). Cancelled between writing and reading:
 * REJECTED "proof-stopped", its journal row stays open. */
DeliveryOutcome *delivery_run_prove (DeliveryRun *self, BaseCall *call, const char *mailbox);
