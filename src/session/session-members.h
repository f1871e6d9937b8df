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
  const char
      *problem;   /* why nobody knows: "unknown-group", "several-groups", "unknown-unit",
                     "several-units",   "bad-filter" (it is none), "filter-refused" (the server does
                     not   take   it), "filter-unsupported" (there is nobody to ask), "not-asked"
                     (yet),   "too-many" (more than OOF_ITEM_MOST_WHO); NULL: it is known. Static. */
  GArray *people; /* guint32 */
  guint width;    /* how many are in it in all */
} SessionMemberSet;

/* groups: NULL: none are known. */
SessionMembers *session_members_new (SessionRoster *roster, SessionGroups *groups);
SessionMembers *session_members_ref (SessionMembers *self);
void session_members_unref (SessionMembers *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionMembers, session_members_unref)

/* The rest is done before it is shared. First come the absences whose people do not change any more
 * (session-fixed.h): guint32, kept. What they name is not worked out. */
void session_members_fix (SessionMembers *self, const char *item_id, GArray *people);
/* Does any of the others name something of that kind? */
gboolean session_members_need (const SessionMembers *self, const GPtrArray *items, OofForKind kind);
/* NULL: there are none. */
void session_members_take_groups (SessionMembers *self, SessionGroups *groups);
SessionGroups *session_members_groups (const SessionMembers *self); /* borrowed; NULL: none */
/* Whom a name means, where somebody else knows it. problem: as SessionMemberSet has it; people:
 * guint32, copied. */
void session_members_take (SessionMembers *self, const OofFor *name, const char *problem,
                           const GArray *people);
/* Takes what the items name as other knows it, whose people are of another roster: filters, and
 * groups where self has none. */
void session_members_copy (SessionMembers *self, const SessionMembers *other,
                           const GPtrArray *items);
/* Works out all that the items name and that was not taken. */
void session_members_note (SessionMembers *self, const GPtrArray *items);

/* Those who are kept for an absence: guint32; NULL: it follows its groups, or its people are not
 * kept yet. */
GArray *session_members_fixed (const SessionMembers *self, const char *item_id);

/* NULL: that was not noted. */
const SessionMemberSet *session_members_find (const SessionMembers *self, const OofFor *name);
/* Those in a group of that name: guint32; empty when there is none. Caller unrefs. */
GArray *session_members_in_group (const SessionMembers *self, const char *name);
SessionRoster *session_members_roster (const SessionMembers *self); /* borrowed */
