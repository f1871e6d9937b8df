/* test-chain.c - whoever changes the journal is found out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

#include "store-chain.h"
#include "store-journal.h"

#include <sqlite3.h>

#define N_ROWS 6

static OofState *
make_state (const char *text)
{
  return oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, text, text);
}

/* Rows of which the last one has no end. */
static void
fill (Fixture *self)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 22, 8, 0, 0);
  g_autoptr (OofState) before = make_state ("old");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_ROWS; i++) {
    g_autofree char *text = g_strdup_printf ("<p>reply %u</p>", i);
    g_autoptr (OofState) after = make_state (text);
    const StoreJournalRow row = { .at = at,
                                  .who = (char *) (i % 2 == 0 ? "Root@host" : "ann@desk"),
                                  .run = (char *) (i < 3 ? "run-1" : "run-2"),
                                  .profile = (char *) "p",
                                  .mailbox = (char *) "ann@corp.example",
                                  .before = before,
                                  .after = after,
                                  .why = (char *) "100% because" };
    gint64 id = store_journal_begin (self->db, &row, &error);

    g_assert_no_error (error);
    g_assert_true (i == N_ROWS - 1 ||
                   store_journal_end (self->db, id,
                                      i == 2 ? STORE_RESULT_FAILED : STORE_RESULT_WRITTEN,
                                      "request", i == 2 ? "Refused" : NULL, &error));
  }
  store_chain_keep_end (self->db);
}

static StoreChainReport
verify (Fixture *self, const StoreChainEnd *kept)
{
  g_autoptr (GError) error = NULL;
  StoreChainReport report;

  g_assert_true (store_chain_verify (self->db, kept, &report, &error));
  g_assert_no_error (error);
  return report;
}

static void
do_sql (Fixture *self, const char *statement)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, statement, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  StoreChainReport report = verify (self, NULL);

  g_assert_cmpint (report.fault, ==, STORE_CHAIN_WHOLE);
  g_assert_cmpint (report.end.number, ==, 0);
  fill (self);
  report = verify (self, NULL);
  g_assert_cmpstr (store_chain_faults[report.fault], ==, "whole");
  g_assert_cmpint (report.end.number, ==, 2 * N_ROWS - 1);

  /* It goes on, and what was written down before still fits. */
  {
    StoreChainEnd kept = report.end;

    fill (self);
    g_assert_cmpint (verify (self, &kept).fault, ==, STORE_CHAIN_WHOLE);
    kept.hash[5] = kept.hash[5] == '0' ? '1' : '0';
    g_assert_cmpint (verify (self, &kept).fault, ==, STORE_CHAIN_CUT);
  }
}

typedef struct
{
  const char *statement;
  StoreChainFault fault;
} Harm;

static const Harm harms[] = {
  { "UPDATE journal SET who = 'nobody' WHERE id = 2", STORE_CHAIN_CHANGED },
  { "UPDATE journal SET at_us = at_us + 1 WHERE id = 1", STORE_CHAIN_CHANGED },
  { "UPDATE journal SET mailbox = 'bob@corp.example' WHERE id = 6", STORE_CHAIN_CHANGED },
  { "UPDATE journal SET before_inside = after_inside WHERE id = 3", STORE_CHAIN_CHANGED },
  { "UPDATE journal SET result = 'written' WHERE id = 3", STORE_CHAIN_CHANGED },
  { "UPDATE journal SET error = NULL WHERE id = 3", STORE_CHAIN_CHANGED },
  { "UPDATE journal SET error = '' WHERE id = 2", STORE_CHAIN_CHANGED },
  { "UPDATE journal SET result = 'written' WHERE id = 6", STORE_CHAIN_ADDED },
  { "UPDATE journal SET why = why || char (0) || 'unseen' WHERE id = 2", STORE_CHAIN_CHANGED },
  { "DELETE FROM journal WHERE id = 4", STORE_CHAIN_REMOVED },
  { "DELETE FROM journal WHERE id = 6", STORE_CHAIN_REMOVED },
  { "DELETE FROM journal WHERE id = 4; DELETE FROM chain WHERE journal = 4", STORE_CHAIN_GAP },
  { "DELETE FROM journal WHERE id = 6; DELETE FROM chain WHERE journal = 6", STORE_CHAIN_CUT },
  { "DELETE FROM journal; DELETE FROM chain", STORE_CHAIN_CUT },
  { "DELETE FROM chain WHERE number = 1", STORE_CHAIN_GAP },
  { "UPDATE chain SET digest = hash WHERE number = 3", STORE_CHAIN_BROKEN },
  { "UPDATE chain SET hash = digest WHERE number = 3", STORE_CHAIN_BROKEN },
  { "UPDATE chain SET journal = 9 - journal WHERE journal IN (4, 5)", STORE_CHAIN_BROKEN },
  { "UPDATE journal SET id = 10 WHERE id = 4; UPDATE journal SET id = 4 WHERE id = 5;"
    "UPDATE journal SET id = 5 WHERE id = 10",
    STORE_CHAIN_CHANGED },
  { "INSERT INTO journal SELECT 7, at_us, who, run, profile, mailbox, why, before_mode,"
    " before_audience, before_from_us, before_until_us, before_inside, before_outside, after_mode,"
    " after_audience, after_from_us, after_until_us, after_inside, after_outside, result,"
    " request_id, error FROM journal WHERE id = 1",
    STORE_CHAIN_ADDED },
  { "UPDATE text SET body = 'something else' WHERE body LIKE '%reply 3%'", STORE_CHAIN_TEXT },
  { "UPDATE text SET body = body || char (0) || '!' WHERE body LIKE '%reply 3%'",
    STORE_CHAIN_TEXT },
  { "PRAGMA foreign_keys = OFF; DELETE FROM text WHERE body LIKE '%reply 3%'", STORE_CHAIN_TEXT },
};

