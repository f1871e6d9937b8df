/* panel-calendar-actions.c - what the menu and the keys do with a cell or a bar of the calendar
 *
 * They are about the cursor's cell and the bar in it; where a block is selected, about all of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "oof-date.h"
#include "oof-when-shift.h"
#include "panel-conflict.h"
#include "panel-item.h"

#include <glib/gi18n-lib.h>

#define AROUND_S (31 * (gint64) OOF_DAY_S) /* of a bar that is looked at for conflicts */

static GtkWindow *
window_of (PanelCalendar *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

void
panel_calendar_set_context (PanelCalendar *self, const SessionBar *bar)
{
  g_clear_pointer (&self->context.item, oof_item_unref);
  self->has_context = bar != NULL;
  if (bar == NULL)
    return;
  self->context = *bar;
  if (bar->item != NULL)
    oof_item_ref (bar->item);
}

gboolean
panel_calendar_find_bar (PanelCalendar *self, const PanelCalendarCell *cell, SessionBar *ret)
{
  g_autoptr (SessionRow) row = panel_calendar_person (self, cell->row);
  g_autoptr (GArray) bars = row != NULL ? panel_calendar_bars (self, row) : NULL;
  gint64 longest_s = 0;
  gint64 from_s;
  gint64 until_s;

  if (bars == NULL || !panel_calendar_span_day_instants (self->span, cell->day, &from_s, &until_s))
    return FALSE;
  /* A mailbox in another zone has its own midnight: one that ends in the small hours is not it. */
  for (guint i = 0; i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);
    gint64 there_s = MIN (bar->until_s, until_s) - MAX (bar->from_s, from_s);

    if (there_s > longest_s && panel_calendar_filter_fits (panel_calendar_filter (self), bar)) {
      longest_s = there_s;
      *ret = *bar;
    }
  }
  return longest_s > 0;
}

void
panel_calendar_find_context (PanelCalendar *self)
{
  PanelCalendarCell cursor;
  SessionBar bar;
  gboolean has_bar = panel_calendar_block_cursor (self->block, &cursor) &&
                     panel_calendar_find_bar (self, &cursor, &bar);

  panel_calendar_set_context (self, has_bar ? &bar : NULL);
}

/* The people of the block. Caller frees. */
static char **
find_people (PanelCalendar *self)
{
  g_autoptr (GPtrArray) people = panel_calendar_block_people (self);
  g_autoptr (GStrvBuilder) mail = g_strv_builder_new ();

  for (guint i = 0; i < MIN (people->len, OOF_ITEM_MOST_WHO); i++)
    g_strv_builder_add (mail, session_row_mail (people->pdata[i]));
  return g_strv_builder_end (mail);
}

/* Whole days, as the block has them; the rest as in start. */
static void
open_new (PanelCalendar *self, PanelItemStart start)
{
  g_auto (GStrv) people = find_people (self);
  OofWhenParts parts = { .is_all_day = TRUE };
  g_autoptr (OofWhen) when = NULL;
  PanelCalendarPatch patch;

  if (!panel_calendar_block_last (self->block, &patch))
    return;
  parts.from_s = (gint64) patch.day * OOF_DAY_S;
  parts.until_s = (gint64) patch.end_day * OOF_DAY_S;
  start.people = (const char *const *) people;
  start.when = when = oof_when_new (&parts, NULL);
  panel_item_open_new (window_of (self), self->hub, &start);
}

void
panel_calendar_open (PanelCalendar *self)
{
  if (!self->has_context)
    open_new (self, (PanelItemStart){ 0 });
  else if (self->context.item != NULL)
    panel_item_open (window_of (self), self->hub, self->context.item);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit", NULL);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  panel_calendar_open (PANEL_CALENDAR (widget));
}

static void
new_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  open_new (PANEL_CALENDAR (widget), (PanelItemStart){ 0 });
}

static void
new_template_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  open_new (PANEL_CALENDAR (widget),
            (PanelItemStart){ .template_name = g_variant_get_string (value, NULL) });
}

static void
new_shown_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  open_new (PANEL_CALENDAR (widget), (PanelItemStart){ .is_calendar_only = TRUE });
}

static void
copy_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);

  if (!self->has_context || self->context.item == NULL)
    return;
  g_clear_pointer (&self->copied, oof_item_unref);
  self->copied = oof_item_ref (self->context.item);
  self->copied_day = self->context.day;
}

/* For the people of the block, from its first day on. */
static void
paste_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  g_auto (GStrv) people = find_people (self);
  PanelCalendarEdit edit = { .verb = PANEL_CALENDAR_COPY,
                             .item = self->copied,
                             .day = self->copied_day,
                             .mail = (const char *const *) people };
  PanelCalendarPatch patch;
  OofMoved copied;

  if (self->copied == NULL || people[0] == NULL ||
      !panel_calendar_block_last (self->block, &patch) ||
      !oof_when_find (oof_item_parts (self->copied)->when, self->copied_day, &copied))
    return;
  edit.from = people[0];
  edit.by_s = (gint64) (patch.day - oof_date_of_local (copied.from_s)) * OOF_DAY_S;
  panel_calendar_edit (self, &edit);
}

