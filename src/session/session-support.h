/* session-support.h - what somebody who helps wants to know, without who and where it is about
 *
 * Passwords, replies, names, addresses and servers are not in it: what is left are versions, kinds,
 * numbers and reasons. It is shown before it goes anywhere. Blocks; any thread.
 */
#pragma once

#include "session-core.h"

typedef struct
{
  const char *title; /* translated; static */
  const char *what;  /* translated: what it is, in a sentence; static */
  char *text;
} SessionSupportPart;

/* SessionSupportPart; caller unrefs. */
GPtrArray *session_support_collect (SessionCore *core, GDateTime *now, GError **error);

/* All of it as one text. Caller frees. */
char *session_support_text (const GPtrArray *parts);
/* Into a file that only its owner reads. */
gboolean session_support_save (const GPtrArray *parts, const char *path, GError **error);
