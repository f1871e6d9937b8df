/* panel-doctor.h - "Doctor": which reply would leave a mailbox for whom, and what stands in its way
 *
 * Examines as soon as it is shown, and again when somebody asks about another sender or time.
 * Closing the window stops it.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_DOCTOR (panel_doctor_get_type ())
G_DECLARE_FINAL_TYPE (PanelDoctor, panel_doctor, PANEL, DOCTOR, AdwWindow)

void panel_doctor_open (GtkWindow *parent, SessionHub *hub, SessionRow *row);
