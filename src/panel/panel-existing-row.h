/* panel-existing-row.h - a group of replies, or one of them, as a list shows it. Main thread only.
 */
#pragma once

#include "session-replies.h"

#include <glib-object.h>

#define PANEL_TYPE_EXISTING_ROW (panel_existing_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelExistingRow, panel_existing_row, PANEL, EXISTING_ROW, GObject)

/* One of group and reply is NULL. replies: whose they are; a reference is taken. */
PanelExistingRow *panel_existing_row_new (SessionReplies *replies, const SessionReplyGroup *group,
                                          const SessionReply *reply);

/* Borrowed; NULL: it is the other one. */
SessionReplies *panel_existing_row_replies (PanelExistingRow *self);
const SessionReplyGroup *panel_existing_row_group (PanelExistingRow *self);
const SessionReply *panel_existing_row_reply (PanelExistingRow *self);
/* The beginning of the group's text, in one line; caller frees. */
char *panel_existing_row_excerpt (PanelExistingRow *self);
