/* panel-zone-group.h - in whose time zone the times of an absence are: each mailbox's, this
 * computer's, or one by name
 *
 * Emits "changed".
 */
#pragma once

#include "oof-when.h"

#include <adwaita.h>

#define PANEL_TYPE_ZONE_GROUP (panel_zone_group_get_type ())
G_DECLARE_FINAL_TYPE (PanelZoneGroup, panel_zone_group, PANEL, ZONE_GROUP, AdwPreferencesGroup)

/* name: only of OOF_IN_FIXED_ZONE. */
void panel_zone_group_set (PanelZoneGroup *self, OofZoneKind kind, const char *name);
OofZoneKind panel_zone_group_kind (PanelZoneGroup *self);
const char *panel_zone_group_name (PanelZoneGroup *self); /* NULL unless FIXED; borrowed */

/* What times are shown in: that of the name, else this computer's, because each mailbox has its
 * own. NULL: nobody knows the name, and the field says so. Caller unrefs. */
GTimeZone *panel_zone_group_zone (PanelZoneGroup *self, GError **error);
