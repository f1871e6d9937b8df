/* session-values.h - absences stay the same objects until somebody edits them, so that whoever made
 * something of them need not make it anew. Inside session.
 */
#pragma once

#include "session-items.h"

/* What is in now, with the objects of values where before says that they are the same. OofItem;
 * caller unrefs. before: NULL: none. */
GPtrArray *session_values_merge (const GPtrArray *values, const SessionItems *before,
                                 const SessionItems *now);
