/* panel-recurrence-pattern.c - on which days something repeats
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-recurrence-pattern.h"

#include "base-error.h"
#include "oof-date.h"
#include "panel-wrong-row.h"
#include "panel-wrong.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define N_WEEKDAYS 7
#define LAST_DAY 31 /* place in the list of days: 1 to 31, then the last */
#define MONDAY 5    /* 1970-01-05 */

struct _PanelRecurrencePattern
{
  AdwPreferencesGroup parent_instance;
  AdwComboRow *kind;
  AdwActionRow *interval_row;
  GtkSpinButton *interval;
  GtkWidget *weekdays_row;
  GtkBox *weekdays;
  GtkToggleButton *weekday[N_WEEKDAYS];
  AdwComboRow *month;
  AdwComboRow *place;
  AdwComboRow *day;
  GtkWidget *nth_row;
  GtkDropDown *nth;
  GtkDropDown *nth_of;
  AdwEntryRow *cycle;
  GtkWidget *about_row;
  GtkLabel *about;
  PanelWrongRow *problem;

  OofPattern pattern; /* what was set; OTHER is kept in it */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelRecurrencePattern, panel_recurrence_pattern, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PLACE_DAY,
  PLACE_NTH
};

/* In the order of the lists. */
static const int nths[] = { 1, 2, 3, 4, 5, -1 };
static const guint8 nth_ofs[] = { 1 << 0, 1 << 1, 1 << 2,           1 << 3,          1 << 4,
                                  1 << 5, 1 << 6, OOF_WORKING_DAYS, OOF_WEEKEND_DAYS };

OofPatternKind
panel_recurrence_pattern_kind (PanelRecurrencePattern *self)
{
  return (OofPatternKind) adw_combo_row_get_selected (self->kind);
}

static const char *
interval_words (OofPatternKind kind, guint n)
{
  switch (kind) {
  case OOF_PATTERN_DAILY:
    return ngettext ("day", "days", n);
  case OOF_PATTERN_WEEKLY:
    return ngettext ("week", "weeks", n);
  case OOF_PATTERN_MONTHLY:
    return ngettext ("month", "months", n);
  default:
    return ngettext ("year", "years", n);
  }
}

static char *
about_words (PanelRecurrencePattern *self, OofPatternKind kind)
{
  if (kind == OOF_PATTERN_OUTSIDE)
    return g_strdup (
        _ ("Whenever nobody works, by each mailbox’s own working hours: in the evening, "
           "at night, on free days."));
  if (kind == OOF_PATTERN_OTHER)
    return session_words_pattern (&self->pattern);
  return NULL;
}

static void
update (PanelRecurrencePattern *self)
{
  OofPatternKind kind = panel_recurrence_pattern_kind (self);
  gboolean is_monthly = kind == OOF_PATTERN_MONTHLY || kind == OOF_PATTERN_YEARLY;
  gboolean is_nth = adw_combo_row_get_selected (self->place) == PLACE_NTH;
  guint n = (guint) gtk_spin_button_get_value_as_int (self->interval);
  g_autofree char *about = about_words (self, kind);

  gtk_widget_set_visible (GTK_WIDGET (self->interval_row),
                          kind == OOF_PATTERN_DAILY || kind == OOF_PATTERN_WEEKLY || is_monthly);
  /* Translators: below the number in "Every 2": days, weeks, months or years */
  adw_action_row_set_subtitle (self->interval_row, interval_words (kind, n));
  gtk_widget_set_visible (self->weekdays_row, kind == OOF_PATTERN_WEEKLY);
  gtk_widget_set_visible (GTK_WIDGET (self->month), kind == OOF_PATTERN_YEARLY);
  gtk_widget_set_visible (GTK_WIDGET (self->place), is_monthly);
  gtk_widget_set_visible (GTK_WIDGET (self->day), is_monthly && !is_nth);
  gtk_widget_set_visible (self->nth_row, is_monthly && is_nth);
  gtk_widget_set_visible (GTK_WIDGET (self->cycle), kind == OOF_PATTERN_CYCLE);
  gtk_label_set_text (self->about, about != NULL ? about : "");
  gtk_widget_set_visible (self->about_row, about != NULL);
}

