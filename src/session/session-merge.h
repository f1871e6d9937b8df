/* session-merge.h - people who are told of from two sides, each once. Inside session and for its
 * callers; one thread.
 *
 * The same person has the same identifier on both sides: the directory's objectGUID is the cloud's
 * immutable id, whatever either side calls them and wherever they were moved. Where that is not
 * known, the same address is the same person.
 */
#pragma once

#include "exchange-person.h"

typedef struct _SessionMerge SessionMerge;

SessionMerge *session_merge_new (void);
void session_merge_free (SessionMerge *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionMerge, session_merge_free)

void session_merge_note (SessionMerge *self, const ExchangePerson *person);
gboolean session_merge_has (const SessionMerge *self, const ExchangePerson *person);
