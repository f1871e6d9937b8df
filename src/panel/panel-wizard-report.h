/* panel-wizard-report.h - asks where the report of a verification shall go, and writes it there */
#pragma once

#include "session-report.h"

#include <adwaita.h>

/* How it came out, in words for people. */
typedef void (*PanelWizardReportSaved) (const char *words, gpointer data);

/* The text is made at once, the file is written when it was chosen: as a whole or not at all. saved
 * is called once, with NULL when nothing was chosen. */
void panel_wizard_report_save (GtkWindow *parent, const SessionReport *report,
                               PanelWizardReportSaved saved, gpointer data);
