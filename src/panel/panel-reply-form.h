/* panel-reply-form.h - the fields of an automatic reply: state, window, texts, audience
 *
 * Shows what a mailbox holds and builds what it shall hold. Emits "changed".
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_REPLY_FORM (panel_reply_form_get_type ())
G_DECLARE_FINAL_TYPE (PanelReplyForm, panel_reply_form, PANEL, REPLY_FORM, AdwBin)

typedef enum
{
  PANEL_REPLY_ADD, /* proposes a schedule when there is no reply yet */
  PANEL_REPLY_EDIT /* shows just what is there */
} PanelReplyTask;

void panel_reply_form_fill (PanelReplyForm *self, const SessionReading *reading, GDateTime *now,
                            PanelReplyTask task);

/* What the mailbox would hold; caller unrefs. NULL with BASE_ERROR_REJECTED when a field cannot be
 * understood or the domain refuses it. */
OofState *panel_reply_form_state (PanelReplyForm *self, GDateTime *now, GError **error);

/* The way from what was filled in to what is typed: texts that nobody edited are not in it. Caller
 * unrefs. state: from panel_reply_form_state (). */
OofChange *panel_reply_form_change (PanelReplyForm *self, const OofState *state);

/* Something was typed since it was filled in. */
gboolean panel_reply_form_is_edited (PanelReplyForm *self);

/* FALSE when the error belongs to no field. error: NULL takes all messages away. */
gboolean panel_reply_form_show_problem (PanelReplyForm *self, const GError *error);
