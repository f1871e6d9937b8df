/* test-hours.c - working hours as the store keeps them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-hours.h"

static void
save (StoreDb *db, StoreHours *hours)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (list, hours);
  g_assert_true (store_hours_save (db, "p", list, &error));
  g_assert_no_error (error);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  StoreHours ann = { .mailbox = (char *) "ann@corp.example",
                     .is_known = TRUE,
                     .zone = (char *) "STD-1",
                     .read_s = 5,
                     .asked_s = 7 };
  StoreHours bob = { .mailbox = (char *) "bob@corp.example",
                     .zone = (char *) "",
                     .asked_s = 9,
                     .problem = (char *) "no access" };
  g_autoptr (GHashTable) all = NULL;
  const StoreHours *kept;

  g_assert_true (oof_hours_add (&ann.hours, 0, 480, 720, NULL));
  g_assert_true (oof_hours_add (&ann.hours, 0, 780, 1020, NULL));
  g_assert_true (oof_hours_add (&ann.hours, 6, 0, 1440, NULL));
  save (fixture->db, &bob);
  save (fixture->db, &ann);
  ann.asked_s = 8;
  save (fixture->db, &ann);
  all = store_hours_list (fixture->db, "p", NULL);
  g_assert_cmpuint (g_hash_table_size (all), ==, 2);
  kept = g_hash_table_lookup (all, "ann@corp.example");
  g_assert_true (kept->is_known);
  g_assert_cmpmem (&kept->hours, sizeof kept->hours, &ann.hours, sizeof ann.hours);
  g_assert_cmpstr (kept->zone, ==, "STD-1");
  g_assert_cmpint (kept->read_s, ==, 5);
  g_assert_cmpint (kept->asked_s, ==, 8);
  g_assert_null (kept->problem);
  kept = g_hash_table_lookup (all, "bob@corp.example");
  g_assert_false (kept->is_known);
  g_assert_cmpstr (kept->problem, ==, "no access");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/hours/kept", Fixture, NULL, set_up, test_kept, tear_down);
  return g_test_run ();
}
