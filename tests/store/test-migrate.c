/* test-migrate.c - a database of an older release is brought up to date, with all that is in it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-chain.h"
#include "store-documents.h"
#include "store-journal.h"
#include "store-managed.h"
#include "store-profile.h"

#include <sqlite3.h>

/* What the first release made, word by word, and a profile in it. */
static const char *const first_release[] = {
  "PRAGMA journal_mode = WAL; PRAGMA application_id = 1094865733; PRAGMA user_version = 1;",
  "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
  "CREATE TABLE profile ("
  "  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, server TEXT NOT NULL,"
  "  ews_url TEXT NOT NULL, ca_pem TEXT NOT NULL, auth TEXT NOT NULL, admin_upn TEXT NOT NULL,"
  "  test_mailbox TEXT NOT NULL, jobs INTEGER NOT NULL);",
  "CREATE TABLE text (hash TEXT PRIMARY KEY, body TEXT NOT NULL);"
  "CREATE TABLE snapshot ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, at_us BIGINT NOT NULL,"
  "  mode TEXT NOT NULL, audience TEXT NOT NULL, from_us BIGINT, until_us BIGINT,"
  "  inside TEXT NOT NULL REFERENCES text (hash), outside TEXT NOT NULL REFERENCES text (hash),"
  "  PRIMARY KEY (profile, mailbox));",
  "CREATE TABLE journal ("
  "  id INTEGER PRIMARY KEY, at_us BIGINT NOT NULL, who TEXT NOT NULL, run TEXT NOT NULL,"
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, why TEXT NOT NULL,"
  "  before_mode TEXT NOT NULL, before_audience TEXT NOT NULL,"
  "  before_from_us BIGINT, before_until_us BIGINT,"
  "  before_inside TEXT NOT NULL REFERENCES text (hash),"
  "  before_outside TEXT NOT NULL REFERENCES text (hash),"
  "  after_mode TEXT NOT NULL, after_audience TEXT NOT NULL,"
  "  after_from_us BIGINT, after_until_us BIGINT,"
  "  after_inside TEXT NOT NULL REFERENCES text (hash),"
  "  after_outside TEXT NOT NULL REFERENCES text (hash),"
  "  result TEXT NOT NULL, request_id TEXT, error TEXT);"
  "CREATE INDEX journal_mailbox ON journal (mailbox, id);",
  "INSERT INTO profile VALUES ('id-1', 'corp', 'on-premises', 'mail.corp.example',"
  " 'https://mail.corp.example/EWS/Exchange.asmx', '', 'ntlm', 'admin@corp.example', '', 6);"
  "INSERT INTO setting VALUES ('profile-in-use', 'id-1');",
  "INSERT INTO text VALUES ('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881', "
  "'x');"
  "INSERT INTO journal VALUES (1, 5, 'me@here', 'r', 'id-1', 'a@b.c', '', 'off', 'none', NULL, "
  "NULL,"
  " '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',"
  " '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881', 'on', 'all', NULL, NULL,"
  " '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',"
  " '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881', 'written', NULL, NULL);"
  "INSERT INTO journal SELECT 2, 6, who, run, profile, mailbox, why, before_mode, before_audience,"
  " before_from_us, before_until_us, before_inside, before_outside, after_mode, after_audience,"
  " after_from_us, after_until_us, after_inside, after_outside, 'begun', NULL, NULL FROM journal;",
};

