/* session-merge.c - people who are told of from two sides, each once
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-merge.h"

struct _SessionMerge
{
  GHashTable *keys; /* identifiers, and addresses in lower case: an identifier has no @ */
};

SessionMerge *
session_merge_new (void)
{
  SessionMerge *self = g_new0 (SessionMerge, 1);

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
session_merge_free (SessionMerge *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->keys);
  g_free (self);
}

static void
note (SessionMerge *self, const char *key)
{
  if (*key != '\0')
    g_hash_table_add (self->keys, g_utf8_strdown (key, -1));
}

void
session_merge_note (SessionMerge *self, const ExchangePerson *person)
{
  note (self, person->id);
  note (self, person->mail);
}

static gboolean
has (const SessionMerge *self, const char *key)
{
  g_autofree char *lower = g_utf8_strdown (key, -1);

  return *key != '\0' && g_hash_table_contains (self->keys, lower);
}

gboolean
session_merge_has (const SessionMerge *self, const ExchangePerson *person)
{
  return has (self, person->id) || has (self, person->mail);
}
