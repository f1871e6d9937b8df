/* session-teams.h - the people in parts, for the calendar: who is in which, and how many of each
 * are away on which day. Pure; any thread. Inside session.
 */
#pragma once

#include "session-groups.h"
#include "session-plan.h"
#include "session-team-kind.h"

/* One part. */
typedef struct
{
  char *key;      /* as in SessionScope, of a manager an id; "": those who belong to none */
  char *name;     /* what people read */
  char *sort_key; /* of the name */
  GArray *people; /* guint32: their places in the entries, in that order */
} SessionTeam;

/* Whom the entries may belong to. Both borrowed. */
typedef struct
{
  SessionGroups *groups;      /* NULL: none are known */
  const GPtrArray *everybody; /* SessionEntry, for managers; NULL: the entries */
} SessionTeamWhose;

/* entries: SessionEntry. SessionTeam by name, those who belong to none last; who is in several
 * groups is in each of them. Caller unrefs. */
GPtrArray *session_teams_new (const GPtrArray *entries, const SessionTeamWhose *whose,
                              SessionTeamKind kind);
/* An empty one more, for who puts them together. Takes name. */
SessionTeam *session_teams_add (GPtrArray *teams, const char *key, char *name);

/* A reply that Exchange holds. */
typedef struct
{
  guint32 person; /* place in the entries */
  OofOwnReply reply;
} SessionTeamReply;

/* What the counting is about. All borrowed. */
typedef struct
{
  const GPtrArray *entries; /* those that the teams were made of */
  SessionPlan *plan;        /* NULL: there is none yet */
  const GArray *replies;    /* SessionTeamReply */
  GTimeZone *zone;          /* whose days */
  gint32 first_day;         /* oof-date.h */
  guint n_days;
} SessionTeamFacts;

/* For each team n_days numbers of people who are away at some time of that day, be it planned or
 * held by Exchange. guint32; caller unrefs. */
GArray *session_teams_count (const GPtrArray *teams, const SessionTeamFacts *facts);
