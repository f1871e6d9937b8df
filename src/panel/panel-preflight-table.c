/* panel-preflight-table.c - what applying the plan would do to each mailbox, and why
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-preflight-table.h"

#include "panel-wrap.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define EVERYTHING SESSION_N_ACTIONS

struct _PanelPreflightTable
{
  GtkBox parent_instance;
  PanelWrap *filters;
  GtkColumnView *table;
  GtkToggleButton *buttons[SESSION_N_ACTIONS + 1]; /* the last: everything */

  GtkFilterListModel *shown;
  GtkCustomFilter *filter; /* owned by shown */
  guint chosen;            /* a SessionAction, or EVERYTHING */
};

G_DEFINE_FINAL_TYPE (PanelPreflightTable, panel_preflight_table, GTK_TYPE_BOX)

static const char *
action_words (SessionAction action)
{
  switch (action) {
  case SESSION_ACTION_WRITE:
    return _ ("Write");
  case SESSION_ACTION_SKIP:
    return _ ("Skip");
  case SESSION_ACTION_WAIT:
    return _ ("Wait");
  case SESSION_ACTION_CONFLICT:
    return _ ("Conflict");
  case SESSION_ACTION_REFUSE:
  default:
    return _ ("Refuse");
  }
}

/* "Off", "On", "Mon 3 May – Fri 7 May", by this computer's clock. */
static char *
state_words (const OofState *state)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  gint64 from_s, until_s;
  gint32 from_offset, until_offset;

  if (state == NULL)
    return g_strdup ("–");
  if (state->mode == OOF_MODE_OFF)
    return g_strdup (_ ("Off"));
  if (state->mode == OOF_MODE_ON || state->from == NULL || state->until == NULL)
    return g_strdup (_ ("On, without an end"));

  from_s = g_date_time_to_unix (state->from);
  until_s = g_date_time_to_unix (state->until);
  from_offset = g_time_zone_get_offset (
      here, g_time_zone_find_interval (here, G_TIME_TYPE_UNIVERSAL, from_s));
  until_offset = g_time_zone_get_offset (
      here, g_time_zone_find_interval (here, G_TIME_TYPE_UNIVERSAL, until_s));
  return session_words_span (from_s + from_offset, until_s + until_offset, FALSE);
}

static char *
name_cell (SessionPreflightRow *row)
{
  return g_strdup (session_preflight_row_name (row));
}

static char *
now_cell (SessionPreflightRow *row)
{
  return state_words (session_preflight_row_before (row));
}

static char *
then_cell (SessionPreflightRow *row)
{
  return state_words (session_preflight_row_after (row));
}

static char *
action_cell (SessionPreflightRow *row)
{
  return g_strdup (action_words (session_preflight_row_action (row)));
}

static char *
reason_cell (SessionPreflightRow *row)
{
  return g_strdup (session_preflight_row_reason (row));
}

typedef struct
{
  const char *title;
  char *(*text) (SessionPreflightRow *row); /* caller frees */
  gboolean is_wide;
} Column;

static const Column columns[] = {
  { N_ ("Name"), name_cell, FALSE },    { N_ ("Now"), now_cell, FALSE },
  { N_ ("Then"), then_cell, FALSE },    { N_ ("Action"), action_cell, FALSE },
  { N_ ("Reason"), reason_cell, TRUE },
};

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = column->text (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

static void
add_columns (PanelPreflightTable *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) column = NULL;

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
    column = gtk_column_view_column_new (_ (columns[i].title), factory);
    gtk_column_view_column_set_resizable (column, TRUE);
    gtk_column_view_column_set_expand (column, columns[i].is_wide);
    gtk_column_view_append_column (self->table, column);
  }
}

static gboolean
fits_cb (gpointer item, gpointer user_data)
{
  PanelPreflightTable *self = user_data;

  return self->chosen == EVERYTHING ||
         session_preflight_row_action (SESSION_PREFLIGHT_ROW (item)) == self->chosen;
}

static void
toggled_cb (PanelPreflightTable *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i <= EVERYTHING; i++)
    if (self->buttons[i] == button)
      self->chosen = i;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
add_buttons (PanelPreflightTable *self)
{
  for (guint i = 0; i <= EVERYTHING; i++) {
    guint place = i == 0 ? EVERYTHING : i - 1; /* everything comes first */
    GtkWidget *button = gtk_toggle_button_new ();

    self->buttons[place] = GTK_TOGGLE_BUTTON (button);
    gtk_toggle_button_set_group (self->buttons[place], i > 0 ? self->buttons[EVERYTHING] : NULL);
    g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
    panel_wrap_append (self->filters, button);
  }
  gtk_toggle_button_set_active (self->buttons[EVERYTHING], TRUE);
}

void
panel_preflight_table_show (PanelPreflightTable *self, SessionPreflight *preflight)
{
  guint n = g_list_model_get_n_items (session_preflight_rows (preflight));

  gtk_filter_list_model_set_model (self->shown, session_preflight_rows (preflight));
  for (guint i = 0; i <= EVERYTHING; i++) {
    guint count = i == EVERYTHING ? n : session_preflight_count (preflight, (SessionAction) i);
    const char *name = i == EVERYTHING ? _ ("All") : action_words ((SessionAction) i);
    /* Translators: a kind of rows and how many there are: "Write: 12" */
    g_autofree char *words = g_strdup_printf (_ ("%s: %'u"), name, count);

    gtk_button_set_label (GTK_BUTTON (self->buttons[i]), words);
    gtk_widget_set_sensitive (GTK_WIDGET (self->buttons[i]), count > 0);
  }
}

static void
panel_preflight_table_dispose (GObject *object)
{
  g_clear_object (&PANEL_PREFLIGHT_TABLE (object)->shown);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PREFLIGHT_TABLE);
  G_OBJECT_CLASS (panel_preflight_table_parent_class)->dispose (object);
}

static void
panel_preflight_table_class_init (PanelPreflightTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_preflight_table_dispose;
  g_type_ensure (PANEL_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-preflight-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightTable, filters);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightTable, table);
}

static void
panel_preflight_table_init (PanelPreflightTable *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->chosen = EVERYTHING;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (fits_cb, self, NULL);
  self->shown = gtk_filter_list_model_new (NULL, GTK_FILTER (self->filter));
  gtk_filter_list_model_set_incremental (self->shown, TRUE);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
  add_columns (self);
  add_buttons (self);
}
