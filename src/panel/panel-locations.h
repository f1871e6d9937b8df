/* panel-locations.h - "Locations": the tree of the places of the directory, one is chosen
 *
 * Emits "chosen" with the SessionPlace, then closes.
 */
#pragma once

#include "session-lookup.h"

#include <adwaita.h>

#define PANEL_TYPE_LOCATIONS (panel_locations_get_type ())
G_DECLARE_FINAL_TYPE (PanelLocations, panel_locations, PANEL, LOCATIONS, AdwWindow)

PanelLocations *panel_locations_new (GtkWindow *parent, SessionLookup *lookup);