static void
make_old (Fixture *self)
{
  sqlite3 *db;

  store_db_unref (self->db);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (first_release); i++)
    g_assert_cmpint (sqlite3_exec (db, first_release[i], NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_first (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) found = NULL;
  g_autoptr (ExchangeProfile) changed = NULL;
  g_autoptr (ExchangeProfile) again = NULL;
  g_autoptr (GError) error = NULL;
  ExchangeProfile draft;

  make_old (self);
  self->db = open_db (self->path);
  found = store_profile_find (self->db, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->name, ==, "corp");
  g_assert_cmpint (found->auth, ==, EXCHANGE_AUTH_NTLM);
  g_assert_cmpuint (found->jobs, ==, 6);
  g_assert_cmpint (found->path, ==, EXCHANGE_PATH_EWS);
  g_assert_cmpint (found->version, ==, EXCHANGE_VERSION_AUTO);
  g_assert_cmpstr (found->build, ==, "");
  g_assert_cmpstr (found->console, ==, "");
  g_assert_cmpstr (found->directory, ==, "");
  g_assert_cmpint (found->directory_auth, ==, EXCHANGE_DIRECTORY_AUTH_AUTO);
  g_assert_cmpstr (found->directory_ca_pem, ==, "");
  g_assert_cmpstr (found->directory_user, ==, "");
  g_assert_cmpstr (found->tenant, ==, "");
  g_assert_cmpstr (found->certificate, ==, "");

  draft = *found;
  draft.directory = (char *) "corp.example";
  changed = exchange_profile_new (&draft);
  g_assert_true (store_profile_save (self->db, changed, &error));
  store_db_unref (self->db);

  self->db = open_db (self->path); /* nothing more to do */
  again = store_profile_find (self->db, "corp", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->id, ==, "id-1");
  g_assert_cmpstr (again->directory, ==, "corp.example");
}

/* The rows of a time without a chain are in it afterwards. */
static void
test_journal (Fixture *self, gconstpointer data)
{
  StoreChainReport report;
  g_autoptr (GPtrArray) rows = NULL;

  make_old (self);
  self->db = open_db (self->path);
  g_assert_true (store_chain_verify (self->db, NULL, &report, NULL));
  g_assert_cmpint (report.fault, ==, STORE_CHAIN_WHOLE);
  g_assert_cmpint (report.end.number, ==, 3);
  rows = store_journal_list (self->db, "id-1", NULL, 10, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
}

#define N_CHAIN 3
#define CHAIN_END "f243194f12bb58c26e0ee39776a06fae236dc26b42af014bc99915efc5c98c38"

static void
run_sql (sqlite3 *db, const char *text)
{
  g_autofree char *problem = NULL;
  char *why = NULL;

  sqlite3_exec (db, text, NULL, NULL, &why);
  problem = g_strdup (why);
  sqlite3_free (why);
  g_assert_cmpstr (problem, ==, NULL);
}

/* The file as the n-th step of releases.sql left it, with its rows. */
static void
make_release (Fixture *self, GStrv steps, guint n)
{
  g_autofree char *number = g_strdup_printf ("PRAGMA user_version = %u", n);
  sqlite3 *db;

  g_clear_pointer (&self->db, store_db_unref);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  run_sql (db, "PRAGMA synchronous = OFF");
  run_sql (db, first_release[0]);
  for (guint i = 1; i <= n; i++)
    run_sql (db, strchr (steps[i], '\n')); /* after its number */
  run_sql (db, number);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static int
add_row_cb (gpointer rows, int n, char **values, char **names)
{
  for (int i = 0; i < n; i++)
    g_string_append_printf (rows, "%s%s", values[i] != NULL ? values[i] : "NULL",
                            i + 1 < n ? "|" : "\n");
  return 0;
}

/* What a query brings, a line for each row. Caller frees. */
static char *
ask (const char *path, const char *query)
{
  GString *rows = g_string_new (NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, query, add_row_cb, rows, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return g_string_free (rows, FALSE);
}

/* For each table a query for all that is in the columns that it has now. Caller frees. */
static GStrv
list_queries (const char *path)
{
  g_autofree char *text =
      ask (path, "SELECT 'SELECT ''' || m.name || ''', ' || group_concat (c.name, ', ') ||"
                 " ' FROM ' || m.name || ' ORDER BY 2, 3' FROM sqlite_master AS m,"
                 " pragma_table_info (m.name) AS c WHERE m.type = 'table' GROUP BY m.name");

  return g_strsplit (g_strchomp (text), "\n", -1);
}

static char *
ask_all (const char *path, GStrv queries)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; queries[i] != NULL; i++) {
    g_autofree char *rows = ask (path, queries[i]);

    if (*rows == '\0')
      g_error ("no row for “%s”", queries[i]);
    g_string_append (all, rows);
  }
  return g_string_free (all, FALSE);
}

/* Tables and indexes, blanks apart. Caller frees. */
static char *
read_schema (const char *path)
{
  g_autofree char *text =
      ask (path, "SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name");
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);

  return g_regex_replace_literal (blanks, text, -1, 0, "", 0, NULL);
}

static void
assert_journal (StoreDb *db)
{
  StoreChainReport report;

  g_assert_true (store_chain_verify (db, NULL, &report, NULL));
  g_assert_cmpint (report.fault, ==, STORE_CHAIN_WHOLE);
  g_assert_cmpint (report.end.number, ==, N_CHAIN);
  g_assert_cmpstr (report.end.hash, ==, CHAIN_END);
}

static void
assert_meaning (StoreDb *db, guint release)
{
  g_autoptr (ExchangeProfile) profile = store_profile_find (db, NULL, NULL);
  g_autoptr (OofState) first = store_snapshot_find (db, "id-1", "ann@corp.example", NULL, NULL);
  g_autoptr (StoreManaged) managed = store_managed_find (db, "id-1", "ann@corp.example", NULL);
  gint64 revision;
  g_autoptr (GPtrArray) documents = store_documents_list (db, "id-1", &revision, NULL);

  g_assert_cmpstr (profile->name, ==, "corp");
  g_assert_cmpstr (profile->directory, ==, release < 2 ? "" : "corp.example");
  g_assert_cmpstr (first->inside, ==, "<p>Away until May — Grüße</p>");
  g_assert_cmpuint (documents->len, ==, release < 10 ? 0 : 1);
  g_assert_true ((managed != NULL) == (release >= 11));
  if (managed == NULL)
    return;

  g_assert_cmpstr (managed->item, ==, "item-1");
  g_assert_cmpint (managed->drift, ==, STORE_DRIFT_CHANGED);
  g_assert_cmpstr (managed->wanted->inside, ==, first->inside);
  g_assert_cmpstr (managed->own->inside, ==, "x");
  g_assert_cmpint (managed->written_s, ==, release < 20 ? 0 : 14);
}

/* From each release there was: nothing that was in a table is lost or becomes something else, and
 * the tables are those of a new database. */
static void
test_each (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "store", "releases.sql", NULL);
  g_autofree char *newest = read_schema (self->path);
  g_autofree char *number = ask (self->path, "PRAGMA user_version");
  g_autofree char *text = NULL;
  g_auto (GStrv) steps = NULL;
  guint n;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  steps = g_strsplit (text, "\n-- STEP ", -1); /* the first piece is about the file */
  n = g_strv_length (steps) - 1;
  g_assert_cmpint (g_ascii_strtoll (number, NULL, 10), ==, n); /* else the newest lacks there */

  for (guint release = 1; release <= n; release++) {
    g_auto (GStrv) queries = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *schema = NULL;

    make_release (self, steps, release);
    queries = list_queries (self->path);
    before = ask_all (self->path, queries);
    self->db = open_db (self->path);
    after = ask_all (self->path, queries);
    schema = read_schema (self->path);
    g_assert_cmpstr (after, ==, before);
    g_assert_cmpstr (schema, ==, newest);
    assert_journal (self->db);
    assert_meaning (self->db, release);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/migrate/first", Fixture, NULL, set_up, test_first, tear_down);
  g_test_add ("/store/migrate/journal", Fixture, NULL, set_up, test_journal, tear_down);
  g_test_add ("/store/migrate/each", Fixture, NULL, set_up, test_each, tear_down);
  return g_test_run ();
}
