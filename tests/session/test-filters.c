/* test-filters.c - which filters people fall into, from what the store, the plan and the list know
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../store/fixture.h"
#include "crew.h"
#include "session-held.h"
#include "session-query.h"
#include "session-row-private.h"
#include "session-sift.h"
#include "store-found.h"
#include "store-managed.h"

static const char *const names[] = { "ann", "bob", "cem", "dee", NULL };

static SessionPlan *
make_plan (GPtrArray *entries)
{
  static const CrewItem wanted[] = {
    { .id = "a", .who = "ann@corp.example", .from = "2027-05-04", .until = "2027-05-06" },
    { .id = "b", .who = "ann@corp.example", .from = "2027-05-03", .until = "2027-05-08" },
    { .id = "c", .who = "bob@corp.example", .from = "2027-05-03", .until = "2027-05-08" },
  };

  return crew_plan_of (entries, NULL, wanted, G_N_ELEMENTS (wanted));
}

static void
add_found (StoreDb *db, const char *mailbox, OofProtection protection, SessionFilters filters)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) store_found_free);
  g_autoptr (GError) error = NULL;
  StoreFound *found = store_found_new (mailbox);

  g_free (found->digest);
  found->digest = g_strdup ("d");
  found->protection = protection;
  found->is_stale = (filters & SESSION_FILTER_STALE) != 0;
  found->is_forgotten = (filters & SESSION_FILTER_FORGOTTEN) != 0;
  g_ptr_array_add (list, found);
  store_found_save (db, "p", list, &error);
  g_assert_no_error (error);
}

static void
add_managed (StoreDb *db, const char *mailbox, const char *item, StoreDrift drift)
{
  g_autoptr (StoreManaged) managed = store_managed_new (mailbox, item);
  g_autoptr (GError) error = NULL;

  managed->drift = drift;
  if (drift == STORE_DRIFT_OFF) /* and the last write failed */
    managed->problem = g_strdup ("no answer");
  store_managed_save (db, "p", managed, &error);
  g_assert_no_error (error);
}

/* "ann:own,stale bob:…", of those who have any. */
static char *
tell (GPtrArray *entries, GArray *sifted)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++) {
    const SessionEntry *entry = g_ptr_array_index (entries, i);
    SessionFilters filters = g_array_index (sifted, SessionSifted, i).filters;
    const char *between = ":";

    if (filters == 0)
      continue;
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", entry->person->name);
    for (guint k = 0; k < SESSION_FILTER_N; k++)
      if ((filters >> k & 1) != 0) {
        g_string_append_printf (text, "%s%s", between, session_filter_words[k].key);
        between = ",";
      }
  }
  return g_string_free (text, FALSE);
}

static void
assert_sifted (const SessionSift *sift, GArray *sifted, guint n_changed, const char *wanted)
{
  guint counts[SESSION_FILTER_N];
  g_autoptr (GArray) changed = session_sift (sift, sifted, counts);
  g_autofree char *text = tell (sift->entries, sifted);

  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (changed->len, ==, n_changed);
  for (guint k = 0; k < SESSION_FILTER_N; k++) {
    guint n = 0;

    for (guint i = 0; i < sifted->len; i++)
      n += g_array_index (sifted, SessionSifted, i).filters >> k & 1;
    g_assert_cmpuint (counts[k], ==, n);
  }
}

