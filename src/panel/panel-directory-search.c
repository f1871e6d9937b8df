/* panel-directory-search.c - the picker's advanced search
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-directory-search.h"

#include "panel-focus.h"
#include "panel-found.h"

#include <glib/gi18n-lib.h>

struct _PanelDirectorySearch
{
  GtkBox parent_instance;
  GtkWidget *name;
  GtkWidget *department;
  GtkWidget *title;
  GtkWidget *office;
  GtkCheckButton *only_enabled;
  GtkCheckButton *only_mailbox;
  GtkSpinner *searching;
  GtkLabel *outcome;
  GtkWidget *results_window;
  GtkColumnView *results;

  SessionLookup *lookup;
  ExchangeLocation *where;
  ExchangeWant want;
  GtkSingleSelection *selection;
  GCancellable *cancellable; /* of the search under way; NULL: none */
};

enum
{
  PICKED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelDirectorySearch, panel_directory_search, GTK_TYPE_BOX)

static void
set_searching (PanelDirectorySearch *self, GCancellable *cancellable)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->searching), cancellable != NULL);
  gtk_spinner_set_spinning (self->searching, cancellable != NULL);
}

static void
show_results (PanelDirectorySearch *self, GPtrArray *people, gboolean has_more)
{
  g_autoptr (GListStore) list = panel_found_list (people);
  g_autofree char *outcome = NULL;

  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  gtk_widget_set_visible (self->results_window, people->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.add", people->len > 0);
  if (people->len == 0)
    outcome = g_strdup (_ ("Nobody fits. Try less, or another location."));
  else if (has_more)
    outcome = g_strdup_printf (_ ("The first %u of them. There are more: narrow your search."),
                               people->len);
  else
    outcome = g_strdup_printf (ngettext ("%u found", "%u found", people->len), people->len);
  gtk_label_set_text (self->outcome, outcome);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelDirectorySearch) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  g_autoptr (GPtrArray) people =
      session_lookup_find_finish (SESSION_LOOKUP (object), result, &has_more, &error);

  /* Another search may have begun since. */
  if (self->results == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  set_searching (self, NULL);
  if (people == NULL) {
    gtk_label_set_text (self->outcome, "");
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_signal_emit (self, signals[FAILED], 0, error);
    return;
  }

  show_results (self, people, has_more);
  if (people->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->results)); /* and into view */
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelDirectorySearch *self = PANEL_DIRECTORY_SEARCH (widget);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ExchangeSearch search = {
    .where = self->where,
    .want = self->want,
    .name = text_of (self->name),
    .department = text_of (self->department),
    .title = text_of (self->title),
    .office = text_of (self->office),
    .is_enabled = gtk_check_button_get_active (self->only_enabled) ? EXCHANGE_YES : EXCHANGE_EITHER,
    .has_mailbox =
        gtk_check_button_get_active (self->only_mailbox) ? EXCHANGE_YES : EXCHANGE_EITHER,
  };

  set_searching (self, cancellable);
  gtk_label_set_text (self->outcome, _ ("Searching…"));
  g_signal_emit (self, signals[FAILED], 0, NULL);
  session_lookup_find_async (self->lookup, &search, cancellable, found_cb, g_object_ref (self));
}

static void
entry_activate_cb (PanelDirectorySearch *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "search.go", NULL);
}

static void
picked_cb (GtkColumnView *view, guint position, PanelDirectorySearch *self)
{
  g_autoptr (PanelFound) found = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (found != NULL)
    g_signal_emit (self, signals[PICKED], 0, found);
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelDirectorySearch *self = PANEL_DIRECTORY_SEARCH (widget);

  picked_cb (self->results, gtk_single_selection_get_selected (self->selection), self);
}

void
panel_directory_search_set_lookup (PanelDirectorySearch *self, SessionLookup *lookup)
{
  g_set_object (&self->lookup, lookup);
}

void
panel_directory_search_set_scope (PanelDirectorySearch *self, ExchangeLocation *where,
                                  ExchangeWant want)
{
  ExchangeLocation *before = self->where;

  self->where = where != NULL ? exchange_location_ref (where) : NULL;
  self->want = want;
  exchange_location_unref (before);
}

static gboolean
panel_directory_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PANEL_DIRECTORY_SEARCH (widget)->name);
}

/* Whoever waits for an answer holds a reference: the end of the window is here, not in dispose. */
static void
panel_directory_search_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_DIRECTORY_SEARCH (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_directory_search_parent_class)->unrealize (widget);
}

static void
panel_directory_search_dispose (GObject *object)
{
  PanelDirectorySearch *self = PANEL_DIRECTORY_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lookup);
  g_clear_pointer (&self->where, exchange_location_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_DIRECTORY_SEARCH);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (panel_directory_search_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, name);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, department);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, title);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, office);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, only_enabled);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, only_mailbox);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, searching);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, outcome);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, results_window);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectorySearch, results);
}

static void
panel_directory_search_class_init (PanelDirectorySearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_directory_search_dispose;
  widget_class->unrealize = panel_directory_search_unrealize;
  panel_focus_pass_on (widget_class, panel_directory_search_grab_focus);
  signals[PICKED] = g_signal_new ("picked", PANEL_TYPE_DIRECTORY_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, PANEL_TYPE_FOUND);
  signals[FAILED] = g_signal_new ("failed", PANEL_TYPE_DIRECTORY_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-directory-search.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_install_action (widget_class, "search.go", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "search.add", NULL, add_cb);
}

static void
panel_directory_search_init (PanelDirectorySearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  panel_found_add_columns (self->results, PANEL_FOUND_RESULTS);
  self->selection = gtk_single_selection_new (NULL);
  gtk_column_view_set_model (self->results, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.add", FALSE);
}
