/* session-roster.h - the people of an organisation as a plan numbers them, and where each of them
 * is
 *
 * Immutable once it is shared, reference-counted; any thread.
 */
#pragma once

#include "exchange-person.h"
#include "oof-frame.h"

typedef struct _SessionRoster SessionRoster;

#define SESSION_ROSTER_NOBODY G_MAXUINT32

/* entries: SessionEntry, each once; kept, and their places in it are the numbers. zones: address in
 * lower case → IANA name, of those whose zone is known; may be NULL. The others are where this
 * computer is. */
SessionRoster *session_roster_new (GPtrArray *entries, GHashTable *zones);
SessionRoster *session_roster_ref (SessionRoster *self);
void session_roster_unref (SessionRoster *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionRoster, session_roster_unref)

guint session_roster_n (const SessionRoster *self);
GPtrArray *session_roster_entries (const SessionRoster *self); /* borrowed; not to be changed */
const ExchangePerson *session_roster_person (const SessionRoster *self, guint32 person);
/* Somebody's zone was read, not guessed. */
gboolean session_roster_knows_zone (const SessionRoster *self, guint32 person);
/* The IANA name, also a guessed one; "" for one that this computer cannot name. Borrowed. */
const char *session_roster_zone (const SessionRoster *self, guint32 person);

/* When somebody works, and in which zone that is meant ("": where they are; else as
 * exchange_hours_zone () takes it). Before it is shared. */
void session_roster_set_hours (SessionRoster *self, guint32 person, const OofHours *hours,
                               const char *zone);
gboolean session_roster_knows_hours (const SessionRoster *self, guint32 person);

/* By address, user principal name or distinguished name, case aside. SESSION_ROSTER_NOBODY: no
 * such person. */
guint32 session_roster_find (const SessionRoster *self, const char *name);
/* Whom somebody reports to, as they were listed. SESSION_ROSTER_NOBODY: nobody, or nobody who is
 * here. Looks through everybody where the manager is called by id. */
guint32 session_roster_manager (const SessionRoster *self, guint32 person);

/* For a plan of these days. Errors as oof_frame_new (). */
OofFrame *session_roster_new_frame (const SessionRoster *self, gint32 first_day, guint n_days,
                                    GError **error);
