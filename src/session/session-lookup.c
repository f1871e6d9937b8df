/* session-lookup.c - what the picker asks the directory: the object
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-lookup.h"

#include "session-lookup-private.h"

G_DEFINE_FINAL_TYPE (SessionLookup, session_lookup, G_TYPE_OBJECT)

gboolean
session_lookup_is_stale (GTask *task, GError *error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable == NULL || !g_cancellable_is_cancelled (cancellable))
    return FALSE;

  g_clear_error (&error);
  g_task_set_check_cancellable (task, TRUE);
  g_task_return_error_if_cancelled (task);
  return TRUE;
}

GListModel *
session_lookup_places (SessionLookup *self)
{
  return G_LIST_MODEL (self->places);
}

char **
session_lookup_split_names (const char *pasted)
{
  return session_directory_split_names (pasted);
}

/* Work on the pool holds a reference of its own to the directory. */
static void
session_lookup_finalize (GObject *object)
{
  SessionLookup *self = SESSION_LOOKUP (object);

  g_clear_pointer (&self->directory, session_directory_unref);
  g_clear_pointer (&self->pool, session_pool_close);
  g_clear_object (&self->places);
  G_OBJECT_CLASS (session_lookup_parent_class)->finalize (object);
}

static void
session_lookup_class_init (SessionLookupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = session_lookup_finalize;
}

static void
session_lookup_init (SessionLookup *self)
{
  self->places = g_list_store_new (SESSION_TYPE_PLACE);
}

SessionLookup *
session_lookup_new (SessionDirectory *directory, SessionPool *pool)
{
  SessionLookup *self = g_object_new (SESSION_TYPE_LOOKUP, NULL);

  self->directory = directory;
  self->pool = pool;
  return self;
}
