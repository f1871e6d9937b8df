/* panel-recurrence-range.c - from when until when something repeats
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-recurrence-range.h"

#include "base-error.h"
#include "oof-date.h"
#include "panel-moment-row.h"

#include <glib/gi18n-lib.h>

#define PROPOSED_COUNT 10
#define PROPOSED_DAYS 365

struct _PanelRecurrenceRange
{
  AdwPreferencesGroup parent_instance;
  PanelMomentRow *first;
  AdwComboRow *ends;
  GtkWidget *count_row;
  GtkSpinButton *count;
  PanelMomentRow *last;

  PanelItemRange range; /* what was set */
  PanelRangeEnds choice;
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelRecurrenceRange, panel_recurrence_range, ADW_TYPE_PREFERENCES_GROUP)

/* The places in the list; without a count, the last two are one. */
static OofRuleEnd
chosen_end (PanelRecurrenceRange *self)
{
  guint place = adw_combo_row_get_selected (self->ends);

  if (place == 1 && self->choice == PANEL_RANGE_ALL_ENDS)
    return OOF_RULE_ENDS_AFTER;
  return place == 0 ? OOF_RULE_NEVER_ENDS : OOF_RULE_ENDS_ON_DAY;
}

static void
choose_end (PanelRecurrenceRange *self, OofRuleEnd end)
{
  gboolean has_count = self->choice == PANEL_RANGE_ALL_ENDS;
  guint place = has_count ? 2 : 1;

  if (end == OOF_RULE_NEVER_ENDS || (end == OOF_RULE_ENDS_AFTER && !has_count))
    place = 0;
  else if (end == OOF_RULE_ENDS_AFTER)
    place = 1;
  adw_combo_row_set_selected (self->ends, place);
}

static void
fill_ends (PanelRecurrenceRange *self)
{
  const char *const all[] = { _ ("Never"), _ ("After a number of times"), _ ("On a date"), NULL };
  const char *const two[] = { all[0], all[2], NULL };
  g_autoptr (GtkStringList) words =
      gtk_string_list_new (self->choice == PANEL_RANGE_ALL_ENDS ? all : two);

  adw_combo_row_set_model (self->ends, G_LIST_MODEL (words));
}

static void
update (PanelRecurrenceRange *self)
{
  OofRuleEnd end = chosen_end (self);

  gtk_widget_set_visible (self->count_row, end == OOF_RULE_ENDS_AFTER);
  gtk_widget_set_visible (GTK_WIDGET (self->last), end == OOF_RULE_ENDS_ON_DAY);
}

static void
changed_cb (PanelRecurrenceRange *self)
{
  g_autoptr (GError) error = NULL;
  PanelItemRange range;

  if (self->is_filling)
    return;
  update (self);
  panel_moment_row_show_problem (self->last, NULL);
  panel_recurrence_range_get (self, &range, &error);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_recurrence_range_set_ends (PanelRecurrenceRange *self, PanelRangeEnds ends)
{
  OofRuleEnd end = chosen_end (self);

  if (self->choice == ends)
    return;
  self->is_filling = TRUE;
  self->choice = ends;
  fill_ends (self);
  choose_end (self, end);
  self->is_filling = FALSE;
  update (self);
}

void
panel_recurrence_range_set (PanelRecurrenceRange *self, const PanelItemRange *range)
{
  gint64 last_s = range->until_s;

  if (range->end <= OOF_RULE_ENDS_AFTER)
    last_s = MIN ((gint64) (range->first_day + PROPOSED_DAYS), OOF_DATE_LAST) * OOF_DAY_S;
  self->is_filling = TRUE;
  self->range = *range;
  panel_moment_row_set_local (self->first, (gint64) range->first_day * OOF_DAY_S, PANEL_MOMENT_DAY);
  choose_end (self, range->end);
  gtk_spin_button_set_value (self->count,
                             range->end == OOF_RULE_ENDS_AFTER ? range->count : PROPOSED_COUNT);
  panel_moment_row_set_local (self->last, last_s, PANEL_MOMENT_DAY);
  self->is_filling = FALSE;
  update (self);
}

static gboolean
get_last (PanelRecurrenceRange *self, PanelItemRange *range, GError **error)
{
  gint64 last_s;

  if (!panel_moment_row_local (self->last, &last_s, error))
    return FALSE;
  if (oof_date_of_local (last_s) < range->first_day) {
    const char *sentence = _ ("The last day is before the first one.");

    panel_moment_row_show_problem (self->last, sentence);
    base_error_set (error, BASE_ERROR_REJECTED, "%s", sentence);
    return FALSE;
  }
  range->until_s = last_s;
  if (self->range.end > OOF_RULE_ENDS_AFTER &&
      oof_date_of_local (self->range.until_s) == oof_date_of_local (last_s)) {
    range->end = self->range.end;
    range->until_s = self->range.until_s;
  }
  return TRUE;
}

gboolean
panel_recurrence_range_get (PanelRecurrenceRange *self, PanelItemRange *ret, GError **error)
{
  PanelItemRange range = { .end = chosen_end (self) };
  gint64 first_s;

  if (!panel_moment_row_local (self->first, &first_s, error))
    return FALSE;
  range.first_day = oof_date_of_local (first_s);
  range.count = (guint) gtk_spin_button_get_value_as_int (self->count);
  if (range.end == OOF_RULE_ENDS_ON_DAY && !get_last (self, &range, error))
    return FALSE;
  *ret = range;
  return TRUE;
}

static void
panel_recurrence_range_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_RECURRENCE_RANGE);
  G_OBJECT_CLASS (panel_recurrence_range_parent_class)->dispose (object);
}

static void
panel_recurrence_range_class_init (PanelRecurrenceRangeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_recurrence_range_dispose;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_RECURRENCE_RANGE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_MOMENT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-recurrence-range.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceRange, first);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceRange, ends);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceRange, count_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceRange, count);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceRange, last);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
panel_recurrence_range_init (PanelRecurrenceRange *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->count, 1, OOF_RULE_MOST_COUNT);
  gtk_spin_button_set_increments (self->count, 1, 10);
  fill_ends (self);
  panel_recurrence_range_set (self, &(PanelItemRange){ .end = OOF_RULE_NEVER_ENDS });
}
