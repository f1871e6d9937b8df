/* panel-calendar-teams.c - the rows of the calendar put together by department and such
 *
 * The list then shows a model of its own, whose selection and that of the people follow each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#define GROUP "calendar"
#define KIND_KEY "group-by"
#define WARN_KEY "warn-above"
#define WARN_AT_FIRST 50 /* percent */

SessionTeamList *
panel_calendar_teams (PanelCalendar *self)
{
  return self->grouped != NULL && self->people == self->grouped ? self->teams : NULL;
}

guint
panel_calendar_warn (PanelCalendar *self)
{
  return self->warn;
}

void
panel_calendar_note_state (PanelCalendar *self)
{
  if (panel_calendar_teams (self) != NULL)
    session_team_list_note_state (self->teams);
}

SessionTeamHead *
panel_calendar_head (PanelCalendar *self, guint row)
{
  g_autoptr (GObject) item = NULL;

  if (panel_calendar_teams (self) == NULL)
    return NULL;
  item = g_list_model_get_item (G_LIST_MODEL (self->people), row);
  return item != NULL && SESSION_IS_TEAM_HEAD (item) ? SESSION_TEAM_HEAD (item) : NULL;
}

/* Whoever is selected in one model is in the other one. */
static void
grouped_selected_cb (GtkSingleSelection *grouped, GParamSpec *pspec, PanelCalendar *self)
{
  guint position = gtk_single_selection_get_selected (grouped);
  guint place;

  if (panel_calendar_teams (self) == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  if (session_team_list_find_source (self->teams, position, &place))
    gtk_selection_model_select_item (self->everyone, place, TRUE);
  else
    gtk_selection_model_unselect_all (self->everyone);
}

static void
everyone_selected_cb (GtkSelectionModel *everyone, guint position, guint n, PanelCalendar *self)
{
  GtkSingleSelection *grouped = GTK_SINGLE_SELECTION (self->grouped);
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (everyone);
  g_autoptr (SessionRow) row = NULL;
  guint found;

  if (panel_calendar_teams (self) == NULL || gtk_bitset_is_empty (chosen))
    return;
  row = g_list_model_get_item (G_LIST_MODEL (everyone), gtk_bitset_get_minimum (chosen));
  if (row != NULL && gtk_single_selection_get_selected_item (grouped) != (gpointer) row &&
      session_team_list_find (self->teams, row, &found))
    gtk_single_selection_set_selected (grouped, found);
}

static void
show_days (PanelCalendar *self)
{
  session_team_list_set_days (self->teams, panel_calendar_span_first (self->span),
                              panel_calendar_span_n_days (self->span));
}

/* The rows of everybody, or of the parts. */
static void
show_kind (PanelCalendar *self, SessionTeamKind kind)
{
  gboolean is_grouped = kind != SESSION_TEAM_NONE;

  session_team_list_set_kind (self->teams, kind);
  show_days (self);
  if ((panel_calendar_teams (self) != NULL) != is_grouped)
    panel_calendar_take_rows (self, is_grouped ? self->grouped : self->everyone);
  panel_calendar_pin (self);
}

static SessionTeamKind
kind_of (const char *name)
{
  for (guint i = 0; name != NULL && i < SESSION_N_TEAM_KINDS; i++)
    if (g_str_equal (name, session_team_kind_names[i]))
      return (SessionTeamKind) i;
  return SESSION_TEAM_NONE;
}

static void
kind_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  PanelCalendar *self = data;
  SessionTeamKind kind = kind_of (g_variant_get_string (value, NULL));

  g_simple_action_set_state (action, value);
  panel_memory_set (self->memory, GROUP, KIND_KEY, session_team_kind_names[kind]);
  if (self->teams != NULL)
    show_kind (self, kind);
}

static void
warn_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  PanelCalendar *self = data;
  const char *text = g_variant_get_string (value, NULL);
  guint64 warn;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 100, &warn, NULL))
    return; /* the file says anything */
  g_simple_action_set_state (action, value);
  panel_memory_set (self->memory, GROUP, WARN_KEY, text);
  self->warn = (guint) warn;
  g_signal_emit_by_name (self, "bars-changed");
}

static void
all_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  PanelCalendar *self = data;

  if (panel_calendar_teams (self) != NULL)
    session_team_list_set_all_open (self->teams, g_variant_get_boolean (value));
}

static void
recall (PanelCalendar *self, const char *key, const char *action)
{
  g_autofree char *value = panel_memory_get (self->memory, GROUP, key);

  if (value != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self->view), action,
                                    g_variant_new_string (value));
}

