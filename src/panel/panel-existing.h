/* panel-existing.h - the window "Existing Replies": what people have set up themselves, and what
 * becomes of it
 *
 * Reads all mailboxes in the background; Stop shows what was read so far. Main thread only.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_EXISTING (panel_existing_get_type ())
G_DECLARE_FINAL_TYPE (PanelExisting, panel_existing, PANEL, EXISTING, AdwWindow)

void panel_existing_open (GtkWindow *parent, SessionHub *hub);
