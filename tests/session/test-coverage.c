/* test-coverage.c - until when a mailbox is right by itself, and why not for longer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "box.h"
#include "session-coverage.h"

/* Theirs is in force, and ours comes after it: covered. Theirs is for later, and ours would be now:
 * nobody answers, and that is told with the reason. */
static void
test_own_covers (void)
{
  static CrewItem items[] = { VACATION };
  static const struct
  {
    const char *held;
    const char *until;
    const char *reason;
  } table[] = {
    { "2027-05-01T00:00:00Z..2027-05-06T00:00:00Z theirs", "2027-05-06T00:00:00Z", "" },
    { "2027-06-01T00:00:00Z..2027-06-06T00:00:00Z theirs", "2027-05-03T00:00:00Z", "after-own" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_auto (Box) box = { 0 };
    g_autoptr (SessionDecision) made = NULL;
    SessionCover cover;

    items[0].own = OOF_OWN_AFTER;
    set_up (&box, items, 1, table[i].held);
    box.now_s = at ("2027-05-04T10:00:00Z");
    made = decide (&box);
    g_assert_cmpstr (made->reason, ==, "after-own");
    cover = session_coverage_of (made, NULL, box.now_s);
    g_assert_cmpstr (cover.reason, ==, table[i].reason);
    g_assert_cmpint (cover.until_s, ==, at (table[i].until));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/coverage/own", test_own_covers);
  return g_test_run ();
}
