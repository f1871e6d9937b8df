/* panel-pill.h - a person's state as a small coloured pill: shape, colour and words */
#pragma once

#include "session-row.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_PILL (panel_pill_get_type ())
G_DECLARE_FINAL_TYPE (PanelPill, panel_pill, PANEL, PILL, GtkBox)

void panel_pill_show (PanelPill *self, SessionRow *row);
