/* panel-wizard-verify.h - the wizard's page "Verification": the checks and how they came out
 *
 * Emits "changed" when a run begins or ends.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_VERIFY (panel_wizard_verify_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardVerify, panel_wizard_verify, PANEL, WIZARD_VERIFY, AdwBin)

/* Begins a run; one under way is stopped first. passwords: as in session_hub_plan_checks (). */
void panel_wizard_verify_run (PanelWizardVerify *self, SessionHub *hub, ExchangeProfile *profile,
                              const SessionPasswords *passwords);
void panel_wizard_verify_stop (PanelWizardVerify *self);

/* The last run came to its end, and nothing failed. */
gboolean panel_wizard_verify_is_passed (PanelWizardVerify *self);

/* How it came out, in one sentence. Borrowed. */
const char *panel_wizard_verify_summary (PanelWizardVerify *self);
