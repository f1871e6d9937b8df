/* panel-wizard-register.h - the wizard's page "Register the app": how an administrator registers
 * the application with the least rights, in five steps, and gives consent
 *
 * Only shows; what is to be typed elsewhere can be copied.
 */
#pragma once

#include "session-hub-cloud.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_REGISTER (panel_wizard_register_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardRegister, panel_wizard_register, PANEL, WIZARD_REGISTER, AdwBin)

/* The page is about to be seen. profile: as typed so far; thumbprint: of its certificate, "" when
 * that is not known. */
void panel_wizard_register_begin (PanelWizardRegister *self, SessionHub *hub,
                                  ExchangeProfile *profile, const char *thumbprint);
/* It is not seen any more: nobody waits for consent any more. */
void panel_wizard_register_stop (PanelWizardRegister *self);
