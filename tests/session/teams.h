/* teams.h - parts of the people, as a line of text */
#pragma once

#include "session-entry.h"
#include "session-teams.h"

/* "Sales: p001 p004|…" */
static inline char *
teams_tell (const GPtrArray *teams, const GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < teams->len; i++) {
    const SessionTeam *team = teams->pdata[i];

    g_string_append_printf (text, "%s%s:", i > 0 ? "|" : "", team->name);
    for (guint j = 0; j < team->people->len; j++) {
      const SessionEntry *entry = entries->pdata[g_array_index (team->people, guint32, j)];

      g_string_append_printf (text, " %s", entry->person->name);
    }
  }
  return g_string_free (text, FALSE);
}
