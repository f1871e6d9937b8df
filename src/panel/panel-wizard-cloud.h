/* panel-wizard-cloud.h - the wizard's page "Organisation and app": which tenant of Exchange Online,
 * and as what application one logs in there
 *
 * The tenant is looked up while it is typed, on a worker; nobody has to wait for it. Emits
 * "changed", and "register" when somebody wants to know how to register an application.
 */
#pragma once

#include "session-hub-cloud.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_CLOUD (panel_wizard_cloud_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardCloud, panel_wizard_cloud, PANEL, WIZARD_CLOUD, AdwBin)

/* An empty secret then means the one in the keyring. */
void panel_wizard_cloud_show (PanelWizardCloud *self, const ExchangeProfile *profile);

/* The page is about to be seen. so_far: what the pages before it say. */
void panel_wizard_cloud_begin (PanelWizardCloud *self, SessionHub *hub, ExchangeProfile *so_far);
/* It is not seen any more: what still runs is stopped. */
void panel_wizard_cloud_stop (PanelWizardCloud *self);

/* Lends draft what was typed, until the next change. What a hybrid organisation has from other
 * pages stays. */
void panel_wizard_cloud_fill (PanelWizardCloud *self, ExchangeProfile *draft);
void panel_wizard_cloud_passwords (PanelWizardCloud *self, SessionPasswords *ret);
const char *panel_wizard_cloud_thumbprint (PanelWizardCloud *self); /* "": not known */

/* What exchange_profile_validate () does not know: REJECTED when something is missing to log in. */
gboolean panel_wizard_cloud_check (PanelWizardCloud *self, GError **error);
/* From exchange_profile_validate () or the above; NULL takes the message away. */
void panel_wizard_cloud_show_problem (PanelWizardCloud *self, const GError *error);
