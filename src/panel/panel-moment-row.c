/* panel-moment-row.c - a date and a time, typed or picked
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-moment-row.h"

#include "base-error.h"
#include "oof-date.h"
#include "panel-when.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define LAST_YEAR 9999
/* GtkCalendar cannot go on behind the end of the years. */
#define LAST_PICKED_YEAR 9900

struct _PanelMomentRow
{
  AdwPreferencesRow parent_instance;
  GtkLabel *heading;
  GtkEditable *date;
  GtkEditable *time;
  GtkMenuButton *pick;
  GtkCalendar *calendar;
  GtkLabel *words;
  GtkLabel *problem;
  char *zone_name;   /* NULL: this computer's */
  gboolean is_local; /* a time without a zone */
  PanelMomentParts parts;

  /* What was set and how it was written: an untouched instant keeps its seconds. */
  GDateTime *set;
  char *set_date;
  char *set_time;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelMomentRow, panel_moment_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
read_fields (PanelMomentRow *self, GDate *ret_date, guint *ret_minutes, GError **error)
{
  if (!panel_when_parse_date (gtk_editable_get_text (self->date), ret_date) ||
      g_date_get_year (ret_date) > LAST_YEAR) {
    base_error_set (error, BASE_ERROR_REJECTED, _ ("Enter a date such as 2026-12-24."));
    return FALSE;
  }
  *ret_minutes = 0;
  if (self->parts == PANEL_MOMENT_DAY_AND_TIME &&
      !panel_when_parse_time (gtk_editable_get_text (self->time), ret_minutes)) {
    base_error_set (error, BASE_ERROR_REJECTED, _ ("Enter a time such as 17:30."));
    return FALSE;
  }
  return TRUE;
}

GDateTime *
panel_moment_row_when (PanelMomentRow *self, GError **error)
{
  g_autoptr (GTimeZone) zone = panel_when_zone (self->zone_name);
  g_autoptr (GDateTime) there = NULL;
  GDate date;
  guint minutes;

  if (self->set != NULL && g_str_equal (gtk_editable_get_text (self->date), self->set_date) &&
      g_str_equal (gtk_editable_get_text (self->time), self->set_time))
    return g_date_time_ref (self->set);
  if (!read_fields (self, &date, &minutes, error))
    return NULL;
  there = g_date_time_new (zone, g_date_get_year (&date), g_date_get_month (&date),
                           g_date_get_day (&date), (int) minutes / 60, (int) minutes % 60, 0);
  if (there == NULL) {
    base_error_set (error, BASE_ERROR_REJECTED, _ ("This time does not exist there."));
    return NULL;
  }
  return g_date_time_to_utc (there);
}

gboolean
panel_moment_row_local (PanelMomentRow *self, gint64 *ret_s, GError **error)
{
  GDate date;
  guint minutes;

  if (!read_fields (self, &date, &minutes, error))
    return FALSE;
  *ret_s = (gint64) oof_date_day (g_date_get_year (&date), (int) g_date_get_month (&date),
                                  g_date_get_day (&date)) *
               OOF_DAY_S +
           (gint64) minutes * 60;
  return TRUE;
}

/* What is typed, in words. Caller frees. */
static char *
describe (PanelMomentRow *self, GError **error)
{
  g_autoptr (GDateTime) when = NULL;
  gint64 local_s;

  if (self->is_local)
    return panel_moment_row_local (self, &local_s, error)
               ? session_words_day (oof_date_of_local (local_s))
               : NULL;
  when = panel_moment_row_when (self, error);
  return when != NULL ? panel_when_format_both (when, self->zone_name) : NULL;
}

static void
show_lines (PanelMomentRow *self, const char *words, const char *problem)
{
  gtk_label_set_text (self->words, words != NULL ? words : "");
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), problem == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

void
panel_moment_row_show_problem (PanelMomentRow *self, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = describe (self, &error);

  /* What cannot be understood is said before what the domain has against it. */
  show_lines (self, words, error != NULL ? error->message : sentence);
}

static void
typed_cb (GtkEditable *editable, PanelMomentRow *self)
{
  panel_moment_row_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
picked_cb (GtkCalendar *calendar, PanelMomentRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (!gtk_widget_get_mapped (GTK_WIDGET (calendar)))
    return;
  gtk_editable_set_text (self->date, text);
}

/* The calendar opens on the day that is typed. */
static void
pick_opened_cb (GtkPopover *popover, PanelMomentRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  if (!panel_when_parse_date (gtk_editable_get_text (self->date), &date) ||
      g_date_get_year (&date) > LAST_PICKED_YEAR)
    return;

  day = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date),
                             g_date_get_day (&date), 12, 0, 0);
  gtk_calendar_select_day (self->calendar, day);
}

