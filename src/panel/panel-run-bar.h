/* panel-run-bar.h - the run that is under way, or what came of the last one, in one line
 *
 * Hidden when there is none, or when its end was seen. Main thread only.
 */
#pragma once

#include "session-hub.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_RUN_BAR (panel_run_bar_get_type ())
G_DECLARE_FINAL_TYPE (PanelRunBar, panel_run_bar, PANEL, RUN_BAR, GtkBox)

/* Once. */
void panel_run_bar_set_hub (PanelRunBar *self, SessionHub *hub);
/* What came of it need not be shown any more. */
void panel_run_bar_dismiss (PanelRunBar *self);
