/* panel-wizard-tenant.h - asks for a tenant, and looks up while it is typed whose it is
 *
 * Emits "changed".
 */
#pragma once

#include "session-hub-cloud.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_TENANT (panel_wizard_tenant_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardTenant, panel_wizard_tenant, PANEL, WIZARD_TENANT, AdwBin)

const char *panel_wizard_tenant_text (PanelWizardTenant *self); /* borrowed until the next change */
void panel_wizard_tenant_show (PanelWizardTenant *self, const char *tenant);

/* so_far has the cloud and its addresses. Looks the tenant up, unless that is known for them. */
void panel_wizard_tenant_begin (PanelWizardTenant *self, SessionHub *hub, ExchangeProfile *so_far);
void panel_wizard_tenant_stop (PanelWizardTenant *self);
/* A sentence of exchange_profile_validate (); NULL takes it away. */
void panel_wizard_tenant_say (PanelWizardTenant *self, const char *sentence);
