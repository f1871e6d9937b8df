/* panel-candidates.c - the people that one name may mean, to choose one of them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-candidates.h"

#include "panel-found.h"

#include <glib/gi18n-lib.h>

struct _PanelCandidates
{
  GtkPopover parent_instance;
  GtkLabel *title;
  GtkColumnView *candidates;
  GtkWidget *more;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelCandidates, panel_candidates, GTK_TYPE_POPOVER)

static void
chosen_cb (GtkColumnView *view, guint position, PanelCandidates *self)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (view));
  g_autoptr (PanelFound) found = g_list_model_get_item (model, position);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (found != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, found);
}

void
panel_candidates_open (PanelCandidates *self)
{
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->candidates));
}

static void
panel_candidates_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_CANDIDATES);
  G_OBJECT_CLASS (panel_candidates_parent_class)->dispose (object);
}

static void
panel_candidates_class_init (PanelCandidatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_candidates_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PANEL_TYPE_CANDIDATES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, PANEL_TYPE_FOUND);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-candidates.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelCandidates, title);
  gtk_widget_class_bind_template_child (widget_class, PanelCandidates, candidates);
  gtk_widget_class_bind_template_child (widget_class, PanelCandidates, more);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
panel_candidates_init (PanelCandidates *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  panel_found_add_columns (self->candidates, PANEL_FOUND_CANDIDATES);
}

PanelCandidates *
panel_candidates_new (SessionName *match)
{
  PanelCandidates *self = g_object_new (PANEL_TYPE_CANDIDATES, NULL);
  g_autoptr (GListStore) list = panel_found_list (match->persons);
  g_autoptr (GtkSingleSelection) selection =
      gtk_single_selection_new (G_LIST_MODEL (g_object_ref (list)));
  /* Translators: heading above the list of people that a name may mean */
  g_autofree char *title = g_strdup_printf (_ ("Multiple names found for “%s”"), match->text);

  gtk_label_set_text (self->title, title);
  gtk_column_view_set_model (self->candidates, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_visible (self->more, match->has_more);
  return self;
}
