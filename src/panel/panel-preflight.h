/* panel-preflight.h - what applying the plan would do, before anything is written; and doing it
 *
 * Main thread only.
 */
#pragma once

#include "oof-item.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_PREFLIGHT (panel_preflight_get_type ())
G_DECLARE_FINAL_TYPE (PanelPreflight, panel_preflight, PANEL, PREFLIGHT, AdwWindow)

/* ids: of the absences that it is about; NULL: everything that is not in step. While a run is under
 * way it tells so instead; parent is the main window. */
void panel_preflight_open (GtkWindow *parent, SessionHub *hub, const char *const *ids);
/* What an absence that is not saved would do; nothing can be applied from there. */
void panel_preflight_rehearse (GtkWindow *parent, SessionHub *hub, OofItem *draft);
