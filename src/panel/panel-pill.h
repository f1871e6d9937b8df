/* panel-pill.h - a person's state as a small coloured pill: shape, colour and words */
#pragma once

#include "session-row.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_PILL (panel_pill_get_type ())
G_DECLARE_FINAL_TYPE (PanelPill, panel_pill, PANEL, PILL, GtkBox)

/* The shape alone. Static. */
const char *panel_pill_icon (SessionPresence presence);
/* The style class alone: "away", "planned"… */
void panel_pill_set_style (GtkWidget *widget, SessionPresence presence);

void panel_pill_show (PanelPill *self, SessionRow *row);
