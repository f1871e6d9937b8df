/* oof-plan.h - which absence applies to whom, when, and why that one
 *
 * Immutable, reference-counted; any thread. An edit is a new plan that shares the rows of the old
 * one: planning a year of 100,000 people and 1,000 items costs some nanoseconds a person and day,
 * an edit next to nothing.
 */
#pragma once

#include "oof-row.h"

#define OOF_PLAN_MOST_ROWS 65000
#define OOF_NO_ROW G_MAXUINT16

typedef struct _OofPlan OofPlan;

/* rows: OofRow, in any order; made for that frame. NULL with BASE_ERROR_REJECTED, facts->reason
 * "plan-rows", when there are too many. */
OofPlan *oof_plan_new (OofFrame *frame, const GPtrArray *rows, const OofOrder *order,
                       GError **error);
/* The same with other rows (possibly none) for one item. */
OofPlan *oof_plan_edit (const OofPlan *self, const char *item_id, const GPtrArray *rows,
                        GError **error);
/* The same rows with another order of winners. */
OofPlan *oof_plan_reorder (const OofPlan *self, const OofOrder *order, GError **error);
OofPlan *oof_plan_ref (OofPlan *self);
void oof_plan_unref (OofPlan *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofPlan, oof_plan_unref)

/* Rows are numbers here, from the one that wins over all others. */
guint oof_plan_n_rows (const OofPlan *self);
const OofRow *oof_plan_row (const OofPlan *self, guint row);
const OofFrame *oof_plan_frame (const OofPlan *self);
const OofOrder *oof_plan_order (const OofPlan *self);

/* A person's calendar: the row that wins for each day of the frame, or OOF_NO_ROW. A day belongs to
 * whatever is on it at some time; oof_plan_segments () is exact. several (or NULL): n_days / 64 + 1
 * words, bits of the days on which more than one item is. */
void oof_plan_days (const OofPlan *self, guint32 person, guint16 *winners, guint64 *several);

typedef void (*OofPlanDaysFunc) (guint32 person, const guint16 *winners, gpointer data);

/* The same for everybody, in order, much quicker than one by one. */
void oof_plan_each_days (const OofPlan *self, OofPlanDaysFunc callback, gpointer data);

/* Who is away at an instant: for each person the row that wins, or OOF_NO_ROW. Without regard for
 * own replies. */
void oof_plan_at (const OofPlan *self, gint64 instant_s, guint16 *winners);

typedef enum
{
  OOF_SEGMENT_IN, /* nothing of ours */
  OOF_SEGMENT_ITEM,
  OOF_SEGMENT_OWN /* the person's own reply stays */
} OofSegmentKind;

/* As long as one thing applies. */
typedef struct
{
  OofSegmentKind kind;
  gint64 from_s; /* instants; [from, until) */
  gint64 until_s;
  guint16 row;        /* ITEM */
  gint64 away_from_s; /* ITEM: the whole absence, also where another one is in front: what its text
                         says */
  gint64 away_until_s;
  OofWhy why;      /* over the best of hidden; ALONE when there is none */
  OofTrait rule;   /* of RULE: which */
  guint16 *hidden; /* rows that wanted to, best first; n_hidden */
  guint n_hidden;
  gboolean asks; /* a hidden item wants somebody to decide about the own reply */
} OofSegment;

/* A reply that the person made. */
typedef struct
{
  gint64 from_s;
  gint64 until_s; /* OOF_OPEN_END: until further notice */
} OofOwnReply;

/* What applies to a person in [from_s, until_s), without gaps or overlaps: OofSegment. own: NULL:
 * none. Absences that touch are one. Caller unrefs. */
GArray *oof_plan_segments (const OofPlan *self, guint32 person, gint64 from_s, gint64 until_s,
                           const OofOwnReply *own);
/* The same when it turns out that the person is somewhere else. */
GArray *oof_plan_segments_at (const OofPlan *self, guint32 person, const OofPlace *place,
                              gint64 from_s, gint64 until_s, const OofOwnReply *own);
