/* panel-wizard-steps.h - "Steps to consider": a card for each warning of the verification, and the
 * test of a mailbox
 *
 * Emits "changed" when somebody ignores a warning or considers it again, and "read" when what is
 * kept of that has been read.
 */
#pragma once

#include "checks-plan.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_STEPS (panel_wizard_steps_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardSteps, panel_wizard_steps, PANEL, WIZARD_STEPS, AdwBin)

/* results: ChecksResult by the plan's index, NULL where there is none. */
void panel_wizard_steps_show (PanelWizardSteps *self, const ChecksPlan *plan,
                              const GPtrArray *results);

/* For this draft. Reads which warnings of the profile are ignored, unless it is known; "read" comes
 * then. */
void panel_wizard_steps_begin (PanelWizardSteps *self, SessionHub *hub, ExchangeProfile *profile,
                               const SessionPasswords *passwords);
/* Keeps what was changed since. Begins only; nobody waits for it. */
void panel_wizard_steps_keep (PanelWizardSteps *self);
/* Check → reason, as they are now. Borrowed; never NULL. */
GHashTable *panel_wizard_steps_ignored (PanelWizardSteps *self);

/* The mailboxes can be tested: the account has logged in. */
void panel_wizard_steps_set_can_test (PanelWizardSteps *self, gboolean can_test);
