/* test-ignored.c - warnings that somebody chose to live with
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-ignored.h"
#include "store-profile.h"

static void
assert_reason (StoreDb *db, const char *profile, const char *check, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) list = store_ignored_list (db, profile, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (list, check), ==, reason);
}

static void
save (StoreDb *db, const char *profile, const char *check, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store_ignored_save (db, profile, check, reason, &error));
  g_assert_no_error (error);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  assert_reason (self->db, "one", "lets-out", NULL);
  save (self->db, "one", "lets-out", "the board wants it so: ü '\"");
  save (self->db, "one", "tls", "");
  save (self->db, "one-more", "lets-out", "another");
  assert_reason (self->db, "one", "lets-out", "the board wants it so: ü '\"");
  assert_reason (self->db, "one", "tls", "");
  assert_reason (self->db, "on", "tls", NULL);
  save (self->db, "one", "lets-out", "changed");
  assert_reason (self->db, "one", "lets-out", "changed");
  save (self->db, "one", "lets-out", NULL);
  assert_reason (self->db, "one", "lets-out", NULL);
  assert_reason (self->db, "one-more", "lets-out", "another");
}

/* They go with the profile; those of others stay. */
static void
test_removed (Fixture *self, gconstpointer data)
{
  save (self->db, "one", "tls", "a");
  save (self->db, "one-more", "tls", "b");
  g_assert_true (store_profile_remove (self->db, "one", NULL));
  assert_reason (self->db, "one", "tls", NULL);
  assert_reason (self->db, "one-more", "tls", "b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/ignored/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/store/ignored/removed", Fixture, NULL, set_up, test_removed, tear_down);
  return g_test_run ();
}
