/* panel-recurrence-time.c - the time of one occurrence: start, duration, end
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-recurrence-time.h"

#include "base-error.h"
#include "oof-date.h"
#include "oof-when.h"
#include "panel-when.h"
#include "panel-wrong-row.h"
#include "panel-wrong.h"

#include <glib/gi18n-lib.h>

#define MOST_S ((gint64) OOF_WHEN_MOST_DAYS * OOF_DAY_S)

struct _PanelRecurrenceTime
{
  AdwPreferencesGroup parent_instance;
  GtkSwitch *all_day;
  GtkWidget *start_row;
  GtkEditable *start;
  GtkSpinButton *length;
  GtkDropDown *unit;
  AdwActionRow *end_row;
  GtkEditable *end;
  PanelWrongRow *problem;

  gint64 length_s; /* as long as it was last understood */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelRecurrenceTime, panel_recurrence_time, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the list beside the duration. */
static const gint64 units_s[] = { 60, 3600, OOF_DAY_S, 7 * OOF_DAY_S };

enum
{
  UNIT_MINUTES,
  UNIT_HOURS,
  UNIT_DAYS,
  UNIT_WEEKS
};

static gboolean
is_all_day (PanelRecurrenceTime *self)
{
  return gtk_switch_get_active (self->all_day);
}

static gboolean
read_time (GtkEditable *entry, gint64 *ret_s)
{
  guint minutes;
  gboolean is_time = panel_when_parse_time (gtk_editable_get_text (entry), &minutes);

  panel_wrong_set (GTK_WIDGET (entry), !is_time);
  if (is_time)
    *ret_s = (gint64) minutes * 60;
  return is_time;
}

static void
write_time (GtkEditable *entry, gint64 time_s)
{
  g_autofree char *text =
      g_strdup_printf ("%02d:%02d", (int) (time_s / 3600), (int) (time_s / 60 % 60));

  gtk_editable_set_text (entry, text);
}

/* In the longest unit that says it. */
static void
show_length (PanelRecurrenceTime *self)
{
  guint unit = UNIT_WEEKS;

  while (unit > UNIT_MINUTES && self->length_s % units_s[unit] != 0)
    unit--;
  if (is_all_day (self) && unit < UNIT_DAYS)
    unit = UNIT_DAYS;
  gtk_drop_down_set_selected (self->unit, unit);
  gtk_spin_button_set_value (self->length, (double) (self->length_s / units_s[unit]));
}

static void
show_end (PanelRecurrenceTime *self)
{
  gint64 start_s;

  if (!is_all_day (self) && read_time (self->start, &start_s))
    write_time (self->end, (start_s + self->length_s) % OOF_DAY_S);
}

static void
show_days (PanelRecurrenceTime *self)
{
  g_autofree char *words = NULL;
  gint64 start_s = 0;
  int days;

  if (!is_all_day (self))
    read_time (self->start, &start_s);
  days = (int) ((start_s + self->length_s) / OOF_DAY_S);
  if (days == 0)
    words = g_strdup (_ ("The same day"));
  else
    words = g_strdup_printf (ngettext ("The next day", "%d days later", (gulong) days), days);
  adw_action_row_set_subtitle (self->end_row, words);
}

static void
update (PanelRecurrenceTime *self)
{
  gtk_widget_set_visible (self->start_row, !is_all_day (self));
  gtk_widget_set_visible (GTK_WIDGET (self->end_row), !is_all_day (self));
  show_days (self);
}

