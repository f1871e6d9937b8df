/* panel-cloud-wait.h - waits for somebody who signs in, or consents, outside of this program
 *
 * Hidden until it waits. Shows the address and, where there is one, the code, both to be copied,
 * and how long they are good; "Stop" ends it. What goes wrong stands there afterwards. Emits
 * "ended" when it does not wait any more: with the SessionSignedIn, borrowed, or NULL.
 */
#pragma once

#include "session-hub-cloud.h"

#include <adwaita.h>

#define PANEL_TYPE_CLOUD_WAIT (panel_cloud_wait_get_type ())
G_DECLARE_FINAL_TYPE (PanelCloudWait, panel_cloud_wait, PANEL, CLOUD_WAIT, AdwBin)

/* Ends what was waited for before. */
void panel_cloud_wait_begin (PanelCloudWait *self, SessionHub *hub, ExchangeProfile *draft,
                             SessionSignInWay way);
gboolean panel_cloud_wait_is_waiting (PanelCloudWait *self);
/* At once; "ended" is not emitted. What went wrong before is taken away, too. */
void panel_cloud_wait_clear (PanelCloudWait *self);
