/* session-hub-sight.h - the people that the calendar shows: their replies are read in full
 *
 * A quick look says who is away now; what is planned stands in each mailbox alone. So those who can
 * be seen are read one by one, as many at a time as the profile allows, and again after each
 * refresh. Main thread only.
 */
#pragma once

#include "session-hub.h"

/* The row has come into sight; session_row_is_read () tells when it was read. */
void session_hub_see (SessionHub *self, SessionRow *row);

/* It is gone from sight: it is not read any more, if it was not yet. */
void session_hub_lose_sight (SessionHub *self, SessionRow *row);
