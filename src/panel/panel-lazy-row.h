/* panel-lazy-row.h - a row of a long list that makes its content when it comes into sight
 *
 * GTK keeps some two hundred rows of a list, of which a dozen are seen, and makes all of them anew
 * when the list changes as a whole: with each letter that is typed into a search. A row that nobody
 * sees is only as high as the others. All rows of such a list are of one height.
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_LAZY_ROW (panel_lazy_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelLazyRow, panel_lazy_row, PANEL, LAZY_ROW, AdwBin)

/* Makes a content, and lets it show an item (NULL: none). */
typedef struct
{
  GtkWidget *(*make) (void);
  void (*show) (GtkWidget *content, gpointer item);
} PanelLazyContent;

/* content: static. Caller unrefs. */
GtkListItemFactory *panel_lazy_row_factory (const PanelLazyContent *content);

/* Where in its list the row is that the content, or something in it, belongs to;
 * GTK_INVALID_LIST_POSITION: it shows nothing. */
guint panel_lazy_row_position (GtkWidget *content);
