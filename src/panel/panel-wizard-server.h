/* panel-wizard-server.h - the wizard's page "Server connection". Emits "changed". */
#pragma once

#include "exchange-profile.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_SERVER (panel_wizard_server_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardServer, panel_wizard_server, PANEL, WIZARD_SERVER, AdwBin)

void panel_wizard_server_show (PanelWizardServer *self, const ExchangeProfile *profile);

/* Lends draft what was typed, until the next change. */
void panel_wizard_server_fill (PanelWizardServer *self, ExchangeProfile *draft);

/* From exchange_profile_validate (); NULL takes the message away. */
void panel_wizard_server_show_problem (PanelWizardServer *self, const GError *error);
