/* panel-out.c - the window "Who Is Out"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-out.h"

#include "panel-out-print.h"
#include "panel-out-row.h"
#include "panel-save-file.h"
#include "panel-toast.h"
#include "session-hub-out.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  UNIT_NOW,
  UNIT_DAY,
  UNIT_WEEK
} Unit;

struct _PanelOut
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkDropDown *unit;
  GtkMenuButton *day_button;
  GtkCalendar *calendar;
  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *nobody;
  GtkLabel *summary;

  SessionHub *hub;
  GListStore *rows; /* PanelOutRow */
  SessionOut *out;  /* what is shown; NULL: not yet */
  GDateTime *day;   /* local, the first that is shown */
  GCancellable *cancellable;
  gboolean is_asking;
  gboolean wants_more; /* something has changed meanwhile */
};

G_DEFINE_FINAL_TYPE (PanelOut, panel_out, ADW_TYPE_WINDOW)

static void ask (PanelOut *self);

static GDateTime *
midnight (GDateTime *moment)
{
  return g_date_time_new_local (g_date_time_get_year (moment), g_date_time_get_month (moment),
                                g_date_time_get_day_of_month (moment), 0, 0, 0);
}

static GDateTime *
new_today (PanelOut *self)
{
  g_autoptr (GDateTime) now = session_hub_now (self->hub);
  g_autoptr (GDateTime) here = g_date_time_to_local (now);

  return midnight (here);
}

/* The instants that are asked for. */
static void
find_span (PanelOut *self, gint64 *ret_from_s, gint64 *ret_until_s)
{
  Unit unit = gtk_drop_down_get_selected (self->unit);
  g_autoptr (GDateTime) end = g_date_time_add_days (self->day, unit == UNIT_WEEK ? 7 : 1);
  g_autoptr (GDateTime) now = session_hub_now (self->hub);

  *ret_from_s = g_date_time_to_unix (unit == UNIT_NOW ? now : self->day);
  *ret_until_s = unit == UNIT_NOW ? *ret_from_s + 1 : g_date_time_to_unix (end);
}

static void
show (PanelOut *self, gboolean is_first)
{
  const GPtrArray *rows = session_out_rows (self->out);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = session_out_title (self->out);
  g_autofree char *summary = session_out_summary (self->out);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, panel_out_row_new (self->out, rows->pdata[i]));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  adw_status_page_set_description (self->nobody, title);
  gtk_label_set_text (self->summary, summary);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "nobody");
  if (is_first && rows->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "out.save", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "out.print", TRUE);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelOut) self = user_data; /* the window may be closed by now */
  SessionOut *out = session_hub_out_finish (SESSION_HUB (object), result, NULL);
  gboolean is_first;

  self->is_asking = FALSE;
  if (self->stack == NULL || out == NULL) {
    session_out_unref (out);
    return;
  }

  is_first = self->out == NULL;
  session_out_unref (self->out);
  self->out = out;
  show (self, is_first);
  if (self->wants_more)
    ask (self);
}

static void
ask (PanelOut *self)
{
  gint64 from_s;
  gint64 until_s;

  self->wants_more = self->is_asking;
  if (self->is_asking)
    return;

  self->is_asking = TRUE;
  find_span (self, &from_s, &until_s);
  session_hub_out_async (self->hub, from_s, until_s, self->cancellable, found_cb,
                         g_object_ref (self));
}

static void
plan_changed_cb (PanelOut *self)
{
  ask (self);
}

/* Other days: the names on the buttons, and the question. */
static void
update (PanelOut *self)
{
  Unit unit = gtk_drop_down_get_selected (self->unit);
  /* Translators: the day that is looked at, in strftime's words */
  g_autofree char *day = g_date_time_format (self->day, _ ("%a %-d %b %Y"));

  gtk_menu_button_set_label (self->day_button, day != NULL ? day : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_button), unit != UNIT_NOW);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "out.earlier", unit != UNIT_NOW);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "out.later", unit != UNIT_NOW);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "out.today", unit != UNIT_NOW);
  ask (self);
}

/* Takes day; NULL (beyond the last year): it stays. */
static void
take_day (PanelOut *self, GDateTime *day)
{
  if (day == NULL)
    return;

  g_date_time_unref (self->day);
  self->day = day;
  gtk_calendar_select_day (self->calendar, day);
  update (self);
}

static void
move (PanelOut *self, int steps)
{
  Unit unit = gtk_drop_down_get_selected (self->unit);

  take_day (self, g_date_time_add_days (self->day, unit == UNIT_WEEK ? 7 * steps : steps));
}

static void
earlier_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  move (PANEL_OUT (widget), -1);
}

static void
later_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  move (PANEL_OUT (widget), 1);
}

static void
today_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  take_day (PANEL_OUT (widget), new_today (PANEL_OUT (widget)));
}

