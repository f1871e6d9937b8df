/* panel-item-when.h - the fields of an absence that say when it is
 *
 * Emits "changed".
 */
#pragma once

#include "oof-when.h"

#include <adwaita.h>

#define PANEL_TYPE_ITEM_WHEN (panel_item_when_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemWhen, panel_item_when, PANEL, ITEM_WHEN, GtkBox)

/* calendars: OofDays, of holidays; usual: the one by which somebody is back where the absence has
 * none; NULL: none; both kept. now: what "today" and "over" mean. */
void panel_item_when_set (PanelItemWhen *self, OofWhen *when, const GPtrArray *calendars,
                          OofDays *usual, GDateTime *now);

/* Caller unrefs. NULL with BASE_ERROR_REJECTED: what the fields cannot be, or the domain refuses.
 */
OofWhen *panel_item_when_get (PanelItemWhen *self, GError **error);

/* It has an end, and that is past. */
gboolean panel_item_when_is_over (PanelItemWhen *self);

/* sentence: NULL takes it away. */
void panel_item_when_show_problem (PanelItemWhen *self, const char *sentence);
