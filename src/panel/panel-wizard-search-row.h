/* panel-wizard-search-row.h - one step of finding the server: where it asks, what came, how long it
 * took */
#pragma once

#include "session-autodiscover.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD_SEARCH_ROW (panel_wizard_search_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizardSearchRow, panel_wizard_search_row, PANEL, WIZARD_SEARCH_ROW,
                      AdwExpanderRow)

/* Its turn has not come. title: translated. */
PanelWizardSearchRow *panel_wizard_search_row_new (const char *title);

void panel_wizard_search_row_show (PanelWizardSearchRow *self, const SessionAutodiscoverStep *step);
/* The search is over; a row that has no answer says why (translated), the others stay. */
void panel_wizard_search_row_end (PanelWizardSearchRow *self, const char *why);

/* It is this step's: it waits for a step of that title, or is under way at that place. */
gboolean panel_wizard_search_row_takes (PanelWizardSearchRow *self,
                                        const SessionAutodiscoverStep *step);
gboolean panel_wizard_search_row_is_titled (PanelWizardSearchRow *self, const char *title);