static void
shift_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  PanelCalendarEdit edit = { .verb = PANEL_CALENDAR_MOVE };
  gint32 begin = 0;
  gint32 end = 0;

  g_variant_get (value, "(ii)", &begin, &end);
  if (begin == 0)
    edit.verb = PANEL_CALENDAR_STRETCH_END;
  else if (end == 0)
    edit.verb = PANEL_CALENDAR_STRETCH_BEGIN;
  edit.by_s = (gint64) (begin != 0 ? begin : end) * OOF_DAY_S;
  panel_calendar_edit_block (self, &edit);
}

gboolean
panel_calendar_can_end_today (PanelCalendar *self, const SessionBar *bar)
{
  gint64 now_s = (gint64) panel_calendar_span_today (self->span) * OOF_DAY_S;
  OofMoved one;

  return bar->item != NULL && oof_when_find (oof_item_parts (bar->item)->when, bar->day, &one) &&
         one.from_s < now_s + OOF_DAY_S && one.until_s > now_s + OOF_DAY_S;
}

/* The last day is today; what had no end has one then. */
static void
end_today_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  gint64 end_s = (gint64) (panel_calendar_span_today (self->span) + 1) * OOF_DAY_S;
  OofItemParts parts;
  OofWhenParts when_parts;
  g_autoptr (OofWhen) when = NULL;
  g_autoptr (OofItem) item = NULL;
  g_autoptr (GError) error = NULL;
  OofMoved one;

  if (!self->has_context || !panel_calendar_can_end_today (self, &self->context))
    return;
  parts = *oof_item_parts (self->context.item);
  when_parts = *oof_when_parts (parts.when);
  oof_when_find (parts.when, self->context.day, &one);
  if (when_parts.rule == NULL) {
    when_parts.until_s = end_s;
    when = oof_when_new (&when_parts, &error);
  } else {
    when = oof_when_shift_one (parts.when, self->context.day, &(OofShift){ 0, end_s - one.until_s },
                               &error);
  }
  parts.when = when;
  item = when != NULL ? oof_item_new (&parts, &error) : NULL;
  if (item != NULL)
    panel_calendar_save (self, item, _ ("End Today"));
  else
    panel_calendar_tell_error (self, error);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  OofItem *item = self->has_context ? self->context.item : NULL;

  if (panel_calendar_remove_block (self) || item == NULL)
    return;
  panel_item_remove (window_of (self), self->hub, item,
                     oof_when_repeats (oof_item_parts (item)->when) ? self->context.day
                                                                    : G_MININT32);
}

static void
copy_address_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  g_auto (GStrv) people = find_people (PANEL_CALENDAR (widget));
  g_autofree char *text = g_strjoinv ("; ", people);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
toggle_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  PanelCalendarCell cursor;

  if (panel_calendar_block_cursor (self->block, &cursor))
    panel_calendar_toggle (self, cursor.row);
}

/* About the bar, or else the day of the cursor. */
static void
conflict_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  g_autoptr (SessionRow) row = NULL;
  PanelCalendarCell cursor;
  gint64 from_s;
  gint64 until_s;

  if (!panel_calendar_block_cursor (self->block, &cursor))
    return;
  row = panel_calendar_person (self, cursor.row);
  if (row == NULL || !panel_calendar_span_day_instants (self->span, cursor.day, &from_s, &until_s))
    return;
  if (self->has_context && self->context.from_s < until_s && self->context.until_s > from_s) {
    from_s = MIN (from_s, MAX (self->context.from_s, from_s - AROUND_S));
    until_s = MAX (until_s, MIN (self->context.until_s, until_s + AROUND_S));
  }
  panel_conflict_open (window_of (self), self->hub, row, from_s, until_s);
}

void
panel_calendar_install_actions (GtkWidgetClass *widget_class)
{
  panel_calendar_install_deeds (widget_class);
  panel_calendar_install_own (widget_class);
  panel_calendar_install_unplanned (widget_class);
  gtk_widget_class_install_action (widget_class, "calendar.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "calendar.new-template", "s", new_template_cb);
  gtk_widget_class_install_action (widget_class, "calendar.new-shown", NULL, new_shown_cb);
  gtk_widget_class_install_action (widget_class, "calendar.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "calendar.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "calendar.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "calendar.shift", "(ii)", shift_cb);
  gtk_widget_class_install_action (widget_class, "calendar.end-today", NULL, end_today_cb);
  gtk_widget_class_install_action (widget_class, "calendar.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "calendar.copy-address", NULL, copy_address_cb);
  gtk_widget_class_install_action (widget_class, "calendar.toggle", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "calendar.conflict", NULL, conflict_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_K, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "calendar.conflict", NULL);
}
