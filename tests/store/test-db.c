/* test-db.c - opening the database: new, foreign, newer, damaged, locked, read-only, full, gone
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "store-db-inside.h"
#include "store-profile.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("absentia-store-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "a", "b", "test.db", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const files[] = {
    "a/b/test.db", "a/b/test.db-wal", "a/b/test.db-shm", "a/b/test.db-journal", "a/b", "a"
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (self->folder, files[i], NULL);

    g_remove (path);
  }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

static void
assert_refused (const char *path, const char *reason)
{
  g_autoptr (GError) error = NULL;
  StoreDb *db = store_db_open_waiting (path, 50, &error);

  g_assert_null (db);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
  g_assert_nonnull (strstr (error->message, path));
}

static StoreDb *
open_db (const char *path)
{
  g_autoptr (GError) error = NULL;
  StoreDb *db = store_db_open (path, &error);

  g_assert_no_error (error);
  return db;
}

static gboolean
save_profile (StoreDb *db, const char *name, GError **error)
{
  /* An id of its own: random ones are the same in processes that forked. */
  ExchangeProfile draft = { .id = (char *) name,
                            .name = (char *) name,
                            .server = (char *) "mail.corp.example" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);

  return store_profile_save (db, profile, error);
}

/* With plain sqlite, as somebody else would. */
static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static guint
mode_of (const char *path)
{
  GStatBuf facts;

  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  return facts.st_mode & 0777;
}

static void
test_new (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (self->path, "-shm", NULL);
  mode_t mask = umask (0);
  g_autoptr (StoreDb) db = open_db (self->path);
  g_autoptr (GError) error = NULL;

  umask (mask);
  g_assert_true (save_profile (db, "one", &error));
  g_assert_no_error (error);
  g_assert_cmphex (mode_of (folder), ==, 0700);
  g_assert_cmphex (mode_of (self->path), ==, 0600);
  g_assert_cmphex (mode_of (wal), ==, 0600);
  g_assert_cmphex (mode_of (shm), ==, 0600);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  StoreDb *db = open_db (self->path);
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (save_profile (db, "one", &error));
  store_db_unref (db);
  g_assert_cmpint (g_chmod (self->path, 0644), ==, 0);

  db = open_db (self->path);
  profiles = store_profile_list (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (profiles->len, ==, 1);
  g_assert_cmphex (mode_of (self->path), ==, 0600);
  store_db_unref (db);
}

/* Refused, and not a byte of it is another. */
static void
check_untouched (Fixture *self, const char *sql)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size, after_size;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  run_sql (self->path, sql);
  g_assert_cmpint (g_chmod (self->path, 0640), ==, 0);
  g_assert_true (g_file_get_contents (self->path, &before, &before_size, NULL));

  assert_refused (self->path, "store-newer");
  g_assert_true (g_file_get_contents (self->path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);
  g_assert_cmphex (mode_of (self->path), ==, 0640);
}

static void
test_newer (Fixture *self, gconstpointer data)
{
  check_untouched (self, "PRAGMA journal_mode = WAL; PRAGMA application_id = 1094865733;"
                         "CREATE TABLE setting (x); PRAGMA user_version = 99");
}

static void
test_foreign (Fixture *self, gconstpointer data)
{
  check_untouched (self, "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
}

static void
test_foreign_id (Fixture *self, gconstpointer data)
{
  check_untouched (self, "PRAGMA application_id = 7; PRAGMA user_version = 1; CREATE TABLE t (x)");
}

static void
test_not_a_database (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (
      g_file_set_contents (self->path, "This is a letter, and no database at all.\n", -1, NULL));
  assert_refused (self->path, "store-corrupt");
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  StoreDb *db = open_db (self->path);
  g_autofree char *bytes = NULL;
  gsize size;

  for (int i = 0; i < 200; i++) {
    g_autofree char *name = g_strdup_printf ("profile number %d", i);

    g_assert_true (save_profile (db, name, NULL));
  }
  store_db_unref (db);

  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 16 * 1024);
  memset (bytes + 8 * 1024, 0xA5, size - 12 * 1024);
  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) size, NULL));
  assert_refused (self->path, "store-corrupt");
}

static void
test_locked (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreDb) db = open_db (self->path);
  g_autoptr (StoreDb) waiting = store_db_open_waiting (self->path, 20, NULL);
  g_autoptr (GError) error = NULL;
  StoreSql *sql = store_db_lock (db);

  g_assert_nonnull (waiting);
  g_assert_true (store_sql_begin (sql, STORE_DURABLE, NULL));
  g_assert_false (save_profile (waiting, "one", &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "store-locked");

  store_sql_rollback (sql);
  store_db_unlock (db);
  g_assert_true (save_profile (waiting, "one", NULL));
}

