/* test-drift.c - somebody has changed or switched off what was written: left alone, asked about, or
 * written again; and policies that change meanwhile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "box.h"

/* In the middle of the vacation. */
static void
use_own_words (Box *box)
{
  static const CrewItem items[] = { VACATION };

  set_up (box, items, 1, "off mine");
  step (box, "2027-05-04T10:00:00Z", "write due: 03.00-08.00 away");
  set (box, "on my own words");
}

static void
test_drift (void)
{
  static const CrewItem items[] = { VACATION,
                                    { .id = "n",
                                      .who = "bob@corp.example",
                                      .from = "2027-06-01",
                                      .until = "2027-06-02",
                                      .inside = "next" } };
  {
    g_auto (Box) box = { 0 };

    /* Came back early: that absence is over, the next one is loaded, and the first stays over. */
    set_up (&box, items, 2, "off mine");
    step (&box, "2027-05-04T10:00:00Z", "write due: 03.00-08.00 away");
    set (&box, "off away");
    step (&box, "2027-05-05T10:00:00Z", "write ahead: 01.00-02.00 next");
    g_assert_cmpint (box.managed->drift, ==, STORE_DRIFT_OFF);
    step (&box, "2027-05-06T10:00:00Z", "skip in-step: 01.00-02.00 next");
    step (&box, "2027-06-03T10:00:00Z", "write restore: off away");
  }
  {
    g_auto (Box) box = { 0 };

    use_own_words (&box);
    step (&box, "2027-05-05T10:00:00Z", "skip drifted: on my own words");
    g_assert_cmpint (box.managed->drift, ==, STORE_DRIFT_CHANGED);
    step (&box, "2027-05-06T10:00:00Z", "skip drifted: on my own words");
    step (&box, "2027-05-09T10:00:00Z", "skip own: on my own words");
    g_assert_null (box.managed);
  }
  {
    g_auto (Box) box = { .drift = SESSION_DRIFT_ASK };

    use_own_words (&box);
    step (&box, "2027-05-05T10:00:00Z", "conflict drifted: on my own words");
  }
  {
    g_auto (Box) box = { .drift = SESSION_DRIFT_REAPPLY };

    use_own_words (&box);
    step (&box, "2027-05-05T10:00:00Z", "write re-applied: 03.00-08.00 away");
    step (&box, "2027-05-08T10:00:00Z", "write restore: off mine");
  }
}

/* Another policy is for what is drifted already, too; but nothing that was undone comes again. */
static void
test_drift_policy (void)
{
  static const CrewItem items[] = { VACATION };
  static const char *const changed[] = { "on my own words", "off away" };

  for (guint i = 0; i < G_N_ELEMENTS (changed); i++) {
    g_auto (Box) box = { 0 };

    set_up (&box, items, 1, "off mine");
    step (&box, "2027-05-04T10:00:00Z", "write due: 03.00-08.00 away");
    set (&box, changed[i]);
    step (&box, "2027-05-05T10:00:00Z",
          i == 0 ? "skip drifted: on my own words" : "skip came-back: off away");
    step (&box, "2027-05-05T11:00:00Z",
          i == 0 ? "skip drifted: on my own words" : "skip came-back: off away");
    box.drift = SESSION_DRIFT_REAPPLY;
    step (&box, "2027-05-06T10:00:00Z", "write re-applied: 03.00-08.00 away");
    step (&box, "2027-05-06T11:00:00Z", "skip in-step: 03.00-08.00 away");
    step (&box, "2027-05-08T10:00:00Z", "write restore: off mine");
    g_assert_null (box.managed);
  }
  {
    g_auto (Box) box = { 0 };

    /* The absence is over by then: nothing is left of it. */
    use_own_words (&box);
    step (&box, "2027-05-05T10:00:00Z", "skip drifted: on my own words");
    box.drift = SESSION_DRIFT_REAPPLY;
    step (&box, "2027-05-09T10:00:00Z", "skip own: on my own words");
    g_assert_null (box.managed);
  }
  {
    g_auto (Box) box = { .drift = SESSION_DRIFT_REAPPLY };

    set_up (&box, items, 1, "off mine");
    box.managed = store_managed_new ("bob@corp.example", "");
    box.managed->drift = STORE_DRIFT_UNDONE;
    g_free (box.managed->left_item);
    box.managed->left_item = g_strdup ("v");
    box.managed->left_from_s = at ("2027-05-03T00:00:00Z");
    box.managed->left_until_s = at ("2027-05-08T00:00:00Z");
    step (&box, "2027-05-04T10:00:00Z", "skip undone: off mine");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/drift/once", test_drift);
  g_test_add_func ("/session/drift/policy", test_drift_policy);
  return g_test_run ();
}
