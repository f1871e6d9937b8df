/* panel-calendar-menu.c - what can be done with a cell, a bar or a row of the calendar
 *
 * The menu is made for where it opens, and says how many mailboxes each entry is about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "base-text.h"
#include "panel-calendar-row.h"
#include "session-hub-items.h"

#include <glib/gi18n-lib.h>

#define MOST_TEMPLATES 20
#define MOST_NAME_CHARS 40

static void
add_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

/* "Add an Absence… (12 people)"; the number only where it is more than one. */
static char *
with_people (const char *label, guint n)
{
  g_autofree char *people = NULL;

  if (n == 1)
    return g_strdup (label);
  people = g_strdup_printf (ngettext ("%'u mailbox", "%'u mailboxes", n), n);
  /* Translators: an entry of a menu, and how many mailboxes it is about: "Remove… (12 mailboxes)"
   */
  return g_strdup_printf (_ ("%s (%s)"), label, people);
}

static void
add_counted (GMenu *menu, const char *label, guint n, const char *action)
{
  g_autofree char *text = with_people (label, n);

  g_menu_append (menu, text, action);
}

/* action: takes a template's name. */
static GMenu *
make_template_menu (PanelCalendar *self, const char *action)
{
  GMenu *menu = g_menu_new ();
  SessionItems *saved = session_hub_saved_items (self->hub);
  const GPtrArray *texts = saved != NULL ? session_items_templates (saved) : NULL;

  for (guint i = 0; texts != NULL && i < MIN (texts->len, MOST_TEMPLATES); i++) {
    const OofText *text = texts->pdata[i];
    g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
    g_autofree char *shown = base_text_for_display (text->name, MOST_NAME_CHARS);
    g_auto (GStrv) halves = g_strsplit (shown, "_", -1);
    g_autofree char *label = g_strjoinv ("__", halves); /* it is no mnemonic */

    g_menu_item_set_label (item, label);
    g_menu_item_set_action_and_target (item, action, "s", text->name);
    g_menu_append_item (menu, item);
  }
  return menu;
}

static GMenu *
make_cell_section (PanelCalendar *self)
{
  GMenu *menu = g_menu_new ();
  guint n = panel_calendar_count_people (self);
  g_autoptr (GMenu) templates = make_template_menu (self, "calendar.new-template");
  g_autofree char *from = with_people (_ ("Add from a _Template"), n);

  add_counted (menu, _ ("_Add an Absence…"), n, "calendar.new");
  if (g_menu_model_get_n_items (G_MENU_MODEL (templates)) > 0)
    g_menu_append_submenu (menu, from, G_MENU_MODEL (templates));
  add_counted (menu, _ ("Mark as _Out in the Calendar Only…"), n, "calendar.new-shown");
  if (self->copied != NULL)
    add_counted (menu, _ ("_Paste the Absence"), n, "calendar.paste");
  return menu;
}

static GMenu *
make_move_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("One Day _Earlier"), "calendar.shift((-1,-1))");
  g_menu_append (menu, _ ("One Day _Later"), "calendar.shift((1,1))");
  g_menu_append (menu, _ ("One _Week Earlier"), "calendar.shift((-7,-7))");
  g_menu_append (menu, _ ("One Week L_ater"), "calendar.shift((7,7))");
  return menu;
}

static GMenu *
make_length_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("One _Day Longer"), "calendar.shift((0,1))");
  g_menu_append (menu, _ ("One _Week Longer"), "calendar.shift((0,7))");
  g_menu_append (menu, _ ("_Until…"), "calendar.until");
  g_menu_append (menu, _ ("One Day _Shorter"), "calendar.shift((0,-1))");
  g_menu_append (menu, _ ("Begins One Day _Earlier"), "calendar.shift((-1,0))");
  g_menu_append (menu, _ ("Begins One Day _Later"), "calendar.shift((1,0))");
  return menu;
}

