/* session-row-private.h - inside session only: how a row comes to know what it shows. Main thread.
 */
#pragma once

#include "session-entry.h"
#include "session-row.h"

SessionRow *session_row_new (SessionEntry *entry);
SessionEntry *session_row_entry (SessionRow *self); /* borrowed */

/* After a refresh: the same person, perhaps under another name. */
void session_row_set_entry (SessionRow *self, SessionEntry *entry);

/* The mailbox was asked, and answered: instant. */
void session_row_note_read (SessionRow *self, gint64 now_s);
/* From a quick look. What was read in full and says more (a planned absence) is kept when the quick
 * look only says "in". */
void session_row_set_away (SessionRow *self, const ExchangeAway *away);
/* From a full reading. */
void session_row_set_state (SessionRow *self, const OofState *state, GDateTime *now);
void session_row_set_failed (SessionRow *self);
/* Nothing is drawn otherwise. */
void session_row_set_filters (SessionRow *self, SessionFilters filters);
