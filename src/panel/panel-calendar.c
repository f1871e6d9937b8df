/* panel-calendar.c - the calendar of people and days
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "oof-date.h"
#include "panel-calendar-paint.h"
#include "session-hub-items.h"

#include <locale.h>

#define MINUTE 60 /* seconds: the line of now moves */

enum
{
  BARS_CHANGED,
  GHOST_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelCalendar, panel_calendar, GTK_TYPE_BOX)

static void
span_changed_cb (PanelCalendar *self)
{
  g_autofree char *title = panel_calendar_span_title (self->span);

  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
}

static void
unit_toggled_cb (GtkToggleButton *button, PanelCalendar *self)
{
  PanelCalendarUnit unit = PANEL_CALENDAR_MONTH;

  if (!gtk_toggle_button_get_active (button) || self->span == NULL)
    return;
  if (button == self->week)
    unit = PANEL_CALENDAR_WEEK;
  else if (button == self->quarter)
    unit = PANEL_CALENDAR_QUARTER;
  else if (button == self->year)
    unit = PANEL_CALENDAR_YEAR;
  panel_calendar_span_set_unit (self->span, unit);
}

static void
look_at_clock (PanelCalendar *self)
{
  g_autoptr (GDateTime) now = session_hub_now (self->hub);

  panel_calendar_span_set_now (self->span, now);
}

static gboolean
minute_cb (gpointer user_data)
{
  PanelCalendar *self = user_data;

  look_at_clock (self);
  g_signal_emit_by_name (self->span, "changed");
  return G_SOURCE_CONTINUE;
}

static void
panel_calendar_map (GtkWidget *widget)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);

  GTK_WIDGET_CLASS (panel_calendar_parent_class)->map (widget);
  if (self->hub != NULL)
    minute_cb (self);
  self->clock = g_timeout_add_seconds (MINUTE, minute_cb, self);
}

static void
panel_calendar_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PANEL_CALENDAR (widget)->clock, g_source_remove);
  GTK_WIDGET_CLASS (panel_calendar_parent_class)->unmap (widget);
}

static void
move_cb (GtkWidget *widget, const char *action, GVariant *by)
{
  panel_calendar_span_move (PANEL_CALENDAR (widget)->span, g_variant_get_int32 (by));
}

static void
today_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);

  look_at_clock (self);
  panel_calendar_span_show_today (self->span);
}

/* Alt and an arrow: in reading direction it goes on in time. */
static gboolean
arrow_cb (GtkWidget *widget, GVariant *direction, gpointer user_data)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int by = g_variant_get_int32 (direction);

  panel_calendar_span_move (PANEL_CALENDAR (widget)->span, is_mirrored ? -by : by);
  return TRUE;
}

static void
activated_cb (GtkListView *list, guint position, PanelCalendar *self)
{
  if (panel_calendar_head (self, position) != NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit", NULL);
}

static void
bars_changed_cb (PanelCalendar *self)
{
  g_signal_emit (self, signals[BARS_CHANGED], 0);
  panel_calendar_tell_block (self);
}

static void
show_holidays (PanelCalendar *self)
{
  SessionItems *saved = session_hub_saved_items (self->hub);
  const GPtrArray *all = saved != NULL ? session_items_holidays (saved) : NULL;
  g_autoptr (GPtrArray) holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_days_unref);

  for (guint i = 0; all != NULL && i < all->len; i++)
    g_ptr_array_add (holidays, oof_days_ref (g_ptr_array_index (all, i)));
  panel_calendar_grid_set_holidays (self->grid, holidays);
}

static void
plan_changed_cb (PanelCalendar *self)
{
  show_holidays (self);
  panel_calendar_show_unplanned (self);
  bars_changed_cb (self);
}

static void
legend_changed_cb (PanelCalendarLegend *legend, PanelCalendar *self)
{
  bars_changed_cb (self);
}

static void
people_changed_cb (GListModel *people, guint position, guint removed, guint added,
                   PanelCalendar *self)
{
  panel_calendar_pin (self);
  if (self->is_unfolding)
    return;
  panel_calendar_block_follow (self->block, position, removed, added,
                               g_list_model_get_n_items (people));
}

/* Somebody was chosen by their name, or in the list. */
static void
selection_changed_cb (GtkSelectionModel *people, guint position, guint n_items, PanelCalendar *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (people);
  guint row =
      gtk_bitset_is_empty (chosen) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (chosen);
  PanelCalendarCell cell;

  if (row == GTK_INVALID_LIST_POSITION || !panel_calendar_block_cursor (self->block, &cell) ||
      cell.row == row)
    return;
  cell.row = row;
  panel_calendar_block_go (self->block, &cell, PANEL_CALENDAR_ALONE);
}

void
panel_calendar_take_rows (PanelCalendar *self, GtkSelectionModel *rows)
{
  if (self->people != NULL)
    g_signal_handlers_disconnect_matched (self->people, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA,
                                          0, 0, NULL, people_changed_cb, self);
  if (self->people != NULL)
    g_signal_handlers_disconnect_matched (self->people, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA,
                                          0, 0, NULL, selection_changed_cb, self);
  panel_calendar_block_clear (self->block); /* it counts rows */
  g_set_object (&self->people, rows);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (people_changed_cb), self, 0);
  g_signal_connect_object (rows, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  panel_calendar_set_shown (self, self->is_shown);
}

static void
settings_changed_cb (PanelCalendar *self)
{
  panel_calendar_span_set_first_weekday (self->span,
                                         session_hub_defaults (self->hub)->first_weekday);
}