static void
tell_changed (PanelRecurrenceTime *self)
{
  g_autoptr (GError) error = NULL;
  PanelItemTime time;

  update (self);
  panel_recurrence_time_get (self, &time, &error);
  panel_wrong_row_say (self->problem, error != NULL ? error->message : NULL);
  self->is_filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
start_changed_cb (PanelRecurrenceTime *self)
{
  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  show_end (self);
  tell_changed (self);
}

static void
length_changed_cb (PanelRecurrenceTime *self)
{
  guint unit = gtk_drop_down_get_selected (self->unit);

  if (self->is_filling || unit == GTK_INVALID_LIST_POSITION)
    return;
  self->is_filling = TRUE;
  if (is_all_day (self) && unit < UNIT_DAYS) {
    unit = UNIT_DAYS;
    gtk_drop_down_set_selected (self->unit, unit);
  }
  self->length_s = gtk_spin_button_get_value_as_int (self->length) * units_s[unit];
  show_end (self);
  tell_changed (self);
}

/* As many whole days as before, and the time of day that was typed. */
static void
end_changed_cb (PanelRecurrenceTime *self)
{
  gint64 start_s, end_s;

  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  if (read_time (self->start, &start_s) && read_time (self->end, &end_s)) {
    gint64 days = (self->length_s - 1) / OOF_DAY_S;
    gint64 rest_s = (end_s - start_s + OOF_DAY_S) % OOF_DAY_S;

    self->length_s = days * OOF_DAY_S + (rest_s > 0 ? rest_s : OOF_DAY_S);
    show_length (self);
  }
  tell_changed (self);
}

/* All day is whole days; back from it, the times are the ones of before. */
static void
all_day_changed_cb (PanelRecurrenceTime *self)
{
  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  if (is_all_day (self))
    self->length_s = (self->length_s + OOF_DAY_S - 1) / OOF_DAY_S * OOF_DAY_S;
  show_length (self);
  show_end (self);
  tell_changed (self);
}

void
panel_recurrence_time_set (PanelRecurrenceTime *self, const PanelItemTime *time)
{
  self->is_filling = TRUE;
  gtk_switch_set_active (self->all_day, time->is_all_day);
  self->length_s = CLAMP (time->length_s, 60, MOST_S);
  write_time (self->start, time->start_s);
  show_length (self);
  write_time (self->end, (time->start_s + self->length_s) % OOF_DAY_S);
  update (self);
  panel_wrong_row_say (self->problem, NULL);
  self->is_filling = FALSE;
}

gboolean
panel_recurrence_time_get (PanelRecurrenceTime *self, PanelItemTime *ret, GError **error)
{
  PanelItemTime time = { .is_all_day = is_all_day (self), .length_s = self->length_s };
  gint64 end_s;

  if (!time.is_all_day &&
      (!read_time (self->start, &time.start_s) || !read_time (self->end, &end_s))) {
    base_error_set (error, BASE_ERROR_REJECTED, _ ("Enter a time such as 17:30."));
    return FALSE;
  }
  if (time.length_s > MOST_S) {
    base_error_set (error, BASE_ERROR_REJECTED, _ ("One occurrence lasts at most a year."));
    return FALSE;
  }
  *ret = time;
  return TRUE;
}

static void
panel_recurrence_time_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_RECURRENCE_TIME);
  G_OBJECT_CLASS (panel_recurrence_time_parent_class)->dispose (object);
}

static void
panel_recurrence_time_class_init (PanelRecurrenceTimeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_recurrence_time_dispose;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_RECURRENCE_TIME, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_WRONG_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-recurrence-time.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceTime, all_day);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceTime, start_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceTime, start);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceTime, length);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceTime, unit);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceTime, end_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceTime, end);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceTime, problem);
  gtk_widget_class_bind_template_callback (widget_class, start_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, length_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_day_changed_cb);
}

static void
panel_recurrence_time_init (PanelRecurrenceTime *self)
{
  const char *const units[] = { _ ("minutes"), _ ("hours"), _ ("days"), _ ("weeks"), NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (units);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->length, 1, (double) (MOST_S / units_s[UNIT_MINUTES]));
  gtk_spin_button_set_increments (self->length, 1, 10);
  gtk_drop_down_set_model (self->unit, G_LIST_MODEL (words));
  panel_recurrence_time_set (self, &(PanelItemTime){ TRUE, 0, OOF_DAY_S });
}
