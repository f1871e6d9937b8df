/* panel-calendar-select.c - the cursor in the calendar, and what is told of what is selected
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "panel-calendar-density.h"
#include "panel-lazy-row.h"
#include "session-words-item.h"

#include <glib/gi18n-lib.h>

GtkWidget *
panel_calendar_find_row (PanelCalendar *self, guint position)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *content = gtk_widget_get_first_child (row);

    if (content != NULL && panel_lazy_row_position (content) == position)
      return row;
  }
  return NULL;
}

static void
show_day (PanelCalendar *self, gint32 day)
{
  gint32 first = panel_calendar_span_first (self->span);

  if (day < first || day >= first + (gint32) panel_calendar_span_n_days (self->span))
    panel_calendar_span_show_day (self->span, day);
}

void
panel_calendar_go (PanelCalendar *self, const PanelCalendarCell *cell, PanelCalendarHow how)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *row;

  panel_calendar_block_go (self->block, cell, how);
  show_day (self, cell->day);
  if (panel_calendar_teams (self) != NULL && cell->row > 0) /* not below the pinned head */
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", cell->row - 1);
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", cell->row);
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", cell->row, FALSE, FALSE);
  row = panel_calendar_find_row (self, cell->row);
  if (row != NULL && !gtk_widget_has_focus (row))
    gtk_widget_grab_focus (row);
  panel_calendar_tell_block (self);
}

/* The row's strip at that height; NULL: none is there. */
static GtkWidget *
find_strip (PanelCalendar *self, double y)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *hit = gtk_widget_pick (list, gtk_widget_get_width (list) / 2.0, y, GTK_PICK_DEFAULT);

  while (hit != NULL && gtk_widget_get_parent (hit) != list)
    hit = gtk_widget_get_parent (hit);
  return hit != NULL ? panel_calendar_row_strip (gtk_widget_get_first_child (hit)) : NULL;
}

gboolean
panel_calendar_find_place (PanelCalendar *self, double x, double y, guint *ret_row,
                           double *ret_place)
{
  GtkWidget *strip = find_strip (self, y);
  graphene_point_t point;
  double along;
  guint row;

  if (strip == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self->list), strip,
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return FALSE;
  row = panel_lazy_row_position (strip);
  if (row == GTK_INVALID_LIST_POSITION)
    return FALSE;
  along = point.x / MAX (gtk_widget_get_width (strip), 1);
  if (gtk_widget_get_direction (strip) == GTK_TEXT_DIR_RTL)
    along = 1 - along;
  *ret_row = row;
  *ret_place = along * panel_calendar_span_n_days (self->span);
  return TRUE;
}

gboolean
panel_calendar_find_cell (PanelCalendar *self, double x, double y, PanelCalendarCell *ret)
{
  int n = (int) panel_calendar_span_n_days (self->span);
  double place;

  if (!panel_calendar_find_place (self, x, y, &ret->row, &place))
    return FALSE;
  ret->day = panel_calendar_span_first (self->span) + CLAMP ((int) place, 0, n - 1);
  return TRUE;
}

gboolean
panel_calendar_find_hit (PanelCalendar *self, double x, double y, PanelCalendarHit *ret)
{
  GtkWidget *strip = find_strip (self, y);
  graphene_point_t point;

  return strip != NULL &&
         gtk_widget_compute_point (GTK_WIDGET (self->list), strip,
                                   &GRAPHENE_POINT_INIT ((float) x, (float) y), &point) &&
         panel_calendar_strip_find (PANEL_CALENDAR_STRIP (strip), point.x, ret);
}

SessionRow *
panel_calendar_person (PanelCalendar *self, guint row)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->people), row);

  return item != NULL && SESSION_IS_ROW (item) ? SESSION_ROW (g_steal_pointer (&item)) : NULL;
}

