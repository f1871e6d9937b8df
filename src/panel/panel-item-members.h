/* panel-item-members.h - how many people an absence reaches, as a link to who they are
 *
 * Main thread only.
 */
#pragma once

#include "panel-item-who.h"
#include "session-hub.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_ITEM_MEMBERS (panel_item_members_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemMembers, panel_item_members, PANEL, ITEM_MEMBERS, GtkBox)

void panel_item_members_set_hub (PanelItemMembers *self, SessionHub *hub);
/* After each change of the fields, which stay borrowed. The number follows soon. */
void panel_item_members_look (PanelItemMembers *self, PanelItemWho *who, PanelItemWho *except);
