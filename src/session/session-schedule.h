/* session-schedule.h - which mailbox is looked at when, and which first
 *
 * Pure: what time it is, the caller says. Instants are seconds since 1970, UTC. Not for several
 * threads at once.
 *
 * Of those that are due the one whose absence begins first goes first, then the one of the smaller
 * group, and before them those for whom somebody waits; nobody is looked at twice at the same time.
 * What fails is tried again after a growing pause, but at the latest when the absence begins; after
 * that it is late, and somebody has to know. In quiet hours only those go whose absence would begin
 * before the quiet ends.
 */
#pragma once

#include <glib.h>

#define SESSION_SCHEDULE_NEVER G_MAXINT64

typedef struct _SessionSchedule SessionSchedule;

/* From and until are minutes of the local day; the same: there are none. Until may be before from:
 * over midnight. */
typedef struct
{
  guint from_min;
  guint until_min;
  GTimeZone *zone; /* borrowed for as long as the schedule lives; NULL: UTC */
} SessionQuiet;

SessionSchedule *session_schedule_new (const SessionQuiet *quiet);
/* From now on. */
void session_schedule_set_quiet (SessionSchedule *self, const SessionQuiet *quiet);
void session_schedule_free (SessionSchedule *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionSchedule, session_schedule_free)

/* To be looked at at due_s; SESSION_SCHEDULE_NEVER: not any more, until it is put again. starts_s:
 * when it has to be right; group: how many are reached with it. Replaces what was known, but not
 * while the mailbox is in work: then it counts when that is done. */
void session_schedule_put (SessionSchedule *self, const char *mailbox, gint64 due_s,
                           gint64 starts_s, guint group);

/* It goes before all others until it was looked at: somebody has just edited what it has to hold.
 * Not for many at once, which would hold up what begins soon. What is not known is ignored. */
void session_schedule_hurry (SessionSchedule *self, const char *mailbox);

/* The next one, which is in work now; NULL: none is due. Owned by self, until it is done. */
const char *session_schedule_take (SessionSchedule *self, gint64 now_s);

/* It was looked at; due_s: when again. */
void session_schedule_done (SessionSchedule *self, const char *mailbox, gint64 due_s,
                            gint64 starts_s);
/* It could not be. TRUE: its absence has begun, and it is not right: somebody has to know. */
gboolean session_schedule_failed (SessionSchedule *self, const char *mailbox, gint64 now_s);

/* Nobody has looked at it: it is due as before. */
void session_schedule_put_back (SessionSchedule *self, const char *mailbox);

gboolean session_schedule_has (SessionSchedule *self, const char *mailbox);

/* Those that are due. */
guint session_schedule_due (SessionSchedule *self, gint64 now_s);

/* When the first of those that are due has to be right; NEVER: none is due. */
gint64 session_schedule_first_start (SessionSchedule *self, gint64 now_s);

/* When to come back; NEVER: nothing is waited for. */
gint64 session_schedule_next (SessionSchedule *self, gint64 now_s);

/* Waiting, in work or late; those that are never due do not count. */
guint session_schedule_count (SessionSchedule *self);
guint session_schedule_late (SessionSchedule *self);
