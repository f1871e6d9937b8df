/* oof-frame.h - what a plan is about: so many people, where each of them is, and a span of days
 *
 * People are numbers here; whoever makes the frame knows who they are. Immutable,
 * reference-counted; any thread.
 */
#pragma once

#include "oof-when.h"

#define OOF_FRAME_MOST_DAYS 3660
#define OOF_FRAME_MOST_PEOPLE 5000000

typedef struct
{
  guint n_people;
  const guint16 *place_of; /* of each person; NULL: all are in the first */
  guint n_places;
  const OofPlace *places; /* at least one */
  gint32 first_day;       /* oof-date.h; of each person's own calendar */
  guint n_days;
} OofFrameParts;

typedef struct _OofFrame OofFrame;

/* The places' zones are kept, their hours copied. NULL with BASE_ERROR_REJECTED and facts->reason
 * "frame" when it is larger than the limits, has no place, or a person in none. */
OofFrame *oof_frame_new (const OofFrameParts *parts, GError **error);
OofFrame *oof_frame_ref (OofFrame *self);
void oof_frame_unref (OofFrame *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofFrame, oof_frame_unref)

/* Owned by self. */
const OofFrameParts *oof_frame_parts (const OofFrame *self);
guint oof_frame_place_of (const OofFrame *self, guint32 person);
/* Who is in that place, as bits; NULL when there is only one place. Owned by self. */
const guint64 *oof_frame_people_in (const OofFrame *self, guint place);
