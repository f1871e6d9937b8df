/* panel-out-row.h - one absence in the list of who is out, in words. Immutable; main thread only.
 */
#pragma once

#include "session-out.h"

#include <glib-object.h>

#define PANEL_TYPE_OUT_ROW (panel_out_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelOutRow, panel_out_row, PANEL, OUT_ROW, GObject)

typedef enum
{
  PANEL_OUT_NAME,
  PANEL_OUT_DEPARTMENT,
  PANEL_OUT_WHAT,
  PANEL_OUT_WHEN,
  PANEL_OUT_N_COLUMNS
} PanelOutColumn;

PanelOutRow *panel_out_row_new (const SessionOut *out, const SessionOutRow *row);
const char *panel_out_row_text (PanelOutRow *self, PanelOutColumn column); /* borrowed */
