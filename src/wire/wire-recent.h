/* wire-recent.h - long texts that were escaped a moment ago, and as what
 *
 * A bulk run writes the same reply to thousands of mailboxes, one after the other, and escaping it
 * is a good part of what such a write costs: so each worker keeps the last two (for inside and for
 * outside). What is short or very long is not kept. Of one worker, and of one way of escaping.
 */
#pragma once

#include "base-call.h"

typedef struct _WireRecent WireRecent;

/* What the call's worker keeps under key (a static string), begun when there is nothing yet.
 * Borrowed; lives as long as the worker. */
WireRecent *wire_recent_get (BaseCall *call, const char *key);

/* Appends what text was written as; FALSE when that is not known. self may be NULL: nothing is. */
gboolean wire_recent_append (const WireRecent *self, GString *out, const char *text);

/* That text was written as that. self may be NULL. */
void wire_recent_keep (WireRecent *self, const char *text, const char *written, gsize length);