static void
test_sift (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = crew_entries (names);
  g_autoptr (SessionPlan) plan = make_plan (entries);
  g_autoptr (GHashTable) held = NULL;
  g_autoptr (GArray) sifted = g_array_new (FALSE, TRUE, sizeof (SessionSifted));
  SessionSift sift = { .entries = entries,
                       .now_s = at ("2027-03-01T00:00:00Z"),
                       .until_s = at ("2027-12-01T00:00:00Z") };
  SessionSifted *one;

  g_array_set_size (sifted, entries->len);
  one = (SessionSifted *) sifted->data;
  assert_sifted (&sift, sifted, 0, ""); /* neither plan nor store */

  sift.plan = plan;
  assert_sifted (&sift, sifted, 1, "ann:conflict");
  one[1].has_reply = TRUE;
  one[1].reply = (OofOwnReply){ sift.now_s, OOF_OPEN_END };
  assert_sifted (&sift, sifted, 1, "ann:conflict bob:own,conflict");

  add_managed (self->db, "Bob@corp.example", "c", STORE_DRIFT_NONE); /* without an end */
  add_found (self->db, "bob@corp.example", OOF_PROTECTION_CHOSEN, SESSION_FILTER_STALE);
  add_found (self->db, "cem@corp.example", OOF_PROTECTION_FOUND, SESSION_FILTER_FORGOTTEN);
  add_managed (self->db, "dee@corp.example", "", STORE_DRIFT_OFF);
  add_found (self->db, "dee@corp.example", OOF_PROTECTION_LIFTED, SESSION_FILTER_STALE);
  sift.held = held = session_held_read (self->db, "p");
  assert_sifted (&sift, sifted, 3,
                 "ann:conflict bob:protected cem:own,forgotten,protected dee:stale,drifted,failed");
  assert_sifted (&sift, sifted, 0,
                 "ann:conflict bob:protected cem:own,forgotten,protected dee:stale,drifted,failed");

  /* What was asked since is newer than what was found then; what is over is no conflict. */
  one[2].is_off = TRUE;
  sift.now_s = at ("2027-06-01T00:00:00Z");
  assert_sifted (&sift, sifted, 2, "bob:protected cem:own,protected dee:stale,drifted,failed");
  one[2].is_read = TRUE;
  assert_sifted (&sift, sifted, 1, "bob:protected cem:protected dee:stale,drifted,failed");
}

/* Another profile's are not these. */
static void
test_profiles (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) held = NULL;

  add_found (self->db, "ann@corp.example", OOF_PROTECTION_FOUND, SESSION_FILTER_STALE);
  held = session_held_read (self->db, "q");
  g_assert_cmpuint (session_held_filters (held, "ann@corp.example"), ==, 0);
  g_clear_pointer (&held, g_hash_table_unref);
  held = session_held_read (self->db, "p");
  g_assert_cmpuint (session_held_filters (held, "ANN@corp.example"), ==,
                    SESSION_FILTER_OWN | SESSION_FILTER_STALE | SESSION_FILTER_PROTECTED);
}

/* The words of the search, and the lines of the filters. */
static SessionRow *
make_row (void)
{
  g_autoptr (ExchangePerson) person = exchange_person_new (&(ExchangePerson){ .name = "Zoe" });
  g_autoptr (SessionEntry) entry = session_entry_new (person);

  return session_row_new (entry);
}

static gboolean
fits (SessionRow *row, const char *text)
{
  g_autoptr (SessionQuery) query = session_query_new (text, NULL);

  return session_query_fits (query, row);
}

static gboolean
fits_scope (SessionRow *row, const char *key)
{
  const SessionScope scope = { .kind = SESSION_SCOPE_FILTER, .key = key };
  g_autoptr (SessionQuery) query = session_query_new ("zoe", &scope);

  return session_query_fits (query, row);
}

static void
test_words (void)
{
  g_autoptr (SessionRow) row = make_row ();

  for (guint i = 0; i < SESSION_FILTER_N; i++) {
    const char *key = session_filter_words[i].key;
    g_autofree char *word = g_strdup_printf ("is:%s", key);
    g_autofree char *upper = g_utf8_strup (word, -1);
    g_autofree char *has = g_strdup_printf ("has:%s", key);
    g_autofree char *longer = g_strconcat (word, "x", NULL);

    g_test_message ("%s", word);
    session_row_set_filters (row, ~(1u << i));
    g_assert_false (fits (row, word));
    g_assert_false (fits_scope (row, key));
    g_assert_false (fits (row, has));
    session_row_set_filters (row, 1u << i);
    g_assert_true (fits (row, word));
    g_assert_true (fits (row, upper));
    g_assert_true (fits (row, has));
    g_assert_true (fits (row, "by:user") == (1u << i == SESSION_FILTER_OWN));
    g_assert_false (fits (row, longer));
    g_assert_true (fits_scope (row, key));
  }
  g_assert_false (fits_scope (row, "nonsense"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/filters/sift", Fixture, NULL, set_up, test_sift, tear_down);
  g_test_add ("/session/filters/profiles", Fixture, NULL, set_up, test_profiles, tear_down);
  g_test_add_func ("/session/filters/words", test_words);
  return g_test_run ();
}
