/* session-bars.h - a person's calendar as bars: what applies when, and what there is to say about
 * it. Pure; any thread.
 */
#pragma once

#include "oof-protection.h"
#include "session-plan.h"

/* Where an absence comes from. */
typedef enum
{
  SESSION_ORIGIN_PERSON,  /* made here, for named people */
  SESSION_ORIGIN_RULE,    /* made here, for a group, a unit or a filter */
  SESSION_ORIGIN_OWN,     /* the person's own reply */
  SESSION_ORIGIN_CALENDAR /* in the calendar only, without a reply */
} SessionOrigin;

typedef enum
{
  SESSION_MARK_SEVERAL = 1 << 0, /* other items are behind it */
  SESSION_MARK_PENDING = 1 << 1, /* Exchange does not hold it yet, and is to */
  SESSION_MARK_FAILED = 1 << 2,  /* writing it failed */
  SESSION_MARK_DRIFTED = 1 << 3, /* somebody has changed what was written */
  SESSION_MARK_PAST = 1 << 4,
  SESSION_MARK_SERIES = 1 << 5,    /* one of those that repeat */
  SESSION_MARK_BLOCKED = 1 << 6,   /* it is not written: it waits for an approval or a day */
  SESSION_MARK_CONFLICT = 1 << 7,  /* something competes with it (session-conflict.h) */
  SESSION_MARK_PROTECTED = 1 << 8, /* what the mailbox holds is not written over */
  SESSION_MARK_SILENT = 1 << 9,    /* the doctor found that no reply leaves the mailbox */
  SESSION_MARK_STALE = 1 << 10     /* what is shown was read long ago */
} SessionMarks;

typedef struct
{
  gint64 from_s; /* instants */
  gint64 until_s;
  SessionOrigin origin;
  SessionMarks marks;
  OofItem *item; /* of the plan; NULL: OWN */
  gint32 day;    /* the occurrence's name (oof-when.h), for items that repeat */
  guint n_hidden;
  OofWhy why;
} SessionBar;

/* What is known about the person's mailbox. */
typedef struct
{
  const OofOwnReply *own; /* NULL: none */
  const char *held_item;  /* the id of the item that Exchange holds; NULL: none of ours */
  gint64 held_until_s;    /* until when; OOF_OPEN_END */
  gboolean is_drifted;    /* somebody has changed that */
  gboolean is_failed;     /* the last write failed */
  OofProtection protection;
  gboolean is_silent;
  gboolean is_stale;
  gint64 now_s;
} SessionBarFacts;

/* Of the mailbox, whatever is planned: PROTECTED, SILENT, STALE. */
SessionMarks session_bars_mailbox_marks (const SessionBarFacts *facts);

/* SessionBar, sorted, without overlaps; an open end is OOF_OPEN_END. Caller unrefs. */
GArray *session_bars_new (const SessionPlan *plan, guint32 person, gint64 from_s, gint64 until_s,
                          const SessionBarFacts *facts);
