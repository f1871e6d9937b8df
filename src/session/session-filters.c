/* session-filters.c - what is noteworthy about people's replies, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-filters.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const SessionFilterWords session_filter_words[SESSION_FILTER_N] = {
  { "own", N_ ("Own replies"),
    N_ ("People set up these replies themselves. Those that begin later are known after reading "
        "Existing Replies.") },
  { "forgotten", N_ ("Forgotten"),
    N_ ("An own reply without an end has been on for long. Known after reading Existing "
        "Replies.") },
  { "stale", N_ ("Stale"),
    N_ ("The reply has ended, names days that have passed or somebody who has left. Known after "
        "reading Existing Replies.") },
  { "drifted", N_ ("Drifted"), N_ ("Somebody has changed a reply after it was written.") },
  { "conflict", N_ ("Conflicts"),
    N_ ("Several replies compete for the same mailbox, today or later.") },
  { "protected", N_ ("Protected"),
    N_ ("What these mailboxes hold is not written over. Known after reading Existing Replies, or "
        "protected by hand.") },
  { "asked", N_ ("To decide"),
    N_ ("Something waits until somebody has decided which reply is to go out.") },
  { "failed", N_ ("Failed"), N_ ("What is planned could not be written, the last time.") },
};

const SessionFilterWords *
session_filter_find (const char *key, SessionFilters *ret)
{
  for (guint i = 0; i < SESSION_FILTER_N; i++)
    if (strcmp (session_filter_words[i].key, key) == 0) {
      *ret = 1u << i;
      return &session_filter_words[i];
    }
  return NULL;
}
