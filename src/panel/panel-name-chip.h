/* panel-name-chip.h - one name in the picker's field: who it is, or what is to be done about it
 *
 * Takes the focus; Delete removes it, Return opens what it offers. Emits "remove", "correct" and
 * "elsewhere" for what the person wants done with it, and "chosen" with a PanelFound.
 */
#pragma once

#include "panel-name-list.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_NAME_CHIP (panel_name_chip_get_type ())
G_DECLARE_FINAL_TYPE (PanelNameChip, panel_name_chip, PANEL, NAME_CHIP, GtkWidget)

/* name: borrowed; the chip must go before it. */
PanelNameChip *panel_name_chip_new (PanelName *name);
PanelName *panel_name_chip_name (PanelNameChip *self);

/* The list of candidates of an ambiguous name, or what can be done about an unknown one. */
void panel_name_chip_open (PanelNameChip *self);
