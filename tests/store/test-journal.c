/* test-journal.c - journal and snapshots: read back byte for byte
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-journal.h"

#include <string.h>

static OofState *
make_state (const char *inside, const char *outside)
{
  g_autoptr (GDateTime) second = g_date_time_new_utc (2026, 12, 21, 16, 0, 0);
  g_autoptr (GDateTime) from = g_date_time_add (second, 123456);
  g_autoptr (GDateTime) until = g_date_time_new_utc (9999, 12, 31, 23, 59, 59);

  return oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_KNOWN, from, until, inside, outside);
}

static gint64
begin (StoreDb *db, const char *mailbox, OofState *before, OofState *after, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 22, 8, 0, 1.5);
  const StoreJournalRow row = { .at = at,
                                .who = (char *) "root@host",
                                .run = (char *) "run-1",
                                .profile = (char *) "profile-1",
                                .mailbox = (char *) mailbox,
                                .before = before,
                                .after = after,
                                .why = (char *) "because" };

  return store_journal_begin (db, &row, error);
}

static gint64
must_begin (StoreDb *db, const char *mailbox, OofState *before, OofState *after)
{
  g_autoptr (GError) error = NULL;
  gint64 id = begin (db, mailbox, before, after, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static GPtrArray *
list (StoreDb *db, const char *profile, const char *mailbox, guint most)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = store_journal_list (db, profile, mailbox, most, &error);

  g_assert_no_error (error);
  return rows;
}

static void
assert_same_instant (GDateTime *a, GDateTime *b)
{
  g_assert_true ((a == NULL) == (b == NULL));
  g_assert_true (a == NULL || g_date_time_compare (a, b) == 0);
}

static void
assert_same_state (const OofState *a, const OofState *b)
{
  g_assert_cmpint (a->mode, ==, b->mode);
  g_assert_cmpint (a->audience, ==, b->audience);
  assert_same_instant (a->from, b->from);
  assert_same_instant (a->until, b->until);
  g_assert_true (strcmp (a->inside, b->inside) == 0);
  g_assert_true (strcmp (a->outside, b->outside) == 0);
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autofree char *big = g_strnfill (2 * 1024 * 1024, 'x');
  const char *const texts[] = { "",
                                "<p>Grüße 😀 \U0010FFFF</p>\r\n\ttab \n\r ",
                                " leading and trailing ",
                                "'quotes\" -- ; DROP TABLE journal",
                                "\xEF\xBB\xBF\x01\x7F",
                                big };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (OofState) before =
        oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, texts[i], "other");
    g_autoptr (OofState) after = make_state ("x", texts[i]);
    gint64 id = must_begin (self->db, "ann@corp.example", before, after);
    g_autoptr (GPtrArray) rows = list (self->db, NULL, NULL, 1);
    const StoreJournalRow *row = g_ptr_array_index (rows, 0);

    g_assert_cmpuint (rows->len, ==, 1);
    g_assert_cmpint (row->id, ==, id);
    assert_same_state (row->before, before);
    assert_same_state (row->after, after);
    g_assert_cmpstr (row->who, ==, "root@host");
    g_assert_cmpstr (row->run, ==, "run-1");
    g_assert_cmpstr (row->profile, ==, "profile-1");
    g_assert_cmpstr (row->mailbox, ==, "ann@corp.example");
    g_assert_cmpstr (row->why, ==, "because");
    g_assert_cmpint (row->result, ==, STORE_RESULT_BEGUN);
    g_assert_null (row->request_id);
    g_assert_null (row->error);
    g_assert_cmpint (g_date_time_get_microsecond (row->at), ==, 500000);
  }
}

static void
test_time_edges (Fixture *self, gconstpointer data)
{
  static const struct
  {
    int year, month, day, hour, minute;
    double second;
  } rows[] = { { 1, 1, 1, 0, 0, 0 },
               { 1969, 12, 31, 23, 59, 59.25 },
               { 1970, 1, 1, 0, 0, 0 },
               { 9999, 12, 31, 23, 59, 59 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GDateTime) when = g_date_time_new_utc (rows[i].year, rows[i].month, rows[i].day,
                                                      rows[i].hour, rows[i].minute, rows[i].second);
    g_autoptr (OofState) state =
        oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_NONE, when, NULL, "a", "a");
    gint64 id = must_begin (self->db, "ann@corp.example", state, state);
    g_autoptr (GPtrArray) found = list (self->db, NULL, NULL, 1);
    const StoreJournalRow *row = g_ptr_array_index (found, 0);

    g_assert_cmpint (row->id, ==, id);
    assert_same_state (row->before, state);
  }
}

static void
test_end (Fixture *self, gconstpointer data)
{
  g_autoptr (OofState) state = make_state ("a", "b");
  gint64 one = must_begin (self->db, "ann@corp.example", state, state);
  gint64 two = must_begin (self->db, "bob@corp.example", state, state);
  g_autoptr (GPtrArray) rows = NULL;
  const StoreJournalRow *row;

  g_assert_cmpint (two, >, one);
  g_assert_true (store_journal_end (self->db, one, STORE_RESULT_WRITTEN, "r-1", NULL, NULL));
  g_assert_true (store_journal_end (self->db, two, STORE_RESULT_FAILED, NULL, "refused", NULL));
  rows = list (self->db, NULL, NULL, 10);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, two);
  g_assert_cmpint (row->result, ==, STORE_RESULT_FAILED);
  g_assert_cmpstr (row->error, ==, "refused");
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpint (row->result, ==, STORE_RESULT_WRITTEN);
  g_assert_cmpstr (row->request_id, ==, "r-1");
  g_assert_null (row->error);
}

/* All or none; and the ids are those of the rows. */
static void
test_begin_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 22, 8, 0, 0);
  g_autoptr (OofState) before = make_state ("a", "b");
  g_autoptr (OofState) after = make_state ("c", "b");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  StoreJournalRow many[3];
  gint64 ids[3] = { 0 };

  for (guint i = 0; i < 3; i++)
    many[i] = (StoreJournalRow){ .at = at,
                                 .who = (char *) "me",
                                 .run = (char *) "run",
                                 .profile = (char *) "p",
                                 .mailbox = (char *) (i == 1 ? "Bob@x" : "ann@x"),
                                 .before = before,
                                 .after = after,
                                 .why = (char *) "" };
  g_assert_true (store_journal_begin_many (self->db, many, 3, ids, &error));
  g_assert_no_error (error);
  rows = list (self->db, "p", "bob@x", 10);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((StoreJournalRow *) rows->pdata[0])->id, ==, ids[1]);
  g_assert_cmpint (ids[2], ==, ids[0] + 2);

  many[2].who = NULL;
  g_assert_false (store_journal_begin_many (self->db, many, 3, ids, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
  g_ptr_array_unref (rows);
  rows = list (self->db, "p", NULL, 10);
  g_assert_cmpuint (rows->len, ==, 3);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *profile, *mailbox;
    guint most, found;
  } rows[] = {
    { NULL, NULL, 100, 10 },
    { NULL, NULL, 3, 3 },
    { "profile-1", NULL, 100, 10 },
    { "profile-2", NULL, 100, 0 },
    { NULL, "ann@corp.example", 100, 5 },
    { NULL, "ANN@Corp.Example", 2, 2 },
    { "profile-1", "ann@corp.example", 100, 5 },
    { "profile-2", "ann@corp.example", 100, 0 },
    { NULL, "ann", 100, 0 },
    { NULL, "%", 100, 0 },
  };
  g_autoptr (OofState) state = make_state ("a", "b");

  for (int i = 0; i < 5; i++) {
    must_begin (self->db, "Ann@corp.example", state, state);
    must_begin (self->db, "bob@corp.example", state, state);
  }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) found = list (self->db, rows[i].profile, rows[i].mailbox, rows[i].most);

    g_test_message ("row %u", i);
    g_assert_cmpuint (found->len, ==, rows[i].found);
    for (guint n = 1; n < found->len; n++)
      g_assert_cmpint (((StoreJournalRow *) found->pdata[n - 1])->id, >,
                       ((StoreJournalRow *) found->pdata[n])->id);
  }
}

