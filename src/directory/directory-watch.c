/* directory-watch.c - ends a TLS handshake that does not end by itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-watch.h"

#include <sys/socket.h>

struct _DirectoryWatch
{
  int fd;
  gint64 end_us;
  GMutex lock;
  GCond changed;
  gboolean is_over;
  gboolean is_cut;
  GThread *thread;
  GCancellable *cancellable;
  gulong watch;
};

static void
cancelled_cb (GCancellable *cancellable, DirectoryWatch *self)
{
  (void) shutdown (self->fd, SHUT_RDWR);
}

static gpointer
watch (gpointer data)
{
  DirectoryWatch *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->is_over && !self->is_cut)
    if (!g_cond_wait_until (&self->changed, &self->lock, self->end_us) && !self->is_over) {
      self->is_cut = TRUE;
      (void) shutdown (self->fd, SHUT_RDWR);
    }
  return NULL;
}

DirectoryWatch *
directory_watch_begin (BaseCall *call, int fd, guint limit_ms)
{
  DirectoryWatch *self = g_new0 (DirectoryWatch, 1);

  self->fd = fd;
  self->end_us = g_get_monotonic_time () + MIN (limit_ms, base_call_left_ms (call)) * 1000;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("directory-watch", watch, self);
  self->cancellable = g_object_ref (base_call_cancellable (call));
  self->watch = g_cancellable_connect (self->cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  return self;
}

gboolean
directory_watch_end (DirectoryWatch *self)
{
  gboolean is_cut;

  g_cancellable_disconnect (self->cancellable, self->watch);
  g_mutex_lock (&self->lock);
  self->is_over = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  is_cut = self->is_cut;
  g_object_unref (self->cancellable);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
  return is_cut;
}
