/* panel-found.h - somebody from the directory as a row of a table, and the table's columns */
#pragma once

#include "exchange-person.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_FOUND (panel_found_get_type ())
G_DECLARE_FINAL_TYPE (PanelFound, panel_found, PANEL, FOUND, GObject)

PanelFound *panel_found_new (ExchangePerson *person);
ExchangePerson *panel_found_person (PanelFound *self); /* borrowed */

typedef enum
{
  PANEL_FOUND_CANDIDATES, /* name, logon name, e-mail, folder */
  PANEL_FOUND_RESULTS     /* and where the mailbox is */
} PanelFoundColumns;

void panel_found_add_columns (GtkColumnView *view, PanelFoundColumns which);

/* A list of them. Caller unrefs. persons: ExchangePerson. */
GListStore *panel_found_list (GPtrArray *persons);
