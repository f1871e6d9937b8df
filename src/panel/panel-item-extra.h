/* panel-item-extra.h - the fields of an absence that are rarely needed: note, meetings, advanced
 *
 * Emits "changed".
 */
#pragma once

#include "exchange-profile.h"
#include "oof-item.h"

#include <adwaita.h>

#define PANEL_TYPE_ITEM_EXTRA (panel_item_extra_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemExtra, panel_item_extra, PANEL, ITEM_EXTRA, AdwPreferencesGroup)

/* profile: what its servers cannot do is greyed; NULL: there is none. today: what is proposed where
 * a day is asked. */
void panel_item_extra_set (PanelItemExtra *self, const OofItemParts *parts,
                           const ExchangeProfile *profile, gint32 today);

/* What it points to is self's, until its next change; what is declined stays as it is. FALSE with
 * BASE_ERROR_REJECTED and the sentence, which stands at the field already. */
gboolean panel_item_extra_fill (PanelItemExtra *self, OofItemParts *parts, GError **error);
