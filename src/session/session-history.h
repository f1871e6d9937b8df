/* session-history.h - the journal for showing
 *
 * Reading blocks; any thread. What was read is immutable.
 */
#pragma once

#include "oof-state.h"
#include "session-core.h"

/* Borrowed from what was read. */
typedef struct
{
  gint64 id;
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

/* What is looked for; NULL: whatever it is. */
typedef struct
{
  ExchangeProfile *profile;
  const char *mailbox;
  const char *run;
  const char *who;  /* part of the name, in any case */
  const char *text; /* part of mailbox, reason, error or one of the replies */
  GDateTime *from;  /* not before */
  GDateTime *until; /* before */
  gint64 below;     /* only rows with a smaller id; 0: any. The id of the last one goes on */
  guint most;
} SessionHistorySearch;

/* Newest first. Reference-counted. */
typedef struct _SessionHistory SessionHistory;

SessionHistory *session_history_read (SessionCore *core, const SessionHistorySearch *search,
                                      GError **error);
SessionHistory *session_history_ref (SessionHistory *self);
void session_history_unref (SessionHistory *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionHistory, session_history_unref)
guint session_history_n (const SessionHistory *self);
SessionHistoryRow session_history_row (const SessionHistory *self, guint i);
/* Something beside the reply was done: why tells what. */
gboolean session_history_row_is_beside (const SessionHistoryRow *row);

/* The lines of a table (session_csv_add ()), each with its end; above them the names. */
extern const char session_history_csv_head[];
void session_history_add_csv (GString *text, const SessionHistoryRow *row);

/* Whether anybody changed the journal afterwards. */
typedef struct
{
  const char *fault; /* static; NULL: nobody did. Else "changed", "removed", "added", "gap",
                        "broken", "text" (a reply), "cut" (it went on once, or otherwise) */
  gint64 row;        /* about which row of the journal it is; 0: none of them */
  gint64 n_entries;
  char *end; /* to be written down: the next time, it shows whether it went on from here */
} SessionHistoryReport;

void session_history_report_clear (SessionHistoryReport *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionHistoryReport, session_history_report_clear)

/* end: one that was written down, NULL: none. FALSE when it could not be looked at, and with
 * BASE_ERROR_REJECTED "bad-end" when end is none. */
gboolean session_history_verify (SessionCore *core, const char *end, SessionHistoryReport *ret,
                                 GError **error);
/* What is wrong with it, as a sentence. Static. */
const char *session_history_fault_words (const char *fault);