void
panel_calendar_set_people (PanelCalendar *self, SessionHub *hub, GtkSelectionModel *people)
{
  g_autoptr (GDateTime) now = session_hub_now (hub);
  BaseWeek week;

  base_week_get (setlocale (LC_TIME, NULL), &week);
  g_set_object (&self->hub, hub);
  g_set_object (&self->everyone, people);
  self->span = panel_calendar_span_new (&week, NULL, now);
  g_signal_connect_object (self->span, "changed", G_CALLBACK (span_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "plan-changed", G_CALLBACK (plan_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "settings-changed", G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  settings_changed_cb (self);
  panel_calendar_take_rows (self, people);
  panel_calendar_head_set_span (self->head, self->span);
  panel_calendar_grid_set_span (self->grid, self->span);
  panel_calendar_take_hub (self);
  span_changed_cb (self);
}

void
panel_calendar_set_shown (PanelCalendar *self, gboolean is_shown)
{
  self->is_shown = is_shown;
  gtk_list_view_set_model (self->list, is_shown ? self->people : NULL);
}

void
panel_calendar_enter (PanelCalendar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

PanelCalendarSpan *
panel_calendar_span (PanelCalendar *self)
{
  return self->span;
}

PanelCalendarBlock *
panel_calendar_block (PanelCalendar *self)
{
  return self->block;
}

SessionHub *
panel_calendar_hub (PanelCalendar *self)
{
  return self->hub;
}

const PanelCalendarFilter *
panel_calendar_filter (PanelCalendar *self)
{
  return panel_calendar_legend_filter (self->legend);
}

GHashTable *
panel_calendar_words (PanelCalendar *self)
{
  return self->words;
}

/* What Exchange holds, as the only bar. */
static GArray *
bars_without_plan (SessionRow *row)
{
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (SessionBar));
  SessionBar bar = { .origin = SESSION_ORIGIN_OWN };
  GDateTime *from;
  GDateTime *until;

  if (!session_row_window (row, &from, &until))
    return bars;
  bar.from_s = from != NULL ? g_date_time_to_unix (from) : OOF_DATE_FIRST_S;
  bar.until_s = until != NULL ? g_date_time_to_unix (until) : OOF_OPEN_END;
  g_array_append_val (bars, bar);
  return bars;
}

GArray *
panel_calendar_bars (PanelCalendar *self, SessionRow *row)
{
  GArray *bars;
  gint64 from_s;
  gint64 until_s;

  panel_calendar_span_instants (self->span, &from_s, &until_s);
  bars = session_hub_bars (self->hub, row, from_s, until_s);
  return bars != NULL ? bars : bars_without_plan (row);
}

static void
panel_calendar_dispose (GObject *object)
{
  PanelCalendar *self = PANEL_CALENDAR (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_handle_id (&self->scroller, g_source_remove);
  g_clear_weak_pointer (&self->told);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->drag.is_on)
    g_clear_pointer (&self->drag.hit.bar.item, oof_item_unref);
  self->drag.is_on = FALSE;
  panel_calendar_set_context (self, NULL);
  g_clear_pointer (&self->copied, oof_item_unref);
  g_clear_pointer (&self->own_run, g_free);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_CALENDAR);
  /* The head that is pinned above the rows goes only here, and lets go of what comes next. */
  G_OBJECT_CLASS (panel_calendar_parent_class)->dispose (object);
  g_clear_object (&self->block);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_object (&self->span);
  g_clear_object (&self->people);
  g_clear_object (&self->grouped);
  g_clear_object (&self->everyone);
  g_clear_object (&self->teams);
  g_clear_object (&self->memory);
  g_clear_object (&self->view);
  g_clear_object (&self->hub);
  g_clear_object (&self->cancellable);
}

static void
add_arrows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, arrow_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK, arrow_cb, "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, GDK_ALT_MASK, "calendar.today",
                                       NULL);
}

static void
panel_calendar_class_init (PanelCalendarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_calendar_dispose;
  widget_class->map = panel_calendar_map;
  widget_class->unmap = panel_calendar_unmap;
  g_type_ensure (PANEL_TYPE_CALENDAR_HEAD);
  g_type_ensure (PANEL_TYPE_CALENDAR_GRID);
  g_type_ensure (PANEL_TYPE_CALENDAR_LEGEND);
  g_type_ensure (PANEL_TYPE_CALENDAR_ROW);
  signals[BARS_CHANGED] = g_signal_new ("bars-changed", PANEL_TYPE_CALENDAR, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GHOST_CHANGED] = g_signal_new ("ghost-changed", PANEL_TYPE_CALENDAR, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "calendar.move", "i", move_cb);
  gtk_widget_class_install_action (widget_class, "calendar.today", NULL, today_cb);
  panel_calendar_install_actions (widget_class);
  add_arrows (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-calendar.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, title);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, week);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, quarter);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, year);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, head);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, grid);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, list);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, legend);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, pinned);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, chosen);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, unplanned);
  gtk_widget_class_bind_template_child (widget_class, PanelCalendar, unplanned_words);
  gtk_widget_class_bind_template_callback (widget_class, legend_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
panel_calendar_init (PanelCalendar *self)
{
  g_autoptr (GtkListItemFactory) factory = panel_calendar_row_factory ();

  self->block = panel_calendar_block_new ();
  self->cancellable = g_cancellable_new ();
  self->words = panel_calendar_paint_words_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_object (self->block, "changed", G_CALLBACK (panel_calendar_tell_block), self,
                           G_CONNECT_SWAPPED);
  panel_calendar_add_keys (self);
  panel_calendar_add_mouse (self);
  panel_calendar_add_menu (self);
  panel_calendar_add_teams (self);
  panel_calendar_add_pin (self);
}
