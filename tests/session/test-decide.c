/* test-decide.c - one mailbox through time: what is written when, what is left alone, what is put
 * back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "box.h"

#define COURSE                                                                                     \
  {                                                                                                \
    .id = "t", .who = "bob@corp.example", .from = "2027-05-05T08:00", .until = "2027-05-05T16:00", \
    .inside = "course"                                                                             \
  }

/* The vacation, edited. */
static const CrewItem longer[] = { { .id = "v",
                                     .who = "bob@corp.example",
                                     .from = "2027-05-03",
                                     .until = "2027-05-15",
                                     .inside = "longer" } };

static void
test_life (void)
{
  static const CrewItem items[] = { VACATION,
                                    { .id = "t",
                                      .who = "bob@corp.example",
                                      .from = "2027-05-05T08:00",
                                      .until = "2027-05-05T16:00",
                                      .priority = 1,
                                      .inside = "course" } };
  g_auto (Box) box = { 0 };

  set_up (&box, items, 2, "off mine");
  step (&box, "2027-05-01T10:00:00Z", "write ahead: 03.00-05.08 away");
  step (&box, "2027-05-02T10:00:00Z", "skip in-step: 03.00-05.08 away");
  step (&box, "2027-05-04T10:00:00Z", "skip in-step: 03.00-05.08 away");
  step (&box, "2027-05-05T08:00:00Z", "write due: 05.08-05.16 course");
  step (&box, "2027-05-05T16:00:00Z", "write due: 03.00-08.00 away");
  step (&box, "2027-05-08T00:00:00Z", "write restore: off mine");
  g_assert_null (box.managed);
  step (&box, "2027-05-08T00:00:01Z", "skip nothing: off mine");
}

/* The next one is loaded at the end of the first; what the person had comes at the end of all. */
static void
test_series (void)
{
  static const CrewItem items[] = { { .id = "s",
                                      .who = "bob@corp.example",
                                      .from = "2027-05-04T08:00",
                                      .until = "2027-05-04T16:00",
                                      .rule = "FREQ=WEEKLY;COUNT=2",
                                      .inside = "course" } };
  g_auto (Box) box = { 0 };
  g_autoptr (SessionDecision) made = NULL;

  set_up (&box, items, 1, "off mine");
  box.now_s = at ("2027-05-01T10:00:00Z");
  made = decide (&box);
  g_assert_cmpint (made->due_s, ==, at ("2027-05-04T16:00:00Z"));
  g_assert_cmpint (made->covered_until_s, ==, at ("2027-05-11T08:00:00Z"));
  step (&box, "2027-05-01T10:00:00Z", "write ahead: 04.08-04.16 course");
  step (&box, "2027-05-04T16:00:00Z", "write ahead: 11.08-11.16 course");
  step (&box, "2027-05-12T00:00:00Z", "write restore: off mine");
}

/* What is forwarded is forwarded from the beginning on: that is when somebody has to come. */
static void
test_forward (void)
{
  static const CrewItem items[] = { { .id = "v",
                                      .who = "bob@corp.example",
                                      .from = "2027-05-03T08:00",
                                      .until = "2027-05-08T00:00",
                                      .inside = "away",
                                      .substitute = "ann@corp.example",
                                      .forward = OOF_FORWARD_COPY } };
  g_auto (Box) box = { 0 };
  g_autoptr (SessionDecision) ahead = NULL;
  g_autoptr (SessionDecision) now = NULL;

  set_up (&box, items, 1, "off mine");
  box.now_s = at ("2027-05-01T10:00:00Z");
  ahead = decide (&box);
  g_assert_cmpint (ahead->due_s, ==, at ("2027-05-03T08:00:00Z"));
  step (&box, "2027-05-01T10:00:00Z", "write ahead: 03.08-08.00 away");
  box.now_s = at ("2027-05-03T08:00:00Z");
  now = decide (&box);
  g_assert_true (now->now.is_now);
  g_assert_cmpint (now->due_s, ==, at ("2027-05-08T00:00:00Z"));
}

static void
test_own_reply (void)
{
  static const CrewItem leave[] = { VACATION };
  static CrewItem other[] = { VACATION };
  static const struct
  {
    OofOwn own;
    const char *wanted;
  } table[] = { { OOF_OWN_LEAVE, "skip own-stays: on theirs" },
                { OOF_OWN_AFTER, "wait after-own: on theirs" },
                { OOF_OWN_ASK, "conflict own-asks: on theirs" },
                { OOF_OWN_REPLACE, "write due: 03.00-08.00 away" },
                { OOF_OWN_REPLACE_RESTORE, "write due: 03.00-08.00 away" } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_auto (Box) box = { 0 };

    other[0].own = table[i].own;
    set_up (&box, other, 1, "on theirs");
    step (&box, "2027-05-04T10:00:00Z", table[i].wanted);
  }

  for (guint i = 0; i < 2; i++) {
    g_auto (Box) box = { 0 };

    /* Theirs is in force again; or, replaced for good, ours just ends. */
    other[0].own = i == 0 ? OOF_OWN_REPLACE_RESTORE : OOF_OWN_REPLACE;
    set_up (&box, other, 1, "on theirs");
    step (&box, "2027-05-02T10:00:00Z", "wait own-first: on theirs");
    step (&box, "2027-05-03T00:00:00Z", "write due: 03.00-08.00 away");
    step (&box, "2027-05-08T00:00:00Z",
          i == 0 ? "write restore-own: on theirs" : "skip over: 03.00-08.00 away");
    g_assert_null (box.managed);
  }

  {
    g_auto (Box) box = { 0 };

    /* Over, and as good as off. */
    set_up (&box, leave, 1, "2027-04-01T00:00:00Z..2027-04-02T00:00:00Z old");
    step (&box, "2027-05-04T10:00:00Z", "write due: 03.00-08.00 away");
    step (&box, "2027-05-08T10:00:00Z", "write restore: off old");
  }
}

