/* session-conflict.h - where several replies want to go out for one mailbox: which one does, why,
 * and what can be done for another one
 *
 * Pure; any thread.
 */
#pragma once

#include "session-plan.h"

/* One that wants to. */
typedef struct
{
  OofItem *item; /* a reference; NULL: the person's own reply */
  gint32 day;    /* the occurrence's name (oof-when.h) */
  gint64 from_s; /* the occurrence: instants */
  gint64 until_s;
} SessionRival;

/* As long as the same one wins over the same others. */
typedef struct
{
  gint64 from_s; /* instants */
  gint64 until_s;
  SessionRival winner;
  OofWhy why;     /* over the first of the others */
  GArray *others; /* SessionRival, the best first */
} SessionConflict;

/* own: NULL: none. SessionConflict, sorted; none where nothing competes. Caller unrefs. */
GPtrArray *session_conflicts_new (const SessionPlan *plan, guint32 person, const OofOwnReply *own,
                                  gint64 from_s, gint64 until_s);

/* Can a higher priority make it win? Not over somebody who has left, nor over an own reply. */
gboolean session_conflict_can_raise (const SessionConflict *self, const SessionRival *other);
/* With a priority above the winner's. NULL with the errors of oof_item_new (). Caller unrefs, and
 * below. */
OofItem *session_conflict_raise (const SessionConflict *self, const SessionRival *other,
                                 GError **error);

/* Is there anything left of it before or after the winner? */
gboolean session_conflict_can_trim (const SessionConflict *self, const SessionRival *other);
/* Ends before the winner begins, or begins when it ends; all day: by whole days. zone: the
 * mailbox's. Errors as oof_when_new () or oof_when_shift_one (). */
OofItem *session_conflict_trim (const SessionConflict *self, const SessionRival *other,
                                const OofZone *zone, GError **error);

/* Not for that person any more. NULL with BASE_ERROR_REJECTED "nobody" when it is for nobody else.
 */
OofItem *session_conflict_skip (const SessionRival *other, const char *mail, GError **error);
