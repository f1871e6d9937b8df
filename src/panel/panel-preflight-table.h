/* panel-preflight-table.h - what applying the plan would do to each mailbox, and why
 *
 * Buttons above the table say how many of each kind and for each reason there are, and choose what
 * is shown. "activated" (SessionPreflightRow) is emitted when somebody wants to see more of one.
 */
#pragma once

#include "session-preflight.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_PREFLIGHT_TABLE (panel_preflight_table_get_type ())
G_DECLARE_FINAL_TYPE (PanelPreflightTable, panel_preflight_table, PANEL, PREFLIGHT_TABLE, GtkBox)

void panel_preflight_table_show (PanelPreflightTable *self, SessionPreflight *preflight);
