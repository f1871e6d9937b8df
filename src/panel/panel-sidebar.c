/* panel-sidebar.c - the filters beside the list
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-sidebar.h"

#include "panel-facet-row.h"

#include <string.h>

#define N_KINDS (SESSION_SCOPE_FILTER + 1)

struct _PanelSidebar
{
  GtkBox parent_instance;
  GtkSearchEntry *search;
  GtkListView *list;

  GListModel *facets; /* NULL until there are any */
  GtkCustomFilter *filter;
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;
  SessionFacet *chosen; /* NULL: everybody */
  char *text;           /* what is searched for, folded; "" for nothing */
  gboolean is_folded[N_KINDS];
  gboolean has_hits[N_KINDS]; /* a line of that section fits the text */
  gboolean is_restoring;      /* the selection changes without anybody choosing */
};

enum
{
  CHOSEN,
  RESTYLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelSidebar, panel_sidebar, GTK_TYPE_BOX)

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static gboolean
fits_text (PanelSidebar *self, SessionFacet *facet)
{
  g_autofree char *name = fold (session_facet_name (facet));

  return strstr (name, self->text) != NULL;
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  PanelSidebar *self = user_data;
  SessionFacet *facet = item;
  SessionScopeKind kind = session_facet_kind (facet);

  if (kind == SESSION_SCOPE_ALL)
    return TRUE;
  if (*self->text != '\0')
    return session_facet_is_head (facet) ? self->has_hits[kind] : fits_text (self, facet);
  return session_facet_is_head (facet) || !self->is_folded[kind];
}

static gboolean
is_chosen (PanelSidebar *self, SessionFacet *facet)
{
  return self->chosen != NULL ? facet == self->chosen
                              : session_facet_kind (facet) == SESSION_SCOPE_ALL;
}

/* Marks the chosen line where it stands now, if it is shown. */
static void
restore_selection (PanelSidebar *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint place = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n && place == GTK_INVALID_LIST_POSITION; i++) {
    g_autoptr (SessionFacet) facet = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

    if (is_chosen (self, facet))
      place = i;
  }
  self->is_restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, place);
  self->is_restoring = FALSE;
}

static void
filter_again (PanelSidebar *self)
{
  guint n = self->facets != NULL ? g_list_model_get_n_items (self->facets) : 0;

  memset (self->has_hits, 0, sizeof self->has_hits);
  for (guint i = 0; *self->text != '\0' && i < n; i++) {
    g_autoptr (SessionFacet) facet = g_list_model_get_item (self->facets, i);

    if (!session_facet_is_head (facet) && fits_text (self, facet))
      self->has_hits[session_facet_kind (facet)] = TRUE;
  }
  self->is_restoring = TRUE;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  self->is_restoring = FALSE;
  restore_selection (self);
}

static void
fold_section (PanelSidebar *self, guint kind)
{
  if (kind >= N_KINDS || *self->text != '\0')
    return;

  self->is_folded[kind] = !self->is_folded[kind];
  filter_again (self);
  g_signal_emit (self, signals[RESTYLE], 0);
}

static void
fold_action (GtkWidget *widget, const char *name, GVariant *kind)
{
  fold_section (PANEL_SIDEBAR (widget), g_variant_get_uint32 (kind));
}

/* Return on a line. */
static void
activated_cb (GtkListView *list, guint position, PanelSidebar *self)
{
  g_autoptr (SessionFacet) facet = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (facet != NULL && session_facet_is_head (facet))
    fold_section (self, session_facet_kind (facet));
  else if (facet != NULL)
    gtk_single_selection_set_selected (self->selection, position);
}