static void
test_harm (Fixture *self, gconstpointer data)
{
  const Harm *harm = data;

  fill (self);
  do_sql (self, harm->statement);
  g_test_message ("%s", harm->statement);
  g_assert_cmpstr (store_chain_faults[verify (self, NULL).fault], ==,
                   store_chain_faults[harm->fault]);
}

/* What is beside the database is no end: as bad as none that fits. */
static void
test_bad_end (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_strconcat (self->path, "-head", NULL);
  static const char *const ends[] = { "", "x", "3", "3:", "-1:", "3:abc", "99999999999999999999:" };
  StoreChainEnd end;

  fill (self);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_assert_false (store_chain_end_parse (ends[i], &end));
    g_assert_true (g_file_set_contents (path, ends[i], -1, NULL));
    g_assert_cmpint (verify (self, NULL).fault, ==, STORE_CHAIN_CUT);
  }
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (verify (self, NULL).fault, ==, STORE_CHAIN_WHOLE);
  {
    StoreChainEnd kept = verify (self, NULL).end;
    g_autofree char *text = store_chain_end_format (&kept);

    g_assert_true (store_chain_end_parse (text, &end));
    g_assert_cmpint (end.number, ==, kept.number);
    g_assert_cmpstr (end.hash, ==, kept.hash);
  }
}

static void
test_search (Fixture *self, gconstpointer data)
{
  g_autoptr (GDateTime) before = g_date_time_new_utc (2026, 11, 22, 7, 0, 0);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 22, 8, 0, 0);
  const struct
  {
    StoreJournalSearch search;
    guint found;
  } rows[] = {
    { { .most = 100 }, N_ROWS },
    { { .most = 2 }, 2 },
    { { .run = "run-1", .most = 100 }, 3 },
    { { .who = "ROOT", .most = 100 }, 3 },
    { { .who = "%", .most = 100 }, 0 },
    { { .text = "Reply 4", .most = 100 }, 1 },
    { { .text = "100% BECAUSE", .most = 100 }, N_ROWS },
    { { .text = "refused", .most = 100 }, 1 },
    { { .text = "reply_4", .most = 100 }, 0 },
    { { .from = at, .most = 100 }, N_ROWS },
    { { .until = at, .most = 100 }, 0 },
    { { .from = before, .until = at, .most = 100 }, 0 },
    { { .below = 3, .most = 100 }, 2 },
    { { .below = 1, .most = 100 }, 0 },
    { { .run = "run-1", .below = 2, .most = 100 }, 1 },
    { { .mailbox = "ANN@corp.example", .text = "reply 1", .most = 100 }, 1 },
  };

  fill (self);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) found = store_journal_search (self->db, &rows[i].search, NULL);

    g_test_message ("%u", i);
    g_assert_cmpuint (found->len, ==, rows[i].found);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/chain/whole", Fixture, NULL, set_up, test_whole, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++) {
    g_autofree char *path = g_strdup_printf ("/store/chain/harm/%u", i);

    g_test_add (path, Fixture, &harms[i], set_up, test_harm, tear_down);
  }
  g_test_add ("/store/chain/bad-end", Fixture, NULL, set_up, test_bad_end, tear_down);
  g_test_add ("/store/chain/search", Fixture, NULL, set_up, test_search, tear_down);
  return g_test_run ();
}
