/* panel-preflight-table.c - what applying the plan would do to each mailbox, and why
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-preflight-table.h"

#include "panel-wrap.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define EVERYTHING SESSION_N_ACTIONS
/* The most frequent ones have buttons. */
#define MOST_REASONS 6

struct _PanelPreflightTable
{
  GtkBox parent_instance;
  PanelWrap *filters;
  PanelWrap *reasons;
  GtkColumnView *table;
  GtkToggleButton *buttons[SESSION_N_ACTIONS + 1]; /* the last: everything */

  GtkFilterListModel *shown;
  GtkCustomFilter *filter;                           /* owned by shown */
  guint chosen;                                      /* a SessionAction, or EVERYTHING */
  GtkToggleButton *reason_buttons[MOST_REASONS + 1]; /* the first: whatever it is */
  char *sentences[MOST_REASONS + 1];                 /* of the buttons */
  const char *reason;                                /* one of them; NULL: whatever it is */
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelPreflightTable, panel_preflight_table, GTK_TYPE_BOX)

static char *
name_cell (SessionPreflightRow *row)
{
  return g_strdup (session_preflight_row_name (row));
}

static char *
now_cell (SessionPreflightRow *row)
{
  return session_preflight_state_words (session_preflight_row_before (row));
}

static char *
then_cell (SessionPreflightRow *row)
{
  return session_preflight_state_words (session_preflight_row_after (row));
}

static char *
action_cell (SessionPreflightRow *row)
{
  return g_strdup (session_preflight_action_words (session_preflight_row_action (row)));
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
setup_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  if (column->is_wide) {
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_lines (GTK_LABEL (label), 3);
  }
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

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &columns[i]);
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

  if (self->reason != NULL &&
      !g_str_equal (session_preflight_row_reason (SESSION_PREFLIGHT_ROW (item)), self->reason))
    return FALSE;
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
reason_toggled_cb (PanelPreflightTable *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i <= MOST_REASONS; i++)
    if (self->reason_buttons[i] == button)
      self->reason = self->sentences[i];
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* reason: a sentence; NULL: whatever it is. */
static void
add_reason (PanelPreflightTable *self, guint place, const char *reason, guint n)
{
  g_autofree char *name = g_strdup (reason != NULL ? reason : _ ("Any reason"));
  g_autofree char *words = NULL;
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_toggle_button_new ();

  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  /* Translators: a reason and how many rows there are for it */
  words = g_strdup_printf (_ ("%s (%'u)"), name, n);
  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_add_css_class (button, "reason");
  self->reason_buttons[place] = GTK_TOGGLE_BUTTON (button);
  self->sentences[place] = g_strdup (reason);
  gtk_toggle_button_set_group (self->reason_buttons[place],
                               place > 0 ? self->reason_buttons[0] : NULL);
  gtk_toggle_button_set_active (self->reason_buttons[place], place == 0);
  g_signal_connect_object (button, "toggled", G_CALLBACK (reason_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  panel_wrap_append (self->reasons, button);
}

static void
forget_reasons (PanelPreflightTable *self)
{
  self->reason = NULL;
  for (guint i = 0; i <= MOST_REASONS; i++) {
    self->reason_buttons[i] = NULL;
    g_clear_pointer (&self->sentences[i], g_free);
  }
}

static void
show_reasons (PanelPreflightTable *self, SessionPreflight *preflight)
{
  g_autoptr (GArray) reasons = session_preflight_reasons (preflight);
  guint n_rows = g_list_model_get_n_items (session_preflight_rows (preflight));

  panel_wrap_remove_all (self->reasons);
  forget_reasons (self);
  gtk_widget_set_visible (GTK_WIDGET (self->reasons), reasons->len > 1);
  add_reason (self, 0, NULL, n_rows);
  for (guint i = 0; i < MIN (reasons->len, MOST_REASONS); i++) {
    const SessionPreflightReason *reason = &g_array_index (reasons, SessionPreflightReason, i);

    add_reason (self, i + 1, reason->sentence, reason->n);
  }
}

static void
activated_cb (GtkColumnView *table, guint place, PanelPreflightTable *self)
{
  g_autoptr (SessionPreflightRow) row = g_list_model_get_item (G_LIST_MODEL (self->shown), place);

  if (row != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, row);
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

  show_reasons (self, preflight);
  gtk_filter_list_model_set_model (self->shown, session_preflight_rows (preflight));
  for (guint i = 0; i <= EVERYTHING; i++) {
    guint count = i == EVERYTHING ? n : session_preflight_count (preflight, (SessionAction) i);
    const char *name =
        i == EVERYTHING ? _ ("All") : session_preflight_action_words ((SessionAction) i);
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
panel_preflight_table_finalize (GObject *object)
{
  forget_reasons (PANEL_PREFLIGHT_TABLE (object));
  G_OBJECT_CLASS (panel_preflight_table_parent_class)->finalize (object);
}

static void
panel_preflight_table_class_init (PanelPreflightTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_preflight_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_preflight_table_finalize;
  signals[ACTIVATED] = g_signal_new ("activated", PANEL_TYPE_PREFLIGHT_TABLE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, SESSION_TYPE_PREFLIGHT_ROW);
  g_type_ensure (PANEL_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-preflight-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightTable, filters);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightTable, reasons);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightTable, table);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
panel_preflight_table_init (PanelPreflightTable *self)
{
  g_autoptr (GtkSingleSelection) selection = NULL;

  self->chosen = EVERYTHING;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (fits_cb, self, NULL);
  self->shown = gtk_filter_list_model_new (NULL, GTK_FILTER (self->filter));
  gtk_filter_list_model_set_incremental (self->shown, TRUE);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
  add_columns (self);
  add_buttons (self);
}
