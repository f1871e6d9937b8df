/* session-replies-file.h - the replies that mailboxes hold, as a file: everything that was read,
 * and read again
 *
 * JSON: {"absentia":"replies","version":1,"read_at":…,"profile":…,"mailboxes":[…],"failed":[…]},
 * see absentiactl(1). Pure; any thread.
 */
#pragma once

#include "session-replies.h"

#define SESSION_REPLIES_MOST_BYTES ((gsize) 1024 * 1024 * 1024) /* of a file */

/* UTF-8. profile: its name. Caller frees. */
char *session_replies_write (const SessionReplies *self, const char *profile);

/* Judged by the time at which it was read. BASE_ERROR_REJECTED "replies-file" when it is not such a
 * file, or one of a newer version; BASE_ERROR_PROTOCOL with the place where it is damaged. Caller
 * unrefs. */
SessionReplies *session_replies_read_file (const char *bytes, gsize size, GTimeZone *zone,
                                           guint forgotten_days, GError **error);
