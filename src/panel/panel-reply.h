/* panel-reply.h - the dialog that sets, changes or switches off one person's automatic reply
 *
 * Reads the mailbox when it opens and writes only what was changed. "saved" is emitted with the
 * SessionRow, the OofState that was there before and the SessionSaved, all borrowed.
 */
#pragma once

#include "panel-reply-form.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_REPLY (panel_reply_get_type ())
G_DECLARE_FINAL_TYPE (PanelReply, panel_reply, PANEL, REPLY, AdwWindow)

/* row: NULL asks for the person first. */
PanelReply *panel_reply_new (GtkWindow *parent, SessionHub *hub, SessionRow *row,
                             PanelReplyTask task);
