/* session-history.h - the journal for showing. Blocks; any thread. */
#pragma once

#include "oof-state.h"
#include "session-core.h"

/* Borrowed for the time of the callback. */
typedef struct
{
  GDateTime *at;
  const char *who;
  const char *run;
  const char *mailbox;
  const OofState *before;
  const OofState *after;
  const char *why;
  const char *request_id; /* NULL when unknown */
  const char *result;     /* "begun" (in work, or interrupted), "written", "failed" */
  const char *error;      /* NULL when nothing went wrong */
} SessionHistoryRow;

typedef void (*SessionHistoryEach) (const SessionHistoryRow *row, gpointer data);

/* Newest first. profile, mailbox: NULL for all. */
gboolean session_history_list (SessionCore *core, ExchangeProfile *profile, const char *mailbox,
                               guint most, SessionHistoryEach each, gpointer data, GError **error);
