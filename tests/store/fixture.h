/* fixture.h - a database of a test's own in a folder of its own */
#pragma once

#include "store-db.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  StoreDb *db;
} Fixture;

static inline StoreDb *
open_db (const char *path)
{
  g_autoptr (GError) error = NULL;
  StoreDb *db = store_db_open (path, &error);

  g_assert_no_error (error);
  return db;
}

static inline void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("absentia-store-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "test.db", NULL);
  self->db = open_db (self->path);
}

static inline void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-head" };

  store_db_unref (self->db);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *path = g_strconcat (self->path, ends[i], NULL);

    g_remove (path);
  }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}
