/* oof-row.c - an item for the people that it reaches in one way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-row.h"

#include "oof-date.h"

#include <string.h>

struct _OofRow
{
  OofItem *item;
  OofForKind via;
  guint width;
  gboolean repeats;
  gboolean is_outside; /* whatever lies outside working hours */
  OofCrowd *crowd;
  OofZone *zone;
  guint n_words;
  guint64 *days; /* n_words for each place */
};

const char *const oof_why_names[] = { [OOF_WHY_ALONE] = "alone",
                                      [OOF_WHY_REPLY] = "reply",
                                      [OOF_WHY_LEAVER] = "leaver",
                                      [OOF_WHY_PRIORITY] = "priority",
                                      [OOF_WHY_RULE] = "rule",
                                      [OOF_WHY_SINGLE] = "single",
                                      [OOF_WHY_PERSON] = "person",
                                      [OOF_WHY_NARROWER] = "narrower",
                                      [OOF_WHY_LATER] = "later",
                                      [OOF_WHY_ID] = "id",
                                      [OOF_WHY_OWN] = "own",
                                      [OOF_WHY_REPLACES_OWN] = "replaces-own",
                                      NULL };

gboolean
oof_row_has_trait (const OofRow *self, OofTrait trait)
{
  switch (trait) {
  case OOF_TRAIT_ONCE:
    return !self->repeats;
  case OOF_TRAIT_REPEATS:
    return self->repeats;
  case OOF_TRAIT_PERSON:
    return self->via == OOF_FOR_PERSON;
  case OOF_TRAIT_GROUP:
    return self->via != OOF_FOR_PERSON;
  case OOF_N_TRAITS:
    return FALSE;
  default:
    return (guint) oof_item_parts (self->item)->type == (guint) trait;
  }
}

OofTrait
oof_row_decided_by (const OofRow *a, const OofRow *b, const OofOrder *order)
{
  for (guint i = 0; i < order->n_first; i++)
    if (oof_row_has_trait (a, order->first[i]) != oof_row_has_trait (b, order->first[i]))
      return order->first[i];
  return OOF_N_TRAITS;
}

typedef struct
{
  const OofZone *zone;
  gint32 first_day;
  gint32 end_day;
  guint64 *days;
} Marking;

static gboolean
mark_days_cb (const OofOccurrence *occurrence, gpointer data)
{
  const Marking *marking = data;
  gint32 from = oof_date_of_local (oof_zone_to_local (marking->zone, occurrence->from_s));
  gint32 until = marking->end_day;

  if (occurrence->until_s != OOF_OPEN_END)
    until = oof_date_of_local (oof_zone_to_local (marking->zone, occurrence->until_s - 1)) + 1;
  from = MAX (from, marking->first_day);
  until = MIN (until, marking->end_day);
  for (gint32 day = from - marking->first_day; day < until - marking->first_day; day++)
    marking->days[day / 64] |= (guint64) 1 << (day % 64);
  return TRUE;
}

static void
mark_days (OofRow *self, const OofFrameParts *frame)
{
  self->n_words = frame->n_days / 64 + 1;
  self->days = g_new0 (guint64, (gsize) self->n_words * frame->n_places);
  for (guint i = 0; i < frame->n_places; i++) {
    const OofZone *zone = frame->places[i].zone;
    gint32 end_day = frame->first_day + (gint32) frame->n_days;
    Marking marking = { zone, frame->first_day, end_day, self->days + (gsize) i * self->n_words };

    oof_row_each (self, &frame->places[i],
                  oof_zone_to_instant (zone, (gint64) frame->first_day * OOF_DAY_S),
                  oof_zone_to_instant (zone, (gint64) end_day * OOF_DAY_S), mark_days_cb, &marking);
  }
}

