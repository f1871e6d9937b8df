/* session-hub-past.h - what a template was before, for the panel: part of SessionHub, main thread
 * only
 */
#pragma once

#include "oof-text.h"
#include "session-hub.h"

typedef struct
{
  GDateTime *at; /* when it was made so */
  char *who;     /* by whom */
  OofText *text;
} SessionPastText;

/* SessionPastText, newest first; as many as are kept (session-past.h), but for those that cannot be
 * read any more. */
void session_hub_past_async (SessionHub *self, const char *template_name, GCancellable *cancellable,
                             GAsyncReadyCallback done, gpointer user_data);
/* Caller unrefs. */
GPtrArray *session_hub_past_finish (SessionHub *self, GAsyncResult *result, GError **error);
