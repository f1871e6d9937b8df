/* test-commit.c - many threads share a transaction; kill -9 takes nothing that was acknowledged
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-journal.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static gint64
begin (StoreDb *db, const char *mailbox, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 22, 8, 0, 0);
  g_autoptr (OofState) state =
      oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, text, text);
  const StoreJournalRow row = { .at = at,
                                .who = (char *) "root@host",
                                .run = (char *) "run-1",
                                .profile = (char *) "profile-1",
                                .mailbox = (char *) mailbox,
                                .before = state,
                                .after = state };
  gint64 id = store_journal_begin (db, &row, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static gint64
count (StoreDb *db, const char *statement)
{
  g_autoptr (StoreQuery) query = store_sql_query (store_db_lock (db), statement, NULL);
  gint64 number;

  g_assert_true (store_query_next (query, NULL));
  number = store_query_number (query, 0);
  store_db_unlock (db);
  return number;
}

/* One write that fails does not take those with it that share its transaction. */
static gboolean
write_bad (StoreSql *sql, gpointer data, GError **error)
{
  return store_sql_script (sql, "INSERT INTO setting (name, value) VALUES ('half', 'done')",
                           error) &&
         store_sql_script (sql, "INSERT INTO setting (name, value) VALUES ('x', NULL)", error);
}

static gpointer
write_in_thread (gpointer data)
{
  StoreDb *db = data;
  guint good = 0;

  for (int i = 0; i < 20; i++) {
    g_autofree char *mailbox = g_strdup_printf ("%d@corp.example", i);
    g_autoptr (GError) error = NULL;

    if (i % 4 == 0) {
      g_assert_false (store_db_write (db, STORE_DURABLE, write_bad, NULL, &error));
      g_assert_cmpstr (base_error_facts (error)->reason, ==, "store-failed");
    } else {
      begin (db, mailbox, "text");
      good++;
    }
  }
  return GUINT_TO_POINTER (good);
}

static void
test_shared_transaction (Fixture *self, gconstpointer data)
{
  GThread *threads[8];
  guint good = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("writer", write_in_thread, self->db);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    good += GPOINTER_TO_UINT (g_thread_join (threads[i]));

  g_assert_cmpint (count (self->db, "SELECT count(*) FROM journal"), ==, good);
  g_assert_cmpint (count (self->db, "SELECT count(*) FROM setting"), ==, 0);
}

typedef struct
{
  StoreDb *db;
  int number;
  int acks; /* a pipe; -1: none */
} Writer;

/* Journals without end; tells the pipe what it was told is on the disk. */
static gpointer
journal_in_thread (gpointer data)
{
  const Writer *writer = data;
  g_autofree char *mailbox = g_strdup_printf ("u%d@corp.example", writer->number);

  for (int i = 0; writer->acks >= 0 || i < 50; i++) {
    g_autofree char *text = g_strdup_printf ("text %d of %s", i, mailbox);
    gint64 id = begin (writer->db, mailbox, text);

    if (writer->acks >= 0)
      g_assert_cmpint (write (writer->acks, &id, sizeof id), ==, sizeof id);
    g_assert_true (store_journal_end (writer->db, id, STORE_RESULT_WRITTEN, NULL, NULL, NULL));
  }
  return NULL;
}

static void
test_threads (Fixture *self, gconstpointer data)
{
  Writer writers[8];
  GThread *threads[G_N_ELEMENTS (writers)];

  for (int i = 0; i < (int) G_N_ELEMENTS (writers); i++) {
    writers[i] = (Writer){ self->db, i, -1 };
    threads[i] = g_thread_new ("writer", journal_in_thread, &writers[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (count (self->db, "SELECT count(*) FROM journal WHERE result = 'written'"), ==,
                   400);
  g_assert_cmpint (count (self->db, "SELECT max(id) FROM journal"), ==, 400);
  g_assert_cmpint (count (self->db, "SELECT count(*) FROM snapshot"), ==, 8);
}

static void
journal_until_killed (const char *path, int acks)
{
  static Writer writers[4];
  GThread *last = NULL;

  for (int i = 0; i < (int) G_N_ELEMENTS (writers); i++) {
    writers[i] = (Writer){ i == 0 ? open_db (path) : writers[0].db, i, acks };
    last = g_thread_new ("writer", journal_in_thread, &writers[i]);
  }
  g_thread_join (last);
  _exit (1); /* never reached */
}

/* kill -9 after a chance number of rows: all that were acknowledged are there and whole. */
static void
test_kill (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_clear_pointer (&self->db, store_db_unref);
  for (int round = 0; round < 30; round++) {
    int left = g_rand_int_range (random, 1, 40);
    int acks[2];
    gint64 id;
    pid_t child;

    g_assert_cmpint (pipe (acks), ==, 0);
    child = fork ();
    g_assert_cmpint (child, >=, 0);
    if (child == 0) {
      close (acks[0]);
      journal_until_killed (self->path, acks[1]);
    }
    close (acks[1]);
    while (read (acks[0], &id, sizeof id) == sizeof id) {
      g_array_append_val (ids, id);
      if (--left == 0)
        kill (child, SIGKILL); /* and read what was said until then */
    }
    close (acks[0]);
    g_assert_cmpint (left, <=, 0);
    g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  }

  self->db = open_db (self->path);
  for (guint i = 0; i < ids->len; i++) {
    g_autofree char *statement =
        g_strdup_printf ("SELECT count(*) FROM journal JOIN text ON hash = before_inside"
                         " WHERE id = %" G_GINT64_FORMAT,
                         g_array_index (ids, gint64, i));
    g_autoptr (StoreQuery) query = store_sql_query (store_db_lock (self->db), statement, NULL);

    g_assert_true (store_query_next (query, NULL));
    g_assert_cmpint (store_query_number (query, 0), ==, 1);
    store_db_unlock (self->db);
  }
  g_test_message ("%u rows were acknowledged", ids->len);
  g_assert_cmpint (count (self->db, "SELECT count(*) FROM pragma_integrity_check"
                                    " WHERE integrity_check <> 'ok'"),
                   ==, 0);
  g_assert_cmpint (count (self->db, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/commit/shared-transaction", Fixture, NULL, set_up, test_shared_transaction,
              tear_down);
  g_test_add ("/store/commit/threads", Fixture, NULL, set_up, test_threads, tear_down);
  g_test_add ("/store/commit/kill", Fixture, NULL, set_up, test_kill, tear_down);
  return g_test_run ();
}
