/* core.h - a core on a database of a test's own, with secrets in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../folder.h"
#include "session-core-private.h"

typedef struct
{
  char *folder;
  char *path;
  SessionCore *core;
  BaseCall *call;
} Fixture;

static inline void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = folder_new ();
  self->path = g_build_filename (self->folder, "test.db", NULL);
  self->core = session_core_new (self->path, SESSION_SECRETS_MEMORY, &error);
  g_assert_no_error (error);
  self->call = base_call_new (NULL, NULL, 0);
}

static inline void
tear_down (Fixture *self, gconstpointer data)
{
  base_call_free (self->call);
  session_core_unref (self->core);
  folder_remove (self->folder);
  g_free (self->path);
}
