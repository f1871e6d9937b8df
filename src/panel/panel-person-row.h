/* panel-person-row.h - one person in the list: initials, name, kind, address, department, state */
#pragma once

#include "session-row.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_PERSON_ROW (panel_person_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelPersonRow, panel_person_row, PANEL, PERSON_ROW, GtkBox)

/* The pill follows the row until another one is shown. row: NULL shows nobody. */
void panel_person_row_show (PanelPersonRow *self, SessionRow *row);

/* Whether each row has a badge for where the mailbox is: in a hybrid organisation. */
typedef enum
{
  PANEL_HOMES_HIDDEN,
  PANEL_HOMES_SHOWN
} PanelHomes;

/* Makes PanelPersonRows for a list of SessionRow. Caller unrefs. */
GtkListItemFactory *panel_person_row_factory (PanelHomes homes);
