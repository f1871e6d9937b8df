/* session-members.h - who is meant by the groups, units and filters that items are for
 *
 * Filled by one thread, then not changed any more and shared: reference-counted; any thread. People
 * are numbers of the roster.
 */
#pragma once

#include "oof-item.h"
#include "session-groups.h"
#include "session-roster.h"

typedef struct _SessionMembers SessionMembers;

/* Who is meant by one name. */
typedef struct
{
  const char *problem; /* why nobody knows: "unknown-group", "unknown-unit", "filter-unsupported";
                          NULL: it is known. Static. */
  GArray *people;      /* guint32 */
  guint width;         /* how many are in it in all */
} SessionMemberSet;

/* groups: NULL: none are known. */
SessionMembers *session_members_new (SessionRoster *roster, SessionGroups *groups);
SessionMembers *session_members_ref (SessionMembers *self);
void session_members_unref (SessionMembers *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionMembers, session_members_unref)

/* Works out all that the items name. Before it is shared. */
void session_members_note (SessionMembers *self, const GPtrArray *items);
/* Does any of them name something of that kind? */
gboolean session_members_need (const GPtrArray *items, OofForKind kind);
/* Whom a name means, where somebody else knows it: before session_members_note (). people: guint32,
 * kept; NULL: nobody knows it. */
void session_members_take (SessionMembers *self, const OofFor *name, GArray *people);

/* NULL: that was not noted. */
const SessionMemberSet *session_members_find (const SessionMembers *self, const OofFor *name);
/* Those in a group of that name: guint32; empty when there is none. Caller unrefs. */
GArray *session_members_in_group (const SessionMembers *self, const char *name);
SessionRoster *session_members_roster (const SessionMembers *self); /* borrowed */
