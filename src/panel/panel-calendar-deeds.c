/* panel-calendar-deeds.c - what the menu does with the absences in a block of the calendar
 *
 * With all of them with which it can be done, in one step that can be undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "oof-date.h"
#include "oof-when-shift.h"
#include "panel-moment-row.h"
#include "panel-question.h"
#include "session-items.h"

#include <glib/gi18n-lib.h>

#define MINUTE_S 60

static const char *
title_of (PanelCalendarDeed deed)
{
  static const char *const titles[] = {
    [PANEL_CALENDAR_DUPLICATE] = N_ ("Duplicate"),
    [PANEL_CALENDAR_SPLIT] = N_ ("Split"),
    [PANEL_CALENDAR_END_NOW] = N_ ("End Now"),
    [PANEL_CALENDAR_EXCEPT] = N_ ("Make an Exception"),
    [PANEL_CALENDAR_EXTEND] = N_ ("Change the End"),
  };

  return _ (titles[deed]);
}

/* What is to be done with one of them; at_s: of EXTEND. */
static PanelCalendarChange
describe (PanelCalendar *self, PanelCalendarDeed deed, const PanelCalendarFound *found, gint64 at_s)
{
  PanelCalendarChange change = {
    .deed = deed, .item = found->item, .day = found->day, .at_s = at_s
  };
  PanelCalendarCell cursor;

  if (deed == PANEL_CALENDAR_SPLIT && panel_calendar_block_cursor (self->block, &cursor))
    change.at_s = (gint64) cursor.day * OOF_DAY_S;
  else if (deed == PANEL_CALENDAR_END_NOW)
    change.at_s =
        session_hub_local_now (self->hub, found->person, found->item) / MINUTE_S * MINUTE_S;
  return change;
}

guint
panel_calendar_count_deed (PanelCalendar *self, PanelCalendarDeed deed)
{
  g_autoptr (GArray) all = panel_calendar_find_absences (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < all->len; i++) {
    const PanelCalendarFound *found = &g_array_index (all, PanelCalendarFound, i);
    PanelCalendarChange change = describe (self, deed, found, 0);

    if (panel_calendar_change_fits (&change) && g_hash_table_add (seen, found->item))
      n += session_hub_count_reached (self->hub, found->item);
  }
  return n;
}

/* What has been made so far. */
typedef struct
{
  GPtrArray *items;   /* all that are to be kept */
  GHashTable *latest; /* id → the item as it is by now, borrowed from items */
} Made;

static void
made_clear (Made *self)
{
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->latest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

static void
keep (Made *self, OofItem *item)
{
  const char *id = oof_item_parts (item)->id;
  gpointer before = g_hash_table_lookup (self->latest, id);

  g_hash_table_remove (self->latest, id);
  if (before != NULL)
    g_ptr_array_remove (self->items, before);
  g_ptr_array_add (self->items, item);
  g_hash_table_insert (self->latest, (gpointer) id, item);
}

/* Each one after the other: two occurrences of a series are one item in the end. */
static gboolean
make_one (PanelCalendar *self, PanelCalendarChange *change, Made *made, GError **error)
{
  g_autoptr (GDateTime) now = session_hub_now (self->hub);
  g_autofree char *new_id = session_items_new_id ();
  OofItem *before = g_hash_table_lookup (made->latest, oof_item_parts (change->item)->id);
  OofItem *item;
  OofItem *added;

  if (before != NULL)
    change->item = before;
  if (!panel_calendar_change_fits (change))
    return TRUE;
  change->new_id = new_id;
  change->now_s = g_date_time_to_unix (now);
  item = panel_calendar_change_make (change, &added, error);
  if (item == NULL)
    return FALSE;
  if (item == change->item)
    oof_item_unref (item);
  else
    keep (made, item);
  if (added != NULL)
    keep (made, added);
  return TRUE;
}

static void
do_all (PanelCalendar *self, PanelCalendarDeed deed, gint64 at_s)
{
  g_autoptr (GArray) all = panel_calendar_find_absences (self);
  g_auto (Made) made = { g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref),
                         g_hash_table_new (g_str_hash, g_str_equal) };
  g_autoptr (GHashTable) split = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < all->len; i++) {
    const PanelCalendarFound *found = &g_array_index (all, PanelCalendarFound, i);
    PanelCalendarChange change = describe (self, deed, found, at_s);

    /* A series is split once, before the first of its occurrences. */
    if (deed == PANEL_CALENDAR_SPLIT && !g_hash_table_add (split, found->item))
      continue;
    if (!make_one (self, &change, &made, &error)) {
      panel_calendar_tell_error (self, error);
      return;
    }
  }
  if (made.items->len > 0)
    panel_calendar_save_all (self, made.items, NULL, title_of (deed));
}