static void
remembered_cb (PanelMemory *memory, PanelCalendar *self)
{
  recall (self, KIND_KEY, "group-by");
  recall (self, WARN_KEY, "warn-above");
}

/* The selected cells follow: those of a part that opens are selected where its row was. */
static void
fold (PanelCalendar *self, guint row, SessionTeamHead *head, gboolean is_open)
{
  guint n = session_team_head_n_shown (head);

  if (session_team_head_is_open (head) == is_open)
    return;
  self->is_unfolding = is_open;
  session_team_list_set_open (self->teams, head, is_open);
  self->is_unfolding = FALSE;
  if (is_open)
    panel_calendar_block_unfold (self->block, row, n);
  panel_calendar_pin (self);
}

gboolean
panel_calendar_toggle (PanelCalendar *self, guint row)
{
  SessionTeamHead *head = panel_calendar_head (self, row);

  if (head == NULL)
    return FALSE;
  fold (self, row, head, !session_team_head_is_open (head));
  return TRUE;
}

static gboolean
close_around (PanelCalendar *self, const PanelCalendarCell *cursor)
{
  PanelCalendarCell cell = *cursor;

  while (cell.row > 0 && panel_calendar_head (self, cell.row) == NULL)
    cell.row--;
  if (panel_calendar_head (self, cell.row) == NULL)
    return FALSE;
  panel_calendar_go (self, &cell, PANEL_CALENDAR_ALONE);
  fold (self, cell.row, panel_calendar_head (self, cell.row), FALSE);
  return TRUE;
}

gboolean
panel_calendar_fold_key (PanelCalendar *self, guint key, GdkModifierType state)
{
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  SessionTeamHead *head;
  PanelCalendarCell cell;

  if (panel_calendar_teams (self) == NULL || (state & GDK_CONTROL_MASK) ||
      !panel_calendar_block_cursor (self->block, &cell))
    return FALSE;
  head = panel_calendar_head (self, cell.row);
  if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    return close_around (self, &cell);
  if (head == NULL)
    return FALSE;
  if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add) {
    fold (self, cell.row, head, TRUE);
    return TRUE;
  }
  if ((state & GDK_SHIFT_MASK) || (key != GDK_KEY_Left && key != GDK_KEY_Right))
    return FALSE;
  /* Where there is nothing to open or close any more, they go through the days. */
  if (session_team_head_is_open (head) == ((key == GDK_KEY_Right) != is_mirrored))
    return FALSE;
  return panel_calendar_toggle (self, cell.row);
}

static void
released_cb (GtkGestureClick *click, int n, double x, double y, PanelCalendar *self)
{
  PanelCalendarCell cell;

  if (!panel_calendar_is_among_days (self, x, y) && panel_calendar_find_cell (self, x, y, &cell) &&
      panel_calendar_toggle (self, cell.row))
    gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
}

void
panel_calendar_take_hub (PanelCalendar *self)
{
  GtkSingleSelection *grouped;
  g_autoptr (GVariant) kind =
      g_action_group_get_action_state (G_ACTION_GROUP (self->view), "group-by");

  self->teams = session_team_list_new (self->hub, G_LIST_MODEL (self->everyone));
  grouped = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->teams)));
  gtk_single_selection_set_autoselect (grouped, FALSE);
  gtk_single_selection_set_can_unselect (grouped, TRUE);
  self->grouped = GTK_SELECTION_MODEL (grouped);
  g_signal_connect_object (grouped, "notify::selected-item", G_CALLBACK (grouped_selected_cb), self,
                           0);
  g_signal_connect_object (self->everyone, "selection-changed", G_CALLBACK (everyone_selected_cb),
                           self, 0);
  g_signal_connect_object (self->span, "changed", G_CALLBACK (show_days), self, G_CONNECT_SWAPPED);
  show_kind (self, kind_of (g_variant_get_string (kind, NULL)));
}

void
panel_calendar_add_teams (PanelCalendar *self)
{
  static const GActionEntry entries[] = {
    { "group-by", kind_cb, "s", "'none'", NULL, { 0 } },
    { "warn-above", warn_cb, "s", "'50'", NULL, { 0 } },
    { "all-open", all_cb, "b", NULL, NULL, { 0 } },
  };
  GtkGesture *click = gtk_gesture_click_new ();

  self->warn = WARN_AT_FIRST;
  self->view = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->view), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "calendar-view", G_ACTION_GROUP (self->view));
  self->memory = panel_memory_new ();
  g_signal_connect_object (self->memory, "read", G_CALLBACK (remembered_cb), self, 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
}
