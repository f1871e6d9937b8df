/* panel-wizard-certificate.h - asks for the certificate of an application: its file, the passphrase
 * of its key, and what it says of itself
 *
 * The file is read as soon as it is chosen, on a worker. Emits "changed" when another one is
 * chosen, or another passphrase is typed, and "read" when it is known whether it does.
 */
#pragma once

#include "session-hub-cloud.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_CERTIFICATE (panel_wizard_certificate_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardCertificate, panel_wizard_certificate, PANEL, WIZARD_CERTIFICATE,
                      AdwBin)

/* so_far: whose profile it is. Reads the file that is shown. */
void panel_wizard_certificate_begin (PanelWizardCertificate *self, SessionHub *hub,
                                     ExchangeProfile *so_far);
void panel_wizard_certificate_show (PanelWizardCertificate *self, const char *path);

const char *panel_wizard_certificate_path (PanelWizardCertificate *self); /* "" for none */
/* As typed; NULL: none. Caller unrefs. */
BaseSecret *panel_wizard_certificate_passphrase (PanelWizardCertificate *self);
const char *panel_wizard_certificate_thumbprint (PanelWizardCertificate *self); /* "": not known */

/* FALSE with REJECTED when none is chosen, or the one that is cannot be used; the page shows why. A
 * file that is still being read is let through. */
gboolean panel_wizard_certificate_check (PanelWizardCertificate *self, GError **error);
