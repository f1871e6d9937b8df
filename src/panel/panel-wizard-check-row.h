/* panel-wizard-check-row.h - one step of the verification: its state, what was seen, the remedy
 *
 * Emits "again" when this one shall be verified again.
 */
#pragma once

#include "checks-plan.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_CHECK_ROW (panel_wizard_check_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardCheckRow, panel_wizard_check_row, PANEL, WIZARD_CHECK_ROW,
                      AdwExpanderRow)

/* Waiting, to begin with. title: translated. */
PanelWizardCheckRow *panel_wizard_check_row_new (const char *title);

/* The rows have the titles of the plan's steps, one after the other. */
gboolean panel_wizard_check_row_are_for (const GPtrArray *rows, const ChecksPlan *plan);

void panel_wizard_check_row_show (PanelWizardCheckRow *self, const ChecksResult *result);

/* Whether it may be verified again now. FALSE to begin with. */
void panel_wizard_check_row_set_can_repeat (PanelWizardCheckRow *self, gboolean can_repeat);
