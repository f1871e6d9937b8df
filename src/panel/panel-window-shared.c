/* panel-window-shared.c - opens the windows of what absences share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

#include "panel-holidays.h"
#include "panel-templates.h"

static void
templates_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  panel_templates_open (GTK_WINDOW (user_data), PANEL_WINDOW (user_data)->hub);
}

static void
holidays_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  panel_holidays_open (GTK_WINDOW (user_data), PANEL_WINDOW (user_data)->hub);
}

void
panel_window_add_shared (PanelWindow *self)
{
  static const GActionEntry entries[] = {
    { "templates", templates_cb },
    { "holidays", holidays_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
