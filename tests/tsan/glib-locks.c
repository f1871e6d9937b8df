/* glib-locks.c - tells ThreadSanitizer how GLib's threads wait for each other
 *
 * GLib's own code is not built with it, so that its locks, which are futexes, and what is handed
 * over through a main context, look like nothing. Loaded before GLib (LD_PRELOAD); each function
 * does what GLib's does, and says what is ordered by it. Only what the program uses.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <glib.h>

void __tsan_acquire (void *at);
void __tsan_release (void *at);

#define GLIBS(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

void
g_mutex_lock (GMutex *mutex)
{
  static __typeof__ (&g_mutex_lock) glibs;

  if (glibs == NULL)
    glibs = GLIBS (g_mutex_lock);
  glibs (mutex);
  __tsan_acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean is_ours = GLIBS (g_mutex_trylock) (mutex);

  if (is_ours)
    __tsan_acquire (mutex);
  return is_ours;
}

void
g_mutex_unlock (GMutex *mutex)
{
  static __typeof__ (&g_mutex_unlock) glibs;

  if (glibs == NULL)
    glibs = GLIBS (g_mutex_unlock);
  __tsan_release (mutex);
  glibs (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  GLIBS (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_us)
{
  gboolean is_signalled;

  __tsan_release (mutex);
  is_signalled = GLIBS (g_cond_wait_until) (cond, mutex, end_us);
  __tsan_acquire (mutex);
  return is_signalled;
}

/* What happened before a thread begins is known to it; what it did, to whoever waits for its end.
 */
static char beginnings;

GThread *
g_thread_new (const char *name, GThreadFunc func, gpointer data)
{
  __tsan_release (&beginnings);
  return GLIBS (g_thread_new) (name, func, data);
}

gpointer
g_thread_join (GThread *thread)
{
  gpointer result = GLIBS (g_thread_join) (thread);

  __tsan_acquire (thread);
  return result;
}

/* A callback knows what happened before its source got it. */
typedef struct
{
  GSourceFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Callback;

static gboolean
call_back (gpointer data)
{
  Callback *callback = data;

  __tsan_acquire (callback);
  return callback->func (callback->data);
}

static void
free_callback (gpointer data)
{
  Callback *callback = data;

  __tsan_acquire (callback);
  if (callback->destroy != NULL)
    callback->destroy (callback->data);
  g_free (callback);
}

/* Other sources have callbacks of other kinds: only those that a post to a main context makes. */
void
g_source_set_callback (GSource *source, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  Callback *callback;

  if (func == NULL || source->source_funcs != &g_idle_funcs) {
    GLIBS (g_source_set_callback) (source, func, data, destroy);
    return;
  }
  callback = g_new (Callback, 1);
  *callback = (Callback){ func, data, destroy };
  __tsan_release (callback);
  GLIBS (g_source_set_callback) (source, call_back, callback, free_callback);
}
