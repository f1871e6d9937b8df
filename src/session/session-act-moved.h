/* session-act-moved.h - whether something that was done belongs to an absence that was moved since.
 * Pure; any thread. Inside session.
 */
#pragma once

#include "store-act.h"

/* The absence of kept had begun, and what is wanted is the same for the same absence at a time that
 * touches it: that has merely another begin. Whoever was told that it has begun is not told so
 * again: by now they are away all the same. */
gboolean session_act_is_moved (const StoreAct *kept, const StoreAct *wanted, gint64 now_s);
