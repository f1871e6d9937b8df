/* test-pattern.c - rules in the forms that people think in, and back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "oof-pattern.h"

/* 2031-11-04, a Tuesday */
#define FIRST oof_date_day (2031, 11, 4)

static void
test_round_trip (void)
{
  static const struct
  {
    const char *rule;
    OofPatternKind kind;
    const char *again; /* NULL: the same */
  } rows[] = {
    { "FREQ=DAILY;INTERVAL=3;COUNT=4", OOF_PATTERN_DAILY, NULL },
    { "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", OOF_PATTERN_WORKING_DAYS,
      "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" },
    { "FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", OOF_PATTERN_OTHER, NULL },
    { "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20311231", OOF_PATTERN_WORKING_DAYS, NULL },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", OOF_PATTERN_WEEKLY, NULL },
    { "FREQ=WEEKLY", OOF_PATTERN_WEEKLY, "FREQ=WEEKLY;BYDAY=TU" },
    { "FREQ=WEEKLY;BYDAY=MO,SU;WKST=SU", OOF_PATTERN_WEEKLY, "FREQ=WEEKLY;BYDAY=MO,SU" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", OOF_PATTERN_OTHER, NULL },
    { "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO", OOF_PATTERN_OTHER, NULL },
    { "FREQ=MONTHLY", OOF_PATTERN_MONTHLY, "FREQ=MONTHLY;BYMONTHDAY=4" },
    { "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", OOF_PATTERN_MONTHLY, NULL },
    { "FREQ=MONTHLY;BYMONTHDAY=-2", OOF_PATTERN_OTHER, NULL },
    { "FREQ=MONTHLY;BYMONTHDAY=1,15", OOF_PATTERN_OTHER, NULL },
    { "FREQ=MONTHLY;BYDAY=-1FR", OOF_PATTERN_MONTHLY, NULL },
    { "FREQ=MONTHLY;BYDAY=1MO,3MO", OOF_PATTERN_OTHER, NULL },
    { "FREQ=MONTHLY;BYDAY=1MO,1TU", OOF_PATTERN_OTHER, NULL },
    { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", OOF_PATTERN_MONTHLY, NULL },
    { "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=2", OOF_PATTERN_MONTHLY, NULL },
    { "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2", OOF_PATTERN_OTHER, NULL },
    { "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", OOF_PATTERN_OTHER, NULL },
    { "FREQ=YEARLY", OOF_PATTERN_YEARLY, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=4" },
    { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=5", OOF_PATTERN_YEARLY, NULL },
    { "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", OOF_PATTERN_YEARLY, NULL },
    { "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1", OOF_PATTERN_OTHER, NULL },
    { "FREQ=YEARLY;BYDAY=20MO", OOF_PATTERN_OTHER, NULL },
    { "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", OOF_PATTERN_OTHER, NULL },
    { "FREQ=YEARLY;BYYEARDAY=-1", OOF_PATTERN_OTHER, NULL },
    { "CYCLE=2/2/3/2/2/3;COUNT=9", OOF_PATTERN_CYCLE, NULL },
    { "OUTSIDE=HOURS", OOF_PATTERN_OUTSIDE, NULL },
    { "FREQ=DAILY;UNTIL=20311231T120000Z", OOF_PATTERN_DAILY, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *again = NULL;
    OofPattern pattern;
    OofRule rule;

    g_test_message ("%s", rows[i].rule);
    g_assert_true (oof_rule_parse (rows[i].rule, &rule, NULL));
    oof_pattern_from_rule (&pattern, &rule, FIRST);
    g_assert_cmpint (pattern.kind, ==, rows[i].kind);
    oof_pattern_to_rule (&pattern, &rule);
    again = oof_rule_format (&rule);
    g_assert_cmpstr (again, ==, rows[i].again != NULL ? rows[i].again : rows[i].rule);
  }
}

/* Whatever kind is chosen first, its rule is a valid one. */
static void
test_proposals (void)
{
  static const char *const rules[] = {
    [OOF_PATTERN_DAILY] = "FREQ=DAILY",
    [OOF_PATTERN_WORKING_DAYS] = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    [OOF_PATTERN_WEEKLY] = "FREQ=WEEKLY;BYDAY=TU",
    [OOF_PATTERN_MONTHLY] = "FREQ=MONTHLY;BYMONTHDAY=4",
    [OOF_PATTERN_YEARLY] = "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=4",
    [OOF_PATTERN_CYCLE] = "CYCLE=4/4",
    [OOF_PATTERN_OUTSIDE] = "OUTSIDE=HOURS",
  };
  OofPattern pattern;

  oof_pattern_init (&pattern, FIRST);
  g_assert_cmpint (pattern.kind, ==, OOF_PATTERN_WEEKLY);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autofree char *text = NULL;
    OofRule rule;

    pattern.kind = (OofPatternKind) i;
    oof_pattern_to_rule (&pattern, &rule);
    g_assert_true (oof_rule_validate (&rule, NULL));
    text = oof_rule_format (&rule);
    g_assert_cmpstr (text, ==, rules[i]);
  }
}

/* The end that is chosen counts for every kind, also for a rule that only its text says. */
static void
test_end (void)
{
  OofPattern pattern;
  OofRule rule;
  g_autofree char *text = NULL;

  g_assert_true (oof_rule_parse ("FREQ=YEARLY;BYYEARDAY=-1;COUNT=3", &rule, NULL));
  oof_pattern_from_rule (&pattern, &rule, FIRST);
  pattern.rule.end = OOF_RULE_NEVER_ENDS;
  oof_pattern_to_rule (&pattern, &rule);
  text = oof_rule_format (&rule);
  g_assert_cmpstr (text, ==, "FREQ=YEARLY;BYYEARDAY=-1");
}

static void
test_cycle (void)
{
  static const struct
  {
    const char *text;
    const char *again; /* NULL: refused */
  } rows[] = {
    { "4/4", "4/4" }, { " 2 / 2/3/2/2/3 ", "2/2/3/2/2/3" },
    { "", NULL },     { "4", NULL },
    { "4/0", NULL },  { "4/4/4", NULL },
    { "4/x", NULL },  { "-4/4", NULL },
    { "4/", NULL },   { "999999999999999999999/1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    OofPattern pattern;
    g_autofree char *again = NULL;
    gboolean is_cycle;

    g_test_message ("“%s”", rows[i].text);
    oof_pattern_init (&pattern, FIRST);
    pattern.rule.n_runs = 0;
    is_cycle = oof_pattern_set_cycle (&pattern, rows[i].text);
    again = oof_pattern_cycle (&pattern);
    g_assert_cmpint (is_cycle, ==, rows[i].again != NULL);
    g_assert_cmpstr (again, ==, rows[i].again != NULL ? rows[i].again : "");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/pattern/round-trip", test_round_trip);
  g_test_add_func ("/oof/pattern/proposals", test_proposals);
  g_test_add_func ("/oof/pattern/end", test_end);
  g_test_add_func ("/oof/pattern/cycle", test_cycle);
  return g_test_run ();
}
