/* wire-recent.c - long texts that were escaped a moment ago, and as what
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-recent.h"

#include <string.h>

#define LEAST_BYTES 128
#define MOST_BYTES (64 * 1024)

typedef struct
{
  GString *text;
  GString *written;
} Pair;

struct _WireRecent
{
  Pair pairs[2];
  guint next; /* is given up for a new one */
};

static void
free_recent (gpointer data)
{
  WireRecent *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->pairs); i++) {
    g_string_free (self->pairs[i].text, TRUE);
    g_string_free (self->pairs[i].written, TRUE);
  }
  g_free (self);
}

WireRecent *
wire_recent_get (BaseCall *call, const char *key)
{
  WireRecent *self = base_call_kept (call, key);

  if (self != NULL)
    return self;

  self = g_new0 (WireRecent, 1);
  for (guint i = 0; i < G_N_ELEMENTS (self->pairs); i++)
    self->pairs[i] = (Pair){ g_string_new (NULL), g_string_new (NULL) };
  base_call_keep (call, key, self, free_recent);
  return self;
}

gboolean
wire_recent_append (const WireRecent *self, GString *out, const char *text)
{
  gsize length = strlen (text);

  if (self == NULL || length < LEAST_BYTES)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (self->pairs); i++) {
    const Pair *pair = &self->pairs[i];

    if (pair->text->len == length && memcmp (pair->text->str, text, length) == 0) {
      g_string_append_len (out, pair->written->str, (gssize) pair->written->len);
      return TRUE;
    }
  }
  return FALSE;
}

void
wire_recent_keep (WireRecent *self, const char *text, const char *written, gsize length)
{
  gsize size = strlen (text);
  Pair *pair;

  if (self == NULL || size < LEAST_BYTES || length > MOST_BYTES)
    return;

  pair = &self->pairs[self->next];
  self->next = (self->next + 1) % G_N_ELEMENTS (self->pairs);
  g_string_append_len (g_string_truncate (pair->text, 0), text, (gssize) size);
  g_string_append_len (g_string_truncate (pair->written, 0), written, (gssize) length);
}
