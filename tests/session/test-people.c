/* test-people.c - the list model: sorted, small changes, the same objects after a refresh
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-people.h"
#include "session-row-private.h"

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint times;
} Change;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  *(Change *) data = (Change){ position, removed, added, ((Change *) data)->times + 1 };
}

static GPtrArray *
make_entries (const char *const *names)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) session_entry_unref);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *mail = g_strdup_printf ("%s@corp.example", names[i]);
    ExchangePerson *person = exchange_person_new (
        &(ExchangePerson){ .name = names[i], .mail = mail, .department = "Sales" });

    g_ptr_array_add (entries, session_entry_new (person));
    exchange_person_unref (person);
  }
  return entries;
}

static void
assert_names (SessionPeople *people, const char *wanted)
{
  GString *names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (people)); i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (G_LIST_MODEL (people), i);

    g_string_append (names, session_row_name (row));
  }
  text = g_string_free (names, FALSE);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_add_and_replace (void)
{
  g_autoptr (SessionPeople) people = session_people_new ();
  g_autoptr (GPtrArray) first = make_entries ((const char *[]){ "D", "B", NULL });
  g_autoptr (GPtrArray) second = make_entries ((const char *[]){ "C", "B", "A", NULL });
  g_autoptr (GPtrArray) last = make_entries ((const char *[]){ "A", "C", "D", NULL });
  Change change = { 0 };
  SessionRow *c;

  g_signal_connect (people, "items-changed", G_CALLBACK (changed_cb), &change);
  session_people_add (people, first);
  assert_names (people, "BD");
  session_people_add (people, second);
  assert_names (people, "ABCD");
  g_assert_cmpuint (change.times, ==, 2);

  c = session_people_find (people, "c@CORP.example");
  g_assert_nonnull (c);
  session_people_replace (people, last);
  assert_names (people, "ACD");
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 0);
  g_assert_true (session_people_find (people, "c@corp.example") == c);
  g_assert_null (session_people_find (people, "b@corp.example"));

  change.times = 0;
  session_people_replace (people, last);
  g_assert_cmpuint (change.times, ==, 0);
}

static void
test_matches (void)
{
  g_autoptr (ExchangePerson) person =
      exchange_person_new (&(ExchangePerson){ .name = "Zoë Müller-O'Brien",
                                              .mail = "zoe.mueller@corp.example",
                                              .department = "Sales Graz" });
  g_autoptr (SessionEntry) entry = session_entry_new (person);
  g_autoptr (SessionRow) row = session_row_new (entry);
  const ExchangeAway away = { .mail = "", .is_known = TRUE, .is_away = TRUE };

  g_assert_true (session_row_matches (row, ""));
  g_assert_true (session_row_matches (row, "zoe MULLER"));
  g_assert_true (session_row_matches (row, "graz mueller@"));
  g_assert_false (session_row_matches (row, "zoe wien"));
  g_assert_false (session_row_matches (row, "is:out"));
  session_row_set_away (row, &away);
  g_assert_true (session_row_matches (row, "is:out zoë"));
  g_assert_false (session_row_matches (row, "is:in"));
}

static void
test_presence (void)
{
  g_autoptr (ExchangePerson) person =
      exchange_person_new (&(ExchangePerson){ .name = "A", .mail = "a@corp.example" });
  g_autoptr (SessionEntry) entry = session_entry_new (person);
  g_autoptr (SessionRow) row = session_row_new (entry);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 8, 0, 0);
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 3);
  g_autoptr (OofState) planned =
      oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_NONE, soon, later, "x", "");
  const ExchangeAway in = { .mail = "", .is_known = TRUE };

  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_UNKNOWN);
  session_row_set_state (row, planned, now);
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_PLANNED);
  /* A quick look does not know of plans. */
  session_row_set_away (row, &in);
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_PLANNED);
  session_row_set_state (row, planned, soon);
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_AWAY_UNTIL);
  session_row_set_state (row, planned, later);
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_IN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/people/add-and-replace", test_add_and_replace);
  g_test_add_func ("/session/people/matches", test_matches);
  g_test_add_func ("/session/people/presence", test_presence);
  return g_test_run ();
}
