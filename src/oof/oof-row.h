/* oof-row.h - an item for the people that it reaches in one way: by their names, or by one group
 *
 * An item that names people and three groups is four rows, because a person who is named goes
 * before one who is in a group, and a small group before a large one. Immutable, reference-counted;
 * any thread.
 */
#pragma once

#include "oof-crowd.h"
#include "oof-frame.h"
#include "oof-item.h"

/* Why one of two wins. */
typedef enum
{
  OOF_WHY_ALONE,        /* there is no other */
  OOF_WHY_REPLY,        /* it has a reply; the other is in the calendar only */
  OOF_WHY_LEAVER,       /* left the company */
  OOF_WHY_PRIORITY,     /* the higher number */
  OOF_WHY_RULE,         /* somebody said that such absences go first */
  OOF_WHY_SINGLE,       /* once, not again and again */
  OOF_WHY_PERSON,       /* named, not in a group */
  OOF_WHY_NARROWER,     /* the smaller group */
  OOF_WHY_LATER,        /* made later */
  OOF_WHY_ID,           /* nothing tells them apart: by their ids, so that it stays the same */
  OOF_WHY_OWN,          /* the person's own reply goes before an item */
  OOF_WHY_REPLACES_OWN, /* unless that says otherwise */
  OOF_N_WHY
} OofWhy;

extern const char *const oof_why_names[]; /* "alone", "leaver" …; NULL-terminated */

/* What a rule can name: each OofType, by its number, and these. */
typedef enum
{
  OOF_TRAIT_ONCE = OOF_TYPE_OTHER + 1,
  OOF_TRAIT_REPEATS,
  OOF_TRAIT_PERSON, /* it names the person */
  OOF_TRAIT_GROUP,  /* it reaches them through a group, a unit or a filter */
  OOF_N_TRAITS
} OofTrait;

extern const char *const oof_trait_names[]; /* "vacation" … "once" …; NULL-terminated */

/* After REPLY, the questions LEAVER to LATER in the order in which they are asked; ALONE ends it
 * early. For RULE: what has the first of these traits goes before everything without it, then the
 * next; each once. */
typedef struct
{
  OofWhy asked[7];
  OofTrait first[OOF_N_TRAITS];
  guint n_first;
} OofOrder;

extern const OofOrder oof_order_default; /* without rules */

gboolean oof_order_equal (const OofOrder *a, const OofOrder *b);
/* Such absences go before all others; remove: no more. Of a trait that is there already too. */
void oof_order_put_first (OofOrder *self, OofTrait trait);
void oof_order_remove (OofOrder *self, OofTrait trait);

typedef struct
{
  OofItem *item;
  OofForKind via;
  const guint32 *people; /* in the frame; whoever is excluded is not in it any more */
  guint n_people;
  guint width; /* how many the group has in all */
  const OofZone
      *zone; /* of the item, when its zone is fixed or this computer's; NULL: each person's own */
} OofRowParts;

typedef struct _OofRow OofRow;

/* Takes references. Works out on which days of the frame it is: some 50 ns an occurrence and place.
 */
OofRow *oof_row_new (const OofFrame *frame, const OofRowParts *parts);
OofRow *oof_row_ref (OofRow *self);
void oof_row_unref (OofRow *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofRow, oof_row_unref)

OofItem *oof_row_item (const OofRow *self); /* owned by self, and so below */
OofForKind oof_row_via (const OofRow *self);
const OofCrowd *oof_row_crowd (const OofRow *self);
/* The days of the frame on which it is at some time, for people in that place. */
const guint64 *oof_row_days (const OofRow *self, guint place);
/* Its occurrences for people in that place, as oof_when_each (). */
void oof_row_each (const OofRow *self, const OofPlace *place, gint64 from_s, gint64 until_s,
                   OofOccurrenceFunc callback, gpointer data);

/* < 0: a wins. ret_why (or NULL): by which question. 0 only for rows of one item and of one kind of
 * way.
 */
int oof_row_compare (const OofRow *a, const OofRow *b, const OofOrder *order, OofWhy *ret_why);

gboolean oof_row_has_trait (const OofRow *self, OofTrait trait);
/* The first of the rules that only one of the two has; OOF_N_TRAITS: none. */
OofTrait oof_row_decided_by (const OofRow *a, const OofRow *b, const OofOrder *order);
