/* session-groups.h - who is in which group, through groups in groups. Inside session.
 *
 * Built once on a worker from a stream, then immutable, reference-counted; any thread. Groups may
 * contain each other in circles.
 */
#pragma once

#include "exchange-person.h"

typedef struct _SessionGroups SessionGroups;

/* entries: SessionEntry, the people to count; kept. */
SessionGroups *session_groups_new (GPtrArray *entries);
SessionGroups *session_groups_ref (SessionGroups *self);
void session_groups_unref (SessionGroups *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionGroups, session_groups_unref)

/* First all groups, then the members, then the counting; nothing afterwards. */
void session_groups_add (SessionGroups *self, ExchangePerson *group);
void session_groups_add_member (SessionGroups *self, const char *group_dn, const char *member_dn);
void session_groups_count (SessionGroups *self);

guint session_groups_n (SessionGroups *self);
const ExchangePerson *session_groups_group (SessionGroups *self, guint i);
/* How many people are in it, each counted once. */
guint session_groups_n_people (SessionGroups *self, guint i);

/* By distinguished name, address or name, case aside; G_MAXUINT: there is none, or more than one of
 * that name. */
guint session_groups_find (SessionGroups *self, const char *name);
/* Those in it, each once: ExchangePerson, borrowed from self. Caller unrefs. */
GPtrArray *session_groups_people (SessionGroups *self, guint i);

/* The ids of those in the group of that distinguished name, as a set; keeps what it needs. Empty
 * when there is no such group. Caller unrefs. */
GHashTable *session_groups_members (SessionGroups *self, const char *dn);
