/* session-people.h - the people's list as a GListModel of SessionRow, sorted by name. Inside
 * session; main thread only.
 *
 * "edited" is emitted when rows say something else than before at the place where they are.
 */
#pragma once

#include "session-entry.h"
#include "session-row.h"

#include <gio/gio.h>

#define SESSION_TYPE_PEOPLE (session_people_get_type ())
G_DECLARE_FINAL_TYPE (SessionPeople, session_people, SESSION, PEOPLE, GObject)

SessionPeople *session_people_new (void);

/* Brings the list up to date: adds those of changed (SessionEntry, sorted; each id once) who are
 * not there yet and refreshes the others, whose rows stay the same objects; takes those of removed
 * (ids as strings; may be NULL) out. A few changes are signalled one by one, many as one that is as
 * small as it can be. */
void session_people_update (SessionPeople *self, GPtrArray *changed, GPtrArray *removed);
void session_people_clear (SessionPeople *self);

/* By address, case aside; borrowed; NULL when not in the list. */
SessionRow *session_people_find (SessionPeople *self, const char *mail);
SessionRow *session_people_find_id (SessionPeople *self, const char *id);

/* For whoever has told rows something. */
void session_people_say_edited (SessionPeople *self);

/* What the list holds now, for a worker. SessionEntry; caller unrefs. */
GPtrArray *session_people_snapshot (SessionPeople *self);
