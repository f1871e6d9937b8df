/* panel-item-when.c - the fields of an absence that say when it is
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-when.h"

#include "oof-absence.h"
#include "oof-date.h"
#include "panel-focus.h"
#include "panel-moment-row.h"
#include "panel-occurrences.h"
#include "panel-recurrence.h"
#include "panel-wrong-row.h"
#include "panel-zone-group.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define WORK_BEGINS_S (8 * 3600) /* proposed when it is not all day */
#define WORK_ENDS_S (17 * 3600)

struct _PanelItemWhen
{
  GtkBox parent_instance;
  GtkWidget *quick_row;
  GtkWidget *all_day_row;
  GtkSwitch *all_day;
  PanelMomentRow *from;
  GtkWidget *open_row;
  GtkSwitch *open;
  PanelMomentRow *until;
  AdwActionRow *repeats;
  PanelWrongRow *problem;
  PanelZoneGroup *zone;

  OofWhen *repeating; /* NULL: once */
  GPtrArray *calendars;
  OofDays *usual;
  OofDays *own; /* of one that does not repeat: no field shows it */
  GDateTime *now;
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelItemWhen, panel_item_when, GTK_TYPE_BOX)

static gboolean
is_all_day (PanelItemWhen *self)
{
  return gtk_switch_get_active (self->all_day);
}

static gboolean
is_open (PanelItemWhen *self)
{
  return gtk_switch_get_active (self->open);
}

/* The fields' span: the day until which it is counts in full. */
static gboolean
read_span (PanelItemWhen *self, gint64 *ret_from_s, gint64 *ret_until_s, GError **error)
{
  gint64 until_s;

  if (!panel_moment_row_local (self->from, ret_from_s, error))
    return FALSE;
  *ret_until_s = OOF_OPEN_END;
  if (is_open (self))
    return TRUE;
  if (!panel_moment_row_local (self->until, &until_s, error))
    return FALSE;
  *ret_until_s = until_s + (is_all_day (self) ? OOF_DAY_S : 0);
  return TRUE;
}

OofWhen *
panel_item_when_get (PanelItemWhen *self, GError **error)
{
  OofWhenParts parts = { .zone_kind = panel_zone_group_kind (self->zone),
                         .zone = panel_zone_group_name (self->zone),
                         .is_all_day = is_all_day (self) };
  g_autoptr (GTimeZone) zone = panel_zone_group_zone (self->zone, error);

  if (zone == NULL)
    return NULL;
  if (self->repeating != NULL) {
    OofWhenParts again = *oof_when_parts (self->repeating);

    again.zone_kind = parts.zone_kind;
    again.zone = parts.zone;
    return oof_when_new (&again, error);
  }
  parts.holidays = self->own;
  return read_span (self, &parts.from_s, &parts.until_s, error) ? oof_when_new (&parts, error)
                                                                : NULL;
}

gboolean
panel_item_when_is_over (PanelItemWhen *self)
{
  g_autoptr (OofWhen) when = panel_item_when_get (self, NULL);
  g_autoptr (GTimeZone) zone = panel_zone_group_zone (self->zone, NULL);
  gint64 now_s = g_date_time_to_unix (self->now);
  g_autoptr (OofZone) quick = NULL;
  OofPlace place = { 0 };
  PanelOccurrences found;

  if (when == NULL || zone == NULL ||
      (self->repeating != NULL && oof_when_parts (when)->rule->kind == OOF_RULE_OUTSIDE))
    return FALSE;
  quick = oof_zone_new (zone, now_s, now_s + OOF_DAY_S);
  place.zone = quick;
  panel_occurrences_find (&found, when, &place, now_s);
  return found.is_over;
}

/* "Once; back on Tue 4 Nov 2031". Caller frees. */
static char *
once_words (PanelItemWhen *self)
{
  OofAbsenceFacts facts = { .holidays = self->usual };
  g_autofree char *day = NULL;
  gint32 back = G_MININT32;

  if (read_span (self, &facts.from_s, &facts.until_s, NULL) && facts.until_s > facts.from_s)
    back = oof_absence_back_on (&facts);
  if (back == G_MININT32)
    return g_strdup (_ ("Once"));
  day = session_words_day (back);
  /* Translators: %s is a date: the first working day after the absence */
  return g_strdup_printf (_ ("Once; back on %s, the next working day"), day);
}

