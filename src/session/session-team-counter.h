/* session-team-counter.h - counts on a worker how many of each part of the people are away, one
 * counting at a time and not too often. Inside session; main thread only.
 */
#pragma once

#include "session-hub.h"
#include "session-teams.h"

typedef struct _SessionTeamCounter SessionTeamCounter;

typedef struct
{
  GPtrArray *teams; /* SessionTeam, of all people */
  gint32 first_day;
  guint n_days;
  GArray *numbers; /* session_teams_count () */
} SessionTeamCounted;

typedef void (*SessionTeamCountedFunc) (const SessionTeamCounted *counted, gpointer data);

SessionTeamCounter *session_team_counter_new (SessionHub *hub, SessionTeamCountedFunc func,
                                              gpointer data);
/* func is not called any more; frees it. */
void session_team_counter_stop (SessionTeamCounter *self);

void session_team_counter_set_kind (SessionTeamCounter *self, SessionTeamKind kind);
void session_team_counter_set_days (SessionTeamCounter *self, gint32 first_day, guint n_days);
/* Counts again, soon. */
void session_team_counter_want (SessionTeamCounter *self);
