/* session-hub-plan.h - the plan for the panel's calendar: part of SessionHub, main thread only
 *
 * Signal of the hub "plan-changed": items, people, or what Exchange holds changed: draw again.
 */
#pragma once

#include "session-bars.h"
#include "session-conflict.h"
#include "session-hub.h"

/* The person's calendar: SessionBar, sorted, without overlaps. NULL: there is no plan yet, or the
 * person is new. Cheap: it is asked for each row that is drawn. The bars' items live until
 * "plan-changed". Caller unrefs. */
GArray *session_hub_bars (SessionHub *self, SessionRow *row, gint64 from_s, gint64 until_s);

/* Where replies compete for the person's mailbox: SessionConflict; none where there is no plan yet.
 * Also the answer to whether there is a conflict, some µs a person. Caller unrefs. */
GPtrArray *session_hub_conflicts (SessionHub *self, SessionRow *row, gint64 from_s, gint64 until_s);
/* session_conflict_trim () and session_conflict_merge () in the mailbox's zone, merge with the
 * texts that are kept; NULL without an error: the person or the plan is gone. Caller unrefs. */
OofItem *session_hub_trim (SessionHub *self, SessionRow *row, const SessionConflict *conflict,
                           const SessionRival *other, GError **error);
OofItem *session_hub_merge (SessionHub *self, SessionRow *row, const SessionConflict *conflict,
                            const SessionRival *other, GError **error);
/* Who goes first, with the rules that somebody made. */
OofOrder session_hub_order (SessionHub *self);

/* What the clock shows by which the item's times are meant: of the item's zone, or of the person's
 * mailbox. Seconds (oof-date.h). */
gint64 session_hub_local_now (SessionHub *self, SessionRow *row, const OofItem *item);

/* What there is to say about the mailbox, whatever is planned (session_bars_mailbox_marks ()). */
SessionMarks session_hub_mailbox_marks (SessionHub *self, SessionRow *row);

/* The sentence about a bar for a tooltip and a screen reader. Caller frees. */
char *session_hub_bar_text (SessionHub *self, SessionRow *row, const SessionBar *bar);

/* How many mailboxes an item of the plan reaches; as far as people are known. */
guint session_hub_count_reached (SessionHub *self, const OofItem *item);

/* What items name and nobody knows: SessionPlanProblem. Borrowed until "plan-changed"; NULL: there
 * is no plan yet. */
const GArray *session_hub_plan_problems (SessionHub *self);
