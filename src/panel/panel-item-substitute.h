/* panel-item-substitute.h - the fields of an absence about the others: who stands in, what is
 * forwarded, who is told
 *
 * Emits "changed".
 */
#pragma once

#include "oof-item.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_ITEM_SUBSTITUTE (panel_item_substitute_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemSubstitute, panel_item_substitute, PANEL, ITEM_SUBSTITUTE, GtkBox)

void panel_item_substitute_set_hub (PanelItemSubstitute *self, SessionHub *hub);
void panel_item_substitute_set (PanelItemSubstitute *self, const OofItemParts *parts);

/* What it points to is self's, until its next change. */
void panel_item_substitute_fill (PanelItemSubstitute *self, OofItemParts *parts);

/* Says whether the substitute is there, and there at that time: a warning, no more. when: NULL: not
 * known. */
void panel_item_substitute_check (PanelItemSubstitute *self, const OofWhen *when);

/* FALSE: the error belongs to no field of these. NULL takes the message away. */
gboolean panel_item_substitute_show_problem (PanelItemSubstitute *self, const GError *error);
void panel_item_substitute_focus_problem (PanelItemSubstitute *self, const GError *error);
