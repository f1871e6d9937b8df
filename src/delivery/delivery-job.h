/* delivery-job.h - mailboxes on their way through the steps of delivery-many.h. For this room only
 *
 * A job is in the hands of one thread at a time.
 */
#pragma once

#include "delivery-many.h"

typedef enum
{
  DELIVERY_STAGE_READ,
  DELIVERY_STAGE_WRITE,
  DELIVERY_STAGE_LOOK, /* whether a write that nothing was heard of was done */
  DELIVERY_STAGE_BACK  /* read back */
} DeliveryStage;
#define DELIVERY_N_STAGES 4

typedef struct
{
  DeliveryOutcome *outcome; /* taken by whoever tells of it */
  OofState *wanted;         /* what is to be written; NULL before that is known */
  gint64 row;               /* in the journal; 0: nothing is written yet */
  DeliveryStage stage;      /* what comes next */
  gboolean is_done;         /* outcome is whole, and the journal's row has its end */
  gint64 due_us;            /* not before, of the monotonic clock */
  gint64 began_us;
  guint tries;
  guint waits;
} DeliveryJob;

DeliveryJob *delivery_job_new (const char *mailbox);
void delivery_job_free (DeliveryJob *self);

/* Takes one step for n jobs, which are all at that stage, in one request. Blocks. */
void delivery_job_run (DeliveryRun *run, DeliveryWhat what, const OofChange *change, BaseCall *call,
                       DeliveryStage stage, DeliveryJob **jobs, guint n);
