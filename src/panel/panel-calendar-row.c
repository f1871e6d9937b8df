/* panel-calendar-row.c - one person in the calendar
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-row.h"

#include "panel-calendar-strip.h"
#include "panel-calendar.h"
#include "panel-lazy-row.h"
#include "panel-pill.h"

struct _PanelCalendarRow
{
  GtkBox parent_instance;
  GtkImage *state;
  GtkLabel *name;
  PanelCalendarStrip *strip;
  SessionRow *row; /* NULL: nobody */
  SessionHub *hub; /* that reads it */
  GSignalGroup *watch;
};

G_DEFINE_FINAL_TYPE (PanelCalendarRow, panel_calendar_row, GTK_TYPE_BOX)

static void
show (PanelCalendarRow *self)
{
  PanelCalendar *calendar =
      PANEL_CALENDAR (gtk_widget_get_ancestor (GTK_WIDGET (self), PANEL_TYPE_CALENDAR));
  SessionPresence presence = session_row_presence (self->row);
  g_autofree char *presence_text = session_row_presence_text (self->row);

  panel_pill_set_style (GTK_WIDGET (self->state), presence);
  gtk_image_set_from_icon_name (self->state, panel_pill_icon (presence));
  gtk_label_set_text (self->name, session_row_name (self->row));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), session_row_mail (self->row));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), presence_text);
  panel_calendar_strip_show (self->strip, calendar, self->row);
}

static void
state_changed_cb (SessionRow *row, GParamSpec *pspec, PanelCalendarRow *self)
{
  show (self);
}

static void
set_row (PanelCalendarRow *self, SessionHub *hub, SessionRow *row)
{
  g_autoptr (SessionHub) old_hub = g_steal_pointer (&self->hub);
  g_autoptr (SessionRow) old_row = g_steal_pointer (&self->row);

  g_signal_group_set_target (self->watch, row);
  if (row != NULL) {
    self->hub = g_object_ref (hub);
    self->row = g_object_ref (row);
    show (self);
    session_hub_see (hub, row);
  } else {
    panel_calendar_strip_show (self->strip, NULL, NULL);
  }
  if (old_row != NULL && old_row != row)
    session_hub_lose_sight (old_hub, old_row);
}

static void
panel_calendar_row_dispose (GObject *object)
{
  PanelCalendarRow *self = PANEL_CALENDAR_ROW (object);

  if (self->watch != NULL)
    set_row (self, NULL, NULL);
  g_clear_object (&self->watch);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_CALENDAR_ROW);
  G_OBJECT_CLASS (panel_calendar_row_parent_class)->dispose (object);
}

static void
panel_calendar_row_class_init (PanelCalendarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_calendar_row_dispose;
  g_type_ensure (PANEL_TYPE_CALENDAR_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-calendar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelCalendarRow, state);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendarRow, name);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendarRow, strip);
}

static void
panel_calendar_row_init (PanelCalendarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = g_signal_group_new (SESSION_TYPE_ROW);
  g_signal_group_connect (self->watch, "notify::state-serial", G_CALLBACK (state_changed_cb), self);
}

static GtkWidget *
make_content (void)
{
  return g_object_new (PANEL_TYPE_CALENDAR_ROW, NULL);
}

static void
show_content (GtkWidget *content, gpointer item)
{
  GtkWidget *calendar = gtk_widget_get_ancestor (content, PANEL_TYPE_CALENDAR);

  set_row (PANEL_CALENDAR_ROW (content),
           item != NULL ? panel_calendar_hub (PANEL_CALENDAR (calendar)) : NULL, item);
}

GtkListItemFactory *
panel_calendar_row_factory (void)
{
  static const PanelLazyContent content = { .make = make_content, .show = show_content };

  return panel_lazy_row_factory (&content);
}

GtkWidget *
panel_calendar_row_strip (GtkWidget *lazy)
{
  GtkWidget *row = lazy != NULL ? gtk_widget_get_first_child (lazy) : NULL;

  return row != NULL && PANEL_IS_CALENDAR_ROW (row) ? GTK_WIDGET (PANEL_CALENDAR_ROW (row)->strip)
                                                    : NULL;
}