/* Killed between keeping what will be ours and sending it: the edit is not taken for done. */
static void
test_killed_edit (void)
{
  static const CrewItem items[] = { VACATION };
  static const CrewItem later[] = { { .id = "v",
                                      .who = "bob@corp.example",
                                      .from = "2027-05-04",
                                      .until = "2027-05-09",
                                      .inside = "other" } };
  g_auto (Box) box = { 0 };

  set_up (&box, items, 1, "off mine");
  step (&box, "2027-05-01T10:00:00Z", "write ahead: 03.00-08.00 away");
  set_up (&box, later, 1, NULL);
  step_with (&box, NEVER_ARRIVES, "2027-05-01T11:00:00Z", "write ahead: 03.00-08.00 away");
  step (&box, "2027-05-01T12:00:00Z", "write changed: 04.00-09.00 other");
  step (&box, "2027-05-01T13:00:00Z", "skip in-step: 04.00-09.00 other");
}

/* Killed twice: when an edit had arrived, and when that was to be taken back. */
static void
test_killed_twice (void)
{
  static const CrewItem items[] = { VACATION };
  g_auto (Box) box = { 0 };

  set_up (&box, items, 1, "off mine");
  step (&box, "2027-05-01T10:00:00Z", "write ahead: 03.00-08.00 away");
  set_up (&box, longer, 1, NULL);
  step_with (&box, UNCONFIRMED, "2027-05-01T11:00:00Z", "write changed: 03.00-15.00 longer");
  step (&box, "2027-05-01T12:00:00Z", "skip in-step: 03.00-15.00 longer");
  set_up (&box, longer, 0, NULL);
  step_with (&box, NEVER_ARRIVES, "2027-05-01T13:00:00Z", "write restore: 03.00-15.00 longer");
  step (&box, "2027-05-01T14:00:00Z", "write restore: off mine");
  g_assert_null (box.managed);
}

static void
test_edited (void)
{
  static const CrewItem items[] = { VACATION };
  g_auto (Box) box = { 0 };

  set_up (&box, items, 1, "off mine");
  step (&box, "2027-05-04T10:00:00Z", "write due: 03.00-08.00 away");
  set_up (&box, longer, 1, NULL);
  step (&box, "2027-05-05T10:00:00Z", "write changed: 03.00-15.00 longer");
  set_up (&box, longer, 0, NULL);
  step (&box, "2027-05-06T10:00:00Z", "write restore: off mine");
}

/* Killed in the middle, at any point: nobody's text is lost, nothing is taken for somebody's own.
 */
static void
test_killed (void)
{
  static const CrewItem items[] = { VACATION };

  for (Fate fate = NEVER_ARRIVES; fate <= UNCONFIRMED; fate++) {
    g_auto (Box) box = { 0 };
    gboolean arrived = fate == UNCONFIRMED;

    set_up (&box, items, 1, "off mine");
    step_with (&box, fate, "2027-05-04T10:00:00Z",
               arrived ? "write due: 03.00-08.00 away" : "write due: off mine");
    step (&box, "2027-05-04T11:00:00Z",
          arrived ? "skip in-step: 03.00-08.00 away" : "write due: 03.00-08.00 away");
    step_with (&box, fate, "2027-05-08T10:00:00Z",
               arrived ? "write restore: off mine" : "write restore: 03.00-08.00 away");
    step (&box, "2027-05-08T11:00:00Z",
          arrived ? "skip over: off mine" : "write restore: off mine");
    g_assert_null (box.managed);
  }
}

/* Nobody can say at the moment who is in its group: what it put into mailboxes stays, unless
 * something else is in force. */
