/* panel-recurrence-preview.c - what comes of a recurrence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-recurrence-preview.h"

#include "oof-date.h"
#include "oof-pattern.h"
#include "panel-occurrences.h"
#include "panel-wrong-row.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define CLOSE_S 3600 /* a gap in which whatever loads the next time had better run */
#define YEAR_S ((gint64) 366 * OOF_DAY_S)

struct _PanelRecurrencePreview
{
  AdwPreferencesGroup parent_instance;
  GtkWidget *times_row;
  GtkLabel *times;
  GtkLabel *writes;
  GtkLabel *warnings;
  PanelWrongRow *problem;
};

G_DEFINE_FINAL_TYPE (PanelRecurrencePreview, panel_recurrence_preview, ADW_TYPE_PREFERENCES_GROUP)

/* "Tue 4 Nov 2031, 08:00–16:00 CET" */
static char *
time_words (const OofOccurrence *occurrence, const OofZone *zone, GTimeZone *named,
            gboolean is_all_day)
{
  gint64 from_s = oof_zone_to_local (zone, occurrence->from_s);
  gint64 until_s = occurrence->until_s == OOF_OPEN_END
                       ? OOF_OPEN_END
                       : oof_zone_to_local (zone, occurrence->until_s);
  g_autofree char *span = session_words_span (from_s, until_s, is_all_day);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (occurrence->from_s);
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, named) : NULL;

  if (is_all_day || there == NULL)
    return g_steal_pointer (&span);
  return g_strdup_printf ("%s %s", span, g_date_time_get_timezone_abbreviation (there));
}

static void
show_times (PanelRecurrencePreview *self, const PanelOccurrences *found, const OofZone *zone,
            GTimeZone *named, gboolean is_all_day)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->n; i++) {
    g_autofree char *words = time_words (&found->next[i], zone, named, is_all_day);

    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", words);
  }
  gtk_label_set_text (self->times, text->str);
}

static void
add_warning (GString *warnings, char *sentence)
{
  g_string_append_printf (warnings, "%s%s", warnings->len > 0 ? "\n" : "", sentence);
  g_free (sentence);
}

static void
warn_of_pattern (GString *warnings, const OofWhenParts *parts)
{
  OofPattern pattern;

  oof_pattern_from_rule (&pattern, parts->rule, oof_date_of_local (parts->from_s));
  if (pattern.kind == OOF_PATTERN_MONTHLY && pattern.nth_of == 0 && pattern.month_day > 28)
    add_warning (warnings,
                 g_strdup_printf (_ ("Months without a day %d are left out; “The last day” is in "
                                     "every month."),
                                  pattern.month_day));
  if ((pattern.kind == OOF_PATTERN_MONTHLY || pattern.kind == OOF_PATTERN_YEARLY) &&
      pattern.nth_of != 0 && pattern.nth == 5)
    add_warning (warnings, g_strdup (_ ("Months that have only four of these days are left out.")));
  if (pattern.kind == OOF_PATTERN_YEARLY && pattern.nth_of == 0 && pattern.month == 2 &&
      pattern.month_day == 29)
    add_warning (warnings, g_strdup (_ ("29 February is in leap years only.")));
}

static void
warn_of_holidays (GString *warnings, const OofWhenParts *parts, const PanelOccurrences *found)
{
  gint32 last = parts->holidays != NULL && parts->holidays->n_days > 0
                    ? parts->holidays->days[parts->holidays->n_days - 1]
                    : G_MAXINT32;
  g_autofree char *words = NULL;

  if (parts->how == OOF_HOLIDAYS_IGNORE || found->n == 0 ||
      found->next[found->n - 1].from_s + YEAR_S < (gint64) last * OOF_DAY_S)
    return;
  words = session_words_day (last);
  add_warning (warnings, g_strdup_printf (_ ("The calendar “%s” knows no holidays after %s: import "
                                             "it again before then."),
                                          parts->holidays->name, words));
}

static void
show_warnings (PanelRecurrencePreview *self, const OofWhenParts *parts,
               const PanelOccurrences *found)
{
  g_autoptr (GString) warnings = g_string_new (NULL);

  if (found->is_over)
    add_warning (warnings, g_strdup (_ ("All of this is over.")));
  if (found->least_gap_s <= 0)
    add_warning (warnings, g_strdup (_ ("Some times touch or overlap: they count as one.")));
  else if (found->least_gap_s < CLOSE_S)
    add_warning (warnings,
                 g_strdup_printf (_ ("Between two of these times are only %d minutes: whatever "
                                     "applies the plan has to run then."),
                                  (int) (found->least_gap_s / 60)));
  warn_of_pattern (warnings, parts);
  warn_of_holidays (warnings, parts, found);
  if (parts->rule->kind == OOF_RULE_OUTSIDE)
    add_warning (warnings,
                 g_strdup (_ ("Shown for work from Monday to Friday, 09:00–17:00. For each "
                              "mailbox its own working hours count.")));
  gtk_label_set_text (self->warnings, warnings->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), warnings->len > 0);
}

/* Caller frees. */
static char *
count_words (const PanelOccurrences *found)
{
  g_autofree char *times = g_strdup_printf (
      ngettext ("%'u time a year", "%'u times a year", found->a_year), found->a_year);
  g_autofree char *writes = g_strdup_printf (
      ngettext ("%'u write to each mailbox", "%'u writes to each mailbox", found->n_apart),
      found->n_apart);

  /* Translators: "53 times a year: 53 writes to each mailbox." */
  return g_strdup_printf (_ ("%s: %s."), times, writes);
}

void
panel_recurrence_preview_refuse (PanelRecurrencePreview *self, const char *sentence)
{
  gtk_widget_set_visible (self->times_row, FALSE);
  panel_wrong_row_say (self->problem, sentence);
}

void
panel_recurrence_preview_show (PanelRecurrencePreview *self, const OofWhen *when, GTimeZone *zone,
                               GDateTime *now)
{
  const OofWhenParts *parts = oof_when_parts (when);
  gint64 now_s = g_date_time_to_unix (now);
  g_autoptr (OofZone) quick = oof_zone_new (zone, now_s, now_s + YEAR_S);
  OofHours hours = { 0 };
  const OofPlace place = { quick, &hours };
  PanelOccurrences found;
  g_autofree char *writes = NULL;

  for (int weekday = 0; weekday < 5; weekday++)
    oof_hours_add (&hours, weekday, 9 * 60, 17 * 60, NULL);
  panel_occurrences_find (&found, when, &place, now_s);
  show_times (self, &found, quick, zone,
              parts->is_all_day && parts->rule->kind != OOF_RULE_OUTSIDE);
  writes = count_words (&found);
  gtk_label_set_text (self->writes, writes);
  show_warnings (self, parts, &found);
  gtk_widget_set_visible (self->times_row, TRUE);
  panel_wrong_row_say (self->problem, NULL);
}

static void
panel_recurrence_preview_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_RECURRENCE_PREVIEW);
  G_OBJECT_CLASS (panel_recurrence_preview_parent_class)->dispose (object);
}

static void
panel_recurrence_preview_class_init (PanelRecurrencePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_recurrence_preview_dispose;
  g_type_ensure (PANEL_TYPE_WRONG_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/absentia/Absentia/panel-recurrence-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePreview, times_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePreview, times);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePreview, writes);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePreview, warnings);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePreview, problem);
}

static void
panel_recurrence_preview_init (PanelRecurrencePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
