/* panel-recurrence.c - the dialog that says how an absence repeats
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-recurrence.h"

#include "base-error.h"
#include "oof-date.h"
#include "panel-recurrence-except.h"
#include "panel-recurrence-pattern.h"
#include "panel-recurrence-preview.h"
#include "panel-recurrence-range.h"
#include "panel-recurrence-time.h"
#include "panel-zone-group.h"

struct _PanelRecurrence
{
  AdwWindow parent_instance;
  GtkWidget *once;
  PanelRecurrenceTime *time;
  PanelZoneGroup *zone;
  PanelRecurrencePattern *pattern;
  PanelRecurrenceRange *range;
  PanelRecurrenceExcept *except;
  PanelRecurrencePreview *preview;

  GDateTime *now;
  gboolean is_filling;
};

enum
{
  CHOSEN,
  ONCE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelRecurrence, panel_recurrence, ADW_TYPE_WINDOW)

/* What is outside working hours has no time of day, and the range is the absence itself. */
static void
place_outside (OofWhenParts *parts, const PanelItemRange *range)
{
  parts->is_all_day = TRUE;
  parts->from_s = (gint64) range->first_day * OOF_DAY_S;
  parts->until_s = range->end == OOF_RULE_ENDS_ON_DAY
                       ? ((gint64) oof_date_of_local (range->until_s) + 1) * OOF_DAY_S
                       : OOF_OPEN_END;
}

static OofWhen *
collect (PanelRecurrence *self, GError **error)
{
  g_autoptr (GTimeZone) zone = panel_zone_group_zone (self->zone, error);
  PanelItemTime time;
  PanelItemRange range;
  OofPattern pattern;
  OofRule rule;
  OofWhenParts parts = { .rule = &rule };

  if (zone == NULL || !panel_recurrence_time_get (self->time, &time, error) ||
      !panel_recurrence_pattern_get (self->pattern, &pattern, error) ||
      !panel_recurrence_range_get (self->range, &range, error))
    return NULL;

  pattern.rule.end = range.end;
  pattern.rule.count = range.count;
  pattern.rule.until_s = range.until_s;
  parts.zone_kind = panel_zone_group_kind (self->zone);
  parts.zone = panel_zone_group_name (self->zone);
  parts.is_all_day = time.is_all_day;
  parts.from_s = (gint64) range.first_day * OOF_DAY_S + time.start_s;
  parts.until_s = parts.from_s + time.length_s;
  if (pattern.kind == OOF_PATTERN_OUTSIDE) {
    place_outside (&parts, &range);
    pattern.rule.end = OOF_RULE_NEVER_ENDS;
  }
  oof_pattern_to_rule (&pattern, &rule);
  panel_recurrence_except_fill (self->except, &parts);
  return oof_when_new (&parts, error);
}

static gboolean
is_never (const GError *error)
{
  return error != NULL && g_strcmp0 (base_error_facts (error)->reason, "never") == 0;
}

static void
changed_cb (PanelRecurrence *self)
{
  gboolean is_outside = panel_recurrence_pattern_kind (self->pattern) == OOF_PATTERN_OUTSIDE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (OofWhen) when = NULL;
  OofPattern pattern;

  if (self->is_filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->time), !is_outside);
  panel_recurrence_range_set_ends (self->range,
                                   is_outside ? PANEL_RANGE_WITHOUT_COUNT : PANEL_RANGE_ALL_ENDS);
  panel_recurrence_except_set_kind (self->except,
                                    is_outside ? PANEL_EXCEPT_HOLIDAYS : PANEL_EXCEPT_DAYS);
  zone = panel_zone_group_zone (self->zone, NULL);
  when = collect (self, &error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recurrence.ok", when != NULL);
  /* What is wrong with the pattern alone it shows itself. */
  if (is_never (error))
    panel_recurrence_pattern_show_problem (self->pattern, error->message);
  else if (panel_recurrence_pattern_get (self->pattern, &pattern, NULL))
    panel_recurrence_pattern_show_problem (self->pattern, NULL);
  if (when != NULL)
    panel_recurrence_preview_show (self->preview, when, zone, self->now);
  else
    panel_recurrence_preview_refuse (self->preview, error->message);
}

