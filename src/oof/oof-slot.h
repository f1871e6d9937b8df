/* oof-slot.h - what the one reply that a mailbox has must hold, by the plan: now, and when that is
 * over
 *
 * Exchange keeps one window and honours it alone, so the next one is loaded as soon as nothing else
 * is in force. Pure; any thread.
 */
#pragma once

#include "oof-plan.h"

typedef enum
{
  OOF_SLOT_FREE, /* nothing of ours */
  OOF_SLOT_OWN,  /* the person's own reply stays as it is */
  OOF_SLOT_ITEM
} OofSlotKind;

typedef struct
{
  OofSlotKind kind;
  gboolean is_now;    /* ITEM: in force; else loaded ahead */
  guint16 row;        /* ITEM */
  OofMode mode;       /* ITEM: ON when nobody knows the end and it is in force, else SCHEDULED */
  gint64 from_s;      /* the window; when it is in force, its beginning says nothing any more */
  gint64 until_s;     /* OOF_OPEN_END for ON */
  gint64 away_from_s; /* what the text says */
  gint64 away_until_s;
} OofSlot;

/* How long a window is written ahead when nobody knows the end, for servers that want one. */
#define OOF_SLOT_OPEN_S (366 * (gint64) 86400)

/* segments: of oof_plan_segments () with that own reply, from now_s or before, as far ahead as
 * anything is to be loaded. An own reply that is not over keeps the slot, also when it only begins
 * later, except from items that replace it. ret_next: what comes when ret_now is over; FREE:
 * nothing in the segments. */
void oof_slot_find (const OofPlan *plan, const GArray *segments, const OofOwnReply *own,
                    gint64 now_s, OofSlot *ret_now, OofSlot *ret_next);

/* As the mailbox would hold it, with texts made for it: OFF for FREE. NULL for OWN, which is not
 * ours to say. Caller unrefs. */
OofState *oof_slot_state (const OofSlot *self, OofAudience audience, const char *inside,
                          const char *outside);
