/* panel-wizard-admin.h - the wizard's page "Administrator". Emits "changed".
 *
 * Passwords live in their entries, whose memory is locked and wiped, and leave them as BaseSecrets.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_ADMIN (panel_wizard_admin_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardAdmin, panel_wizard_admin, PANEL, WIZARD_ADMIN, AdwBin)

/* An empty password then means the one in the keyring. */
void panel_wizard_admin_show (PanelWizardAdmin *self, const ExchangeProfile *profile);

/* The page is about to be seen. so_far: what the pages before it say. An account that may be meant
 * is filled in where nothing was typed. */
void panel_wizard_admin_begin (PanelWizardAdmin *self, SessionHub *hub, ExchangeProfile *so_far);
/* It is not seen any more: what still runs is stopped. */
void panel_wizard_admin_stop (PanelWizardAdmin *self);

/* Lends draft what was typed, until the next change. */
void panel_wizard_admin_fill (PanelWizardAdmin *self, ExchangeProfile *draft);

/* What was typed, into an empty struct. */
void panel_wizard_admin_passwords (PanelWizardAdmin *self, SessionPasswords *ret);

/* From exchange_profile_validate (); NULL takes the message away. */
void panel_wizard_admin_show_problem (PanelWizardAdmin *self, const GError *error);
