/* panel-item-policy.h - the fields of an absence that say what goes before it and how often it is
 * told: a reply of the person's own, the same sender, priority
 *
 * Emits "changed".
 */
#pragma once

#include "oof-item.h"

#include <adwaita.h>

#define PANEL_TYPE_ITEM_POLICY (panel_item_policy_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemPolicy, panel_item_policy, PANEL, ITEM_POLICY, AdwPreferencesGroup)

void panel_item_policy_set (PanelItemPolicy *self, const OofItemParts *parts);
void panel_item_policy_fill (PanelItemPolicy *self, OofItemParts *parts);

/* What there is to choose for somebody's own reply, in the order of OofOwn. Caller unrefs. */
GListModel *panel_item_policy_own_model (void);
