/* session-fixed.h - absences that are for the people of the moment when they were saved, and do not
 * follow their groups, units and filters. Inside session. Blocks on the store; any thread.
 *
 * Whoever works out a plan of everything keeps who is meant by a new one; from then on it is these
 * people, until somebody names others.
 */
#pragma once

#include "session-members.h"
#include "store-db.h"

/* Does the absence have people to keep? */
gboolean session_fixed_is (const OofItem *item);

/* Before anything is noted: those whom the store knows. */
gboolean session_fixed_read (StoreDb *db, const char *profile, SessionMembers *members,
                             const GPtrArray *items, GError **error);

/* After everything was: keeps who is meant by the new ones, where nothing that they name is
 * unknown, and forgets those that follow their groups again, or are gone. */
gboolean session_fixed_keep (StoreDb *db, const char *profile, SessionMembers *members,
                             const GPtrArray *items, GError **error);

/* Is there one whose people are not kept yet? */
gboolean session_fixed_has_new (StoreDb *db, const char *profile, const GPtrArray *items,
                                gboolean *ret, GError **error);
