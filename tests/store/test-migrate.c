/* test-migrate.c - a database of an older release is brought up to date, with all that is in it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-chain.h"
#include "store-journal.h"
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/migrate/first", Fixture, NULL, set_up, test_first, tear_down);
  g_test_add ("/store/migrate/journal", Fixture, NULL, set_up, test_journal, tear_down);
  return g_test_run ();
}
