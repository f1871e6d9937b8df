/* session-feed.c - people from a worker into the list of the main thread, in batches
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-feed.h"

#include "session-hub-private.h"
#include "session-run.h"

#define BATCH_US 100000 /* between two batches */
#define FIRST 100       /* people of the first batch: about a screen */

struct _SessionFeed
{
  SessionHub *hub; /* main thread only */
  GMainContext *context;
  GCancellable *cancellable;
  GPtrArray *waiting;    /* SessionEntry not handed over yet */
  gint64 handed_over_us; /* the last time; 0: never */
};

typedef struct
{
  SessionHub *hub; /* kept by the task, whose done comes after all that was posted here */
  GCancellable *cancellable;
  GPtrArray *entries;
} Batch;

static void
free_batch (gpointer data)
{
  Batch *batch = data;

  g_object_unref (batch->cancellable);
  g_ptr_array_unref (batch->entries);
  g_free (batch);
}

static gboolean
show_batch_cb (gpointer data)
{
  Batch *batch = data;

  if (g_cancellable_is_cancelled (batch->cancellable))
    return G_SOURCE_REMOVE;

  session_people_update (batch->hub->people, batch->entries, NULL);
  session_hub_note_new_people (batch->hub);
  return G_SOURCE_REMOVE;
}

SessionFeed *
session_feed_new (SessionHub *hub, GCancellable *cancellable)
{
  SessionFeed *self = g_new0 (SessionFeed, 1);

  self->hub = g_object_ref (hub);
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_object_ref (cancellable);
  self->waiting = session_entry_array ();
  return self;
}

void
session_feed_free (SessionFeed *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->hub);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self);
}

static void
hand_over (SessionFeed *self)
{
  Batch *batch = g_new0 (Batch, 1);

  session_entry_sort (self->waiting);
  batch->hub = self->hub;
  batch->cancellable = g_object_ref (self->cancellable);
  batch->entries = g_steal_pointer (&self->waiting);
  self->waiting = session_entry_array ();
  session_run_post (self->context, show_batch_cb, batch, free_batch);
  self->handed_over_us = g_get_monotonic_time ();
}

void
session_feed_add (SessionFeed *self, SessionEntry *entry)
{
  g_ptr_array_add (self->waiting, entry);
  if (self->handed_over_us == 0 ? self->waiting->len >= FIRST
                                : self->waiting->len % FIRST == 0 &&
                                      g_get_monotonic_time () - self->handed_over_us > BATCH_US)
    hand_over (self);
}

gboolean
session_feed_is_over (SessionFeed *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

GPtrArray *
session_feed_end (SessionFeed *self)
{
  session_entry_sort (self->waiting);
  return g_steal_pointer (&self->waiting);
}

gboolean
session_feed_is_wanted (SessionFeed *self)
{
  return !g_cancellable_is_cancelled (self->cancellable);
}
