/* panel-doctor-row.h - one thing that the doctor found: what, the evidence, the cure */
#pragma once

#include "session-doctor.h"

#include <adwaita.h>

#define PANEL_TYPE_DOCTOR_ROW (panel_doctor_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelDoctorRow, panel_doctor_row, PANEL, DOCTOR_ROW, AdwExpanderRow)

GtkWidget *panel_doctor_row_new (const SessionDiagnosis *diagnosis, const SessionFinding *finding);
