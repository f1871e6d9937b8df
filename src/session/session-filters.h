/* session-filters.h - what people are looked up by beside who they are: what is noteworthy about
 * their replies, as far as it is known without asking a server. Any thread.
 */
#pragma once

#include <glib.h>

typedef enum
{
  SESSION_FILTER_OWN = 1 << 0,       /* a reply of the person's own goes out, now or later */
  SESSION_FILTER_FORGOTTEN = 1 << 1, /* and has no end, for long: as the last reading judged it */
  SESSION_FILTER_STALE = 1 << 2,     /* out of date: the same */
  SESSION_FILTER_DRIFTED = 1 << 3,   /* somebody has changed what was written */
  SESSION_FILTER_CONFLICT = 1 << 4,  /* replies compete for the mailbox, now or later */
  SESSION_FILTER_PROTECTED = 1 << 5, /* the plan does not write over what the mailbox holds */
  SESSION_FILTER_ASKED = 1 << 6,     /* somebody has to decide about one of them */
  SESSION_FILTER_FAILED = 1 << 7,    /* what is planned could not be written, the last time */
  SESSION_FILTER_N = 8
} SessionFilters;

/* By the bit's number. */
typedef struct
{
  const char *key;   /* a word as after "is:" */
  const char *name;  /* translate with _() */
  const char *about; /* where it is known from; translate with _() */
} SessionFilterWords;

extern const SessionFilterWords session_filter_words[SESSION_FILTER_N];

/* By the key; NULL: there is none of that key. */
const SessionFilterWords *session_filter_find (const char *key, SessionFilters *ret);
