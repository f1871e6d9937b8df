/* session-explain.h - errors as a person reads them: one sentence, one remedy, and the technical
 * words on demand
 *
 * The only place that makes these. Translated. Callers free. Any thread.
 */
#pragma once

#include <glib.h>

/* "The server refused the password." Never NULL, never empty, without a mailbox's or profile's
 * name. */
char *session_explain (const GError *error);

/* "Enter the password again, in Connection." NULL when there is nothing to do. Commands name
 * the account where the error knows it, quoted so that no name ends a text of theirs
 * (session-commands.h takes them out). */
char *session_remedy (const GError *error);

/* What a colleague or the server's administrator wants to know: code, host, HTTP status, server's
 * code, request id, the English message. Several lines; without secrets. */
char *session_detail (const GError *error);
