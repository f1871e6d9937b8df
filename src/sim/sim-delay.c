/* sim-delay.c - things to do later
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-delay.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define LEARNING 16 /* one measurement moves the lead by a 16th of what it was off */
#define MOST_LATE_US 10000
#define MOST_LEAD_US 1000 /* a machine that is later than this is too busy to be exact */

typedef struct
{
  gint64 at_us;
  void (*due) (gpointer data);
  gpointer data;
  GDestroyNotify destroy;
} Item;

struct _SimDelay
{
  int fd;
  guint source;
  GQueue items;   /* by time */
  gint64 lead_us; /* how much earlier than asked to begin */
};

static void
free_item (gpointer data)
{
  Item *item = data;

  item->destroy (item->data);
  g_free (item);
}

/* The timer rings for the first. */
static void
set_timer (SimDelay *self)
{
  const Item *first = g_queue_peek_head (&self->items);
  struct itimerspec when = { 0 };

  if (first != NULL) {
    when.it_value.tv_sec = first->at_us / G_USEC_PER_SEC;
    when.it_value.tv_nsec = first->at_us % G_USEC_PER_SEC * 1000;
  }
  if (timerfd_settime (self->fd, TFD_TIMER_ABSTIME, &when, NULL) != 0)
    g_error ("timerfd: %s", g_strerror (errno));
}

static gboolean
rang_cb (int fd, GIOCondition condition, gpointer user_data)
{
  SimDelay *self = user_data;
  guint64 times;
  Item *item;

  if (read (fd, &times, sizeof times) < 0 && errno != EAGAIN)
    g_error ("timerfd: %s", g_strerror (errno));

  while ((item = g_queue_peek_head (&self->items)) != NULL &&
         item->at_us <= g_get_monotonic_time ()) {
    g_queue_pop_head (&self->items);
    item->due (item->data);
    free_item (item);
  }
  set_timer (self);
  return G_SOURCE_CONTINUE;
}

SimDelay *
sim_delay_new (void)
{
  SimDelay *self = g_new0 (SimDelay, 1);

  self->fd = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->fd < 0)
    g_error ("timerfd: %s", g_strerror (errno));
  g_queue_init (&self->items);
  self->source = g_unix_fd_add (self->fd, G_IO_IN, rang_cb, self);
  return self;
}

void
sim_delay_free (SimDelay *self)
{
  if (self == NULL)
    return;

  g_source_remove (self->source);
  g_queue_clear_full (&self->items, free_item);
  close (self->fd);
  g_free (self);
}

void
sim_delay_learn (SimDelay *self, gint64 late_us)
{
  if (ABS (late_us) > MOST_LATE_US)
    return; /* the client left, or the machine stood still */

  self->lead_us = CLAMP (self->lead_us + late_us / LEARNING, 0, MOST_LEAD_US);
}

void
sim_delay_add (SimDelay *self, gint64 at_us, void (*due) (gpointer data), gpointer data,
               GDestroyNotify destroy)
{
  Item *item = g_new0 (Item, 1);
  GList *place = self->items.tail;

  at_us -= self->lead_us;
  *item = (Item){ at_us, due, data, destroy };
  while (place != NULL && ((const Item *) place->data)->at_us > at_us)
    place = place->prev;
  if (place != NULL) {
    g_queue_insert_after (&self->items, place, item);
    return;
  }
  g_queue_push_head (&self->items, item);
  set_timer (self);
}
