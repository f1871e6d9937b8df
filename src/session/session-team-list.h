/* session-team-list.h - the people in parts, as a GListModel for the calendar: the head of each
 * part, and below it, where it is open, those in it. Main thread only.
 *
 * Items are SessionTeamHead and SessionRow; in groups one row may come several times. The list
 * follows the people, what is planned, and what is known of mailboxes; it is put together and
 * counted on a worker, so that it changes a moment later than they do. A part that is closed stays
 * so while it is filtered away.
 */
#pragma once

#include "session-hub.h"
#include "session-team-kind.h"

#define SESSION_TYPE_TEAM_HEAD (session_team_head_get_type ())
G_DECLARE_FINAL_TYPE (SessionTeamHead, session_team_head, SESSION, TEAM_HEAD, GObject)

/* All borrowed. Property "serial" (uint): notifies when anything of it is not as it was. */
const char *session_team_head_name (SessionTeamHead *self);
guint session_team_head_n_shown (SessionTeamHead *self); /* people that the list has below it */
guint session_team_head_n_all (SessionTeamHead *self);   /* and those who were filtered away */
gboolean session_team_head_is_open (SessionTeamHead *self);
/* How many of all are away at some time of each day: guint32 for n_days from first_day on; NULL:
 * not counted yet. */
const guint32 *session_team_head_away (SessionTeamHead *self, gint32 *ret_first_day,
                                       guint *ret_n_days);
#define SESSION_TYPE_TEAM_LIST (session_team_list_get_type ())
G_DECLARE_FINAL_TYPE (SessionTeamList, session_team_list, SESSION, TEAM_LIST, GObject)

/* people: of SessionRow, as it is filtered and searched. Empty until a kind is set. */
SessionTeamList *session_team_list_new (SessionHub *hub, GListModel *people);

void session_team_list_set_kind (SessionTeamList *self, SessionTeamKind kind);
/* The days to count. */
void session_team_list_set_days (SessionTeamList *self, gint32 first_day, guint n_days);
/* What Exchange holds for somebody has changed: counts again, soon. */
void session_team_list_note_state (SessionTeamList *self);

void session_team_list_set_open (SessionTeamList *self, SessionTeamHead *head, gboolean is_open);
void session_team_list_set_all_open (SessionTeamList *self, gboolean is_open);

/* The head above a position, or there. Borrowed; NULL: there is none. */
SessionTeamHead *session_team_list_head_at (SessionTeamList *self, guint position);
/* Where the person is the first time; FALSE: not there, or in closed parts. */
gboolean session_team_list_find (SessionTeamList *self, SessionRow *row, guint *ret_position);
/* Which of the people that the list was made of is at a position: their place there. FALSE: none,
 * or the people have changed since. */
gboolean session_team_list_find_source (SessionTeamList *self, guint position, guint *ret_place);
/* Those below a head, also of a closed part: SessionRow. Caller unrefs. */
GPtrArray *session_team_list_people (SessionTeamList *self, SessionTeamHead *head);

/* For whom the rows [position, end) stand: a person for themselves, the head of a closed part for
 * those in it, that of an open one for nobody. SessionRow, borrowed, each once; caller unrefs. */
GPtrArray *session_team_list_between (SessionTeamList *self, guint position, guint end);
/* How many they are. Quick, but who is in several groups is counted for each of them. */
guint session_team_list_count (SessionTeamList *self, guint position, guint end);