static void
changed_cb (PanelRecurrencePattern *self)
{
  g_autoptr (GError) error = NULL;
  OofPattern pattern;

  if (self->is_filling)
    return;
  update (self);
  panel_recurrence_pattern_get (self, &pattern, &error);
  panel_wrong_row_say (self->problem, error != NULL ? error->message : NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_kinds (PanelRecurrencePattern *self, gboolean has_other)
{
  /* In the order of OofPatternKind. */
  const char *const kinds[] = { _ ("Daily"),
                                _ ("Every working day"),
                                _ ("Weekly"),
                                _ ("Monthly"),
                                _ ("Yearly"),
                                _ ("In shifts"),
                                _ ("Outside working hours"),
                                has_other ? _ ("As it is now") : NULL,
                                NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (kinds);

  adw_combo_row_set_model (self->kind, G_LIST_MODEL (words));
}

static guint
find_nth (int nth)
{
  for (guint i = 0; i < G_N_ELEMENTS (nths); i++)
    if (nths[i] == nth)
      return i;
  return 0;
}

static guint
find_nth_of (guint8 nth_of)
{
  for (guint i = 0; i < G_N_ELEMENTS (nth_ofs); i++)
    if (nth_ofs[i] == nth_of)
      return i;
  return 0;
}

void
panel_recurrence_pattern_set (PanelRecurrencePattern *self, const OofPattern *pattern)
{
  g_autofree char *cycle = oof_pattern_cycle (pattern);

  self->is_filling = TRUE;
  self->pattern = *pattern;
  fill_kinds (self, pattern->kind == OOF_PATTERN_OTHER);
  adw_combo_row_set_selected (self->kind, pattern->kind);
  gtk_spin_button_set_value (self->interval, pattern->interval);
  for (guint i = 0; i < N_WEEKDAYS; i++)
    gtk_toggle_button_set_active (self->weekday[i], (pattern->weekdays & 1u << i) != 0);
  adw_combo_row_set_selected (self->month, (guint) pattern->month - 1);
  adw_combo_row_set_selected (self->place, pattern->nth_of != 0 ? PLACE_NTH : PLACE_DAY);
  adw_combo_row_set_selected (self->day,
                              pattern->month_day < 0 ? LAST_DAY : (guint) pattern->month_day - 1);
  gtk_drop_down_set_selected (self->nth, find_nth (pattern->nth));
  gtk_drop_down_set_selected (
      self->nth_of, find_nth_of (pattern->nth_of != 0 ? pattern->nth_of : pattern->weekdays));
  gtk_editable_set_text (GTK_EDITABLE (self->cycle), cycle);
  self->is_filling = FALSE;
  update (self);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  base_error_set (error, BASE_ERROR_REJECTED, "%s", sentence);
  return FALSE;
}

gboolean
panel_recurrence_pattern_get (PanelRecurrencePattern *self, OofPattern *ret, GError **error)
{
  OofPattern pattern = self->pattern;
  guint day = adw_combo_row_get_selected (self->day);
  gboolean is_nth = adw_combo_row_get_selected (self->place) == PLACE_NTH;
  gboolean is_cycle =
      oof_pattern_set_cycle (&pattern, gtk_editable_get_text (GTK_EDITABLE (self->cycle)));

  pattern.kind = panel_recurrence_pattern_kind (self);
  pattern.interval = (guint) gtk_spin_button_get_value_as_int (self->interval);
  pattern.weekdays = 0;
  for (guint i = 0; i < N_WEEKDAYS; i++)
    if (gtk_toggle_button_get_active (self->weekday[i]))
      pattern.weekdays |= (guint8) (1u << i);
  pattern.month = (int) adw_combo_row_get_selected (self->month) + 1;
  pattern.month_day = day == LAST_DAY ? -1 : (int) day + 1;
  pattern.nth = nths[gtk_drop_down_get_selected (self->nth)];
  pattern.nth_of = is_nth ? nth_ofs[gtk_drop_down_get_selected (self->nth_of)] : 0;

  panel_wrong_set (GTK_WIDGET (self->cycle), !is_cycle);
  if (pattern.kind == OOF_PATTERN_WEEKLY && pattern.weekdays == 0)
    return refuse (error, _ ("Choose at least one day of the week."));
  if (pattern.kind == OOF_PATTERN_CYCLE && !is_cycle)
    return refuse (error, _ ("Enter days away and days at work by turns, such as 4/4 or "
                             "2/2/3/2/2/3."));
  *ret = pattern;
  return TRUE;
}

void
panel_recurrence_pattern_show_problem (PanelRecurrencePattern *self, const char *sentence)
{
  panel_wrong_row_say (self->problem, sentence);
}

static void
panel_recurrence_pattern_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_RECURRENCE_PATTERN);
  G_OBJECT_CLASS (panel_recurrence_pattern_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, kind);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, interval_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, interval);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, weekdays_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, weekdays);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, month);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, place);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, day);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, nth_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, nth);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, nth_of);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, cycle);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, about_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, about);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrencePattern, problem);
}