OofRow *
oof_row_new (const OofFrame *frame, const OofRowParts *parts)
{
  OofRow *self = g_atomic_rc_box_new0 (OofRow);
  const OofWhen *when = oof_item_parts (parts->item)->when;
  const OofRule *rule = oof_when_parts (when)->rule;

  self->item = oof_item_ref (parts->item);
  self->via = parts->via;
  self->width = parts->width;
  self->repeats = oof_when_repeats (when);
  self->is_outside = rule != NULL && rule->kind == OOF_RULE_OUTSIDE;
  self->zone = parts->zone != NULL ? oof_zone_ref ((OofZone *) parts->zone) : NULL;
  self->crowd = oof_crowd_new (parts->people, parts->n_people, oof_frame_parts (frame)->n_people);
  mark_days (self, oof_frame_parts (frame));
  return self;
}

OofRow *
oof_row_ref (OofRow *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_row (gpointer data)
{
  OofRow *self = data;

  g_clear_pointer (&self->item, oof_item_unref);
  g_clear_pointer (&self->crowd, oof_crowd_unref);
  g_clear_pointer (&self->zone, oof_zone_unref);
  g_clear_pointer (&self->days, g_free);
}

void
oof_row_unref (OofRow *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_row);
}

OofItem *
oof_row_item (const OofRow *self)
{
  return self->item;
}

OofForKind
oof_row_via (const OofRow *self)
{
  return self->via;
}

const OofCrowd *
oof_row_crowd (const OofRow *self)
{
  return self->crowd;
}

const guint64 *
oof_row_days (const OofRow *self, guint place)
{
  return self->days + (gsize) place * self->n_words;
}

void
oof_row_each (const OofRow *self, const OofPlace *place, gint64 from_s, gint64 until_s,
              OofOccurrenceFunc callback, gpointer data)
{
  OofPlace here = *place;

  if (self->zone != NULL)
    here.zone = self->zone;
  else if (self->is_outside && place->hours_zone != NULL)
    here.zone = place->hours_zone;

  oof_when_each (oof_item_parts (self->item)->when, &here, from_s, until_s, callback, data);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b ? 1 : 0;
}

static int
ask_rules (const OofRow *a, const OofRow *b, const OofOrder *order)
{
  OofTrait trait = oof_row_decided_by (a, b, order);

  return compare_numbers (!oof_row_has_trait (a, trait), !oof_row_has_trait (b, trait));
}

static int
ask (const OofRow *a, const OofRow *b, const OofOrder *order, OofWhy question)
{
  const OofItemParts *x = oof_item_parts (a->item);
  const OofItemParts *y = oof_item_parts (b->item);

  switch (question) {
  case OOF_WHY_LEAVER:
    return compare_numbers (x->type != OOF_TYPE_LEFT, y->type != OOF_TYPE_LEFT);
  case OOF_WHY_PRIORITY:
    return compare_numbers (y->priority, x->priority);
  case OOF_WHY_RULE:
    return ask_rules (a, b, order);
  case OOF_WHY_SINGLE:
    return compare_numbers (a->repeats, b->repeats);
  case OOF_WHY_PERSON:
    return compare_numbers (a->via != OOF_FOR_PERSON, b->via != OOF_FOR_PERSON);
  case OOF_WHY_NARROWER: /* who is named is a group of their own, also where PERSON is not asked */
    return compare_numbers (a->via == OOF_FOR_PERSON ? 0 : a->width,
                            b->via == OOF_FOR_PERSON ? 0 : b->width);
  case OOF_WHY_LATER:
    return compare_numbers (y->created_s, x->created_s);
  default:
    return 0;
  }
}

int
oof_row_compare (const OofRow *a, const OofRow *b, const OofOrder *order, OofWhy *ret_why)
{
  OofWhy why = OOF_WHY_ID;
  int result = compare_numbers (!oof_item_has_reply (a->item), !oof_item_has_reply (b->item));

  if (result != 0)
    why = OOF_WHY_REPLY;
  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (order->asked); i++) {
    if (order->asked[i] == OOF_WHY_ALONE)
      break;
    result = ask (a, b, order, order->asked[i]);
    if (result != 0)
      why = order->asked[i];
  }
  if (result == 0)
    result = strcmp (oof_item_parts (a->item)->id, oof_item_parts (b->item)->id);
  if (result == 0)
    result = compare_numbers (a->via, b->via);
  if (ret_why != NULL)
    *ret_why = why;
  return result;
}