static void
day_selected_cb (GtkCalendar *calendar, PanelOut *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autoptr (GDateTime) first = midnight (day);

  if (first == NULL || g_date_time_equal (first, self->day))
    return;
  g_date_time_unref (self->day);
  self->day = g_date_time_ref (first);
  gtk_menu_button_popdown (self->day_button);
  update (self);
}

static void
unit_selected_cb (GtkDropDown *unit, GParamSpec *pspec, PanelOut *self)
{
  if (self->hub != NULL)
    update (self);
}

static void
saved_cb (const char *words, gpointer user_data)
{
  g_autoptr (PanelOut) self = user_data;

  panel_toast_say (self->toasts, words);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelOut *self = PANEL_OUT (widget);
  const char *word = g_variant_get_string (value, NULL);
  g_autofree char *day = g_date_time_format (self->day, "%Y-%m-%d");
  /* Translators: the beginning of a file's name; a date follows */
  g_autofree char *name = g_strdup_printf ("%s-%s.%s", _ ("who-is-out"), day, word);

  for (SessionOutFormat format = 0; format < SESSION_OUT_N_FORMATS; format++)
    if (g_str_equal (word, session_out_format_names[format]))
      panel_save_file (GTK_WINDOW (self), _ ("Save the List"), name,
                       session_out_write (self->out, format), saved_cb, g_object_ref (self));
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelOut *self = PANEL_OUT (widget);
  g_autoptr (GtkPrintOperation) operation = panel_out_print_new (self->out);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR) {
    /* Translators: %s is why, in the words of the system */
    g_autofree char *words = g_strdup_printf (_ ("Not printed: %s"), error->message);

    saved_cb (words, g_object_ref (self));
  }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  const char *text = panel_out_row_text (gtk_list_item_get_item (item), GPOINTER_TO_UINT (column));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

static void
add_columns (PanelOut *self)
{
  for (SessionOutColumn i = 0; i < SESSION_OUT_N_COLUMNS; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) column =
        gtk_column_view_column_new (session_out_column_title (i), factory);

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
    gtk_column_view_column_set_resizable (column, TRUE);
    gtk_column_view_column_set_expand (column, TRUE);
    gtk_column_view_append_column (self->view, column);
  }
}

static void
panel_out_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_OUT (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_out_parent_class)->unrealize (widget);
}

static void
panel_out_dispose (GObject *object)
{
  PanelOut *self = PANEL_OUT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (self), PANEL_TYPE_OUT);
  G_OBJECT_CLASS (panel_out_parent_class)->dispose (object);
}

static void
panel_out_finalize (GObject *object)
{
  PanelOut *self = PANEL_OUT (object);

  session_out_unref (self->out);
  g_clear_pointer (&self->day, g_date_time_unref);
  g_clear_object (&self->rows);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (panel_out_parent_class)->finalize (object);
}

static void
panel_out_class_init (PanelOutClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    const char *name;
    const char *type; /* of the value; NULL: none */
    GtkWidgetActionActivateFunc run;
  } actions[] = { { "out.earlier", NULL, earlier_cb },
                  { "out.later", NULL, later_cb },
                  { "out.today", NULL, today_cb },
                  { "out.save", "s", save_cb },
                  { "out.print", NULL, print_cb } };

  G_OBJECT_CLASS (klass)->dispose = panel_out_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_out_finalize;
  widget_class->unrealize = panel_out_unrealize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/absentia/Absentia/panel-out.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelOut, toasts);
  gtk_widget_class_bind_template_child (widget_class, PanelOut, unit);
  gtk_widget_class_bind_template_child (widget_class, PanelOut, day_button);
  gtk_widget_class_bind_template_child (widget_class, PanelOut, calendar);
  gtk_widget_class_bind_template_child (widget_class, PanelOut, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelOut, view);
  gtk_widget_class_bind_template_child (widget_class, PanelOut, nobody);
  gtk_widget_class_bind_template_child (widget_class, PanelOut, summary);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_selected_cb);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].run);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "out.earlier",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "out.later",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, GDK_ALT_MASK, "out.today", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "out.print",
                                       NULL);
}

static void
panel_out_init (PanelOut *self)
{
  GtkSelectionModel *selection;

  self->cancellable = g_cancellable_new ();
  self->rows = g_list_store_new (PANEL_TYPE_OUT_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "out.save", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "out.print", FALSE);
  add_columns (self);
  selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gtk_column_view_set_model (self->view, selection);
  g_object_unref (selection);
}

PanelOut *
panel_out_new (GtkWindow *parent, SessionHub *hub)
{
  PanelOut *self = g_object_new (PANEL_TYPE_OUT, "transient-for", parent, NULL);

  self->hub = g_object_ref (hub);
  g_signal_connect_object (hub, "plan-changed", G_CALLBACK (plan_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->day = new_today (self);
  gtk_calendar_select_day (self->calendar, self->day);
  update (self);
  return self;
}
