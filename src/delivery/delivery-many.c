/* delivery-many.c - a run over mailboxes that may be asked several in a request
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-many.h"

#include "delivery-job.h"
#include "delivery-run-private.h"

#define MOST_HELD 2000 /* begun and not done: then no more are wanted for the moment */
#define MOST_WAIT_US (100 * 1000)

struct _DeliveryMany
{
  DeliveryManyOrder order;
  guint most; /* in one request */
  GMutex lock;
  GQueue waiting[DELIVERY_N_STAGES]; /* DeliveryJob */
  guint held;                        /* in the queues and in the workers' hands */
  gboolean is_closed;
};

/* Taken out together; what stays in their hands is one worker's. */
typedef struct
{
  DeliveryStage stage;
  GPtrArray *jobs; /* owned by whoever settles them */
} Handful;

DeliveryMany *
delivery_many_new (const DeliveryManyOrder *order)
{
  DeliveryMany *self = g_new0 (DeliveryMany, 1);

  self->order = *order;
  self->most = order->run->backend->ops->most_many;
  g_mutex_init (&self->lock);
  for (guint i = 0; i < DELIVERY_N_STAGES; i++)
    g_queue_init (&self->waiting[i]);
  return self;
}

void
delivery_many_free (DeliveryMany *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < DELIVERY_N_STAGES; i++)
    g_queue_clear_full (&self->waiting[i], (GDestroyNotify) delivery_job_free);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
delivery_many_add (DeliveryMany *self, const char *mailbox)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_queue_push_tail (&self->waiting[DELIVERY_STAGE_READ], delivery_job_new (mailbox));
  self->held++;
}

void
delivery_many_close (DeliveryMany *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_closed = TRUE;
}

void
delivery_many_stop (DeliveryMany *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_closed = TRUE;
  for (guint i = 0; i < DELIVERY_N_STAGES; i++)
    for (GList *next, *item = self->waiting[i].head; item != NULL; item = next) {
      DeliveryJob *job = item->data;

      next = item->next;
      if (job->row != 0)
        continue;
      delivery_job_free (job);
      g_queue_delete_link (&self->waiting[i], item);
      self->held--;
    }
}

/* How many may go now, up to most; the earliest of the others into ret_due_us. */
static guint
count_due (const DeliveryMany *self, DeliveryStage stage, gint64 now_us, gint64 *ret_due_us)
{
  guint due = 0;

  for (GList *item = self->waiting[stage].head; item != NULL && due < self->most;
       item = item->next) {
    const DeliveryJob *job = item->data;

    if (job->due_us <= now_us)
      due++;
    else
      *ret_due_us = MIN (*ret_due_us, job->due_us);
  }
  return due;
}

static void
take_due (DeliveryMany *self, Handful *handful, gint64 now_us)
{
  GQueue *queue = &self->waiting[handful->stage];

  for (GList *next, *item = queue->head; item != NULL && handful->jobs->len < self->most;
       item = next) {
    DeliveryJob *job = item->data;

    next = item->next;
    if (job->due_us > now_us)
      continue;
    g_ptr_array_add (handful->jobs, job);
    g_queue_delete_link (queue, item);
  }
}

/* What is furthest goes first, so that little is held; but full requests before others. */
static DeliveryManyStep
take (DeliveryMany *self, Handful *handful, gint64 *ret_due_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 now_us = g_get_monotonic_time ();
  gboolean is_full = self->held >= MOST_HELD;
  guint best = 0;

  *ret_due_us = G_MAXINT64;
  for (guint i = DELIVERY_N_STAGES; i-- > 0;) {
    guint due = count_due (self, (DeliveryStage) i, now_us, ret_due_us);

    if (due > best) {
      best = due;
      handful->stage = (DeliveryStage) i;
    }
  }
  if (best < self->most && !self->is_closed && !is_full)
    return DELIVERY_MANY_WANTS;
  if (best == 0 && *ret_due_us == G_MAXINT64)
    return self->is_closed ? DELIVERY_MANY_EMPTY : DELIVERY_MANY_DID;

  take_due (self, handful, now_us);
  return DELIVERY_MANY_DID;
}

/* Back into the queues, or out. */
static void
settle (DeliveryMany *self, BaseCall *call, GPtrArray *jobs)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_job_free);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < jobs->len; i++) {
    DeliveryJob *job = g_ptr_array_index (jobs, i);

    if (job->is_done)
      g_ptr_array_add (done, job);
    else
      g_queue_push_tail (&self->waiting[job->stage], job);
  }
  self->held -= done->len;
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < done->len; i++) {
    DeliveryJob *job = g_ptr_array_index (done, i);
    gint64 took_us = g_get_monotonic_time () - job->began_us;

    self->order.done (call, g_steal_pointer (&job->outcome), (guint64) took_us / 1000,
                      self->order.data);
  }
}

static gboolean
wait_until (BaseCall *call, gint64 due_us)
{
  gint64 wait_us = CLAMP (due_us - g_get_monotonic_time (), 1000, MOST_WAIT_US);

  return base_call_wait (call, (guint64) wait_us / 1000, NULL);
}

DeliveryManyStep
delivery_many_step (DeliveryMany *self, BaseCall *call)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  Handful handful = { .jobs = jobs };
  gint64 due_us;
  DeliveryManyStep step = take (self, &handful, &due_us);

  if (step != DELIVERY_MANY_DID)
    return step;
  if (jobs->len == 0)
    return wait_until (call, due_us) ? DELIVERY_MANY_DID : DELIVERY_MANY_EMPTY;

  delivery_job_run (self->order.run, self->order.what, self->order.change, call, handful.stage,
                    (DeliveryJob **) jobs->pdata, jobs->len);
  settle (self, call, jobs);
  return DELIVERY_MANY_DID;
}
