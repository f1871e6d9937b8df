/* test-merge.c - people of the directory and of the cloud, each once
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-merge.h"

/* Told by the directory first, then by the cloud. */
static const struct
{
  ExchangePerson here;
  ExchangePerson there;
  gboolean is_same;
} rows[] = {
  { { .id = "1", .mail = "ann@x.example" }, { .id = "1", .mail = "ann@x.example" }, TRUE },
  /* Renamed, and the cloud has not heard of it yet. */
  { { .id = "1", .mail = "ann.new@x.example" }, { .id = "1", .mail = "ann@x.example" }, TRUE },
  /* Moved to the cloud: still the same person. */
  { { .id = "1", .mail = "ann@x.example", .home = EXCHANGE_HOME_HERE },
    { .id = "1", .mail = "ann@x.example", .home = EXCHANGE_HOME_CLOUD },
    TRUE },
  /* Another identifier was chosen for the synchronising. */
  { { .id = "1", .mail = "Ann@x.example" }, { .id = "e9", .mail = "ann@X.example" }, TRUE },
  { { .id = "ABC", .mail = "ann@x.example" }, { .id = "abc", .mail = "b@x.example" }, TRUE },
  /* Two people without an address, and two with one. */
  { { .id = "1", .mail = "" }, { .id = "2", .mail = "" }, FALSE },
  { { .id = "1", .mail = "ann@x.example" }, { .id = "2", .mail = "bob@x.example" }, FALSE },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SessionMerge) merge = session_merge_new ();

    g_test_message ("%u", i);
    session_merge_note (merge, &rows[i].here);
    g_assert_true (session_merge_has (merge, &rows[i].there) == rows[i].is_same);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/merge", test_rows);
  return g_test_run ();
}
