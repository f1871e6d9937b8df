/* panel-test-row.h - one mailbox of a test of access: how it came out, the cure and the details on
 * demand */
#pragma once

#include "session-bulk.h"

#include <adwaita.h>

#define PANEL_TYPE_TEST_ROW (panel_test_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelTestRow, panel_test_row, PANEL, TEST_ROW, AdwExpanderRow)

PanelTestRow *panel_test_row_new (const char *mailbox);

/* profile: whose server was asked, as whose account. */
void panel_test_row_show (PanelTestRow *self, const SessionOutcome *outcome,
                          const ExchangeProfile *profile);

/* The run has ended: where no result came, none will. */
void panel_test_row_end (PanelTestRow *self);

/* Why it failed, a sentence. Borrowed; NULL: it did not, or there is no result yet. */
const char *panel_test_row_cause (PanelTestRow *self);
