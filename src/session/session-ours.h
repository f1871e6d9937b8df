/* session-ours.h - whether a mailbox holds what another process of ours has put there a moment ago
 *
 * A panel, a command and an engine may have the same mailbox in hand at once. Each keeps what it is
 * about to write and journals it before the server hears of it; but whoever has read the mailbox a
 * moment earlier, or writes a moment later, finds kept what the other one wrote. That is not taken
 * for somebody's change, nor for the person's own reply: the journal knows it. Blocks; any thread.
 * Inside session.
 */
#pragma once

#include "oof-state.h"
#include "store-managed.h"

/* managed->held becomes before where that is so. Errors of the store. */
gboolean session_ours_recognize (StoreDb *db, const char *profile, StoreManaged *managed,
                                 OofState *before, gint64 now_s, GError **error);
