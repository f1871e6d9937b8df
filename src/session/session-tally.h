/* session-tally.h - counts the people by department, organisational unit, group, kind and filter.
 * On a worker; inside session. */
#pragma once

#include "session-groups.h"
#include "session-query.h"

/* A line, or the head of a section. */
typedef struct
{
  SessionScopeKind kind;
  gboolean is_head;
  char *key;
  char *name;
  guint depth;
  guint count;
} SessionTallyLine;

/* entries: SessionEntry; groups may be NULL. filters: how many people
 * have each of SessionFilters, by the bit's number; NULL: not known. SessionTallyLine in the order
 * of the display; caller unrefs. Sections that would not tell anybody apart are left out. */
GPtrArray *session_tally (GPtrArray *entries, SessionGroups *groups, const guint *filters);
