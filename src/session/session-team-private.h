/* session-team-private.h - inside session only: what the list of parts is made of, and how a head
 * comes to know what it shows. Main thread.
 */
#pragma once

#include "session-team-counter.h"
#include "session-team-list.h"
#include "session-teams.h"

struct _SessionTeamHead
{
  GObject parent_instance;
  char *key;
  char *name;
  guint n_shown;
  gboolean is_open;
  guint place; /* among the heads of its list */
  guint serial;

  /* What was counted last; away NULL: nothing was. */
  guint n_all;
  gint32 first_day;
  guint n_days;
  guint32 *away;
};

typedef struct
{
  gint32 first_day;
  guint n_days;
  const guint32 *numbers;
} SessionTeamDays;

/* Open. Caller unrefs. */
SessionTeamHead *session_team_head_new (const SessionTeam *team);
void session_team_head_tell (SessionTeamHead *self);
/* Tells when that is something new. */
void session_team_head_take_away (SessionTeamHead *self, const SessionTeamDays *days, guint n_all);

struct _SessionTeamList
{
  GObject parent_instance;
  SessionHub *hub;
  GListModel *people;
  SessionTeamKind kind;
  SessionTeamCounter *counter;

  GPtrArray *rows;    /* SessionRow, as people had them */
  GPtrArray *teams;   /* SessionTeam, of rows */
  GPtrArray *heads;   /* SessionTeamHead of each team */
  GPtrArray *items;   /* what the list shows; borrowed from rows and heads */
  GHashTable *closed; /* keys */

  gboolean is_sorting;
  gboolean wants_sort;
  guint sort; /* the idle source; 0: none */
  gboolean is_gone;
};
