/* session-preflight.h - what applying the plan would do to each mailbox, before anything is
 * written. Main thread only.
 */
#pragma once

#include "session-decide.h"
#include "session-hub.h"

#define SESSION_TYPE_PREFLIGHT_ROW (session_preflight_row_get_type ())
G_DECLARE_FINAL_TYPE (SessionPreflightRow, session_preflight_row, SESSION, PREFLIGHT_ROW, GObject)

/* All borrowed. */
const char *session_preflight_row_name (SessionPreflightRow *self);
const char *session_preflight_row_mail (SessionPreflightRow *self);
SessionAction session_preflight_row_action (SessionPreflightRow *self);
const char *session_preflight_row_reason (SessionPreflightRow *self); /* a sentence */
OofState *session_preflight_row_before (SessionPreflightRow *self);   /* NULL: not read */
OofState *session_preflight_row_after (SessionPreflightRow *self);    /* NULL: nothing is written */
gboolean session_preflight_row_replaces_own (SessionPreflightRow *self);

/* Translated: "Write". Static. */
const char *session_preflight_action_words (SessionAction action);
/* "Off", "Mon 3 May – Fri 7 May", by this computer's clock; NULL is fine. Caller frees. */
char *session_preflight_state_words (const OofState *state);

#define SESSION_TYPE_PREFLIGHT (session_preflight_get_type ())
G_DECLARE_FINAL_TYPE (SessionPreflight, session_preflight, SESSION, PREFLIGHT, GObject)

GListModel *session_preflight_rows (SessionPreflight *self); /* SessionPreflightRow; borrowed */
/* Sentences about what the absences name and nobody knows, as "Closure, Mon 3 May: “sales”: there
 * is no such group." Borrowed; NULL-terminated, empty when there is nothing to say. */
const char *const *session_preflight_problems (SessionPreflight *self);
guint session_preflight_count (SessionPreflight *self, SessionAction action);
/* Of those that are written to: where a reply of the person's own goes. */
guint session_preflight_n_own (SessionPreflight *self);
/* How long writing lasts, by how long reading did. */
guint session_preflight_estimate_s (SessionPreflight *self);

/* Why rows are as they are. Borrowed from the preflight. */
typedef struct
{
  const char *sentence;
  guint n;
} SessionPreflightReason;

/* SessionPreflightReason, the most frequent first. Caller unrefs. */
GArray *session_preflight_reasons (SessionPreflight *self);

/* All rows as CSV (session-csv.h). Caller frees. */
char *session_preflight_table (SessionPreflight *self);

/* Reads the mailboxes that the plan reaches, and decides. ids: of the absences that it is about,
 * NULL-terminated; NULL: all of them. draft: is not saved, and counts as if it were; NULL: none.
 * What cannot be read is refused, with the reason. Errors of
 * the store and of the connection as a whole. */
void session_hub_preflight_async (SessionHub *self, const char *const *ids, OofItem *draft,
                                  GCancellable *cancellable, GAsyncReadyCallback done,
                                  gpointer user_data);
SessionPreflight *session_hub_preflight_finish (SessionHub *self, GAsyncResult *result,
                                                GError **error); /* caller unrefs */
