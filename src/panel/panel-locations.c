/* panel-locations.c - "Locations": the tree of the places of the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-locations.h"

#include "panel-error-page.h"
#include "panel-place-row.h"
#include "panel-sign-in.h"

#include <glib/gi18n-lib.h>

/* So many domains are asked at once whether they answer; a forest seldom has as many. */
#define MOST_TRIED 24

struct _PanelLocations
{
  AdwWindow parent_instance;
  GtkStack *stack;
  GtkListView *view;
  PanelErrorPage *error_page;
  GtkWidget *sign_in;

  SessionLookup *lookup;
  GtkTreeListModel *tree;
  GtkSingleSelection *selection;
  GSignalGroup *watch; /* of the selected place */
  GCancellable *cancellable;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelLocations, panel_locations, ADW_TYPE_WINDOW)

/* Borrowed from the tree. */
static SessionPlace *
selected_place (PanelLocations *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (SessionPlace) place = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return place;
}

static void
update (PanelLocations *self)
{
  SessionPlace *place = selected_place (self);
  SessionPlaceState state = place != NULL ? session_place_state (place) : SESSION_PLACE_FAILED;
  gboolean needs_sign_in = state == SESSION_PLACE_NEEDS_SIGN_IN;

  gtk_widget_set_visible (self->sign_in, needs_sign_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "locations.sign-in", needs_sign_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "locations.choose",
                                 state != SESSION_PLACE_FAILED && !needs_sign_in);
}

static void
selected_cb (PanelLocations *self)
{
  SessionPlace *place = selected_place (self);

  g_signal_group_set_target (self->watch, place);
  if (place != NULL)
    session_lookup_try_place (self->lookup, place, self->cancellable);
  update (self);
}

/* The children are there before they are asked for: only opening a row asks. */
static void
expanded_cb (GtkTreeListRow *row, GParamSpec *pspec, PanelLocations *self)
{
  g_autoptr (SessionPlace) place = gtk_tree_list_row_get_item (row);

  if (gtk_tree_list_row_get_expanded (row) && place != NULL)
    session_lookup_open_place (self->lookup, place, self->cancellable);
}

static GListModel *
children_cb (gpointer item, gpointer user_data)
{
  GListModel *children = session_place_children (item);

  return children != NULL ? g_object_ref (children) : NULL;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander),
                               g_object_new (PANEL_TYPE_PLACE_ROW, NULL));
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PanelLocations *self)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  g_autoptr (SessionPlace) place = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_list_row (expander, row);
  panel_place_row_show (PANEL_PLACE_ROW (gtk_tree_expander_get_child (expander)), place);
  g_signal_handlers_disconnect_by_func (row, expanded_cb, self);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));

  panel_place_row_show (PANEL_PLACE_ROW (gtk_tree_expander_get_child (expander)), NULL);
  gtk_tree_expander_set_list_row (expander, NULL);
}

/* Which domains are silent is worth knowing before one is chosen. */
static void
try_places (PanelLocations *self)
{
  GListModel *rows = G_LIST_MODEL (self->tree);
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < MIN (n, MOST_TRIED); i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
    g_autoptr (SessionPlace) place = gtk_tree_list_row_get_item (row);

    session_lookup_try_place (self->lookup, place, self->cancellable);
  }
}

/* The forest and its domains lie open; organisational units are asked for when a domain is opened.
 */
static void
expand_domains (PanelLocations *self)
{
  GListModel *rows = G_LIST_MODEL (self->tree);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
    g_autoptr (SessionPlace) place = gtk_tree_list_row_get_item (row);

    if (g_list_model_get_n_items (session_place_children (place)) > 0)
      gtk_tree_list_row_set_expanded (row, TRUE);
  }
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelLocations) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;

  if (!session_lookup_load_places_finish (SESSION_LOOKUP (object), result, &error)) {
    if (self->stack == NULL || !gtk_widget_get_realized (GTK_WIDGET (self)) ||
        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      return;
    panel_error_page_show (self->error_page, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  if (self->stack == NULL || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return;

  expand_domains (self);
  try_places (self);
  gtk_stack_set_visible_child_name (self->stack, "tree");
  gtk_single_selection_set_selected (self->selection, 0);
  selected_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
load (PanelLocations *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  session_lookup_load_places_async (self->lookup, self->cancellable, loaded_cb,
                                    g_object_ref (self));
}

static void
try_again_cb (PanelLocations *self)
{
  load (self);
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelLocations *self = PANEL_LOCATIONS (widget);
  SessionPlace *place = selected_place (self);

  if (place != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, place);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (GtkListView *view, guint position, PanelLocations *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "locations.choose", NULL);
}

/* The arrow into the reading direction opens, the other one closes, or goes to what it lies in. */
static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                PanelLocations *self)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GtkTreeListRow) parent = row != NULL ? gtk_tree_list_row_get_parent (row) : NULL;
  guint position;

  if (row == NULL || (key != GDK_KEY_Left && key != GDK_KEY_Right))
    return GDK_EVENT_PROPAGATE;

  if (key == (is_rtl ? GDK_KEY_Left : GDK_KEY_Right)) {
    gtk_tree_list_row_set_expanded (row, TRUE);
  } else if (gtk_tree_list_row_get_expanded (row)) {
    gtk_tree_list_row_set_expanded (row, FALSE);
  } else if (parent != NULL) {
    position = gtk_tree_list_row_get_position (parent);
    gtk_single_selection_set_selected (self->selection, position);
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  }
  return GDK_EVENT_STOP;
}

static void
sign_in_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelLocations *self = PANEL_LOCATIONS (widget);
  SessionPlace *place = selected_place (self);

  if (place != NULL)
    gtk_window_present (GTK_WINDOW (panel_sign_in_new (GTK_WINDOW (self), self->lookup, place)));
}

/* Whoever waits for an answer holds a reference: the end of the window is here, not in dispose. */
static void
panel_locations_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_LOCATIONS (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_locations_parent_class)->unrealize (widget);
}

static void
panel_locations_dispose (GObject *object)
{
  PanelLocations *self = PANEL_LOCATIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->watch);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_LOCATIONS);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_object (&self->lookup);
  G_OBJECT_CLASS (panel_locations_parent_class)->dispose (object);
}

static void
panel_locations_class_init (PanelLocationsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_locations_dispose;
  widget_class->unrealize = panel_locations_unrealize;
  signals[CHOSEN] = g_signal_new ("chosen", PANEL_TYPE_LOCATIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, SESSION_TYPE_PLACE);
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-locations.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelLocations, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelLocations, view);
  gtk_widget_class_bind_template_child (widget_class, PanelLocations, error_page);
  gtk_widget_class_bind_template_child (widget_class, PanelLocations, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_install_action (widget_class, "locations.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "locations.sign-in", NULL, sign_in_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_locations_init (PanelLocations *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  self->watch = g_signal_group_new (SESSION_TYPE_PLACE);
  g_signal_group_connect_swapped (self->watch, "notify::state", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

PanelLocations *
panel_locations_new (GtkWindow *parent, SessionLookup *lookup)
{
  PanelLocations *self = g_object_new (PANEL_TYPE_LOCATIONS, "transient-for", parent, NULL);

  self->lookup = g_object_ref (lookup);
  self->tree = gtk_tree_list_model_new (g_object_ref (session_lookup_places (lookup)), FALSE, FALSE,
                                        children_cb, NULL, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  update (self);
  load (self);
  return self;
}
