/* panel-wizard-card.h - one of the steps to consider: what was seen, why it matters, the command,
 * and the choice to live with it
 *
 * Emits "ignored-changed" when somebody gave a reason to ignore it, or considers it again.
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_CARD (panel_wizard_card_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardCard, panel_wizard_card, PANEL, WIZARD_CARD, AdwBin)

/* id: the check's. remedy may be NULL; its cmdlets are shown as commands of their own. */
PanelWizardCard *panel_wizard_card_new (const char *id, const char *title, const char *seen,
                                        const char *remedy);

const char *panel_wizard_card_id (PanelWizardCard *self);

/* NULL: it is to be considered. */
void panel_wizard_card_set_reason (PanelWizardCard *self, const char *reason);
const char *panel_wizard_card_reason (PanelWizardCard *self); /* borrowed */