static void
panel_recurrence_pattern_class_init (PanelRecurrencePatternClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_recurrence_pattern_dispose;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_RECURRENCE_PATTERN, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_WRONG_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/absentia/Absentia/panel-recurrence-pattern.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

/* Names of days and months as the person's language has them. */
static char *
calendar_name (int month, int day, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (1970, month, day, 0, 0, 0);
  char *name = g_date_time_format (time, format);

  return name != NULL ? name : g_strdup ("");
}

static void
add_weekdays (PanelRecurrencePattern *self, GtkStringList *names)
{
  for (guint i = 0; i < N_WEEKDAYS; i++) {
    g_autofree char *brief = calendar_name (1, MONDAY + (int) i, "%a");
    g_autofree char *name = calendar_name (1, MONDAY + (int) i, "%A");
    GtkWidget *button = gtk_toggle_button_new_with_label (brief);

    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
    g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    gtk_box_append (self->weekdays, button);
    self->weekday[i] = GTK_TOGGLE_BUTTON (button);
    gtk_string_list_append (names, name);
  }
}

static void
fill_lists (PanelRecurrencePattern *self)
{
  const char *const places[] = { _ ("By its number"), _ ("By the weekday"), NULL };
  const char *const order[] = { _ ("first"), _ ("second"), _ ("third"), _ ("fourth"),
                                _ ("fifth"), _ ("last"),   NULL };
  g_autoptr (GtkStringList) place_words = gtk_string_list_new (places);
  g_autoptr (GtkStringList) nth_words = gtk_string_list_new (order);
  g_autoptr (GtkStringList) of_words = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) months = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);

  add_weekdays (self, of_words);
  gtk_string_list_append (of_words, _ ("working day"));
  gtk_string_list_append (of_words, _ ("weekend day"));
  for (int month = 1; month <= 12; month++)
    gtk_string_list_take (months, calendar_name (month, 1, "%OB"));
  for (int day = 1; day <= 31; day++)
    gtk_string_list_take (days, g_strdup_printf ("%d", day));
  gtk_string_list_append (days, _ ("The last day"));

  adw_combo_row_set_model (self->place, G_LIST_MODEL (place_words));
  adw_combo_row_set_model (self->month, G_LIST_MODEL (months));
  adw_combo_row_set_model (self->day, G_LIST_MODEL (days));
  gtk_drop_down_set_model (self->nth, G_LIST_MODEL (nth_words));
  gtk_drop_down_set_model (self->nth_of, G_LIST_MODEL (of_words));
}

static void
panel_recurrence_pattern_init (PanelRecurrencePattern *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->interval, 1, OOF_RULE_MOST_INTERVAL);
  gtk_spin_button_set_increments (self->interval, 1, 10);
  fill_lists (self);
  oof_pattern_init (&self->pattern, 0);
  panel_recurrence_pattern_set (self, &self->pattern);
}
