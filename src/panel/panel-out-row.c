/* panel-out-row.c - one absence in the list of who is out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-out-row.h"

struct _PanelOutRow
{
  GObject parent_instance;
  char *texts[PANEL_OUT_N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (PanelOutRow, panel_out_row, G_TYPE_OBJECT)

static void
panel_out_row_finalize (GObject *object)
{
  PanelOutRow *self = PANEL_OUT_ROW (object);

  for (guint i = 0; i < PANEL_OUT_N_COLUMNS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (panel_out_row_parent_class)->finalize (object);
}

static void
panel_out_row_class_init (PanelOutRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_out_row_finalize;
}

static void
panel_out_row_init (PanelOutRow *self)
{
}

PanelOutRow *
panel_out_row_new (const SessionOut *out, const SessionOutRow *row)
{
  PanelOutRow *self = g_object_new (PANEL_TYPE_OUT_ROW, NULL);

  self->texts[PANEL_OUT_NAME] = g_strdup (row->name);
  self->texts[PANEL_OUT_DEPARTMENT] = g_strdup (row->department);
  self->texts[PANEL_OUT_WHAT] = g_strdup (session_out_what (row));
  self->texts[PANEL_OUT_WHEN] = session_out_when (out, row);
  return self;
}

const char *
panel_out_row_text (PanelOutRow *self, PanelOutColumn column)
{
  return self->texts[column];
}
