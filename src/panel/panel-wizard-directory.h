/* panel-wizard-directory.h - the wizard's part for Active Directory. Emits "changed", and "test"
 * when the button is pressed: whoever knows the whole draft calls panel_wizard_directory_test ().
 *
 * The password lives in its entry, whose memory is locked and wiped, and leaves it as a BaseSecret.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_DIRECTORY (panel_wizard_directory_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardDirectory, panel_wizard_directory, PANEL, WIZARD_DIRECTORY, AdwBin)

void panel_wizard_directory_show (PanelWizardDirectory *self, const ExchangeProfile *profile);

/* Switched on when nobody has decided yet: a directory was found. */
void panel_wizard_directory_offer (PanelWizardDirectory *self);

/* Whose domain is meant where none is typed. */
void panel_wizard_directory_set_upn (PanelWizardDirectory *self, const char *upn);

/* Lends draft what was typed, until the next change. */
void panel_wizard_directory_fill (PanelWizardDirectory *self, ExchangeProfile *draft);

/* NULL when nothing was typed. Caller unrefs. */
BaseSecret *panel_wizard_directory_password (PanelWizardDirectory *self);

/* Runs the checks of the directory, and shows them. */
void panel_wizard_directory_test (PanelWizardDirectory *self, SessionHub *hub,
                                  ExchangeProfile *profile, const SessionPasswords *passwords);
void panel_wizard_directory_stop (PanelWizardDirectory *self);

/* Why nobody can be looked for there: a translated sentence, or NULL. Borrowed. */
const char *panel_wizard_directory_obstacle (PanelWizardDirectory *self);

/* From exchange_profile_validate (): FALSE when it is about something else. */
gboolean panel_wizard_directory_show_problem (PanelWizardDirectory *self, const GError *error);