static void
test_unsure (void)
{
  static const CrewItem items[] = { VACATION, COURSE };
  static const CrewItem unsure[] = { { .id = "v",
                                       .kind = OOF_FOR_GROUP,
                                       .who = "gone",
                                       .from = "2027-05-03",
                                       .until = "2027-05-08",
                                       .inside = "away" },
                                     COURSE };
  g_auto (Box) box = { 0 };

  set_up (&box, items, 1, "off mine");
  step (&box, "2027-05-04T10:00:00Z", "write due: 03.00-08.00 away");
  set_up (&box, unsure, 2, NULL);
  step (&box, "2027-05-04T11:00:00Z", "wait members-unknown: 03.00-08.00 away");
  step (&box, "2027-05-05T09:00:00Z", "write due: 05.08-05.16 course");
  set_up (&box, items, 1, NULL);
  step (&box, "2027-05-05T10:00:00Z", "write due: 03.00-08.00 away");
  set_up (&box, unsure, 1, NULL);
  step (&box, "2027-05-07T10:00:00Z", "wait members-unknown: 03.00-08.00 away");
  set_up (&box, items, 0, NULL);
  step (&box, "2027-05-07T11:00:00Z", "write restore: off mine");
}

/* What waits is not in the way of others, and what was there is put back all the same. */
static void
test_held_back (void)
{
  static CrewItem items[] = { VACATION,
                              { .id = "c",
                                .who = "bob@corp.example",
                                .from = "2027-05-05",
                                .until = "2027-05-06",
                                .priority = 1,
                                .approval = OOF_APPROVAL_WANTED,
                                .inside = "closed" } };
  static CrewItem later[] = { VACATION };
  g_auto (Box) box = { 0 };
  g_auto (Box) other = { 0 };
  g_autoptr (SessionDecision) made = NULL;

  set_up (&box, items + 1, 1, "off mine");
  step (&box, "2027-05-05T10:00:00Z", "wait approval: off mine");
  set_up (&box, items, 2, NULL);
  step (&box, "2027-05-05T10:00:00Z", "write due: 03.00-08.00 away");
  items[1].approval = OOF_APPROVAL_GIVEN;
  set_up (&box, items, 2, NULL);
  step (&box, "2027-05-05T11:00:00Z", "write due: 05.00-06.00 closed");
  items[1].approval = OOF_APPROVAL_WANTED;
  set_up (&box, items + 1, 1, NULL);
  step (&box, "2027-05-05T12:00:00Z", "write restore: off mine");
  step (&box, "2027-05-05T13:00:00Z", "wait approval: off mine");

  later[0].not_before = "2027-05-04";
  set_up (&other, later, 1, "off mine");
  step (&other, "2027-05-03T10:00:00Z", "wait not-before: off mine");
  made = decide (&other);
  g_assert_cmpint (made->due_s, ==, at ("2027-05-04T00:00:00Z"));
  step (&other, "2027-05-04T00:00:00Z", "write due: 03.00-08.00 away");
}

static void
test_repeat (void)
{
  static CrewItem items[] = { VACATION };
  g_auto (Box) box = { 0 };
  g_autoptr (SessionDecision) made = NULL;

  items[0].repeat_days = 2;
  set_up (&box, items, 1, "off mine");
  step (&box, "2027-05-01T08:00:00Z", "write ahead: 03.00-08.00 away");
  step (&box, "2027-05-04T23:59:59Z", "skip in-step: 03.00-08.00 away");
  made = decide (&box);
  g_assert_cmpint (made->due_s, ==, at ("2027-05-05T00:00:00Z"));
  step (&box, "2027-05-05T00:00:00Z", "write repeat: 03.00-08.00 away<!-- 1 -->");
  step (&box, "2027-05-05T00:00:01Z", "skip in-step: 03.00-08.00 away<!-- 1 -->");
  /* A server that keeps no comments. */
  oof_state_unref (box.holds);
  box.holds = oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_NONE, box.managed->wanted->from,
                             box.managed->wanted->until, "away", "");
  oof_state_unref (box.managed->held);
  box.managed->held = oof_state_ref (box.holds);
  step (&box, "2027-05-06T00:00:00Z", "skip in-step: 03.00-08.00 away");
  step (&box, "2027-05-07T12:00:00Z", "write repeat: 03.00-08.00 away<!-- 2 -->");
  step (&box, "2027-05-08T00:00:00Z", "write restore: off mine");
}

static void
test_refused (void)
{
  static CrewItem items[] = { VACATION };
  g_auto (Box) box = { .gap = "person.phone" };

  set_up (&box, items, 1, "off mine");
  step (&box, "2027-05-04T10:00:00Z", "refuse gap: off mine");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/decide/life", test_life);
  g_test_add_func ("/session/decide/series", test_series);
  g_test_add_func ("/session/decide/forward", test_forward);
  g_test_add_func ("/session/decide/own-reply", test_own_reply);
  g_test_add_func ("/session/decide/edited", test_edited);
  g_test_add_func ("/session/decide/killed", test_killed);
  g_test_add_func ("/session/decide/killed-edit", test_killed_edit);
  g_test_add_func ("/session/decide/killed-twice", test_killed_twice);
  g_test_add_func ("/session/decide/unsure", test_unsure);
  g_test_add_func ("/session/decide/held-back", test_held_back);
  g_test_add_func ("/session/decide/repeat", test_repeat);
  g_test_add_func ("/session/decide/refused", test_refused);
  return g_test_run ();
}