static void
forget_set (PanelMomentRow *self)
{
  g_clear_pointer (&self->zone_name, g_free);
  g_clear_pointer (&self->set, g_date_time_unref);
  g_clear_pointer (&self->set_date, g_free);
  g_clear_pointer (&self->set_time, g_free);
}

void
panel_moment_row_set (PanelMomentRow *self, GDateTime *when, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = panel_when_zone (zone_name);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (when, zone);

  forget_set (self);
  self->is_local = FALSE;
  self->zone_name = g_strdup (zone_name);
  self->set = g_date_time_ref (when);
  self->set_date = g_date_time_format (there, "%Y-%m-%d");
  self->set_time = g_date_time_format (there, "%H:%M");
  gtk_editable_set_text (self->date, self->set_date);
  gtk_editable_set_text (self->time, self->set_time);
  panel_moment_row_show_problem (self, NULL);
}

void
panel_moment_row_set_parts (PanelMomentRow *self, PanelMomentParts parts)
{
  self->parts = parts;
  gtk_widget_set_visible (GTK_WIDGET (self->time), parts == PANEL_MOMENT_DAY_AND_TIME);
  panel_moment_row_show_problem (self, NULL);
}

void
panel_moment_row_set_local (PanelMomentRow *self, gint64 local_s, PanelMomentParts parts)
{
  g_autofree char *date = oof_date_format (oof_date_of_local (local_s));
  gint64 minute = (local_s - (gint64) oof_date_of_local (local_s) * OOF_DAY_S) / 60;
  g_autofree char *time = g_strdup_printf ("%02d:%02d", (int) minute / 60, (int) minute % 60);

  forget_set (self);
  self->is_local = TRUE;
  gtk_editable_set_text (self->date, date);
  gtk_editable_set_text (self->time, time);
  panel_moment_row_set_parts (self, parts);
}

static void
name_part (GtkWidget *part, char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

static void
title_changed_cb (PanelMomentRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_text (self->heading, title);
  /* Translators: accessible names; the word put in is "From" or "Until". */
  name_part (GTK_WIDGET (self->date), g_strdup_printf (_ ("%s: date"), title));
  name_part (GTK_WIDGET (self->time), g_strdup_printf (_ ("%s: time"), title));
  name_part (GTK_WIDGET (self->pick), g_strdup_printf (_ ("%s: pick from a calendar"), title));
}

static gboolean
panel_moment_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_MOMENT_ROW (widget)->date));
}

static void
panel_moment_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_MOMENT_ROW);
  G_OBJECT_CLASS (panel_moment_row_parent_class)->dispose (object);
}

static void
panel_moment_row_finalize (GObject *object)
{
  forget_set (PANEL_MOMENT_ROW (object));
  G_OBJECT_CLASS (panel_moment_row_parent_class)->finalize (object);
}

static void
panel_moment_row_class_init (PanelMomentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_moment_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_moment_row_finalize;
  widget_class->grab_focus = panel_moment_row_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_MOMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-moment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelMomentRow, heading);
  gtk_widget_class_bind_template_child (widget_class, PanelMomentRow, date);
  gtk_widget_class_bind_template_child (widget_class, PanelMomentRow, time);
  gtk_widget_class_bind_template_child (widget_class, PanelMomentRow, pick);
  gtk_widget_class_bind_template_child (widget_class, PanelMomentRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, PanelMomentRow, words);
  gtk_widget_class_bind_template_child (widget_class, PanelMomentRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pick_opened_cb);
}

static void
panel_moment_row_init (PanelMomentRow *self)
{
  self->parts = PANEL_MOMENT_DAY_AND_TIME;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}
