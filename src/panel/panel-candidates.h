/* panel-candidates.h - the people that one name may mean, to choose one of them
 *
 * A popover; emits "chosen" with a PanelFound.
 */
#pragma once

#include "session-name.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_CANDIDATES (panel_candidates_get_type ())
G_DECLARE_FINAL_TYPE (PanelCandidates, panel_candidates, PANEL, CANDIDATES, GtkPopover)

/* The one exact match is the likely one: it is selected before anybody looks. */
PanelCandidates *panel_candidates_new (SessionName *match);
void panel_candidates_open (PanelCandidates *self);
