/* test-recurrence.c - what the recurrence editor is given comes out as it was
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "panel-recurrence.h"

#include "panel-resources.h"

static gint64
local (const char *text)
{
  gint64 local_s = 0;
  gboolean is_date;

  g_assert_true (oof_date_parse_local (text, &local_s, &is_date));
  return local_s;
}

static void
chosen_cb (PanelRecurrence *dialog, OofWhen *when, OofWhen **ret)
{
  *ret = oof_when_ref (when);
}

/* Opens the dialog on it and presses OK. NULL: nothing was chosen. */
static OofWhen *
pass_through (const OofWhenParts *parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWhen) when = oof_when_new (parts, &error);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2031, 11, 4, 12, 0, 0);
  PanelRecurrence *dialog;
  OofWhen *chosen = NULL;

  g_assert_no_error (error);
  dialog = panel_recurrence_new (NULL, &(PanelRecurrenceStart){ when, NULL, now });
  g_signal_connect (dialog, "chosen", G_CALLBACK (chosen_cb), &chosen);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "recurrence.ok", NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
  return chosen;
}

static void
assert_same (const OofWhen *when, const OofWhenParts *parts)
{
  const OofWhenParts *now = oof_when_parts (when);
  g_autofree char *a = oof_rule_format (now->rule);
  g_autofree char *b = oof_rule_format (parts->rule);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpint (now->from_s, ==, parts->from_s);
  g_assert_cmpint (now->until_s, ==, parts->until_s);
  g_assert_cmpint (now->is_all_day, ==, parts->is_all_day);
  g_assert_cmpint (now->zone_kind, ==, parts->zone_kind);
  g_assert_cmpstr (now->zone, ==, parts->zone);
  g_assert_cmpuint (now->n_except, ==, parts->n_except);
  g_assert_cmpuint (now->n_moved, ==, parts->n_moved);
  g_assert_cmpint (now->how, ==, parts->how);
}

static void
test_unchanged (void)
{
  static const struct
  {
    const char *from;
    const char *until; /* NULL: open */
    const char *rule;
  } rows[] = {
    { "2031-11-04T08:00", "2031-11-04T16:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=10" },
    { "2031-11-04T22:30", "2031-11-05T06:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" },
    { "2031-11-04", "2031-11-05", "FREQ=DAILY;INTERVAL=3;UNTIL=20321231" },
    { "2031-11-04", "2031-11-18", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24" },
    { "2031-11-04T08:00", "2031-11-06T08:00", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR" },
    { "2031-11-04T08:01", "2031-11-04T08:04", "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=5" },
    { "2031-11-04", "2031-11-05", "CYCLE=2/2/3/2/2/3" },
    { "2031-11-04", NULL, "OUTSIDE=HOURS" },
    { "2031-11-04", "2032-11-05", "OUTSIDE=HOURS" },
    { "2031-11-04", "2031-11-05", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=4" },
    { "2031-11-04T08:00", "2031-11-04T16:00", "FREQ=DAILY;UNTIL=20320101T070000Z" },
    { "9999-12-01", "9999-12-02", "FREQ=DAILY" },
    { "2020-01-01", "2020-12-31", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1" },
  };
  const gint32 except[] = { oof_date_day (2032, 2, 3), oof_date_day (2032, 5, 4) };
  const OofMoved moved = { oof_date_day (2032, 3, 2), local ("2032-03-03T08:00"),
                           local ("2032-03-03T12:00") };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    OofRule rule;
    OofWhenParts parts = { .rule = &rule,
                           .zone_kind = i % 2 == 0 ? OOF_IN_FIXED_ZONE : OOF_IN_MAILBOX_ZONE,
                           .zone = i % 2 == 0 ? "Asia/Kolkata" : NULL,
                           .from_s = local (rows[i].from),
                           .until_s =
                               rows[i].until != NULL ? local (rows[i].until) : OOF_OPEN_END };
    g_autoptr (OofWhen) when = NULL;

    g_test_message ("%s %s", rows[i].from, rows[i].rule);
    g_assert_true (oof_rule_parse (rows[i].rule, &rule, NULL));
    parts.is_all_day = parts.from_s % OOF_DAY_S == 0;
    if (i == 0) {
      parts.except = except;
      parts.n_except = G_N_ELEMENTS (except);
      parts.moved = &moved;
      parts.n_moved = 1;
    }
    when = pass_through (&parts);
    g_assert_nonnull (when);
    assert_same (when, &parts);
  }
}

/* What does not repeat yet gets a proposal: each week, on its weekday. */
static void
test_proposal (void)
{
  const OofWhenParts parts = { .from_s = local ("2031-11-04T08:00"), .until_s = OOF_OPEN_END };
  g_autoptr (OofWhen) when = pass_through (&parts);
  g_autofree char *rule = NULL;

  g_assert_nonnull (when);
  rule = oof_rule_format (oof_when_parts (when)->rule);
  g_assert_cmpstr (rule, ==, "FREQ=WEEKLY;BYDAY=TU");
  g_assert_cmpint (oof_when_parts (when)->until_s, ==, local ("2031-11-05T08:00"));
}

/* A time zone that is gone from this computer: nothing is lost, and nothing is chosen. */
static void
test_vanished_zone (void)
{
  OofRule rule;
  const OofWhenParts parts = { .zone_kind = OOF_IN_FIXED_ZONE,
                               .zone = "Middle/Earth",
                               .from_s = local ("2031-11-04"),
                               .until_s = local ("2031-11-05"),
                               .is_all_day = TRUE,
                               .rule = &rule };

  oof_rule_init (&rule, OOF_RULE_DAILY);
  g_assert_null (pass_through (&parts));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (panel_get_resource ());
  g_test_add_func ("/panel/recurrence/unchanged", test_unchanged);
  g_test_add_func ("/panel/recurrence/proposal", test_proposal);
  g_test_add_func ("/panel/recurrence/vanished-zone", test_vanished_zone);
  return g_test_run ();
}
