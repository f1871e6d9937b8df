/* test-rivals.c - rules that decide who goes first, texts that name both, questions that somebody
 * answers, and what stands between the plan and a mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "rivals.h"
#include "session-row-private.h"
#include "session-words-conflict.h"
#include "session-words-item.h"

#include <string.h>

/* The rule by which the other one wins, and the plan that follows it. */
static void
test_rule (void)
{
  static const CrewItem items[] = {
    { .id = "a", .who = "ann@corp.example", .from = "2027-05-04", .until = "2027-05-06" },
    { .id = "b",
      .who = "ann@corp.example",
      .from = "2027-05-04",
      .until = "2027-05-05",
      .rule = "FREQ=WEEKLY;COUNT=2",
      .type = OOF_TYPE_TRAINING },
    { .id = "c",
      .who = "ann@corp.example",
      .from = "2027-05-20",
      .until = "2027-05-22",
      .priority = 1 },
    { .id = "d",
      .who = "ann@corp.example",
      .from = "2027-05-20",
      .until = "2027-05-22",
      .type = OOF_TYPE_TRAINING },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) conflicts = find (plan, NULL);
  OofOrder order = oof_order_default;
  const SessionConflict *first = conflicts->pdata[0];
  const SessionConflict *second = conflicts->pdata[1];
  const SessionRival *other = &g_array_index (first->others, SessionRival, 0);
  g_autoptr (SessionPlan) ruled = NULL;
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpint (first->why, ==, OOF_WHY_SINGLE);
  g_assert_cmpint (session_conflict_rule (first, other), ==, OOF_TYPE_TRAINING);
  /* A higher number is asked before. */
  g_assert_cmpint (session_conflict_rule (second, &g_array_index (second->others, SessionRival, 0)),
                   ==, OOF_N_TRAITS);

  oof_order_put_first (&order, session_conflict_rule (first, other));
  ruled = session_plan_reorder (plan, &order, &error);
  g_assert_no_error (error);
  now = find (ruled, NULL);
  g_assert_cmpuint (now->len, ==, 2);
  first = now->pdata[0];
  g_assert_cmpstr (oof_item_parts (first->winner.item)->id, ==, "b");
  g_assert_cmpint (first->why, ==, OOF_WHY_RULE);
  g_assert_cmpint (first->rule, ==, OOF_TYPE_TRAINING);
  words = session_words_rule (first->rule);
  g_assert_nonnull (strstr (first->words, words));
  second = now->pdata[1];
  g_assert_cmpstr (oof_item_parts (second->winner.item)->id, ==, "c");
}

/* One text that names both, for that person alone, before both, for as long as they compete. */
static void
test_merge (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example bob@corp.example",
      .from = "2027-05-04",
      .until = "2027-05-06",
      .inside = "<p>First</p>",
      .priority = 5 },
    { .id = "b",
      .who = "ann@corp.example",
      .from = "2027-05-03",
      .until = "2027-05-08",
      .inside = "<p>Second</p>" },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) conflicts = find (plan, NULL);
  g_autoptr (GError) error = NULL;
  const SessionRival *other;
  const SessionConflict *conflict = only (conflicts, &other);
  const SessionMerging merging = { .mail = "ann@corp.example",
                                   .id = "new",
                                   .creator = "me",
                                   .zone = zone_of (plan),
                                   .about = { "Training <1>", "Vacation" },
                                   .inside = { "<p>First</p>", "<p>Second</p>" },
                                   .outside = { "", "" } };
  g_autoptr (OofItem) merged = NULL;
  const OofItemParts *parts;

  g_assert_true (session_conflict_can_merge (conflict, other));
  merged = session_conflict_merge (conflict, other, &merging, &error);
  g_assert_no_error (error);
  parts = oof_item_parts (merged);
  g_assert_cmpuint (parts->n_who, ==, 1);
  g_assert_cmpstr (parts->who[0].text, ==, "ann@corp.example");
  g_assert_cmpint (parts->priority, ==, 6);
  g_assert_cmpint (oof_when_parts (parts->when)->from_s, ==, at ("2027-05-04T00:00:00Z"));
  g_assert_cmpint (oof_when_parts (parts->when)->until_s, ==, at ("2027-05-06T00:00:00Z"));
  g_assert_true (oof_when_parts (parts->when)->is_all_day);
  g_assert_cmpstr (parts->inside, ==,
                   "<p><b>Training &lt;1&gt;</b></p>\n<p>First</p>\n"
                   "<p><b>Vacation</b></p>\n<p>Second</p>\n");
  g_assert_cmpstr (parts->outside, ==, "");
}

