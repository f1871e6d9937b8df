/* panel-wizard-server.h - the wizard's page "Server connection". Emits "changed". */
#pragma once

#include "session-autodiscover.h"

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
/* Takes the web service that was found, as if it had been typed, and what it is. */
void panel_wizard_server_take_found (PanelWizardServer *self, const SessionAutodiscovered *found);
/* What the server that is typed here said of itself: build and offered of seen. */
void panel_wizard_server_set_seen (PanelWizardServer *self, const ExchangeProfile *seen);

/* From exchange_profile_validate (); NULL takes the message away. */
void panel_wizard_server_show_problem (PanelWizardServer *self, const GError *error);
