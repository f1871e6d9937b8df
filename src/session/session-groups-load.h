/* session-groups-load.h - the groups of the directory and who is in them, read from it. Inside
 * session. Blocks; any thread.
 */
#pragma once

#include "base-call.h"
#include "session-groups.h"

typedef struct _SessionDirectory SessionDirectory;

/* entries: SessionEntry, the people to look for. Caller unrefs. */
SessionGroups *session_groups_load (SessionDirectory *directory, BaseCall *call, GPtrArray *entries,
                                    GError **error);
