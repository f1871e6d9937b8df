/* session-people.h - the people's list as a GListModel of SessionRow, sorted by name. Inside
 * session; main thread only. */
#pragma once

#include "session-entry.h"
#include "session-row.h"

#include <gio/gio.h>

#define SESSION_TYPE_PEOPLE (session_people_get_type ())
G_DECLARE_FINAL_TYPE (SessionPeople, session_people, SESSION, PEOPLE, GObject)

SessionPeople *session_people_new (void);

/* Adds what is not there yet. entries: SessionEntry, in any order. One change is signalled, as
 * small as it can be. */
void session_people_add (SessionPeople *self, GPtrArray *entries);

/* Makes the list exactly these; rows of the same id stay the same objects. */
void session_people_replace (SessionPeople *self, GPtrArray *entries);

/* By address, case aside; borrowed; NULL when not in the list. */
SessionRow *session_people_find (SessionPeople *self, const char *mail);

/* The addresses in the list's order. Caller frees. */
char **session_people_addresses (SessionPeople *self);
