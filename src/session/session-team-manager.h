/* session-team-manager.h - the people below their managers. Inside session; pure, any thread. */
#pragma once

#include "session-teams.h"

/* Adds to teams one for each manager whom entries name, and one for those who name none. A manager
 * is looked for among everybody (SessionEntry), by distinguished name or id, and one who is not
 * there is called by what the name says. Those of one name are told apart by their address. */
void session_team_manager_sort (GPtrArray *teams, const GPtrArray *entries,
                                const GPtrArray *everybody);
