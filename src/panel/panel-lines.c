/* panel-lines.c - lists of plain lines of text, which look alike in all windows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-lines.h"

#define BESIDE 8
#define BETWEEN 4

GtkWidget *
panel_lines_append (GtkListBox *list, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_list_box_append (list, label);
  return label;
}

void
panel_lines_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, BESIDE);
  gtk_widget_set_margin_end (label, BESIDE);
  gtk_widget_set_margin_top (label, BETWEEN);
  gtk_widget_set_margin_bottom (label, BETWEEN);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *line = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (line));
}

void
panel_lines_show (GtkListView *view, GtkStringList *lines)
{
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (lines));

  if (gtk_list_view_get_factory (view) == NULL) {
    g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
    gtk_list_view_set_factory (view, factory);
  }
  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (selection));
}
