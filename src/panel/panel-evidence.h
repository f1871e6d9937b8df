/* panel-evidence.h - a line that says how the last test of access to mailboxes came out
 *
 * "Tested 22 Nov 2026, 11:40: succeeded for 3 of 3". Hidden when there is nothing to say. Emits
 * "found" with the SessionEvidence, borrowed, when there is some.
 */
#pragma once

#include "session-hub-test.h"

#include <adwaita.h>

#define PANEL_TYPE_EVIDENCE (panel_evidence_get_type ())
G_DECLARE_FINAL_TYPE (PanelEvidence, panel_evidence, PANEL, EVIDENCE, AdwBin)

/* Asks for the evidence of these settings, and shows it soon. profile: may be a draft; NULL: there
 * is none. */
void panel_evidence_show (PanelEvidence *self, SessionHub *hub, ExchangeProfile *profile);
