/* panel-wizard-server.h - the wizard's page "Server connection". Emits "changed". */
#pragma once

#include "exchange-profile.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_SERVER (panel_wizard_server_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardServer, panel_wizard_server, PANEL, WIZARD_SERVER, AdwBin)

void panel_wizard_server_show (PanelWizardServer *self, const ExchangeProfile *profile);

/* Lends draft what was typed, until the next change. */
void panel_wizard_server_fill (PanelWizardServer *self, ExchangeProfile *draft);

/* The server is to be found, and not what was typed. */
gboolean panel_wizard_server_is_automatic (PanelWizardServer *self);
/* The address to start from; "" for the administrator's. Borrowed until the next change. */
const char *panel_wizard_server_address (PanelWizardServer *self);
/* Takes the web service that was found, as if it had been typed. */
void panel_wizard_server_take_found (PanelWizardServer *self, const char *ews_url);

/* From exchange_profile_validate (); NULL takes the message away. */
void panel_wizard_server_show_problem (PanelWizardServer *self, const GError *error);
