/* panel-wizard-app.h - asks how one logs in online: the application with a certificate or a secret,
 * or a person
 *
 * Secrets live in entries whose memory is locked and wiped, or in BaseSecrets. Emits "changed".
 */
#pragma once

#include "session-hub-cloud.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_APP (panel_wizard_app_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardApp, panel_wizard_app, PANEL, WIZARD_APP, AdwBin)

/* An empty secret then means the one in the keyring. */
void panel_wizard_app_show (PanelWizardApp *self, const ExchangeProfile *profile);
/* so_far: what is typed on the page around it, which is who is signed in to. */
void panel_wizard_app_begin (PanelWizardApp *self, SessionHub *hub, ExchangeProfile *so_far);
/* It is not seen any more: what still runs is stopped. */
void panel_wizard_app_stop (PanelWizardApp *self);

/* Lends draft what was typed, until the next change. */
void panel_wizard_app_fill (PanelWizardApp *self, ExchangeProfile *draft);
/* As typed; NULL: none. Caller unrefs. */
BaseSecret *panel_wizard_app_secret (PanelWizardApp *self);
const char *panel_wizard_app_thumbprint (PanelWizardApp *self); /* "": not known */

/* FALSE with REJECTED when something is missing: "certificate", "secret", "sign-in", or a reason of
 * the certificate. */
gboolean panel_wizard_app_check (PanelWizardApp *self, GError **error);
/* Of the above, or "client-until" of exchange_profile_validate (): shows it and takes the focus
 * there, TRUE. Of anything else: takes the message away, FALSE. */
gboolean panel_wizard_app_show_problem (PanelWizardApp *self, const GError *error);
