/* panel-item-who.h - the field "For" of an absence: chips of people, groups, units and filters
 *
 * Emits "changed".
 */
#pragma once

#include "oof-item.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_ITEM_WHO (panel_item_who_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemWho, panel_item_who, PANEL, ITEM_WHO, AdwPreferencesGroup)

void panel_item_who_set_hub (PanelItemWho *self, SessionHub *hub);
void panel_item_who_set (PanelItemWho *self, const OofFor *who, guint n);

gboolean panel_item_who_is_empty (PanelItemWho *self);
/* OofFor; what they point to is self's, until its next change. Caller unrefs. */
GArray *panel_item_who_get (PanelItemWho *self);
gboolean panel_item_who_has_rule (PanelItemWho *self);

/* What is in the entry and not added yet counts, too: adds it. FALSE when nobody understands it. */
gboolean panel_item_who_take_typed (PanelItemWho *self);

/* sentence: NULL takes it away. */
void panel_item_who_show_problem (PanelItemWho *self, const char *sentence);
