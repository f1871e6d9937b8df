/* session-team-sort.h - one sorting of the people that are shown into parts, on a worker. Inside
 * session; main thread only.
 */
#pragma once

#include "session-hub.h"
#include "session-run.h"
#include "session-teams.h"

typedef struct
{
  GPtrArray *rows;    /* SessionRow; done may steal them */
  GPtrArray *entries; /* theirs */
  SessionGroups *groups;
  GPtrArray *everybody; /* SessionEntry; NULL: nobody asks for them */
  SessionTeamKind kind;
} SessionTeamSort;

/* Those of people as they are now. */
SessionTeamSort *session_team_sort_new (SessionHub *hub, GListModel *people, SessionTeamKind kind);
/* Takes self, which is the task's data. done gets SessionTeam. */
void session_team_sort_run (SessionTeamSort *self, SessionHub *hub, GObject *source,
                            SessionRunDone done);