static void
ok_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelRecurrence *self = PANEL_RECURRENCE (widget);
  g_autoptr (OofWhen) when = collect (self, NULL);

  if (when == NULL)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, when);
  gtk_window_close (GTK_WINDOW (self));
}

static void
once_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  g_signal_emit (widget, signals[ONCE], 0);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
fill (PanelRecurrence *self, const PanelRecurrenceStart *start)
{
  const OofWhenParts *parts = oof_when_parts (start->when);
  gint32 first_day = oof_date_of_local (parts->from_s);
  gboolean is_outside = parts->rule != NULL && parts->rule->kind == OOF_RULE_OUTSIDE;
  gboolean has_length = parts->until_s != OOF_OPEN_END && !is_outside;
  const PanelItemTime time = {
    .is_all_day = parts->is_all_day,
    .start_s = parts->from_s - (gint64) first_day * OOF_DAY_S,
    .length_s = has_length ? parts->until_s - parts->from_s : OOF_DAY_S,
  };
  PanelItemRange range = { .first_day = first_day };
  OofPattern pattern;

  if (parts->rule != NULL)
    oof_pattern_from_rule (&pattern, parts->rule, first_day);
  else
    oof_pattern_init (&pattern, first_day);
  range.end = pattern.rule.end;
  range.count = pattern.rule.count;
  range.until_s = pattern.rule.until_s;
  if (is_outside && parts->until_s != OOF_OPEN_END) {
    range.end = OOF_RULE_ENDS_ON_DAY;
    range.until_s = parts->until_s - OOF_DAY_S;
  }

  self->is_filling = TRUE;
  panel_recurrence_time_set (self->time, &time);
  panel_zone_group_set (self->zone, parts->zone_kind, parts->zone);
  panel_recurrence_pattern_set (self->pattern, &pattern);
  panel_recurrence_range_set (self->range, &range);
  panel_recurrence_except_set (self->except, parts, start->calendars);
  gtk_widget_set_visible (self->once, parts->rule != NULL);
  self->is_filling = FALSE;
  changed_cb (self);
}

static void
panel_recurrence_dispose (GObject *object)
{
  g_clear_pointer (&PANEL_RECURRENCE (object)->now, g_date_time_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_RECURRENCE);
  G_OBJECT_CLASS (panel_recurrence_parent_class)->dispose (object);
}

static void
panel_recurrence_class_init (PanelRecurrenceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_recurrence_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PANEL_TYPE_RECURRENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ONCE] = g_signal_new ("once", PANEL_TYPE_RECURRENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_RECURRENCE_EXCEPT);
  g_type_ensure (PANEL_TYPE_RECURRENCE_PATTERN);
  g_type_ensure (PANEL_TYPE_RECURRENCE_PREVIEW);
  g_type_ensure (PANEL_TYPE_RECURRENCE_RANGE);
  g_type_ensure (PANEL_TYPE_RECURRENCE_TIME);
  g_type_ensure (PANEL_TYPE_ZONE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-recurrence.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrence, once);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrence, time);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrence, zone);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrence, pattern);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrence, range);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrence, except);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrence, preview);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "recurrence.ok", NULL, ok_cb);
  gtk_widget_class_install_action (widget_class, "recurrence.once", NULL, once_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_recurrence_init (PanelRecurrence *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

PanelRecurrence *
panel_recurrence_new (GtkWindow *parent, const PanelRecurrenceStart *start)
{
  PanelRecurrence *self = g_object_new (PANEL_TYPE_RECURRENCE, "transient-for", parent, NULL);

  self->now = g_date_time_ref (start->now);
  fill (self, start);
  gtk_widget_grab_focus (GTK_WIDGET (self->pattern));
  return self;
}
