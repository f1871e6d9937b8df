/* test-protected.c - one mailbox through time that is protected, whose reply became an item,
 * or whose item puts its own text back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "box.h"

/* What import found stays while it goes out; what somebody has protected by hand stays at all. */
static void
test_protected (void)
{
  static CrewItem items[] = { VACATION };
  static const struct
  {
    OofProtection protection;
    OofOwn own;
    const char *holds;
    const char *wanted;
  } table[] = {
    { OOF_PROTECTION_FOUND, OOF_OWN_REPLACE, "on theirs", "skip protected: on theirs" },
    { OOF_PROTECTION_FOUND, OOF_OWN_ASK, "on theirs", "skip protected: on theirs" },
    { OOF_PROTECTION_FOUND, OOF_OWN_LEAVE, "on theirs", "skip own-stays: on theirs" },
    { OOF_PROTECTION_FOUND, OOF_OWN_AFTER, "on theirs", "wait after-own: on theirs" },
    { OOF_PROTECTION_FOUND, OOF_OWN_LEAVE, "off old", "write due: 03.00-08.00 away" },
    { OOF_PROTECTION_LIFTED, OOF_OWN_REPLACE, "on theirs", "write due: 03.00-08.00 away" },
    { OOF_PROTECTION_CHOSEN, OOF_OWN_REPLACE, "on theirs", "skip protected: on theirs" },
    { OOF_PROTECTION_CHOSEN, OOF_OWN_LEAVE, "off old", "skip protected: off old" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_auto (Box) box = { .protection = table[i].protection };

    items[0].own = table[i].own;
    set_up (&box, items, 1, table[i].holds);
    step (&box, "2027-05-04T10:00:00Z", table[i].wanted);
    g_assert_null (g_str_has_prefix (table[i].wanted, "skip protected") ? box.managed : NULL);
  }
  {
    g_auto (Box) box = { .protection = OOF_PROTECTION_CHOSEN };

    set_up (&box, items, 0, "on theirs");
    step (&box, "2027-05-04T10:00:00Z", "skip own: on theirs");
  }
}

/* A reply of the person's own that became an item: it is held already, ends as items end, and is
 * theirs again when the item goes. */
static void
test_adopted (void)
{
  static const CrewItem items[] = { { .id = "a",
                                      .who = "bob@corp.example",
                                      .from = "2027-05-03",
                                      .until = "2027-05-08",
                                      .own = OOF_OWN_REPLACE,
                                      .inside = "theirs" } };
  static const CrewItem shorter[] = { { .id = "a",
                                        .who = "bob@corp.example",
                                        .from = "2027-05-03",
                                        .until = "2027-05-04",
                                        .own = OOF_OWN_REPLACE,
                                        .inside = "theirs" } };
  static const char theirs[] = "2027-05-03T00:00:00Z..2027-05-08T00:00:00Z theirs";

  for (guint way = 0; way < 3; way++) {
    g_auto (Box) box = { 0 };

    set_up (&box, items, 1, theirs);
    box.managed = store_managed_new ("bob@corp.example", "a");
    box.managed->away_from_s = at ("2027-05-03T00:00:00Z");
    box.managed->away_until_s = at ("2027-05-08T00:00:00Z");
    box.managed->wanted = oof_state_ref (box.holds);
    box.managed->held = oof_state_ref (box.holds);
    box.managed->own = oof_state_ref (box.holds);
    step (&box, "2027-05-04T10:00:00Z", "skip in-step: 03.00-08.00 theirs");
    if (way == 0) {
      step (&box, "2027-05-08T10:00:00Z", "skip over: 03.00-08.00 theirs");
    } else if (way == 1) { /* it was undone */
      set_up (&box, items, 0, NULL);
      step (&box, "2027-05-05T10:00:00Z", "skip over: 03.00-08.00 theirs");
    } else { /* it was cut short */
      set_up (&box, shorter, 1, NULL);
      step (&box, "2027-05-05T10:00:00Z", "write restore: off theirs");
    }
    g_assert_null (box.managed);
  }
}

static void
test_protected_text (void)
{
  static CrewItem items[] = { VACATION };
  g_auto (Box) box = { 0 };
  g_autoptr (SessionDecision) made = NULL;

  items[0].protect_hours = 4;
  set_up (&box, items, 1, "off mine");
  step (&box, "2027-05-03T08:00:00Z", "write due: 03.00-08.00 away");
  made = decide (&box);
  g_assert_cmpint (made->due_s, ==, at ("2027-05-03T12:00:00Z"));
  set (&box, "on hello");
  step (&box, "2027-05-03T09:00:00Z", "wait put-back-later: on hello");
  step (&box, "2027-05-03T12:00:00Z", "write re-applied: 03.00-08.00 away");
  set (&box, "on hello");
  step (&box, "2027-05-03T15:59:59Z", "wait put-back-later: on hello");
  step (&box, "2027-05-03T16:00:00Z", "write re-applied: 03.00-08.00 away");
  /* Switched off is come back, and after the absence it is the person's. */
  set (&box, "on hello");
  step (&box, "2027-05-08T10:00:00Z", "skip nothing: on hello");
  g_assert_null (box.managed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/protected/whatever-is-planned", test_protected);
  g_test_add_func ("/session/protected/adopted", test_adopted);
  g_test_add_func ("/session/protected/text", test_protected_text);
  return g_test_run ();
}
