/* session-item.h - an absence that was planned, as GTK watches it in a list. Main thread only.
 *
 * Property "serial" (uint) changes, with a notify, when its value was edited.
 */
#pragma once

#include "oof-item.h"

#include <glib-object.h>

#define SESSION_TYPE_ITEM (session_item_get_type ())
G_DECLARE_FINAL_TYPE (SessionItem, session_item, SESSION, ITEM, GObject)

SessionItem *session_item_new (OofItem *value);
OofItem *session_item_value (SessionItem *self); /* borrowed */
const char *session_item_id (SessionItem *self); /* borrowed */
void session_item_set_value (SessionItem *self, OofItem *value);

/* "Training, every Tuesday, 08:00–16:00, 10 times". Caller frees. */
char *session_item_summary (SessionItem *self);
