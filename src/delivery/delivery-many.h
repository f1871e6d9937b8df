/* delivery-many.h - a run over mailboxes that may be asked several in a request
 *
 * The same steps for each mailbox as in delivery-run.h, in the same order, but each step is taken
 * for as many mailboxes in one request as the backend can: read, compare, skip, journal (on the
 * disk before the request leaves), write, read back, compare, journal. Mailboxes that wait for the
 * same step are put together, whoever brought them; those that the server refused for the moment
 * wait for the time that it named and go with a later request. A write that nothing was heard of is
 * looked up before it is written again.
 *
 * Shared by all workers of a run, which add mailboxes and step in turns; any thread.
 */
#pragma once

#include "delivery-run.h"

typedef struct _DeliveryMany DeliveryMany;

typedef enum
{
  DELIVERY_WHAT_READ,
  DELIVERY_WHAT_WRITE,
  DELIVERY_WHAT_REHEARSE
} DeliveryWhat;

/* How a mailbox came out; outcome is the callee's. On the thread that steps, with its call. */
typedef void (*DeliveryManyDone) (BaseCall *call, DeliveryOutcome *outcome, guint64 took_ms,
                                  gpointer data);

typedef struct
{
  DeliveryRun *run; /* borrowed, as all of this; its backend takes several mailboxes */
  DeliveryWhat what;
  const OofChange *change; /* WRITE and REHEARSE */
  DeliveryManyDone done;
  gpointer data;
} DeliveryManyOrder;

typedef enum
{
  DELIVERY_MANY_DID,   /* a request came back, or some waiting is over: step again */
  DELIVERY_MANY_WANTS, /* too few for a full request: add one, or close */
  DELIVERY_MANY_EMPTY  /* nothing is left but what other workers have in their hands */
} DeliveryManyStep;

DeliveryMany *delivery_many_new (const DeliveryManyOrder *order);
/* Nobody steps any more. What is not done by then has no outcome. */
void delivery_many_free (DeliveryMany *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryMany, delivery_many_free)

void delivery_many_add (DeliveryMany *self, const char *mailbox);

/* There may be no more: requests need not be full. */
void delivery_many_close (DeliveryMany *self);
/* Closes, and forgets those for whom no write has begun; the others are brought to their end. */
void delivery_many_stop (DeliveryMany *self);

/* Blocks for one request, or while all have to wait. */
DeliveryManyStep delivery_many_step (DeliveryMany *self, BaseCall *call);
