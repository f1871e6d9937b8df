/* panel-directory-names.h - the field of the picker for names: what is being typed, and a chip for
 * each name that was checked
 *
 * It checks nothing itself. Emits "changed" (something was typed, chosen or removed), "check"
 * (Return was pressed) and "elsewhere" (unknown names are to be looked for at another place).
 */
#pragma once

#include "panel-name-list.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_DIRECTORY_NAMES (panel_directory_names_get_type ())
G_DECLARE_FINAL_TYPE (PanelDirectoryNames, panel_directory_names, PANEL, DIRECTORY_NAMES, GtkBox)

typedef enum
{
  PANEL_PICK_ONE, /* Return checks; a new name takes the place of the former one */
  PANEL_PICK_MANY /* Return begins a line, Ctrl+Return checks */
} PanelPickMode;

void panel_directory_names_set_mode (PanelDirectoryNames *self, PanelPickMode mode);

/* What was typed and not checked yet. Caller frees. */
char *panel_directory_names_typed (PanelDirectoryNames *self);
void panel_directory_names_set_typed (PanelDirectoryNames *self, const char *text);
/* While names are being checked, nothing can be typed. */
void panel_directory_names_set_busy (PanelDirectoryNames *self, gboolean is_busy);

PanelNameList *panel_directory_names_list (PanelDirectoryNames *self); /* borrowed */
/* After the list was changed from outside: shows it. */
void panel_directory_names_show (PanelDirectoryNames *self);
/* Gives the keys to the first name that needs somebody, and opens what it offers. FALSE when there
 * is none. */
gboolean panel_directory_names_show_problem (PanelDirectoryNames *self);
