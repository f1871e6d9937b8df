/* session-lookup-private.h - what the lookup's files share. Inside session. */
#pragma once

#include "session-directory.h"
#include "session-lookup.h"
#include "session-pool.h"

struct _SessionLookup
{
  GObject parent_instance;
  SessionDirectory *directory;
  SessionPool *pool;
  GListStore *places;
  gboolean has_places;
};

/* Takes the directory and the pool. */
SessionLookup *session_lookup_new (SessionDirectory *directory, SessionPool *pool);

/* A late answer to a question that nobody asks any more: returns the task with
 * G_IO_ERROR_CANCELLED, and TRUE. */
gboolean session_lookup_is_stale (GTask *task, GError *error);
