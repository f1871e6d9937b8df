/* base-call.c - the context of a blocking call
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-call.h"

#include "base-error.h"

#include <glib.h>

typedef struct
{
  gpointer object;
  GDestroyNotify destroy;
} Kept;

#define GUID_LENGTH 36
#define COUNTED_DIGITS 12 /* at its end */

struct _BaseLocals
{
  GHashTable *table;          /* key → Kept */
  char guid[GUID_LENGTH + 1]; /* the last one; empty: none yet */
  guint64 counted;            /* its last digits */
};

struct _BaseCall
{
  BaseLocals *locals;
  BaseLocals *own_locals; /* NULL unless the caller brought none */
  GCancellable *cancellable;
  GPollFD cancel;     /* fd -1: nobody has asked for it yet */
  gint64 deadline_us; /* monotonic; 0: none */
  char *trace_id;     /* NULL: nobody has asked for it yet */
};

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  if (kept->destroy != NULL)
    kept->destroy (kept->object);
  g_free (kept);
}

BaseLocals *
base_locals_new (void)
{
  BaseLocals *self = g_new0 (BaseLocals, 1);

  self->table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_kept);
  return self;
}

void
base_locals_free (BaseLocals *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->table);
  g_free (self);
}

BaseCall *
base_call_new (BaseLocals *locals, GCancellable *cancellable, guint64 timeout_ms)
{
  BaseCall *self = g_new0 (BaseCall, 1);

  if (locals == NULL)
    locals = self->own_locals = base_locals_new ();
  self->locals = locals;
  self->cancel.fd = -1;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  if (timeout_ms > 0)
    self->deadline_us = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  return self;
}

void
base_call_free (BaseCall *self)
{
  if (self == NULL)
    return;

  base_locals_free (self->own_locals);
  if (self->cancel.fd >= 0)
    g_cancellable_release_fd (self->cancellable);
  g_object_unref (self->cancellable);
  g_free (self->trace_id);
  g_free (self);
}

BaseLocals *
base_call_locals (BaseCall *self)
{
  return self->locals;
}

GCancellable *
base_call_cancellable (BaseCall *self)
{
  return self->cancellable;
}

const char *
base_call_trace_id (BaseCall *self)
{
  if (self->trace_id == NULL)
    self->trace_id = g_uuid_string_random ();
  return self->trace_id;
}

/* GLib's costs as much as a tenth of reading an answer: random numbers behind a lock, and printf.
 */
char *
base_call_new_guid (BaseCall *self)
{
  static const char digits[] = "0123456789abcdef";
  BaseLocals *locals = self->locals;
  guint64 left;

  if (*locals->guid == '\0') {
    g_autofree char *first = g_uuid_string_random ();

    g_strlcpy (locals->guid, first, sizeof locals->guid);
    locals->counted = g_ascii_strtoull (first + GUID_LENGTH - COUNTED_DIGITS, NULL, 16);
  }
  left = ++locals->counted;
  for (int i = 1; i <= COUNTED_DIGITS; i++, left >>= 4)
    locals->guid[GUID_LENGTH - i] = digits[left & 0xF];
  return g_strndup (locals->guid, GUID_LENGTH);
}

/* Held, because GLib opens a descriptor for the first who wants it and closes it behind the last:
 * two system calls for every wait. */
GPollFD
base_call_pollfd (BaseCall *self)
{
  if (self->cancel.fd < 0)
    g_cancellable_make_pollfd (self->cancellable, &self->cancel);
  return self->cancel;
}

gint64
base_call_left_ms (BaseCall *self)
{
  gint64 left_us;

  if (self->deadline_us == 0)
    return G_MAXINT64;

  left_us = self->deadline_us - g_get_monotonic_time ();
  return left_us > 0 ? (left_us + 999) / 1000 : 0;
}

gint64
base_call_end_us (BaseCall *self)
{
  return self->deadline_us != 0 ? self->deadline_us : g_get_monotonic_time () + G_TIME_SPAN_HOUR;
}

gboolean
base_call_check (BaseCall *self, GError **error)
{
  static const BaseErrorFacts timed_out = { .reason = "timed-out" };

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (base_call_left_ms (self) > 0)
    return TRUE;

  base_error_set_facts (error, BASE_ERROR_OFFLINE, &timed_out, "it took too long");
  return FALSE;
}

gboolean
base_call_wait (BaseCall *self, guint64 wait_ms, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + (gint64) MIN (wait_ms, G_MAXINT32) * 1000;
  GPollFD cancel = base_call_pollfd (self);
  gint64 left_us;
  gboolean goes_on;

  while ((goes_on = base_call_check (self, error)) &&
         (left_us = until_us - g_get_monotonic_time ()) > 0)
    g_poll (&cancel, 1, (int) MIN ((left_us + 999) / 1000, base_call_left_ms (self)));

  return goes_on;
}

gpointer
base_call_kept (BaseCall *self, const char *key)
{
  Kept *kept = g_hash_table_lookup (self->locals->table, key);

  return kept != NULL ? kept->object : NULL;
}

void
base_call_keep (BaseCall *self, const char *key, gpointer object, GDestroyNotify destroy)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->object = object;
  kept->destroy = destroy;
  g_hash_table_replace (self->locals->table, (char *) key, kept);
}
