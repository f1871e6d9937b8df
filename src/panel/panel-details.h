/* panel-details.h - the pane beside the list: what Exchange holds for the selected person, read now
 *
 * "changed" is emitted when there is a new reading, or none any more.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_DETAILS (panel_details_get_type ())
G_DECLARE_FINAL_TYPE (PanelDetails, panel_details, PANEL, DETAILS, AdwBin)

void panel_details_set_hub (PanelDetails *self, SessionHub *hub);

/* row: NULL shows that nobody is selected. Reads only when the selection has come to rest. */
void panel_details_show (PanelDetails *self, SessionRow *row);

/* Reads the same person again. */
void panel_details_reload (PanelDetails *self);

/* What is shown; borrowed; NULL while there is none. */
const SessionReading *panel_details_reading (PanelDetails *self);
