/* panel-item-window.h - the window of one absence; made by panel-item.h */
#pragma once

#include "oof-item.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_ITEM_WINDOW (panel_item_window_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemWindow, panel_item_window, PANEL, ITEM_WINDOW, AdwWindow)

/* parts: what the fields begin with; borrowed for the call. value: what is edited; NULL for a new
 * one. */
PanelItemWindow *panel_item_window_new (GtkWindow *parent, SessionHub *hub,
                                        const OofItemParts *parts, OofItem *value);
/* Soon: making it and showing it take the main thread some 50 ms each, and in between it looks at
 * keys and paints. */
void panel_item_window_present (PanelItemWindow *self);
/* A new one that begins as that. */
PanelItemWindow *panel_item_window_new_draft (GtkWindow *parent, SessionHub *hub, OofItem *draft);