static void
tell_chosen (PanelSidebar *self)
{
  g_signal_emit (self, signals[RESTYLE], 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
selected_cb (PanelSidebar *self)
{
  SessionFacet *facet = gtk_single_selection_get_selected_item (self->selection);

  if (self->is_restoring || facet == NULL || session_facet_is_head (facet))
    return;
  if (session_facet_kind (facet) == SESSION_SCOPE_ALL)
    facet = NULL;
  if (!g_set_object (&self->chosen, facet))
    return;

  tell_chosen (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, PanelSidebar *self)
{
  g_free (self->text);
  self->text = fold (gtk_editable_get_text (GTK_EDITABLE (entry)));
  filter_again (self);
  g_signal_emit (self, signals[RESTYLE], 0);
}

static void
search_left_cb (GtkSearchEntry *entry, PanelSidebar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
facets_change_cb (PanelSidebar *self)
{
  self->is_restoring = TRUE;
}

void
panel_sidebar_set_facets (PanelSidebar *self, GListModel *facets)
{
  g_set_object (&self->facets, facets);
  g_signal_connect_object (facets, "items-changed", G_CALLBACK (facets_change_cb), self,
                           G_CONNECT_SWAPPED);
  self->shown =
      gtk_filter_list_model_new (g_object_ref (facets), GTK_FILTER (g_object_ref (self->filter)));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->shown));
  /* After the list has heard of it: the same line, perhaps at another place. A line that is gone
   * stays chosen until somebody chooses another one. */
  g_signal_connect_object (facets, "items-changed", G_CALLBACK (restore_selection), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  restore_selection (self);
}

SessionFacet *
panel_sidebar_chosen (PanelSidebar *self)
{
  return self->chosen;
}

void
panel_sidebar_choose_all (PanelSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->chosen == NULL)
    return;

  g_clear_object (&self->chosen);
  restore_selection (self);
  tell_chosen (self);
}

void
panel_sidebar_enter (PanelSidebar *self)
{
  guint place = gtk_single_selection_get_selected (self->selection);

  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  if (place != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", place);
}

/* The lines */

/* The arrow of a head, the mark of the chosen line. A head can be selected, or no key would get
 * past it; that chooses nothing. */
static void
show_state (PanelSidebar *self, GtkListItem *item)
{
  PanelFacetRow *row = PANEL_FACET_ROW (gtk_list_item_get_child (item));
  SessionFacet *facet = gtk_list_item_get_item (item);

  if (facet == NULL)
    return;
  if (session_facet_is_head (facet))
    panel_facet_row_set_folded (row,
                                *self->text == '\0' && self->is_folded[session_facet_kind (facet)]);
  panel_facet_row_set_chosen (row, is_chosen (self, facet));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PanelSidebar *self)
{
  gtk_list_item_set_child (item, g_object_new (PANEL_TYPE_FACET_ROW, NULL));
  g_signal_connect_object (self, "restyle", G_CALLBACK (show_state), item, 0);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PanelSidebar *self)
{
  SessionFacet *facet = gtk_list_item_get_item (item);

  panel_facet_row_show (PANEL_FACET_ROW (gtk_list_item_get_child (item)), facet);
  show_state (self, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  panel_facet_row_show (PANEL_FACET_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
panel_sidebar_dispose (GObject *object)
{
  PanelSidebar *self = PANEL_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_SIDEBAR);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->facets);
  g_clear_object (&self->chosen);
  G_OBJECT_CLASS (panel_sidebar_parent_class)->dispose (object);
}

static void
panel_sidebar_finalize (GObject *object)
{
  g_free (PANEL_SIDEBAR (object)->text);
  G_OBJECT_CLASS (panel_sidebar_parent_class)->finalize (object);
}

static void
panel_sidebar_class_init (PanelSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = panel_sidebar_dispose;
  object_class->finalize = panel_sidebar_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", PANEL_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[RESTYLE] = g_signal_new ("restyle", PANEL_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "sidebar.fold", "u", fold_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, PanelSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_left_cb);
}

static void
panel_sidebar_init (PanelSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->text = g_strdup ("");
  self->is_folded[SESSION_SCOPE_GROUP] = TRUE; /* there are many */
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}
