/* panel-template-past.h - what a template was before somebody edited it, and how to have it back
 *
 * Main thread only.
 */
#pragma once

#include "oof-text.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_TEMPLATE_PAST (panel_template_past_get_type ())
G_DECLARE_FINAL_TYPE (PanelTemplatePast, panel_template_past, PANEL, TEMPLATE_PAST, AdwWindow)

/* text: as it is now; kept. Emits "restored" when an older one is the current one again. */
PanelTemplatePast *panel_template_past_new (GtkWindow *parent, SessionHub *hub, OofText *text);