static void
become (uid_t user)
{
  g_assert_cmpint (seteuid (user), ==, 0);
}

static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *missing = g_build_filename (folder, "x", "test.db", NULL);
  gboolean is_root = geteuid () == 0;

  store_db_unref (open_db (self->path));
  g_assert_cmpint (g_chmod (self->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  if (is_root) { /* root may write everywhere */
    g_autofree char *above = g_path_get_dirname (folder);

    g_assert_cmpint (g_chmod (self->folder, 0755), ==, 0);
    g_assert_cmpint (g_chmod (above, 0755), ==, 0);
    become (NOBODY);
  }

  assert_refused (self->path, "store-read-only");
  assert_refused (missing, "store-read-only");

  if (is_root)
    become (0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
}

/* A disk without room, played by a limit on the size of the database. */
static void
test_full (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreDb) db = open_db (self->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) profiles = NULL;
  guint n = 0;

  g_assert_true (store_sql_script (store_db_lock (db), "PRAGMA max_page_count = 64", NULL));
  store_db_unlock (db);
  for (;;) {
    g_autofree char *name = g_strdup_printf ("profile number %u", n);

    if (!save_profile (db, name, &error))
      break;
    n++;
  }
  g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "store-full");

  /* What was saved before is there, and nothing of what failed. */
  g_clear_error (&error);
  profiles = store_profile_list (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (profiles->len, ==, n);
}

/* Eight processes make the same new database at the same moment. */
static void
test_race (Fixture *self, gconstpointer data)
{
  pid_t children[8];
  g_autoptr (StoreDb) db = NULL;
  g_autoptr (GPtrArray) profiles = NULL;
  int start[2];

  g_assert_cmpint (pipe (start), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
    children[i] = fork ();
    g_assert_cmpint (children[i], >=, 0);
    if (children[i] == 0) {
      g_autofree char *name = g_strdup_printf ("profile %u", i);
      char byte;

      close (start[1]);
      (void) !read (start[0], &byte, 1); /* until the other end is closed */
      db = open_db (self->path);
      g_assert_true (save_profile (db, name, NULL));
      g_clear_pointer (&db, store_db_unref);
      _exit (0);
    }
  }
  close (start[0]);
  close (start[1]);

  for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
    int status;

    g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
    g_assert_cmpint (status, ==, 0);
  }
  db = open_db (self->path);
  profiles = store_profile_list (db, NULL);
  g_assert_cmpuint (profiles->len, ==, G_N_ELEMENTS (children));
}

/* A newer version has been started beside this one, and has migrated it. */
static void
test_newer_meanwhile (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreDb) db = open_db (self->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (save_profile (db, "one", &error));
  run_sql (self->path, "PRAGMA user_version = 999");
  g_assert_false (save_profile (db, "two", &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "store-newer");
}

/* Nothing is written into a file that nobody can find again; put back, it is as it was. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreDb) db = open_db (self->path);
  g_autofree char *elsewhere = g_strconcat (self->path, ".away", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (self->path, elsewhere), ==, 0);
  g_assert_false (save_profile (db, "one", &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "store-gone");
  g_clear_error (&error);

  g_assert_cmpint (g_rename (elsewhere, self->path), ==, 0);
  g_assert_true (save_profile (db, "one", &error));
  g_assert_no_error (error);
}

static void
test_default_path (void)
{
  g_autofree char *path = store_db_default_path ();

  g_assert_true (g_str_has_suffix (path, "/absentia/absentia.db"));
  g_assert_true (g_str_has_prefix (path, g_get_user_data_dir ()));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/db/new", test_new },
    { "/store/db/kept", test_kept },
    { "/store/db/newer", test_newer },
    { "/store/db/foreign", test_foreign },
    { "/store/db/foreign-id", test_foreign_id },
    { "/store/db/not-a-database", test_not_a_database },
    { "/store/db/damaged", test_damaged },
    { "/store/db/locked", test_locked },
    { "/store/db/read-only", test_read_only },
    { "/store/db/full", test_full },
    { "/store/db/race", test_race },
    { "/store/db/newer-meanwhile", test_newer_meanwhile },
    { "/store/db/gone", test_gone },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/store/db/default-path", test_default_path);
  return g_test_run ();
}
