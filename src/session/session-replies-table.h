/* session-replies-table.h - replies that mailboxes hold, as a table that leaves the program
 *
 * RFC 4180 with a header line; nothing in it is a formula to a spreadsheet. Pure; any thread.
 */
#pragma once

#include "session-replies.h"

/* chosen: SessionReply of self. Caller frees. */
char *session_replies_table (const SessionReplies *self, const GPtrArray *chosen);
