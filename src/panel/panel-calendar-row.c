/* panel-calendar-row.c - one person in the calendar
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-row.h"

#include "panel-calendar-marks.h"
#include "panel-calendar-private.h"
#include "panel-lazy-row.h"
#include "panel-pill.h"
#include "session-words-item.h"

#include <glib/gi18n-lib.h>

struct _PanelCalendarRow
{
  GtkBox parent_instance;
  GtkImage *state;
  GtkLabel *name;
  GtkImage *note; /* what there is to say about the mailbox */
  PanelCalendarStrip *strip;
  SessionRow *row; /* NULL: nobody */
  SessionHub *hub; /* that reads it */
  GSignalGroup *watch;
  GSignalGroup *watch_calendar;
  SessionTeamHead *head; /* instead of a person; NULL: none */
  GSignalGroup *watch_head;
};

G_DEFINE_FINAL_TYPE (PanelCalendarRow, panel_calendar_row, GTK_TYPE_BOX)

/* Asked for when it is to be seen: GTK asks the X server where the pointer is whenever a tooltip is
 * set, which took a tenth of a frame while rows pass by. */
static gboolean
tell (GtkTooltip *tooltip, const char *text)
{
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static gboolean
name_asked_cb (GtkWidget *name, int x, int y, gboolean is_by_key, GtkTooltip *tooltip,
               PanelCalendarRow *self)
{
  if (self->head != NULL)
    return tell (tooltip, session_team_head_name (self->head));
  return tell (tooltip, self->row != NULL ? session_row_mail (self->row) : NULL);
}

static gboolean
state_asked_cb (GtkWidget *state, int x, int y, gboolean is_by_key, GtkTooltip *tooltip,
                PanelCalendarRow *self)
{
  g_autofree char *presence = NULL;

  if (self->head != NULL)
    return tell (tooltip, session_team_head_is_open (self->head) ? _ ("Close") : _ ("Open"));
  presence = self->row != NULL ? session_row_presence_text (self->row) : NULL;
  return tell (tooltip, presence);
}

static gboolean
note_asked_cb (GtkWidget *note, int x, int y, gboolean is_by_key, GtkTooltip *tooltip,
               PanelCalendarRow *self)
{
  SessionMarks marks = self->row != NULL ? session_hub_mailbox_marks (self->hub, self->row) : 0;
  g_autofree char *words = marks != 0 ? session_words_mailbox (marks) : NULL;

  return tell (tooltip, words);
}

/* The weightiest of them; the tip tells all. */
static void
show_note (PanelCalendarRow *self)
{
  SessionMarks marks = self->row != NULL ? session_hub_mailbox_marks (self->hub, self->row) : 0;

  if (marks != 0)
    gtk_image_set_from_icon_name (self->note, panel_calendar_marks_icon (marks));
  else
    gtk_image_clear (self->note);
}

static void
show (PanelCalendarRow *self)
{
  PanelCalendar *calendar =
      PANEL_CALENDAR (gtk_widget_get_ancestor (GTK_WIDGET (self), PANEL_TYPE_CALENDAR));
  SessionPresence presence = session_row_presence (self->row);

  panel_pill_set_style (GTK_WIDGET (self->state), presence);
  gtk_image_set_from_icon_name (self->state, panel_pill_icon (presence));
  gtk_label_set_text (self->name, session_row_name (self->row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  session_row_mail (self->row), -1);
  panel_calendar_strip_show (self->strip, calendar, self->row);
  g_signal_group_set_target (self->watch_calendar, calendar);
  show_note (self);
}

static void
state_changed_cb (SessionRow *row, GParamSpec *pspec, PanelCalendarRow *self)
{
  GtkWidget *calendar = gtk_widget_get_ancestor (GTK_WIDGET (self), PANEL_TYPE_CALENDAR);

  show (self);
  if (calendar != NULL)
    panel_calendar_note_state (PANEL_CALENDAR (calendar));
}

static char *
describe_head (SessionTeamHead *head)
{
  guint n_shown = session_team_head_n_shown (head);
  guint n_all = session_team_head_n_all (head);

  if (n_shown == n_all)
    return g_strdup_printf ("%'u", n_all);
  /* Translators: how many people of a department are shown, and how many there are: "3 of 12" */
  return g_strdup_printf (_ ("%'u of %'u"), n_shown, n_all);
}

static void
show_head (PanelCalendarRow *self)
{
  PanelCalendar *calendar =
      PANEL_CALENDAR (gtk_widget_get_ancestor (GTK_WIDGET (self), PANEL_TYPE_CALENDAR));
  gboolean is_open = session_team_head_is_open (self->head);
  g_autofree char *count = describe_head (self->head);
  g_autofree char *text = g_strdup_printf ("%s (%s)", session_team_head_name (self->head), count);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE); /* the number stays */
  gtk_label_set_attributes (self->name, bold); /* not by a style: the label would be wider */
  gtk_image_set_from_icon_name (self->state, is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_label_set_text (self->name, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  session_team_head_name (self->head), -1);
  panel_calendar_strip_show_head (self->strip, calendar, self->head);
}

/* What a screen reader says of the row: open or closed, or neither. */
static void
tell_expanded (PanelCalendarRow *self)
{
  GtkWidget *lazy = gtk_widget_get_ancestor (GTK_WIDGET (self), PANEL_TYPE_LAZY_ROW);
  GtkWidget *row = lazy != NULL ? gtk_widget_get_parent (lazy) : NULL;

  if (row == NULL)
    return;
  if (self->head != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED,
                                 session_team_head_is_open (self->head), -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED);
}

static void
head_changed_cb (SessionTeamHead *head, GParamSpec *pspec, PanelCalendarRow *self)
{
  GtkWidget *calendar = gtk_widget_get_ancestor (GTK_WIDGET (self), PANEL_TYPE_CALENDAR);

  show_head (self);
  tell_expanded (self);
  if (calendar != NULL)
    panel_calendar_tell_block (PANEL_CALENDAR (calendar));
}

void
panel_calendar_row_set_head (PanelCalendarRow *self, SessionTeamHead *head)
{
  gboolean had_head = self->head != NULL;

  g_signal_group_set_target (self->watch_head, head);
  g_set_object (&self->head, head);
  if (head != NULL) {
    gtk_widget_add_css_class (GTK_WIDGET (self), "team");
    panel_pill_set_style (GTK_WIDGET (self->state), SESSION_PRESENCE_UNKNOWN);
    show_head (self);
  } else if (had_head) {
    gtk_widget_remove_css_class (GTK_WIDGET (self), "team");
    gtk_label_set_attributes (self->name, NULL);
    gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
    panel_calendar_strip_show (self->strip, NULL, NULL);
  }
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
    g_signal_group_set_target (self->watch_calendar, NULL);
    show_note (self);
  }
  if (old_row != NULL && old_row != row)
    session_hub_lose_sight (old_hub, old_row);
}

static void
panel_calendar_row_dispose (GObject *object)
{
  PanelCalendarRow *self = PANEL_CALENDAR_ROW (object);

  if (self->watch != NULL) {
    set_row (self, NULL, NULL);
    panel_calendar_row_set_head (self, NULL);
  }
  g_clear_object (&self->watch);
  g_clear_object (&self->watch_head);
  g_clear_object (&self->watch_calendar);
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
  gtk_widget_class_bind_template_child (widget_class, PanelCalendarRow, note);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendarRow, strip);
  gtk_widget_class_bind_template_callback (widget_class, name_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_asked_cb);
}

