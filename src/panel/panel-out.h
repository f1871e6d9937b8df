/* panel-out.h - the window "Who Is Out": now, on a day or in a week; to a file or on paper
 *
 * Follows the hub while it is open. Alt+Left and Alt+Right move in time, Alt+Home comes back to
 * today.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_OUT (panel_out_get_type ())
G_DECLARE_FINAL_TYPE (PanelOut, panel_out, PANEL, OUT, AdwWindow)

PanelOut *panel_out_new (GtkWindow *parent, SessionHub *hub);