static void
duplicate_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  do_all (PANEL_CALENDAR (widget), PANEL_CALENDAR_DUPLICATE, 0);
}

static void
split_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  do_all (PANEL_CALENDAR (widget), PANEL_CALENDAR_SPLIT, 0);
}

static void
end_now_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  do_all (PANEL_CALENDAR (widget), PANEL_CALENDAR_END_NOW, 0);
}

static void
except_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  do_all (PANEL_CALENDAR (widget), PANEL_CALENDAR_EXCEPT, 0);
}

/* Until it is answered. */
typedef struct
{
  PanelCalendar *calendar;
  PanelMomentRow *row;
} Asked;

static void
asked_gone_cb (gpointer data, GClosure *closure)
{
  Asked *self = data;

  g_object_unref (self->calendar);
  g_object_unref (self->row);
  g_free (self);
}

static void
accepted_cb (Asked *self)
{
  g_autoptr (GError) error = NULL;
  gint64 last_s;

  if (panel_moment_row_local (self->row, &last_s, &error))
    do_all (self->calendar, PANEL_CALENDAR_EXTEND, last_s);
  else
    panel_calendar_tell_error (self->calendar, error);
}

/* The day that is there already: of the first one. */
static gint64
find_last_day (PanelCalendar *self, const PanelCalendarFound *found)
{
  OofMoved one;

  if (oof_when_find (oof_item_parts (found->item)->when, found->day, &one) &&
      one.until_s != OOF_OPEN_END)
    return (gint64) oof_date_of_local (one.until_s - 1) * OOF_DAY_S;
  return (gint64) panel_calendar_span_today (self->span) * OOF_DAY_S;
}

static GtkWidget *
make_list (PanelMomentRow *row)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
  return list;
}

static void
until_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  g_autoptr (GArray) all = panel_calendar_find_absences (self);
  guint n = panel_calendar_count_mailboxes (self);
  g_autofree char *body =
      g_strdup_printf (ngettext ("The last day of the absence, for %'u mailbox.",
                                 "The last day of the absence, for %'u mailboxes.", n),
                       n);
  PanelQuestion question = { .heading = _ ("Until When?"),
                             .body = body,
                             .refuse = _ ("_Cancel"),
                             .accept = _ ("_Apply"),
                             .look = ADW_RESPONSE_SUGGESTED };
  GObject *dialog;
  Asked *asked;

  if (all->len == 0)
    return;
  asked = g_new0 (Asked, 1);
  asked->calendar = g_object_ref (self);
  asked->row =
      g_object_ref_sink (g_object_new (PANEL_TYPE_MOMENT_ROW, "title", _ ("Last day"), NULL));
  panel_moment_row_set_local (asked->row,
                              find_last_day (self, &g_array_index (all, PanelCalendarFound, 0)),
                              PANEL_MOMENT_DAY);
  dialog = panel_question_ask (GTK_WINDOW (gtk_widget_get_root (widget)), &question);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_list (asked->row));
  g_signal_connect_data (dialog, "response::accept", G_CALLBACK (accepted_cb), asked, asked_gone_cb,
                         G_CONNECT_SWAPPED);
}

void
panel_calendar_install_deeds (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "calendar.duplicate", NULL, duplicate_cb);
  gtk_widget_class_install_action (widget_class, "calendar.split", NULL, split_cb);
  gtk_widget_class_install_action (widget_class, "calendar.end-now", NULL, end_now_cb);
  gtk_widget_class_install_action (widget_class, "calendar.except", NULL, except_cb);
  gtk_widget_class_install_action (widget_class, "calendar.until", NULL, until_cb);
}
