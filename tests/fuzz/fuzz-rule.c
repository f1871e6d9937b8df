/* fuzz-rule.c - damaged recurrence rules: what is read is written and read again as the same, and
 * its days come to an end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "oof-date.h"
#include "oof-when.h"

static const char *const samples[] = {
  "FREQ=DAILY;INTERVAL=2;COUNT=10",
  "FREQ=WEEKLY;BYDAY=MO,TU,FR;BYMONTH=1,12;WKST=SU;BYSETPOS=1,-1",
  "FREQ=MONTHLY;BYDAY=1MO,-1FR;BYMONTHDAY=1,2,3,-1;UNTIL=20311224T080000Z",
  "FREQ=YEARLY;BYWEEKNO=1,20,53,-1;BYDAY=MO,SU;BYYEARDAY=1,100,-366",
  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYSETPOS=-1;UNTIL=20311224",
  "CYCLE=2/2/3/2/2/3;COUNT=30",
  "OUTSIDE=HOURS",
  NULL
};

typedef struct
{
  gint64 last_s;
  guint left;
} Seen;

static gboolean
see_cb (const OofOccurrence *occurrence, gpointer data)
{
  Seen *seen = data;

  g_assert_cmpint (occurrence->from_s, >, seen->last_s);
  g_assert_cmpint (occurrence->until_s, >, occurrence->from_s);
  seen->last_s = occurrence->from_s;
  return --seen->left > 0;
}

static void
walk (const OofRule *rule)
{
  static const OofHours hours = { .n_spans = { 1, 0, 1 },
                                  .spans = { { { 0, 60 } }, { { 0, 0 } }, { { 600, 1440 } } } };
  const gint64 from_s = (gint64) oof_date_day (2031, 1, 31) * OOF_DAY_S;
  const OofWhenParts parts = { .from_s = from_s, .until_s = from_s + 3600, .rule = rule };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (OofZone) zone = oof_zone_new (utc, 0, 1);
  const OofPlace place = { zone, &hours };
  g_autoptr (OofWhen) when = oof_when_new (&parts, NULL);
  Seen seen = { G_MININT64, 100 };

  if (when != NULL)
    oof_when_each (when, &place, G_MININT64, G_MAXINT64, see_cb, &seen);
}

static void
target (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;
  OofRule rule;

  if (!oof_rule_parse (text, &rule, NULL))
    return;

  written = oof_rule_format (&rule);
  g_assert_true (oof_rule_parse (written, &rule, NULL));
  again = oof_rule_format (&rule);
  g_assert_cmpstr (again, ==, written);
  walk (&rule);
}

int
main (int argc, char **argv)
{
  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
