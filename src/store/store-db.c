/* store-db.c - the local database: opening, and group commit
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-db-inside.h"

#include "base-error.h"
#include "store-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_MS 5000
/* A larger file is not looked through at each start: it would be felt. */
#define MOST_CHECKED_BYTES (8 * 1024 * 1024)

typedef struct
{
  StoreWrite write;
  gpointer data;
  StoreDurability durability;
  GCond turn;     /* one of the next two has become true: nobody is woken for nothing */
  gboolean leads; /* writes what is in the queue */
  gboolean is_done;
  GError *error;
} Job;

struct _StoreDb
{
  gatomicrefcount count;
  char *path;
  StoreSql *sql;
  GMutex sql_lock; /* taken before, never after, queue_lock */

  GMutex queue_lock; /* what follows */
  GPtrArray *queue;  /* Job, each on its caller's stack */
  gboolean is_led;   /* somebody is writing, or about to */
};

char *
store_db_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "absentia", "absentia.db", NULL);
}

/* The file that the database shall be, when it is not there, readable by its owner only: SQLite
 * gives its two companions the same mode. It is made elsewhere and linked, so that nobody meets it
 * half made, and because closing a file descriptor of a database drops the locks that the process
 * has on it. */
static gboolean
make_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strconcat (path, ".XXXXXX", NULL);
  gboolean is_made;
  int fd;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    store_sql_set_errno (error, errno, folder);
    return FALSE;
  }

  fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) {
    store_sql_set_errno (error, errno, path);
    return FALSE;
  }
  close (fd);
  is_made = store_sql_create (name, error);
  /* Some file systems know no links: there, two that make it at the same moment could disagree. */
  if (is_made && link (name, path) != 0 && errno != EEXIST && rename (name, path) != 0) {
    store_sql_set_errno (error, errno, path);
    is_made = FALSE;
  }
  unlink (name);
  return is_made;
}

static StoreSql *
open_sql (const char *path, guint busy_ms, GError **error)
{
  g_autoptr (StoreSql) sql = NULL;
  GStatBuf facts;

  if (!make_file (path, error))
    return NULL;
  sql = store_sql_open (path, busy_ms, error);
  if (sql == NULL || !store_schema_migrate (sql, error) || !store_sql_adopt (sql, error))
    return NULL;

  if (g_stat (path, &facts) == 0) {
    if ((facts.st_mode & 077) != 0)
      (void) g_chmod (path, 0600);
    if (facts.st_size <= MOST_CHECKED_BYTES && !store_sql_check (sql, error))
      return NULL;
  }
  return g_steal_pointer (&sql);
}

StoreDb *
store_db_open_waiting (const char *path, guint busy_ms, GError **error)
{
  g_autoptr (GError) why = NULL;
  StoreSql *sql = open_sql (path, busy_ms, &why);
  StoreDb *self;

  if (sql == NULL) {
    g_propagate_prefixed_error (error, g_steal_pointer (&why), "%s: ", path);
    return NULL;
  }

  self = g_new0 (StoreDb, 1);
  g_atomic_ref_count_init (&self->count);
  self->path = g_strdup (path);
  self->sql = sql;
  g_mutex_init (&self->sql_lock);
  g_mutex_init (&self->queue_lock);
  self->queue = g_ptr_array_new ();
  return self;
}

StoreDb *
store_db_open (const char *path, GError **error)
{
  return store_db_open_waiting (path, BUSY_MS, error);
}

StoreDb *
store_db_ref (StoreDb *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
store_db_unref (StoreDb *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;

  store_sql_close (self->sql);
  g_free (self->path);
  g_ptr_array_unref (self->queue);
  g_mutex_clear (&self->queue_lock);
  g_mutex_clear (&self->sql_lock);
  g_free (self);
}

const char *
store_db_path (StoreDb *self)
{
  return self->path;
}

StoreSql *
store_db_lock (StoreDb *self)
{
  g_mutex_lock (&self->sql_lock);
  return self->sql;
}

void
store_db_unlock (StoreDb *self)
{
  g_mutex_unlock (&self->sql_lock);
}

/* Some jobs in one transaction: all or none. */
static gboolean
write_jobs (StoreSql *sql, Job **jobs, guint n, gboolean *ret_is_one_to_blame, GError **error)
{
  StoreDurability durability = STORE_RELAXED;

  *ret_is_one_to_blame = FALSE;
  for (guint i = 0; i < n; i++)
    if (jobs[i]->durability == STORE_DURABLE)
      durability = STORE_DURABLE;
  if (!store_sql_begin (sql, durability, error))
    return FALSE;
  if (!store_schema_check (sql, error)) {
    store_sql_rollback (sql);
    return FALSE;
  }

  for (guint i = 0; i < n; i++)
    if (!jobs[i]->write (sql, jobs[i]->data, error)) {
      *ret_is_one_to_blame = TRUE;
      store_sql_rollback (sql);
      return FALSE;
    }
  return store_sql_commit (sql, error);
}

/* All jobs together; each alone when one of them spoils it for the others. */
static void
write_batch (StoreSql *sql, GPtrArray *batch)
{
  Job **jobs = (Job **) batch->pdata;
  g_autoptr (GError) error = NULL;
  gboolean is_one_to_blame, is_blamed;

  if (write_jobs (sql, jobs, batch->len, &is_one_to_blame, &error))
    return;

  for (guint i = 0; i < batch->len; i++)
    if (is_one_to_blame && batch->len > 1)
      write_jobs (sql, jobs + i, 1, &is_blamed, &jobs[i]->error);
    else
      jobs[i]->error = g_error_copy (error);
}

/* Called and returns with the queue locked. */
static void
lead (StoreDb *self)
{
  g_autoptr (GPtrArray) batch = NULL;

  self->is_led = TRUE;
  g_mutex_unlock (&self->queue_lock);

  /* What comes while others hold the connection still gets in. */
  g_mutex_lock (&self->sql_lock);
  g_mutex_lock (&self->queue_lock);
  batch = g_steal_pointer (&self->queue);
  self->queue = g_ptr_array_new ();
  g_mutex_unlock (&self->queue_lock);
  write_batch (self->sql, batch);
  g_mutex_unlock (&self->sql_lock);

  g_mutex_lock (&self->queue_lock);
  for (guint i = 0; i < batch->len; i++) {
    Job *job = batch->pdata[i];

    job->is_done = TRUE;
    g_cond_signal (&job->turn);
  }
  self->is_led = self->queue->len > 0;
  if (self->is_led) {
    Job *next = self->queue->pdata[0];

    next->leads = TRUE;
    g_cond_signal (&next->turn);
  }
}

gboolean
store_db_write (StoreDb *self, StoreDurability durability, StoreWrite write, gpointer data,
                GError **error)
{
  Job job = { .write = write, .data = data, .durability = durability };

  g_cond_init (&job.turn);
  g_mutex_lock (&self->queue_lock);
  g_ptr_array_add (self->queue, &job);
  job.leads = !self->is_led;
  while (!job.is_done && !job.leads)
    g_cond_wait (&job.turn, &self->queue_lock);
  if (!job.is_done)
    lead (self);
  g_mutex_unlock (&self->queue_lock);
  g_cond_clear (&job.turn);

  if (job.error == NULL)
    return TRUE;

  g_propagate_error (error, job.error);
  return FALSE;
}
