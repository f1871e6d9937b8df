/* session-past.h - what an absence, a template or a calendar was before somebody edited or removed
 * it. Blocks; any thread. */
#pragma once

#include "session-import.h"

typedef struct
{
  GDateTime *at; /* when it was made so */
  char *who;     /* by whom */
  char *text;    /* as a file (absentia-items(5)), which can be taken again */
} SessionPast;

/* SessionPast, newest first, also of what is gone; empty when there is nothing. Only so many are
 * kept (store-documents.h). Caller unrefs. */
GPtrArray *session_past_list (SessionCore *core, const char *profile_id, SessionPlanned kind,
                              const char *name, GError **error);
