/* session-members-ask.h - who is meant by names that somebody has to be asked about: filters, and
 * the groups of Exchange Online. Inside session. Blocks; any thread.
 *
 * A filter that begins with a bracket is the directory's, as RFC 4515 has it, where there is a
 * directory; any other is a $filter of Microsoft Graph's.
 */
#pragma once

#include "session-members.h"
#include "session-org.h"

/* Asks about all that the items name and that is not known yet, and takes the answers. Errors of
 * whoever is asked; a filter that is none, or a group that is gone, is none of them, but a problem
 * of its set. */
gboolean session_members_ask (SessionMembers *self, SessionOrg *org, BaseCall *call,
                              const GPtrArray *items, GError **error);
