/* bench-oof.c - what the domain's arithmetic costs: a table, no verdict
 *
 * Each line is the best of some rounds, because other programs run beside it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clock.h"
#include "oof-date.h"
#include "oof-template.h"
#include "oof-when.h"

#include <stdio.h>
#include <string.h>

#define USUAL_RULE "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"

static gboolean
count_cb (const OofOccurrence *occurrence, gpointer data)
{
  gint64 *sum = data;

  sum[0]++;
  sum[1] += occurrence->from_s;
  return TRUE;
}

static void
bench_rule (const char *text, const OofZone *zone)
{
  const OofPlace place = { zone, NULL };
  const gint64 from_s = (gint64) oof_date_day (2027, 1, 1) * OOF_DAY_S;
  const gint64 until_s = (gint64) oof_date_day (2067, 1, 1) * OOF_DAY_S;
  OofWhenParts parts = { .from_s = from_s + 8 * 3600, .until_s = from_s + 16 * 3600 };
  g_autoptr (OofWhen) when = NULL;
  double best = G_MAXDOUBLE;
  double made = G_MAXDOUBLE;
  gint64 n = 0;
  OofRule rule;

  if (!oof_rule_parse (text, &rule, NULL))
    return;
  parts.rule = &rule;
  for (guint i = 0; i < ROUNDS; i++) {
    double start = now_ns ();
    gint64 sum[2] = { 0, 0 };

    g_clear_pointer (&when, oof_when_unref);
    when = oof_when_new (&parts, NULL);
    made = MIN (made, now_ns () - start);
    start = now_ns ();
    oof_when_each (when, &place, from_s, until_s, count_cb, sum);
    best = MIN (best, now_ns () - start);
    n = sum[0];
  }
  printf ("%-52s %7" G_GINT64_FORMAT " %8.1f ns %9.1f us\n", text, n, best / (double) n,
          made / 1000);
  if (strcmp (text, USUAL_RULE) == 0)
    note_figure ("a recurrence: ns an occurrence", best / (double) n, 100);
}

static void
bench_rules (void)
{
  static const char *const rules[] = {
    "FREQ=DAILY",
    USUAL_RULE,
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=DAILY;BYMONTH=12;BYMONTHDAY=24",
    "FREQ=DAILY;COUNT=10000",
    "CYCLE=4/4",
  };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (OofZone) zone = oof_zone_new (berlin, (gint64) oof_date_day (2026, 1, 1) * OOF_DAY_S,
                                           (gint64) oof_date_day (2068, 1, 1) * OOF_DAY_S);

  printf ("recurrences of 40 years in Europe/Berlin             n      an occurrence  to make\n");
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    bench_rule (rules[i], zone);
}

/* 4 kB of HTML with 12 placeholders. */
static char *
make_text (void)
{
  static const char *const names[] = {
    "person.name",   "person.department", "person.phone",     "person.mail",
    "manager.name",  "substitute.name",   "substitute.phone", "substitute.mail",
    "absence.start", "absence.end",       "absence.back-on",  "organisation.name"
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_string_append (text, "<p style='font-family:Calibri,sans-serif;font-size:11pt'>");
    for (guint word = 0; word < 26; word++)
      g_string_append (text, "Lorem ipsu ");
    g_string_append_printf (text, "{{%s}}</p>\n", names[i]);
  }
  return g_string_free (text, FALSE);
}

static void
bench_template (void)
{
  const OofAbsenceFacts facts = { .from_s = 0, .until_s = 7 * OOF_DAY_S, .type = "Vacation" };
  g_autofree char *text = make_text ();
  g_autoptr (OofTemplate) template = oof_template_new (text, "en", NULL);
  g_autoptr (OofAbsence) absence = oof_absence_new (&facts, "en");
  const OofAbsence *const absences[] = { absence };
  OofMerge merge = { .absences = absences };
  GString *out = g_string_sized_new (8192);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < OOF_FIELD_ABSENCE; i++)
    merge.fields[i] = "Müller & Söhne, Graz";
  for (guint round = 0; round < ROUNDS; round++) {
    double start = now_ns ();

    for (guint i = 0; i < 10000; i++) {
      g_string_truncate (out, 0);
      if (!oof_template_merge (template, &merge, out, NULL, NULL))
        return;
    }
    best = MIN (best, (now_ns () - start) / 10000);
  }
  printf ("\n12 placeholders into %zu bytes: %.2f us (%zu bytes)\n", strlen (text), best / 1000,
          out->len);
  note_figure ("12 placeholders into a reply: us", best / 1000, 1.5);
  g_string_free (out, TRUE);
}

int
main (void)
{
  bench_rules ();
  bench_template ();
  return 0;
}
