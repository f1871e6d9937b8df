/* panel-facet-row.c - one line of the filters
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-facet-row.h"

#include <glib/gi18n-lib.h>

#define INDENT 14 /* for each level */

struct _PanelFacetRow
{
  GtkBox parent_instance;
  GtkLabel *name;
  GtkLabel *count;
  GtkImage *arrow;
  SessionFacet *facet; /* NULL: none */
  GSignalGroup *watch;
};

G_DEFINE_FINAL_TYPE (PanelFacetRow, panel_facet_row, GTK_TYPE_BOX)

/* The list's own row is what a screen reader names; it knows nothing of what is in it. */
static void
name_row (PanelFacetRow *self, const char *name)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_row_class (PanelFacetRow *self, const char *class, gboolean is_set)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (row != NULL && is_set)
    gtk_widget_add_css_class (row, class);
  else if (row != NULL)
    gtk_widget_remove_css_class (row, class);
}

static void
show_count (PanelFacetRow *self)
{
  guint n = session_facet_count (self->facet);
  const char *name = session_facet_name (self->facet);
  g_autofree char *count = g_strdup_printf ("%'u", n);
  const char *about = session_facet_about (self->facet);
  g_autofree char *words = NULL;
  g_autofree char *tooltip = NULL;

  if (session_facet_is_head (self->facet)) {
    name_row (self, name);
    return;
  }

  gtk_label_set_text (self->count, count);
  /* Translators: a line of the filters as a screen reader says it: "Sales, 12 people". */
  words = g_strdup_printf (ngettext ("%s, %'u person", "%s, %'u people", n), name, n);
  name_row (self, words);
  tooltip = about != NULL ? g_strconcat (words, "\n", about, NULL) : g_strdup (words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
}

void
panel_facet_row_show (PanelFacetRow *self, SessionFacet *facet)
{
  gboolean is_head = facet != NULL && session_facet_is_head (facet);

  g_signal_group_set_target (self->watch, facet);
  if (!g_set_object (&self->facet, facet) || facet == NULL)
    return;

  gtk_label_set_text (self->name, session_facet_name (facet));
  gtk_widget_set_margin_start (GTK_WIDGET (self->name), INDENT * (int) session_facet_depth (facet));
  gtk_widget_set_visible (GTK_WIDGET (self->count), !is_head);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), is_head);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  set_row_class (self, "head", is_head);
  show_count (self);
}

void
panel_facet_row_set_folded (PanelFacetRow *self, gboolean is_folded)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_image_set_from_icon_name (self->arrow, is_folded ? "pan-end-symbolic" : "pan-down-symbolic");
  if (row != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, !is_folded,
                                 -1);
}

void
panel_facet_row_set_chosen (PanelFacetRow *self, gboolean is_chosen)
{
  set_row_class (self, "chosen", is_chosen);
}

static void
count_changed_cb (SessionFacet *facet, GParamSpec *pspec, PanelFacetRow *self)
{
  show_count (self);
}

static void
clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, PanelFacetRow *self)
{
  if (self->facet == NULL || !session_facet_is_head (self->facet))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "sidebar.fold", "u",
                              (guint) session_facet_kind (self->facet));
}

static void
panel_facet_row_dispose (GObject *object)
{
  PanelFacetRow *self = PANEL_FACET_ROW (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->facet);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_FACET_ROW);
  G_OBJECT_CLASS (panel_facet_row_parent_class)->dispose (object);
}

static void
panel_facet_row_class_init (PanelFacetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_facet_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-facet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelFacetRow, name);
  gtk_widget_class_bind_template_child (widget_class, PanelFacetRow, count);
  gtk_widget_class_bind_template_child (widget_class, PanelFacetRow, arrow);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
panel_facet_row_init (PanelFacetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = g_signal_group_new (SESSION_TYPE_FACET);
  g_signal_group_connect (self->watch, "notify::count", G_CALLBACK (count_changed_cb), self);
}