/* Nobody has decided yet: it is asked, and answered. */
static void
test_answer (void)
{
  static const CrewItem items[] = {
    { .id = "b", .who = "ann@corp.example", .from = "2027-05-20", .until = "2027-05-22" },
  };
  const OofOwnReply own = { at ("2027-05-19T00:00:00Z"), at ("2027-05-21T00:00:00Z") };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) conflicts = find (plan, &own);
  g_autoptr (GError) error = NULL;
  const SessionRival *other;
  const SessionConflict *conflict = only (conflicts, &other);
  g_autoptr (OofItem) asked = NULL;
  g_autoptr (OofItem) accepted = NULL;

  g_assert_false (conflict->asks);
  g_assert_true (session_conflict_can_answer (conflict, other, SESSION_ANSWER_ASK));
  g_assert_true (session_conflict_can_answer (conflict, other, SESSION_ANSWER_ITEM));
  g_assert_false (session_conflict_can_answer (conflict, other, SESSION_ANSWER_NOTHING));
  g_assert_false (session_conflict_can_answer (conflict, &conflict->winner, SESSION_ANSWER_ASK));
  asked = session_conflict_answer (conflict, other, SESSION_ANSWER_ASK, &error);
  g_assert_no_error (error);
  g_assert_cmpint (oof_item_parts (asked)->own, ==, OOF_OWN_ASK);
  accepted = session_conflict_answer (conflict, other, SESSION_ANSWER_ITEM, &error);
  g_assert_no_error (error);
  g_assert_cmpint (oof_item_parts (accepted)->own, ==, OOF_OWN_REPLACE_RESTORE);
}

/* Between two absences the winner waits for an approval. */
static void
test_answer_items (void)
{
  static CrewItem items[] = {
    { .id = "a", .who = "ann@corp.example", .from = "2027-05-04", .priority = 1 },
    { .id = "b", .who = "ann@corp.example", .from = "2027-05-04" },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) conflicts = find (plan, NULL);
  g_autoptr (SessionPlan) waiting = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (OofItem) approved = NULL;
  const SessionRival *other;
  const SessionConflict *conflict = only (conflicts, &other);

  g_assert_true (session_conflict_can_answer (conflict, &conflict->winner, SESSION_ANSWER_ASK));
  g_assert_false (session_conflict_can_answer (conflict, other, SESSION_ANSWER_ASK));
  items[0].approval = OOF_APPROVAL_WANTED;
  waiting = make_plan (items, G_N_ELEMENTS (items));
  again = find (waiting, NULL);
  conflict = only (again, &other);
  g_assert_true (conflict->asks);
  g_assert_true (session_conflict_can_answer (conflict, &conflict->winner, SESSION_ANSWER_ITEM));
  approved = session_conflict_answer (conflict, &conflict->winner, SESSION_ANSWER_ITEM, NULL);
  g_assert_cmpint (oof_item_parts (approved)->approval, ==, OOF_APPROVAL_GIVEN);
}

/* What is known of the mailbox stands between it and the plan. */
static void
test_obstacles (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example",
      .from = "2027-05-04",
      .until = "2027-05-06",
      .own = OOF_OWN_REPLACE_RESTORE },
  };
  const OofOwnReply own = { at ("2027-05-01T00:00:00Z"), at ("2027-05-30T00:00:00Z") };
  const struct
  {
    SessionBarFacts facts;
    const char *kinds; /* of conflicts */
  } rows[] = {
    { { 0 }, "" },
    { { .is_drifted = TRUE, .held_item = "a" }, "changed" },
    { { .is_failed = TRUE }, "refused" },
    { { .is_failed = TRUE, .held_item = "a" }, "" },
    { { .protection = OOF_PROTECTION_CHOSEN }, "protected" },
    { { .protection = OOF_PROTECTION_CHOSEN, .held_item = "a" }, "" },
    { { .protection = OOF_PROTECTION_FOUND }, "" },
    { { .protection = OOF_PROTECTION_LIFTED, .own = &own }, "own" },
    { { .own = &own }, "own" },
    { { .protection = OOF_PROTECTION_FOUND, .own = &own }, "protected" },
    { { .is_failed = TRUE, .now_s = at ("2027-05-07T00:00:00Z") }, "" },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) conflicts = find_known (plan, &rows[i].facts);
    g_autoptr (GString) text = g_string_new (NULL);

    g_test_message ("row %u", i);
    for (guint k = 0; k < conflicts->len; k++) {
      const SessionConflict *conflict = conflicts->pdata[k];

      g_string_append_printf (text, "%s%s", k > 0 ? " " : "",
                              session_conflict_names[conflict->kind]);
      g_assert_cmpstr (conflict->words, !=, "");
    }
    g_assert_cmpstr (text->str, ==, rows[i].kinds);
  }
}

