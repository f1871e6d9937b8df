/* test-found.c - what was found in mailboxes: read back, replaced, forgotten
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-found.h"

static void
save (Fixture *self, const char *mailbox, const char *digest, OofProtection protection)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) store_found_free);
  g_autoptr (GError) error = NULL;
  StoreFound *found = store_found_new (mailbox);

  g_free (found->digest);
  found->digest = g_strdup (digest);
  found->first_s = 1000;
  found->seen_s = 2000;
  found->protection = protection;
  found->is_stale = protection == OOF_PROTECTION_LIFTED;
  g_ptr_array_add (list, found);
  store_found_save (self->db, "p", list, &error);
  g_assert_no_error (error);
}

static StoreFound *
find (Fixture *self, const char *profile, const char *mailbox)
{
  g_autoptr (GError) error = NULL;
  StoreFound *found = store_found_find (self->db, profile, mailbox, &error);

  g_assert_no_error (error);
  return found;
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreFound) found = NULL;
  g_autoptr (StoreFound) again = NULL;

  g_assert_null (find (self, "p", "ann@corp.example"));
  save (self, "Ann@corp.example", "d1", OOF_PROTECTION_LIFTED);
  g_assert_null (find (self, "q", "ann@corp.example"));
  found = find (self, "p", "ANN@corp.example");
  g_assert_cmpstr (found->mailbox, ==, "ann@corp.example");
  g_assert_cmpstr (found->digest, ==, "d1");
  g_assert_cmpint (found->first_s, ==, 1000);
  g_assert_cmpint (found->seen_s, ==, 2000);
  g_assert_cmpint (found->protection, ==, OOF_PROTECTION_LIFTED);
  g_assert_true (found->is_stale);
  g_assert_false (found->is_forgotten);

  save (self, "ann@corp.example", "d2", OOF_PROTECTION_FOUND);
  again = find (self, "p", "ann@corp.example");
  g_assert_cmpstr (again->digest, ==, "d2");
  g_assert_false (again->is_stale);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) list = NULL;
  g_autoptr (GError) error = NULL;

  save (self, "ann@corp.example", "d1", OOF_PROTECTION_FOUND);
  save (self, "bob@corp.example", "", OOF_PROTECTION_CHOSEN);
  save (self, "cid@corp.example", "d3", OOF_PROTECTION_NONE);
  save (self, "bob@corp.example", "", OOF_PROTECTION_NONE); /* nothing is left to say */
  list = store_found_list (self->db, "p", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (list), ==, 2);
  g_assert_true (g_hash_table_contains (list, "ann@corp.example"));
  g_assert_true (g_hash_table_contains (list, "cid@corp.example"));
}

/* A reading takes its time: what somebody does meanwhile stays. */
static void
test_note (Fixture *self, gconstpointer data)
{
  static const char *const by_hand[] = { "Ann@corp.example", "dan@corp.example", NULL };
  static const char *const lifted[] = { "bob@corp.example", "eve@corp.example", NULL };
  static const struct
  {
    const char *mailbox;
    const char *digest; /* afterwards; NULL: there is no row */
    OofProtection protection;
  } rows[] = {
    { "ann@corp.example", "d1", OOF_PROTECTION_CHOSEN },
    { "bob@corp.example", "d1", OOF_PROTECTION_LIFTED },
    { "cid@corp.example", NULL, OOF_PROTECTION_NONE },
    { "dan@corp.example", "", OOF_PROTECTION_CHOSEN },
    { "eve@corp.example", "d2", OOF_PROTECTION_FOUND },
    { "fay@corp.example", "d2", OOF_PROTECTION_FOUND },
  };
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) store_found_free);
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GError) error = NULL;

  save (self, "ann@corp.example", "d1", OOF_PROTECTION_FOUND);
  save (self, "bob@corp.example", "d1", OOF_PROTECTION_FOUND);
  save (self, "cid@corp.example", "d1", OOF_PROTECTION_FOUND);
  save (self, "fay@corp.example", "d1", OOF_PROTECTION_FOUND);
  known = store_found_list (self->db, "p", &error);
  g_assert_no_error (error);

  g_assert_true (store_found_protect (self->db, "p", by_hand, OOF_PROTECTION_CHOSEN, 3000, &error));
  g_assert_true (store_found_protect (self->db, "p", lifted, OOF_PROTECTION_LIFTED, 3000, &error));
  save (self, "cid@corp.example", "", OOF_PROTECTION_NONE); /* adopted */

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    StoreFound *note = store_found_new (rows[i].mailbox);

    g_free (note->digest);
    note->digest = g_strdup ("d2");
    note->protection = OOF_PROTECTION_FOUND;
    g_ptr_array_add (notes, note);
  }
  g_assert_true (store_found_note (self->db, "p", notes, known, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (StoreFound) found = find (self, "p", rows[i].mailbox);

    g_test_message ("%s", rows[i].mailbox);
    g_assert_cmpstr (found != NULL ? found->digest : NULL, ==, rows[i].digest);
    if (found != NULL)
      g_assert_cmpint (found->protection, ==, rows[i].protection);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/found/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/store/found/note", Fixture, NULL, set_up, test_note, tear_down);
  g_test_add ("/store/found/list", Fixture, NULL, set_up, test_list, tear_down);
  return g_test_run ();
}
