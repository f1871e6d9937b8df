/* test-people.c - the list model and who of it is looked for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "session-people.h"
#include "session-query.h"
#include "session-row-private.h"
#include "session-view.h"

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
  GPtrArray *entries = session_entry_array ();

  for (guint i = 0; names[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (names[i], "=", 2); /* "id=name", or both in one */
    const char *name = words[1] != NULL ? words[1] : words[0];
    g_autofree char *mail = g_strdup_printf ("%s@corp.example", words[0]);
    g_autoptr (ExchangePerson) person = exchange_person_new (
        &(ExchangePerson){ .id = words[0], .name = name, .mail = mail, .department = "Sales" });

    g_ptr_array_add (entries, session_entry_new (person));
  }
  session_entry_sort (entries);
  return entries;
}

static GPtrArray *
make_ids (const char *const *ids)
{
  GPtrArray *array = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (array, (gpointer) ids[i]);
  return array;
}

static void
update (SessionPeople *people, const char *const *changed, const char *const *removed)
{
  g_autoptr (GPtrArray) entries = make_entries (changed);
  g_autoptr (GPtrArray) ids = make_ids (removed);

  session_people_update (people, entries, ids);
}

#define NAMES(...) ((const char *[]){ __VA_ARGS__, NULL })
#define NONE ((const char *[]){ NULL })

static void
assert_names (GListModel *model, const char *wanted)
{
  GString *names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (model, i);

    g_string_append (names, session_row_name (row));
  }
  text = g_string_free (names, FALSE);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_update (void)
{
  g_autoptr (SessionPeople) people = session_people_new ();
  GListModel *model = G_LIST_MODEL (people);
  Change change = { 0 };
  SessionRow *c;

  update (people, NAMES ("D", "B"), NONE);
  assert_names (model, "BD");
  g_signal_connect (people, "items-changed", G_CALLBACK (changed_cb), &change);
  update (people, NAMES ("C", "B", "A"), NONE);
  assert_names (model, "ABCD");
  g_assert_cmpuint (change.times, ==, 2); /* B is there already */

  c = session_people_find (people, "c@CORP.example");
  g_assert_nonnull (c);
  update (people, NONE, NAMES ("B", "nobody"));
  assert_names (model, "ACD");
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 0);
  g_assert_true (session_people_find (people, "c@corp.example") == c);
  g_assert_null (session_people_find (people, "b@corp.example"));
  g_assert_null (session_people_find_id (people, "B"));

  /* Another name is another place, and still the same row, told of as one change. */
  change.times = 0;
  update (people, NAMES ("C=X"), NONE);
  assert_names (model, "ADX");
  g_assert_cmpuint (change.times, ==, 1);
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 2);
  g_assert_cmpuint (change.added, ==, 2);
  g_assert_true (session_people_find_id (people, "C") == c);

  change.times = 0;
  update (people, NAMES ("C=X"), NONE);
  g_assert_cmpuint (change.times, ==, 0);
  session_people_clear (people);
  assert_names (model, "");
}

static GPtrArray *
make_many (guint begin, guint end, guint step)
{
  GPtrArray *entries = session_entry_array ();

  for (guint i = begin; i < end; i += step) {
    g_autofree char *name = g_strdup_printf ("Person %04u", i);
    g_autofree char *id = g_strdup_printf ("id-%u", i);
    g_autofree char *mail = g_strdup_printf ("p%u@corp.example", i);
    g_autoptr (ExchangePerson) person =
        exchange_person_new (&(ExchangePerson){ .id = id, .name = name, .mail = mail });

    g_ptr_array_add (entries, session_entry_new (person));
  }
  session_entry_sort (entries);
  return entries;
}

static void
assert_sorted (GListModel *model, guint wanted)
{
  g_autofree char *last = g_strdup ("");

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, wanted);
  for (guint i = 0; i < wanted; i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (model, i);

    g_assert_cmpstr (last, <, session_row_name (row));
    g_free (last);
    last = g_strdup (session_row_name (row));
  }
}