/* The calendar marks the same, and tells it. */
static void
test_marks (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example",
      .from = "2027-05-04",
      .until = "2027-05-06",
      .own = OOF_OWN_REPLACE_RESTORE },
  };
  const OofOwnReply own = { at ("2027-05-01T00:00:00Z"), at ("2027-05-30T00:00:00Z") };
  const struct
  {
    SessionBarFacts facts;
    SessionMarks marks; /* of the absence's bar */
    const char *words;
  } rows[] = {
    { { 0 }, SESSION_MARK_PENDING, "" },
    { { .is_failed = TRUE }, SESSION_MARK_FAILED | SESSION_MARK_CONFLICT, "" },
    { { .is_drifted = TRUE, .held_item = "a", .held_until_s = at ("2027-05-05T22:00:00Z") },
      SESSION_MARK_DRIFTED | SESSION_MARK_CONFLICT,
      "" },
    { { .own = &own }, SESSION_MARK_CONFLICT, "" },
    { { .protection = OOF_PROTECTION_CHOSEN },
      SESSION_MARK_PENDING | SESSION_MARK_CONFLICT | SESSION_MARK_PROTECTED,
      "the mailbox is protected" },
    { { .is_silent = TRUE, .is_stale = TRUE },
      SESSION_MARK_PENDING | SESSION_MARK_SILENT | SESSION_MARK_STALE,
      "no reply leaves the mailbox, as the doctor found, not read for a long time" },
    { { .is_silent = TRUE, .now_s = at ("2027-05-07T00:00:00Z") },
      SESSION_MARK_PAST,
      "no reply leaves the mailbox, as the doctor found" },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  guint32 ann = session_roster_find (session_plan_roster (plan), "ann@corp.example");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GArray) bars = session_bars_new (plan, ann, at ("2027-05-03T22:00:00Z"),
                                                at ("2027-05-05T22:00:00Z"), &rows[i].facts);
    const SessionBar *bar = &g_array_index (bars, SessionBar, 0);
    g_autofree char *words = session_words_mailbox (session_bars_mailbox_marks (&rows[i].facts));
    g_autofree char *sentence = session_words_bar ("Ann", bar);

    g_test_message ("row %u", i);
    g_assert_cmpuint (bars->len, ==, 1);
    g_assert_cmpuint (bar->marks, ==, rows[i].marks);
    g_assert_cmpstr (words, ==, rows[i].words);
    g_assert_true ((bar->marks & SESSION_MARK_PAST) != 0 || strstr (sentence, words) != NULL);
    g_assert_true ((strstr (sentence, "in conflict") != NULL) ==
                   ((bar->marks & SESSION_MARK_CONFLICT) != 0));
  }
}

/* So many that nobody reads them: they are counted. */
static void
test_many (void)
{
  CrewItem items[200];
  char ids[200][8];
  g_autoptr (SessionPlan) plan = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  const SessionConflict *conflict;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    g_snprintf (ids[i], sizeof ids[i], "i%u", i);
    items[i] = (CrewItem){
      .id = ids[i], .who = "ann@corp.example", .from = "2027-05-04", .until = "2027-05-06"
    };
  }
  plan = make_plan (items, G_N_ELEMENTS (items));
  conflicts = find (plan, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpuint (conflict->others->len, ==, SESSION_CONFLICT_MOST_OTHERS);
  g_assert_cmpuint (conflict->n_others, ==, G_N_ELEMENTS (items) - 1);
}

/* What was read long ago may be another one by now; what was never read says nothing at all. */
static void
test_stale (void)
{
  g_autoptr (ExchangePerson) person =
      exchange_person_new (&(ExchangePerson){ .name = "A", .mail = "a@corp.example" });
  g_autoptr (SessionEntry) entry = session_entry_new (person);
  g_autoptr (SessionRow) row = session_row_new (entry);
  gint64 now_s = 1800000000;

  g_assert_false (session_row_is_stale (row, now_s));
  session_row_note_read (row, now_s);
  g_assert_false (session_row_is_stale (row, now_s));
  g_assert_false (session_row_is_stale (row, now_s + SESSION_ROW_STALE_H * 3600));
  g_assert_true (session_row_is_stale (row, now_s + SESSION_ROW_STALE_H * 3600 + 60));
  g_assert_false (session_row_is_stale (row, now_s - 86400)); /* the clock went back */
  session_row_note_read (row, now_s + 86400);
  g_assert_false (session_row_is_stale (row, now_s + 86400));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/rivals/rule", test_rule);
  g_test_add_func ("/session/rivals/merge", test_merge);
  g_test_add_func ("/session/rivals/answer", test_answer);
  g_test_add_func ("/session/rivals/answer-items", test_answer_items);
  g_test_add_func ("/session/rivals/obstacles", test_obstacles);
  g_test_add_func ("/session/rivals/marks", test_marks);
  g_test_add_func ("/session/rivals/stale", test_stale);
  g_test_add_func ("/session/rivals/many", test_many);
  return g_test_run ();
}
