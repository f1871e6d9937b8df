/* panel-preflight-person.h - what would become of one person's reply: the texts as they are and as
 * they will be
 */
#pragma once

#include "session-preflight.h"

#include <adwaita.h>

#define PANEL_TYPE_PREFLIGHT_PERSON (panel_preflight_person_get_type ())
G_DECLARE_FINAL_TYPE (PanelPreflightPerson, panel_preflight_person, PANEL, PREFLIGHT_PERSON,
                      AdwWindow)

void panel_preflight_person_open (GtkWindow *parent, SessionPreflightRow *row);