static void
glance_cb (gint64 id, const char *mailbox, gpointer data)
{
  g_assert_cmpstr (mailbox, ==, "ann@corp.example");
  g_string_append_printf (data, "%" G_GINT64_FORMAT " ", id);
}

/* One run is found by the beginning of its id, and read alone. */
static void
test_run (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *profile, *beginning, *found;
  } rows[] = {
    { "profile-1", "0a1b2c3d", "0a1b2c3d-one" },
    { "profile-1", "0a1b2c3d-one", "0a1b2c3d-one" },
    { "profile-1", "0a1b2c", NULL }, /* several */
    { "profile-1", "0a1b2c3d-onemore", NULL },
    { "profile-1", "", NULL },
    { "profile-1", "%", NULL },
    { "profile-2", "0a1b2c3d", NULL },
  };
  static const char *const runs[] = { "0a1b2c3d-one", "0a1b2cff-two", "0a1b2c3d-one" };
  g_autoptr (OofState) state = make_state ("a", "b");
  g_autoptr (GDateTime) at = g_date_time_new_utc (2031, 5, 4, 3, 2, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (StoreJournalRow) third = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++) {
    const StoreJournalRow row = { .at = at,
                                  .who = (char *) "root@host",
                                  .run = (char *) runs[i],
                                  .profile = (char *) "profile-1",
                                  .mailbox = (char *) "ann@corp.example",
                                  .before = state,
                                  .after = state,
                                  .why = (char *) "" };

    g_assert_cmpint (store_journal_begin (self->db, &row, &error), >, 0);
    g_assert_no_error (error);
  }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *run =
        store_journal_find_run (self->db, rows[i].profile, rows[i].beginning, &error);

    g_test_message ("“%s”", rows[i].beginning);
    g_assert_no_error (error);
    g_assert_cmpstr (run, ==, rows[i].found);
  }
  found = store_journal_search (self->db,
                                &(StoreJournalSearch){ .run = "0a1b2c3d-one", .most = 10 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_true (store_journal_each_of_run (self->db, "profile-1", runs[0], glance_cb, ids, NULL));
  g_assert_cmpstr (ids->str, ==, "3 1 ");
  third = store_journal_find (self->db, 3, NULL);
  g_assert_cmpstr (third->run, ==, runs[2]);
  g_assert_null (store_journal_find (self->db, 4, NULL));
}

static void
test_snapshot (Fixture *self, gconstpointer data)
{
  g_autoptr (OofState) first = make_state ("her own words", "b");
  g_autoptr (OofState) second = make_state ("ours", "b");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (OofState) found =
      store_snapshot_find (self->db, "profile-1", "ann@corp.example", &at, &error);

  g_assert_no_error (error);
  g_assert_null (found);
  g_assert_null (at);

  must_begin (self->db, "Ann@Corp.example", first, second);
  must_begin (self->db, "ann@corp.example", second, first);
  found = store_snapshot_find (self->db, "profile-1", "ANN@corp.example", &at, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  assert_same_state (found, first);
  g_assert_cmpint (g_date_time_get_hour (at), ==, 8);
  g_assert_null (store_snapshot_find (self->db, "profile-2", "ann@corp.example", NULL, &error));
  g_assert_no_error (error);
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

static void
test_texts_once (Fixture *self, gconstpointer data)
{
  g_autoptr (OofState) before = make_state ("", "");
  g_autoptr (OofState) after = make_state ("the same for all", "the same for all");

  for (int i = 0; i < 50; i++) {
    g_autofree char *mailbox = g_strdup_printf ("u%d@corp.example", i);

    must_begin (self->db, mailbox, before, after);
  }
  g_assert_cmpint (count (self->db, "SELECT count(*) FROM text"), ==, 2);
}

/* A word that no version wrote is an error, not a default. */
static void
test_odd_words (Fixture *self, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE journal SET before_mode = 'perhaps'",
    "UPDATE journal SET before_mode = 'on', after_audience = ''",
    "UPDATE journal SET after_audience = 'all', result = 'maybe'",
    "UPDATE journal SET result = 'begun', at_us = 9223372036854775807",
  };
  g_autoptr (OofState) state = make_state ("a", "b");

  must_begin (self->db, "ann@corp.example", state, state);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) rows = NULL;

    g_assert_true (store_sql_script (store_db_lock (self->db), damages[i], NULL));
    store_db_unlock (self->db);
    rows = store_journal_list (self->db, NULL, NULL, 10, &error);
    g_assert_null (rows);
    g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "store-corrupt");
  }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/journal/round-trip", test_round_trip },
    { "/store/journal/time-edges", test_time_edges },
    { "/store/journal/end", test_end },
    { "/store/journal/begin-many", test_begin_many },
    { "/store/journal/list", test_list },
    { "/store/journal/run", test_run },
    { "/store/journal/snapshot", test_snapshot },
    { "/store/journal/texts-once", test_texts_once },
    { "/store/journal/odd-words", test_odd_words },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
