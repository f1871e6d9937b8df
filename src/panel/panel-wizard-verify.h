/* panel-wizard-verify.h - the wizard's page "Verification": the checks and how they came out
 *
 * Emits "changed" when a run begins or ends, and "ignored" when somebody chose to live with a
 * warning or considers it again.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_VERIFY (panel_wizard_verify_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardVerify, panel_wizard_verify, PANEL, WIZARD_VERIFY, AdwBin)

typedef enum
{
  PANEL_VERIFY_ALL,
  PANEL_VERIFY_DIRECTORY
} PanelVerifyPart;

/* All to begin with. */
void panel_wizard_verify_set_part (PanelWizardVerify *self, PanelVerifyPart part);

/* Begins a run; one under way is stopped first. passwords: as in session_hub_plan_checks (). */
void panel_wizard_verify_run (PanelWizardVerify *self, SessionHub *hub, ExchangeProfile *profile,
                              const SessionPasswords *passwords);
void panel_wizard_verify_stop (PanelWizardVerify *self);
/* Stops, and forgets how the last run came out. */
void panel_wizard_verify_clear (PanelWizardVerify *self);

/* Nothing runs, and the account has logged in: the rest may be cured later. */
gboolean panel_wizard_verify_can_go_on (PanelWizardVerify *self);

/* Keeps with the profile which warnings are ignored, and why. Begins only; nobody waits for it. */
void panel_wizard_verify_keep (PanelWizardVerify *self);

/* What the first step that failed in the last run saw, a sentence; NULL: none failed. Borrowed. */
const char *panel_wizard_verify_failure (PanelWizardVerify *self);

/* Lends seen the build and the ways to log in that the last run saw; FALSE: it saw nothing new. */
gboolean panel_wizard_verify_learn (PanelWizardVerify *self, ExchangeProfile *seen);

/* How it came out, in one sentence. Borrowed. */
const char *panel_wizard_verify_summary (PanelWizardVerify *self);
