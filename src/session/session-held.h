/* session-held.h - what the store knows of every mailbox: which reply of ours it holds, and what
 * the last reading found of the person's own. Filled on a worker, then only read; inside session.
 */
#pragma once

#include "session-bars.h"
#include "session-filters.h"
#include "store-db.h"

/* Address in lower case → what there is; what cannot be read is not there. Caller unrefs. */
GHashTable *session_held_read (StoreDb *db, const char *profile);

/* What there is of ours in the mailbox; ours is no reply of the person's own. held may be NULL. */
void session_held_note (GHashTable *held, const char *mail, SessionBarFacts *facts);

/* As the last reading judged the person's own reply, and who is protected; 0 where nothing is
 * known. held may be NULL. */
SessionFilters session_held_filters (GHashTable *held, const char *mail);
