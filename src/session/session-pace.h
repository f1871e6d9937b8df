/* session-pace.h - how fast bulk work goes and how long the rest of it takes, in numbers and words
 *
 * The rest is reckoned by the last minute, with all waits in it: while a server asks everybody to
 * stay away it gets longer and not shorter. Not for several threads at once.
 */
#pragma once

#include <glib.h>

typedef struct _SessionPace SessionPace;

/* Of work that begins now; instants are those of any clock that does not jump. total: 0 while
 * nobody knows how many there are. */
SessionPace *session_pace_new (guint total, gint64 now_us);
void session_pace_free (SessionPace *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionPace, session_pace_free)

/* Before the first is done. */
void session_pace_set_total (SessionPace *self, guint total);
void session_pace_note (SessionPace *self, guint done, gint64 now_us);
/* Of what was noted. Translated; caller frees. */
char *session_pace_words (const SessionPace *self, gint64 now_us);

/* What the words are made of. */
typedef struct
{
  guint done;
  guint total;     /* 0: not known */
  double rate;     /* a second */
  int remaining_s; /* -1: not known */
} SessionPaceFacts;

/* "120 of 500, 4.2 a second, about 2 minutes left". Translated; caller frees. */
char *session_pace_say (const SessionPaceFacts *facts);