static void
panel_calendar_row_init (PanelCalendarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = g_signal_group_new (SESSION_TYPE_ROW);
  g_signal_group_connect (self->watch, "notify::state-serial", G_CALLBACK (state_changed_cb), self);
  self->watch_calendar = g_signal_group_new (PANEL_TYPE_CALENDAR);
  g_signal_group_connect_swapped (self->watch_calendar, "bars-changed", G_CALLBACK (show_note),
                                  self);
  self->watch_head = g_signal_group_new (SESSION_TYPE_TEAM_HEAD);
  g_signal_group_connect (self->watch_head, "notify::serial", G_CALLBACK (head_changed_cb), self);
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
  PanelCalendarRow *self = PANEL_CALENDAR_ROW (content);
  SessionRow *row = item != NULL && SESSION_IS_ROW (item) ? item : NULL;
  SessionTeamHead *head = item != NULL && SESSION_IS_TEAM_HEAD (item) ? item : NULL;

  if (head == NULL)
    panel_calendar_row_set_head (self, NULL);
  if (row != NULL || self->row != NULL)
    set_row (self, row != NULL ? panel_calendar_hub (PANEL_CALENDAR (calendar)) : NULL, row);
  if (head != NULL)
    panel_calendar_row_set_head (self, head);
  if (item != NULL && panel_calendar_teams (PANEL_CALENDAR (calendar)) != NULL)
    tell_expanded (self);
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
