/* test-members.c - who an absence was for when it was saved
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-members.h"

static void
save (StoreDb *db, const char *item, const char *names, const char *const *mailboxes)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  const StoreMembers members = { (char *) item, (char *) names, list };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; mailboxes[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) mailboxes[i]);
  g_assert_true (store_members_save (db, "p", &members, &error));
  g_assert_no_error (error);
}

static void
assert_kept (StoreDb *db, const char *item, const char *names, guint n)
{
  g_autoptr (GHashTable) all = store_members_list (db, "p", NULL);
  const StoreMembers *members = g_hash_table_lookup (all, item);

  if (names == NULL) {
    g_assert_null (members);
    return;
  }
  g_assert_nonnull (members);
  g_assert_cmpstr (members->names, ==, names);
  g_assert_cmpuint (members->mailboxes->len, ==, n);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  save (fixture->db, "a", "one",
        (const char *[]){ "ann@corp.example", "bob@corp.example", "ann@corp.example", NULL });
  save (fixture->db, "b", "two", (const char *[]){ NULL });
  assert_kept (fixture->db, "a", "one", 2);
  assert_kept (fixture->db, "b", "two", 0); /* nobody was in it: that is known, too */
  save (fixture->db, "a", "three", (const char *[]){ "cid@corp.example", NULL });
  assert_kept (fixture->db, "a", "three", 1);
  g_assert_true (store_members_forget (fixture->db, "p", "a", NULL));
  assert_kept (fixture->db, "a", NULL, 0);
  assert_kept (fixture->db, "b", "two", 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/members/kept", Fixture, NULL, set_up, test_kept, tear_down);
  return g_test_run ();
}
