/* fixture.h - a database of a test's own in a folder of its own */
#pragma once

#include "../folder.h"
#include "store-db.h"

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
  self->folder = folder_new ();
  self->path = g_build_filename (self->folder, "test.db", NULL);
  self->db = open_db (self->path);
}

static inline void
tear_down (Fixture *self, gconstpointer data)
{
  store_db_unref (self->db);
  folder_remove (self->folder);
  g_free (self->path);
}