/* What is more than a few at a time takes another way. */
static void
test_many (void)
{
  g_autoptr (SessionPeople) people = session_people_new ();
  g_autoptr (GPtrArray) even = make_many (0, 1000, 2);
  g_autoptr (GPtrArray) odd = make_many (1, 1000, 2);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  Change change = { 0 };
  SessionRow *row;

  session_people_update (people, even, NULL);
  row = session_people_find_id (people, "id-500");
  g_signal_connect (people, "items-changed", G_CALLBACK (changed_cb), &change);
  session_people_update (people, odd, NULL);
  assert_sorted (G_LIST_MODEL (people), 1000);
  g_assert_cmpuint (change.times, ==, 1);
  g_assert_cmpuint (change.position, ==, 1);

  for (guint i = 0; i < even->len; i++)
    g_ptr_array_add (ids, (gpointer) ((SessionEntry *) even->pdata[i])->person->id);
  g_ptr_array_remove_index (ids, 250); /* 500 */
  session_people_update (people, nobody, ids);
  assert_sorted (G_LIST_MODEL (people), 501);
  g_assert_true (session_people_find_id (people, "id-500") == row);
}

static SessionRow *
make_row (void)
{
  g_autoptr (ExchangePerson) person = exchange_person_new (
      &(ExchangePerson){ .name = "Zoë Müller-O'Brien",
                         .mail = "zoe.mueller@corp.example",
                         .upn = "zm@corp.example",
                         .logon = "zmueller7",
                         .department = "Sales Graz",
                         .title = "Prokuristin",
                         .office = "Haus Süd 3",
                         .dn = "CN=M\\, Z,OU=Dom\\2Cplatz,OU=Graz,DC=corp,DC=example",
                         .kind = EXCHANGE_PERSON_ROOM,
                         .is_disabled = TRUE });
  g_autoptr (SessionEntry) entry = session_entry_new (person);

  return session_row_new (entry);
}

static gboolean
fits (SessionRow *row, const char *text)
{
  g_autoptr (SessionQuery) query = session_query_new (text, NULL);

  return session_query_fits (query, row);
}

