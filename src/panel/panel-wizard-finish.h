/* panel-wizard-finish.h - the wizard's last page: the connection's name and what will be kept.
 * Emits "changed". */
#pragma once

#include "exchange-profile.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_FINISH (panel_wizard_finish_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardFinish, panel_wizard_finish, PANEL, WIZARD_FINISH, AdwBin)

/* Proposes a name when none was typed yet: the profile's, else the domain's. verified: how the
 * verification came out. */
void panel_wizard_finish_show (PanelWizardFinish *self, const ExchangeProfile *profile,
                               const char *verified);

/* Lends draft what was typed, until the next change. */
void panel_wizard_finish_fill (PanelWizardFinish *self, ExchangeProfile *draft);

/* Of the name, or of keeping the profile; NULL takes it away. */
void panel_wizard_finish_show_problem (PanelWizardFinish *self, const GError *error);
