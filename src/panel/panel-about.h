/* panel-about.h - what the directory says of somebody: title, office, phone, manager, place */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_ABOUT (panel_about_get_type ())
G_DECLARE_FINAL_TYPE (PanelAbout, panel_about, PANEL, ABOUT, AdwBin)

/* What the list knows; hides itself when that is nothing. */
void panel_about_show (PanelAbout *self, SessionRow *row);

/* What the directory told since; NULL: nothing. */
void panel_about_add (PanelAbout *self, const SessionPortrait *portrait);