static char *
tell_count (PanelCalendar *self)
{
  PanelCalendarCount count;
  g_autofree char *people = NULL;
  g_autofree char *days = NULL;
  gulong n_cells;

  if (!panel_calendar_block_is_wide (self->block))
    return g_strdup ("");
  panel_calendar_count_block (self, &count);
  people = g_strdup_printf (ngettext ("%'u person", "%'u people", count.n_rows), count.n_rows);
  if (count.n_cells == (guint64) count.n_rows * (guint64) count.n_days) {
    days = g_strdup_printf (ngettext ("%'d day", "%'d days", (gulong) count.n_days), count.n_days);
    /* Translators: what is selected in the calendar: "12 people × 5 days" */
    return g_strdup_printf (_ ("%s × %s"), people, days);
  }
  n_cells = (gulong) count.n_cells;
  days = g_strdup_printf (ngettext ("%'lu day in all", "%'lu days in all", n_cells), n_cells);
  /* Translators: what is selected in the calendar: "3 people, 9 days in all" */
  return g_strdup_printf (_ ("%s, %s"), people, days);
}

static char *
tell_day (PanelCalendar *self, gint32 day)
{
  gint32 index = day - panel_calendar_span_first (self->span);
  char text[128] = "";
  GDate date;

  if (index >= 0 && index < (gint32) panel_calendar_span_n_days (self->span)) {
    panel_calendar_span_day (self->span, (guint) index, &date);
    /* Translators: a day of the calendar as it is read aloud; see strftime(3) */
    g_date_strftime (text, sizeof text, _ ("%A %-d %B %Y"), &date);
  }
  return g_strdup (text);
}

/* The cursor is in the row of a part. Caller frees. */
static char *
tell_head (PanelCalendar *self, const PanelCalendarCell *cursor, const char *day)
{
  SessionTeamHead *head = panel_calendar_head (self, cursor->row);
  g_autofree char *text =
      head != NULL ? panel_calendar_density_text (head, cursor->day, self->warn) : NULL;

  /* Translators: a day, and a sentence about who is away on it */
  return text != NULL ? g_strdup_printf (_ ("%s; %s"), day, text) : g_strdup ("");
}

/* Who, which day, what is there; and what is selected in all. */
static char *
tell_cursor (PanelCalendar *self, const PanelCalendarCell *cursor, const char *count)
{
  g_autoptr (SessionRow) row = panel_calendar_person (self, cursor->row);
  g_autofree char *day = tell_day (self, cursor->day);
  g_autofree char *bar_text = NULL;
  g_autofree char *cell = NULL;
  g_autofree char *mailbox = NULL;
  SessionBar bar;

  if (row == NULL)
    return tell_head (self, cursor, day);
  if (panel_calendar_find_bar (self, cursor, &bar))
    bar_text = session_hub_bar_text (self->hub, row, &bar);
  if (bar_text != NULL)
    /* Translators: a day, and a sentence about somebody's absence on it */
    cell = g_strdup_printf (_ ("%s; %s"), day, bar_text);
  else
    mailbox = session_words_mailbox (session_hub_mailbox_marks (self->hub, row));
  if (mailbox != NULL)
    /* Translators: a person's name, a day, and perhaps what there is to say about the mailbox */
    cell = g_strdup_printf (*mailbox != '\0' ? _ ("%s, %s, %s") : _ ("%s, %s"),
                            session_row_name (row), day, mailbox);
  if (*count == '\0')
    return g_steal_pointer (&cell);
  /* Translators: a cell of the calendar, and "12 people × 5 days" */
  return g_strdup_printf (_ ("%s; %s selected"), cell, count);
}

static void
describe (GtkWidget *row, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

void
panel_calendar_tell_block (PanelCalendar *self)
{
  g_autofree char *count = tell_count (self);
  g_autofree char *text = NULL;
  PanelCalendarCell cursor;
  GtkWidget *row = NULL;

  gtk_label_set_text (self->chosen, count);
  if (panel_calendar_block_cursor (self->block, &cursor))
    row = panel_calendar_find_row (self, cursor.row);
  if (self->told != NULL && self->told != row)
    describe (self->told, "");
  g_set_weak_pointer (&self->told, row);
  if (row == NULL)
    return;
  text = tell_cursor (self, &cursor, count);
  describe (row, text);
}
