/* session-team-kind.h - by what the calendar's rows are put together */
#pragma once

#include <glib.h>

typedef enum
{
  SESSION_TEAM_NONE, /* they are not */
  SESSION_TEAM_DEPARTMENT,
  SESSION_TEAM_OFFICE,
  SESSION_TEAM_UNIT, /* the organisational unit in which the account is */
  SESSION_TEAM_GROUP,
  SESSION_TEAM_MANAGER,
  SESSION_N_TEAM_KINDS
} SessionTeamKind;

/* For files: "none", "department", "office", "unit", "group", "manager"; NULL-terminated. */
extern const char *const session_team_kind_names[];
