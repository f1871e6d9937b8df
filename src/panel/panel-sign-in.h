/* panel-sign-in.h - another account for one domain of the directory; nothing of it is kept
 *
 * Closes itself when the domain took the account: the place's state tells.
 */
#pragma once

#include "session-lookup.h"

#include <adwaita.h>

#define PANEL_TYPE_SIGN_IN (panel_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (PanelSignIn, panel_sign_in, PANEL, SIGN_IN, AdwWindow)

PanelSignIn *panel_sign_in_new (GtkWindow *parent, SessionLookup *lookup, SessionPlace *place);
