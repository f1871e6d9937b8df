/* panel-preview.h - what an absence would be, before it is saved: whom it reaches, what three of
 * them would answer, and what nobody can fill in
 *
 * Main thread only.
 */
#pragma once

#include "oof-item.h"
#include "session-preview.h"

#include <adwaita.h>

#define PANEL_TYPE_PREVIEW (panel_preview_get_type ())
G_DECLARE_FINAL_TYPE (PanelPreview, panel_preview, PANEL, PREVIEW, AdwWindow)

/* Opens on that page; the people alone: the directory is not asked for texts. */
void panel_preview_open (GtkWindow *parent, SessionHub *hub, OofItem *item,
                         SessionPreviewWhat what);