/* Each where there is something to do. */
static void
add_deeds (PanelCalendar *self, GMenu *menu)
{
  static const struct
  {
    PanelCalendarDeed deed;
    const char *label;
    const char *action;
  } deeds[] = {
    { PANEL_CALENDAR_END_NOW, N_ ("End No_w"), "calendar.end-now" },
    { PANEL_CALENDAR_DUPLICATE, N_ ("D_uplicate"), "calendar.duplicate" },
    { PANEL_CALENDAR_SPLIT, N_ ("Split _Here"), "calendar.split" },
    { PANEL_CALENDAR_EXCEPT, N_ ("Make This Occurrence an E_xception"), "calendar.except" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++) {
    guint n = panel_calendar_count_deed (self, deeds[i].deed);

    if (n > 0)
      add_counted (menu, _ (deeds[i].label), n, deeds[i].action);
  }
}

static GMenu *
make_item_section (PanelCalendar *self)
{
  GMenu *menu = g_menu_new ();
  gboolean is_one = panel_calendar_count_absences (self) == 1;
  guint n = panel_calendar_count_mailboxes (self);
  g_autofree char *move = with_people (_ ("_Move"), n);
  g_autofree char *length = with_people (_ ("Change _Length"), n);
  g_autoptr (GMenu) moves = make_move_menu ();
  g_autoptr (GMenu) lengths = make_length_menu ();

  if (is_one)
    add_counted (menu, _ ("_Edit…"), n, "calendar.open");
  g_menu_append_submenu (menu, move, G_MENU_MODEL (moves));
  g_menu_append_submenu (menu, length, G_MENU_MODEL (lengths));
  if (is_one && panel_calendar_can_end_today (self, &self->context))
    add_counted (menu, _ ("E_nd Today"), n, "calendar.end-today");
  add_deeds (self, menu);
  if (is_one)
    g_menu_append (menu, _ ("_Copy"), "calendar.copy");
  if (is_one && self->context.n_hidden > 0)
    g_menu_append (menu, _ ("Show the Con_flict…"), "calendar.conflict");
  add_counted (menu, _ ("_Remove…"), n, "calendar.remove");
  return menu;
}

/* The person's own reply, or those of all in the block who have one. */
static GMenu *
make_own_section (PanelCalendar *self)
{
  GMenu *menu = g_menu_new ();
  guint n = panel_calendar_count_own (self);
  gboolean is_one = n == 1 && panel_calendar_count_people (self) == 1;
  g_autoptr (GMenu) templates = make_template_menu (self, "calendar.own-template");
  g_autofree char *replace = with_people (_ ("_Replace from a Template"), n);

  if (self->has_context && self->context.item == NULL && self->context.n_hidden > 0)
    g_menu_append (menu, _ ("Show the Con_flict…"), "calendar.conflict");

  if (is_one)
    g_menu_append (menu, _ ("_Show and Edit the Reply…"), "win.edit");
  add_counted (menu, _ ("Ad_opt as an Absence"), n, "calendar.own-adopt");
  add_counted (menu, _ ("_Protect"), n, "calendar.own-protect(true)");
  add_counted (menu, _ ("_Lift the Protection"), n, "calendar.own-protect(false)");
  if (g_menu_model_get_n_items (G_MENU_MODEL (templates)) > 0)
    g_menu_append_submenu (menu, replace, G_MENU_MODEL (templates));
  if (is_one)
    g_menu_append (menu, _ ("S_witch Off…"), "win.switch-off");
  else
    add_counted (menu, _ ("S_witch Off…"), n, "calendar.own-switch-off");
  return menu;
}

static GMenu *
make_row_section (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("_Edit the Reply…"), "win.edit");
  g_menu_append (menu, _ ("_Doctor…"), "win.doctor");
  g_menu_append (menu, _ ("_Test Access to the Mailbox…"), "win.test");
  return menu;
}

static GMenu *
make_address_section (PanelCalendar *self)
{
  GMenu *menu = g_menu_new ();
  guint n = panel_calendar_count_people (self);

  if (n == 1)
    g_menu_append (menu, _ ("Copy the _Address"), "calendar.copy-address");
  else
    add_counted (menu, _ ("Copy the _Addresses"), n, "calendar.copy-address");
  return menu;
}

