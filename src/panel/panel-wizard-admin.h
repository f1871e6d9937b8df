/* panel-wizard-admin.h - the wizard's page "Administrator". Emits "changed".
 *
 * The password lives in its entry, whose memory is locked and wiped, and leaves it as a BaseSecret.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_ADMIN (panel_wizard_admin_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardAdmin, panel_wizard_admin, PANEL, WIZARD_ADMIN, AdwBin)

/* An empty password then means the one in the keyring. */
void panel_wizard_admin_show (PanelWizardAdmin *self, const ExchangeProfile *profile);

/* Lends draft what was typed, until the next change. */
void panel_wizard_admin_fill (PanelWizardAdmin *self, ExchangeProfile *draft);

/* What was typed, into an empty struct. */
void panel_wizard_admin_passwords (PanelWizardAdmin *self, SessionPasswords *ret);

/* From exchange_profile_validate (); NULL takes the message away. */
void panel_wizard_admin_show_problem (PanelWizardAdmin *self, const GError *error);
