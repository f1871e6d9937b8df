/* panel-lazy-row.c - a row of a long list that makes its content when it comes into sight
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-lazy-row.h"

#define FIRST_HEIGHT 54 /* until one was measured */
#define MARGIN 2        /* rows above and below that are made, too */
#define MOST_SPARE 64   /* contents that wait for a row */

/* What the rows of one list share. */
typedef struct
{
  const PanelLazyContent *content;
  GPtrArray *spare; /* contents of rows that went out of sight: to make one takes a while */
  int height;       /* of a row */
  double pitch;     /* with what the list puts around it */
} Shared;

struct _PanelLazyRow
{
  AdwBin parent_instance;
  Shared *shared;
  GtkListItem *item;   /* borrowed; NULL: nothing is to be shown */
  gboolean is_waiting; /* to come into sight */
  GSignalGroup *scroll;
};

G_DEFINE_FINAL_TYPE (PanelLazyRow, panel_lazy_row, ADW_TYPE_BIN)

static GtkAdjustment *
find_adjustment (PanelLazyRow *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);

  return list != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)) : NULL;
}

static gboolean
is_in_sight (PanelLazyRow *self, GtkAdjustment *adjustment)
{
  double pitch = self->shared->pitch;
  double first = gtk_adjustment_get_value (adjustment) / pitch - MARGIN;
  double last = first + gtk_adjustment_get_page_size (adjustment) / pitch + 2 * MARGIN + 1;
  guint position = gtk_list_item_get_position (self->item);

  return position >= first && position <= last;
}

static int
measure (GtkWidget *widget)
{
  int height = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return MAX (height, 1);
}

static GtkWidget *
take_content (Shared *shared)
{
  if (shared->spare->len > 0)
    return g_ptr_array_steal_index_fast (shared->spare, shared->spare->len - 1);
  return g_object_ref_sink (shared->content->make ());
}

static void
fill (PanelLazyRow *self)
{
  GtkWidget *content = adw_bin_get_child (ADW_BIN (self));

  if (content == NULL) {
    g_autoptr (GtkWidget) taken = take_content (self->shared);

    content = taken;
    gtk_widget_set_size_request (GTK_WIDGET (self), -1, -1);
    adw_bin_set_child (ADW_BIN (self), content);
  }
  self->shared->content->show (content, gtk_list_item_get_item (self->item));
  self->shared->height = measure (GTK_WIDGET (self));
  self->shared->pitch = measure (gtk_widget_get_parent (GTK_WIDGET (self)));
}

/* What it showed before is of somebody else. */
static void
empty (PanelLazyRow *self)
{
  if (self->shared->spare->len < MOST_SPARE)
    g_ptr_array_add (self->shared->spare, g_object_ref (adw_bin_get_child (ADW_BIN (self))));
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, self->shared->height);
}

/* Shows the item when it can be seen; else waits for that. */
static void
look (PanelLazyRow *self)
{
  GtkAdjustment *adjustment = find_adjustment (self);

  self->is_waiting = adjustment != NULL && !is_in_sight (self, adjustment);
  g_signal_group_set_target (self->scroll, self->is_waiting ? adjustment : NULL);
  if (!self->is_waiting)
    fill (self);
  else if (adw_bin_get_child (ADW_BIN (self)) != NULL)
    empty (self);
}

static void
panel_lazy_row_dispose (GObject *object)
{
  g_clear_object (&PANEL_LAZY_ROW (object)->scroll);
  G_OBJECT_CLASS (panel_lazy_row_parent_class)->dispose (object);
}

static void
panel_lazy_row_class_init (PanelLazyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = panel_lazy_row_dispose;
}

static void
panel_lazy_row_init (PanelLazyRow *self)
{
  self->scroll = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scroll, "value-changed", G_CALLBACK (look), self);
  g_signal_group_connect_swapped (self->scroll, "changed", G_CALLBACK (look), self);
}

/* The factory */

static void
moved_cb (GtkListItem *item, GParamSpec *pspec, PanelLazyRow *self)
{
  if (self->is_waiting)
    look (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Shared *shared)
{
  PanelLazyRow *row = g_object_new (PANEL_TYPE_LAZY_ROW, NULL);

  row->shared = shared;
  gtk_widget_set_size_request (GTK_WIDGET (row), -1, shared->height);
  g_signal_connect_object (item, "notify::position", G_CALLBACK (moved_cb), row, 0);
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Shared *shared)
{
  PanelLazyRow *row = PANEL_LAZY_ROW (gtk_list_item_get_child (item));

  row->item = item;
  look (row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Shared *shared)
{
  PanelLazyRow *row = PANEL_LAZY_ROW (gtk_list_item_get_child (item));
  GtkWidget *content = adw_bin_get_child (ADW_BIN (row));

  row->item = NULL;
  row->is_waiting = FALSE;
  g_signal_group_set_target (row->scroll, NULL);
  if (content != NULL)
    shared->content->show (content, NULL);
}

static void
free_shared (gpointer data, GClosure *closure)
{
  g_ptr_array_unref (((Shared *) data)->spare);
  g_free (data);
}

GtkListItemFactory *
panel_lazy_row_factory (const PanelLazyContent *content)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Shared *shared = g_new0 (Shared, 1);

  shared->content = content;
  shared->spare = g_ptr_array_new_with_free_func (g_object_unref);
  shared->height = FIRST_HEIGHT;
  shared->pitch = FIRST_HEIGHT;
  /* Rows do not outlive their list, nor that its factory. */
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), shared, free_shared, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), shared);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), shared);
  return factory;
}

guint
panel_lazy_row_position (GtkWidget *content)
{
  GtkWidget *row = gtk_widget_get_ancestor (content, PANEL_TYPE_LAZY_ROW);
  GtkListItem *item = row != NULL ? PANEL_LAZY_ROW (row)->item : NULL;

  return item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;
}
