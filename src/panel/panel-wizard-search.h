/* panel-wizard-search.h - the wizard's page "Finding the server": each step of Autodiscover with
 * what came of it. Emits "changed" when it begins and ends.
 */
#pragma once

#include "session-autodiscover.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_SEARCH (panel_wizard_search_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardSearch, panel_wizard_search, PANEL, WIZARD_SEARCH, AdwBin)

/* Searches for address, with the account, the directory and the authorities of draft. */
void panel_wizard_search_run (PanelWizardSearch *self, SessionHub *hub, ExchangeProfile *draft,
                              const SessionPasswords *passwords, const char *address);
void panel_wizard_search_stop (PanelWizardSearch *self);

/* What was found; NULL: nothing, or not yet. Borrowed until the next search. */
const SessionAutodiscovered *panel_wizard_search_found (PanelWizardSearch *self);