static void
update (PanelItemWhen *self)
{
  gboolean is_once = self->repeating == NULL;
  PanelMomentParts parts = is_all_day (self) ? PANEL_MOMENT_DAY : PANEL_MOMENT_DAY_AND_TIME;
  g_autofree char *words = is_once ? once_words (self) : session_words_when (self->repeating);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  panel_moment_row_set_parts (self->from, parts);
  panel_moment_row_set_parts (self->until, parts);
  gtk_widget_set_visible (self->quick_row, is_once);
  gtk_widget_set_visible (self->all_day_row, is_once);
  gtk_widget_set_visible (GTK_WIDGET (self->from), is_once);
  gtk_widget_set_visible (GTK_WIDGET (self->until), is_once && !is_open (self));
  gtk_widget_set_visible (self->open_row, is_once);
  adw_action_row_set_subtitle (self->repeats, escaped);
}

static void
changed_cb (PanelItemWhen *self)
{
  if (self->is_filling)
    return;
  update (self);
  panel_item_when_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_span (PanelItemWhen *self, gint64 from_s, gint64 until_s)
{
  PanelMomentParts parts = is_all_day (self) ? PANEL_MOMENT_DAY : PANEL_MOMENT_DAY_AND_TIME;
  gboolean has_end = until_s != OOF_OPEN_END;
  gint64 last_s = has_end ? until_s : from_s + OOF_DAY_S;

  gtk_switch_set_active (self->open, !has_end);
  panel_moment_row_set_local (self->from, from_s, parts);
  panel_moment_row_set_local (self->until, last_s - (is_all_day (self) ? OOF_DAY_S : 0), parts);
}

/* Midnight of a day is a poor proposal for a time of day; a time is lost to a whole day. */
static void
all_day_changed_cb (PanelItemWhen *self)
{
  gint64 from_s, until_s;

  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  if (panel_moment_row_local (self->from, &from_s, NULL) &&
      panel_moment_row_local (self->until, &until_s, NULL) && !is_all_day (self) &&
      from_s % OOF_DAY_S == 0 && until_s % OOF_DAY_S == 0) {
    panel_moment_row_set_local (self->from, from_s + WORK_BEGINS_S, PANEL_MOMENT_DAY_AND_TIME);
    panel_moment_row_set_local (self->until, until_s + WORK_ENDS_S, PANEL_MOMENT_DAY_AND_TIME);
  }
  self->is_filling = FALSE;
  changed_cb (self);
}

static gint32
today (PanelItemWhen *self)
{
  g_autoptr (GTimeZone) zone = panel_zone_group_zone (self->zone, NULL);
  g_autoptr (GDateTime) there =
      zone != NULL ? g_date_time_to_timezone (self->now, zone) : g_date_time_ref (self->now);

  return oof_date_day (g_date_time_get_year (there), g_date_time_get_month (there),
                       g_date_time_get_day_of_month (there));
}

static void
set_days (PanelItemWhen *self, gint32 first, gint32 after)
{
  self->is_filling = TRUE;
  gtk_switch_set_active (self->all_day, TRUE);
  set_span (self, (gint64) first * OOF_DAY_S,
            after == G_MAXINT32 ? OOF_OPEN_END : (gint64) after * OOF_DAY_S);
  self->is_filling = FALSE;
  changed_cb (self);
}

static void
today_cb (PanelItemWhen *self)
{
  set_days (self, today (self), today (self) + 1);
}

/* To Sunday: whoever is away until Friday is not there on Saturday either. */
static void
this_week_cb (PanelItemWhen *self)
{
  set_days (self, today (self), today (self) - oof_date_weekday (today (self)) + 7);
}

static void
next_week_cb (PanelItemWhen *self)
{
  gint32 monday = today (self) - oof_date_weekday (today (self)) + 7;

  set_days (self, monday, monday + 7);
}

static void
further_notice_cb (PanelItemWhen *self)
{
  set_days (self, today (self), G_MAXINT32);
}

static void
chosen_cb (PanelItemWhen *self, OofWhen *when)
{
  const OofWhenParts *parts = oof_when_parts (when);

  g_clear_pointer (&self->repeating, oof_when_unref);
  self->repeating = oof_when_ref (when);
  self->is_filling = TRUE;
  panel_zone_group_set (self->zone, parts->zone_kind, parts->zone);
  self->is_filling = FALSE;
  changed_cb (self);
}

/* The first of the times is left. */
static void
once_cb (PanelItemWhen *self)
{
  const OofWhenParts *parts = oof_when_parts (self->repeating);

  self->is_filling = TRUE;
  gtk_switch_set_active (self->all_day, parts->is_all_day);
  set_span (self, parts->from_s, parts->until_s);
  self->is_filling = FALSE;
  g_clear_pointer (&self->repeating, oof_when_unref);
  changed_cb (self);
}

static void
recurrence_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelItemWhen *self = PANEL_ITEM_WHEN (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWhen) when = panel_item_when_get (self, &error);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  PanelRecurrence *dialog;

  if (when == NULL && self->repeating != NULL)
    when = oof_when_ref (self->repeating);
  if (when == NULL) {
    panel_item_when_show_problem (self, error->message);
    return;
  }
  dialog =
      panel_recurrence_new (parent, &(PanelRecurrenceStart){ when, self->calendars, self->now });
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "once", G_CALLBACK (once_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
panel_item_when_set (PanelItemWhen *self, OofWhen *when, const GPtrArray *calendars, OofDays *usual,
                     GDateTime *now)
{
  const OofWhenParts *parts = oof_when_parts (when);

  self->is_filling = TRUE;
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  g_clear_pointer (&self->usual, oof_days_unref);
  g_clear_pointer (&self->own, oof_days_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_pointer (&self->repeating, oof_when_unref);
  self->usual = usual != NULL ? oof_days_ref (usual) : NULL;
  if (!oof_when_repeats (when) && parts->holidays != NULL)
    self->own = oof_days_ref (parts->holidays);
  self->calendars = calendars != NULL ? g_ptr_array_ref ((GPtrArray *) calendars) : NULL;
  self->now = g_date_time_ref (now);
  self->repeating = oof_when_repeats (when) ? oof_when_ref (when) : NULL;
  gtk_switch_set_active (self->all_day, parts->is_all_day);
  set_span (self, parts->from_s, parts->until_s);
  panel_zone_group_set (self->zone, parts->zone_kind, parts->zone);
  self->is_filling = FALSE;
  update (self);
}

void
panel_item_when_show_problem (PanelItemWhen *self, const char *sentence)
{
  panel_wrong_row_say (self->problem, sentence);
}

static gboolean
panel_item_when_grab_focus (GtkWidget *widget)
{
  PanelItemWhen *self = PANEL_ITEM_WHEN (widget);

  return gtk_widget_grab_focus (self->repeating != NULL ? GTK_WIDGET (self->repeats)
                                                        : GTK_WIDGET (self->from));
}

static void
panel_item_when_dispose (GObject *object)
{
  PanelItemWhen *self = PANEL_ITEM_WHEN (object);

  g_clear_pointer (&self->repeating, oof_when_unref);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  g_clear_pointer (&self->usual, oof_days_unref);
  g_clear_pointer (&self->own, oof_days_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_WHEN);
  G_OBJECT_CLASS (panel_item_when_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, quick_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, all_day_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, all_day);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, from);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, open_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, open);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, until);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, repeats);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWhen, zone);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, this_week_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_week_cb);
  gtk_widget_class_bind_template_callback (widget_class, further_notice_cb);
}

static void
panel_item_when_class_init (PanelItemWhenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_when_dispose;
  panel_focus_pass_on (widget_class, panel_item_when_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_ITEM_WHEN, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_MOMENT_ROW);
  g_type_ensure (PANEL_TYPE_WRONG_ROW);
  g_type_ensure (PANEL_TYPE_ZONE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-when.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "when.recurrence", NULL, recurrence_cb);
}

static void
panel_item_when_init (PanelItemWhen *self)
{
  self->is_filling = TRUE;
  self->now = g_date_time_new_now_utc (); /* until it is set */
  gtk_widget_init_template (GTK_WIDGET (self));
  set_span (self, 0, OOF_DAY_S);
  update (self);
  self->is_filling = FALSE;
}
