/* session-row.h - one person in the panel's list, as GTK watches it. Main thread only.
 *
 * Property "state-serial" (uint) changes, with a notify, whenever the row must be drawn again.
 */
#pragma once

#include "exchange-person.h"
#include "oof-state.h"
#include "session-filters.h"

#include <glib-object.h>

#define SESSION_TYPE_ROW (session_row_get_type ())
G_DECLARE_FINAL_TYPE (SessionRow, session_row, SESSION, ROW, GObject)

typedef enum
{
  SESSION_PRESENCE_UNKNOWN,    /* not asked yet, or the server could not say */
  SESSION_PRESENCE_IN,         /* no reply goes out now */
  SESSION_PRESENCE_PLANNED,    /* none now, but one is scheduled */
  SESSION_PRESENCE_AWAY_UNTIL, /* a reply goes out, until its window ends */
  SESSION_PRESENCE_OPEN_END,   /* a reply goes out, without an end */
  SESSION_PRESENCE_FAILED      /* reading failed */
} SessionPresence;

/* All borrowed from the row. */
const char *session_row_id (SessionRow *self);
const char *session_row_name (SessionRow *self);
const char *session_row_mail (SessionRow *self);
const char *session_row_department (SessionRow *self);
const ExchangePerson *session_row_person (SessionRow *self);

SessionPresence session_row_presence (SessionRow *self);

/* The mailbox's settings were read in full: it is known what is planned, too. */
gboolean session_row_is_read (SessionRow *self);

/* It was read, and not again for so long that it may be another one by now. */
#define SESSION_ROW_STALE_H 12
gboolean session_row_is_stale (SessionRow *self, gint64 now_s);

/* What is noteworthy about the person's replies, as far as it is known. */
SessionFilters session_row_filters (SessionRow *self);

/* When a reply goes out, as far as that is known: the window that Exchange holds. Both UTC and
 * borrowed; from NULL: since before anybody looked; until NULL: without an end. FALSE: no reply, or
 * nothing is known. */
gboolean session_row_window (SessionRow *self, GDateTime **ret_from, GDateTime **ret_until);

/* "Away until Fri 4 Jan, 08:00" in this computer's zone and language; what a screen reader says
 * too. Caller frees. */
char *session_row_presence_text (SessionRow *self);
