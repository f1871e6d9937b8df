/* panel-window-existing.c - how the main window opens the one of existing replies
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

#include "panel-existing.h"

static void
existing_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  panel_existing_open (GTK_WINDOW (user_data), PANEL_WINDOW (user_data)->hub);
}

void
panel_window_add_existing (PanelWindow *self)
{
  static const GActionEntry entries[] = { { "existing", existing_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
