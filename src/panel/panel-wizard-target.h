/* panel-wizard-target.h - the wizard's page "Target server": where the mailboxes are. Emits
 * "changed". */
#pragma once

#include "exchange-profile.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_TARGET (panel_wizard_target_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardTarget, panel_wizard_target, PANEL, WIZARD_TARGET, AdwBin)

ExchangeKind panel_wizard_target_kind (PanelWizardTarget *self);
void panel_wizard_target_show (PanelWizardTarget *self, ExchangeKind kind);
