/* session-homes.h - on which side of a hybrid organisation mailboxes are, as far as is known.
 * Inside session only; any thread.
 */
#pragma once

#include <glib.h>

typedef enum
{
  SESSION_SIDE_PREMISES,
  SESSION_SIDE_CLOUD
} SessionSide;
#define SESSION_N_SIDES 2

typedef enum
{
  SESSION_KNOWN_FROM_ANSWER, /* for this run */
  SESSION_KNOWN_FROM_DIRECTORY
} SessionKnown;

typedef struct _SessionHomes SessionHomes;

SessionHomes *session_homes_new (void);
void session_homes_free (SessionHomes *self);

/* FALSE when it is not known. */
gboolean session_homes_recall (SessionHomes *self, const char *mailbox, SessionSide *ret);
/* An answer that says the same as the directory changes nothing. */
void session_homes_learn (SessionHomes *self, const char *mailbox, SessionSide side,
                          SessionKnown known);
void session_homes_forget_answers (SessionHomes *self);