static void
test_words (void)
{
  static const char *const yes[] = {
    "",         "zoe MULLER",       "graz mueller@",    "zm@corp", "ZMUELLER7",    "prokur",
    "haus sud", "dept:graz",        "dept:\"sales g\"", "ou:GRAZ", "ou:dom,platz", "title:prok",
    "office:3", "kind:room",        "kind:rooms",       "kind:r",  "ou:",          "dept:",
    "kind:",    "department:sales",
  };
  static const char *const no[] = {
    "zoe wien", "is:out",    "is:in",      "dept:muller", "ou:corp",     "ou:mu",
    "title:3",  "kind:user", "kind:cloud", "is:unknown",  "is:disabled", "dept:\"z graz\"",
  };
  g_autoptr (SessionRow) row = make_row ();
  const ExchangeAway away = { .mail = "", .is_known = TRUE, .is_away = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++) {
    g_test_message ("%s", yes[i]);
    g_assert_true (fits (row, yes[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (no); i++) {
    g_test_message ("%s", no[i]);
    g_assert_false (fits (row, no[i]));
  }
  session_row_set_away (row, &away);
  g_assert_true (fits (row, "is:out zoë"));
  g_assert_false (fits (row, "is:in"));
}

static gboolean
fits_scope (SessionRow *row, SessionScopeKind kind, const char *key, GHashTable *members)
{
  const SessionScope scope = { .kind = kind, .key = key, .members = members };
  g_autoptr (SessionQuery) query = session_query_new ("zoe", &scope);

  g_assert_false (session_query_is_all (query));
  return session_query_fits (query, row);
}

static void
test_scopes (void)
{
  g_autoptr (SessionRow) row = make_row ();
  g_autoptr (GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SessionQuery) all = session_query_new (" ", NULL);

  g_assert_true (session_query_is_all (all));
  g_assert_true (fits_scope (row, SESSION_SCOPE_DEPARTMENT, "Sales Graz", NULL));
  g_assert_false (fits_scope (row, SESSION_SCOPE_DEPARTMENT, "Sales", NULL));
  g_assert_true (fits_scope (row, SESSION_SCOPE_UNIT, "ou=graz,dc=corp,dc=example", NULL));
  g_assert_false (fits_scope (row, SESSION_SCOPE_UNIT, "az,dc=corp,dc=example", NULL));
  g_assert_true (fits_scope (row, SESSION_SCOPE_KIND, "room", NULL));
  g_assert_false (fits_scope (row, SESSION_SCOPE_KIND, "disabled", NULL)); /* it is a room */
  g_assert_false (fits_scope (row, SESSION_SCOPE_KIND, "cloud", NULL));
  g_assert_false (fits_scope (row, SESSION_SCOPE_GROUP, "CN=G", members));
  g_hash_table_add (members, (gpointer) session_row_id (row));
  g_assert_true (fits_scope (row, SESSION_SCOPE_GROUP, "CN=G", members));
}

static void
settle (SessionView *view)
{
  while (session_view_is_busy (view))
    g_main_context_iteration (NULL, TRUE);
}

static void
ask (SessionView *view, const char *text)
{
  g_autoptr (SessionQuery) query = session_query_new (text, NULL);

  session_view_set_query (view, query);
}

static void
test_view (void)
{
  g_autoptr (SessionPeople) people = session_people_new ();
  g_autoptr (SessionView) view = session_view_new (G_LIST_MODEL (people));
  GListModel *model = G_LIST_MODEL (view);
  Change change = { 0 };
  const ExchangeAway away = { .mail = "", .is_known = TRUE, .is_away = TRUE };

  update (people, NAMES ("A", "AB", "B", "C"), NONE);
  assert_names (model, "AABBC");
  ask (view, "B@");
  assert_names (model, "AABBC"); /* until the answer is complete */
  settle (view);
  assert_names (model, "ABB");

  g_signal_connect (view, "items-changed", G_CALLBACK (changed_cb), &change);
  update (people, NAMES ("BB", "D"), NAMES ("AB"));
  settle (view);
  assert_names (model, "BBB");
  ask (view, "is:out");
  settle (view);
  assert_names (model, "");
  session_row_set_away (session_people_find_id (people, "C"), &away);
  session_view_look_again (view);
  settle (view);
  assert_names (model, "C");
  change.times = 0;
  ask (view, "");
  assert_names (model, "ABBBCD");
  g_assert_cmpuint (change.times, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  ask (view, "d");
  session_people_clear (people); /* in the middle of it */
  settle (view);
  assert_names (model, "");
}

/* Somebody gets another attribute and stays in place: those who look for it see it. */
static void
test_view_edited (void)
{
  g_autoptr (SessionPeople) people = session_people_new ();
  g_autoptr (SessionView) view = session_view_new (G_LIST_MODEL (people));
  g_autoptr (GPtrArray) entries = session_entry_array ();
  g_autoptr (ExchangePerson) person = exchange_person_new (
      &(ExchangePerson){ .id = "B", .name = "B", .mail = "B@corp.example", .title = "Clerk" });

  update (people, NAMES ("A", "B"), NONE);
  ask (view, "title:clerk");
  settle (view);
  assert_names (G_LIST_MODEL (view), "");
  g_ptr_array_add (entries, session_entry_new (person));
  session_people_update (people, entries, NULL);
  settle (view);
  assert_names (G_LIST_MODEL (view), "B");
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
  ExchangeAway away = { .mail = "", .is_known = TRUE, .is_away = TRUE, .until = later };
  GDateTime *from;
  GDateTime *until;

  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_UNKNOWN);
  session_row_set_state (row, planned, now);
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_PLANNED);
  /* A quick look does not know of plans. */
  session_row_set_away (row, &in);
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_PLANNED);
  g_assert_true (session_row_is_read (row));
  session_row_set_state (row, planned, soon);
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_AWAY_UNTIL);
  /* Nor since when a reply goes out. */
  session_row_set_away (row, &away);
  g_assert_true (session_row_is_read (row));
  g_assert_true (session_row_window (row, &from, &until));
  g_assert_true (base_time_equal (from, soon));
  g_assert_true (base_time_equal (until, later));
  away.until = soon;
  session_row_set_away (row, &away);
  g_assert_false (session_row_is_read (row));
  g_assert_true (session_row_window (row, &from, &until));
  g_assert_null (from);
  session_row_set_state (row, planned, later);
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_IN);
  g_assert_false (session_row_window (row, &from, &until));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/people/update", test_update);
  g_test_add_func ("/session/people/many", test_many);
  g_test_add_func ("/session/people/words", test_words);
  g_test_add_func ("/session/people/scopes", test_scopes);
  g_test_add_func ("/session/people/view", test_view);
  g_test_add_func ("/session/people/view-edited", test_view_edited);
  g_test_add_func ("/session/people/presence", test_presence);
  return g_test_run ();
}