static GMenu *
make_team_section (SessionTeamHead *head)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, session_team_head_is_open (head) ? _ ("_Close") : _ ("_Open"),
                 "calendar.toggle");
  g_menu_append (menu, _ ("Open _All"), "calendar-view.all-open(true)");
  g_menu_append (menu, _ ("C_lose All"), "calendar-view.all-open(false)");
  return menu;
}

static GMenu *
make_menu (PanelCalendar *self, gboolean is_among_days)
{
  GMenu *menu = g_menu_new ();
  SessionTeamHead *head = NULL;
  PanelCalendarCell cursor;

  if (panel_calendar_block_cursor (self->block, &cursor))
    head = panel_calendar_head (self, cursor.row);
  if (is_among_days && panel_calendar_count_absences (self) > 0)
    add_section (menu, make_item_section (self));
  if (is_among_days && panel_calendar_count_own (self) > 0 &&
      (panel_calendar_block_is_wide (self->block) ||
       (self->has_context && self->context.item == NULL)))
    add_section (menu, make_own_section (self));
  if (is_among_days)
    add_section (menu, make_cell_section (self));
  add_section (menu, head != NULL ? make_team_section (head) : make_row_section ());
  add_section (menu, make_address_section (self));
  return menu;
}

/* The keys go on from where they were. */
static void
closed_cb (PanelCalendar *self)
{
  PanelCalendarCell cursor;

  if (panel_calendar_block_cursor (self->block, &cursor))
    panel_calendar_go (self, &cursor, PANEL_CALENDAR_CURSOR);
}

static void
popup (PanelCalendar *self, const GdkRectangle *place, gboolean is_among_days)
{
  g_autoptr (GMenu) menu = make_menu (self, is_among_days);

  if (self->menu == NULL) {
    self->menu = gtk_popover_menu_new_from_model (NULL);
    gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
    g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (closed_cb), self);
    gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, PanelCalendar *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  PanelCalendarCell cell;
  PanelCalendarHit hit;
  graphene_point_t point;
  gboolean is_among_days = panel_calendar_is_among_days (self, x, y);

  if (!panel_calendar_find_cell (self, x, y, &cell) ||
      !gtk_widget_compute_point (list, GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  panel_calendar_go (self, &cell,
                     panel_calendar_block_has (self->block, &cell) ? PANEL_CALENDAR_CURSOR
                                                                   : PANEL_CALENDAR_ALONE);
  panel_calendar_set_context (
      self, is_among_days && panel_calendar_find_hit (self, x, y, &hit) ? &hit.bar : NULL);
  popup (self, &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 }, is_among_days);
}

/* Below the cursor's cell. */
gboolean
panel_calendar_popup_menu (PanelCalendar *self)
{
  PanelCalendarCell cursor;
  GtkWidget *row;
  GtkWidget *strip;
  graphene_rect_t place;
  gint32 index;
  float day;

  if (!panel_calendar_block_cursor (self->block, &cursor))
    return FALSE;
  row = panel_calendar_find_row (self, cursor.row);
  strip = row != NULL ? panel_calendar_row_strip (gtk_widget_get_first_child (row)) : NULL;
  if (strip == NULL || !gtk_widget_compute_bounds (strip, GTK_WIDGET (self), &place))
    return FALSE;
  index = cursor.day - panel_calendar_span_first (self->span);
  day = place.size.width / (float) panel_calendar_span_n_days (self->span);
  if (gtk_widget_get_direction (strip) == GTK_TEXT_DIR_RTL)
    index = (gint32) panel_calendar_span_n_days (self->span) - 1 - index;
  panel_calendar_find_context (self);
  popup (self,
         &(GdkRectangle){ (int) (place.origin.x + (float) index * day), (int) place.origin.y,
                          MAX ((int) day, 1), (int) place.size.height },
         TRUE);
  return TRUE;
}

void
panel_calendar_add_menu (PanelCalendar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
}
