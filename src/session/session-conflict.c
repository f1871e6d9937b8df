/* session-conflict.c - where several replies want to go out for one mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-conflict.h"

#include "oof-date.h"
#include "oof-when-shift.h"

static void
clear_rival (gpointer data)
{
  oof_item_unref (((SessionRival *) data)->item);
}

static void
free_conflict (gpointer data)
{
  SessionConflict *self = data;

  clear_rival (&self->winner);
  g_array_unref (self->others);
  g_free (self);
}

static gboolean
first_cb (const OofOccurrence *occurrence, gpointer data)
{
  SessionRival *rival = data;

  rival->day = occurrence->day;
  rival->from_s = occurrence->from_s;
  rival->until_s = occurrence->until_s;
  return FALSE;
}

static SessionRival
rival_of (const OofPlan *plan, guint16 number, guint32 person, const OofSegment *segment)
{
  const OofFrame *frame = oof_plan_frame (plan);
  const OofPlace *place = &oof_frame_parts (frame)->places[oof_frame_place_of (frame, person)];
  const OofRow *row = oof_plan_row (plan, number);
  SessionRival rival = { .item = oof_item_ref (oof_row_item (row)),
                         .from_s = segment->from_s,
                         .until_s = segment->until_s };

  oof_row_each (row, place, segment->from_s, segment->until_s, first_cb, &rival);
  return rival;
}

static SessionConflict *
conflict_of (const OofPlan *plan, guint32 person, const OofOwnReply *own, const OofSegment *segment)
{
  SessionConflict *self = g_new0 (SessionConflict, 1);

  self->from_s = segment->from_s;
  self->until_s = segment->until_s;
  self->why = segment->why;
  self->others = g_array_new (FALSE, FALSE, sizeof (SessionRival));
  g_array_set_clear_func (self->others, clear_rival);
  if (segment->kind == OOF_SEGMENT_ITEM)
    self->winner = rival_of (plan, segment->row, person, segment);
  else
    self->winner = (SessionRival){ .from_s = own->from_s, .until_s = own->until_s };
  for (guint i = 0; i < segment->n_hidden; i++) {
    SessionRival other = rival_of (plan, segment->hidden[i], person, segment);

    g_array_append_val (self->others, other);
  }
  return self;
}

GPtrArray *
session_conflicts_new (const SessionPlan *plan, guint32 person, const OofOwnReply *own,
                       gint64 from_s, gint64 until_s)
{
  OofPlan *oof = session_plan_oof (plan);
  g_autoptr (GArray) segments = oof_plan_segments (oof, person, from_s, until_s, own);
  GPtrArray *conflicts = g_ptr_array_new_with_free_func (free_conflict);

  for (guint i = 0; i < segments->len; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);

    if (segment->kind != OOF_SEGMENT_IN && segment->n_hidden > 0)
      g_ptr_array_add (conflicts, conflict_of (oof, person, own, segment));
  }
  return conflicts;
}

gboolean
session_conflict_can_raise (const SessionConflict *self, const SessionRival *other)
{
  const OofItemParts *winner;

  if (self->winner.item == NULL)
    return FALSE;
  winner = oof_item_parts (self->winner.item);
  return winner->priority < OOF_ITEM_MOST_PRIORITY &&
         (winner->type != OOF_TYPE_LEFT || oof_item_parts (other->item)->type == OOF_TYPE_LEFT);
}

OofItem *
session_conflict_raise (const SessionConflict *self, const SessionRival *other, GError **error)
{
  OofItemParts parts = *oof_item_parts (other->item);

  parts.priority = oof_item_parts (self->winner.item)->priority + 1;
  return oof_item_new (&parts, error);
}

gboolean
session_conflict_can_trim (const SessionConflict *self, const SessionRival *other)
{
  const OofWhen *when = oof_item_parts (other->item)->when;
  OofMoved one;

  return oof_when_parts (when)->zone_kind == OOF_IN_MAILBOX_ZONE &&
         oof_when_find (when, other->day, &one) &&
         (other->from_s < self->winner.from_s || other->until_s > self->winner.until_s);
}

/* The part before the winner stays, or else the one after it. */
static OofMoved
trimmed (const SessionConflict *self, const SessionRival *other, const OofZone *zone, OofMoved one)
{
  gboolean is_all_day = oof_when_parts (oof_item_parts (other->item)->when)->is_all_day;
  gint64 begin_s = oof_zone_to_local (zone, self->winner.from_s);
  gint64 end_s;

  if (other->from_s < self->winner.from_s) {
    one.until_s = is_all_day ? (gint64) oof_date_of_local (begin_s) * OOF_DAY_S : begin_s;
    return one;
  }
  end_s = oof_zone_to_local (zone, self->winner.until_s);
  if (is_all_day)
    end_s = ((gint64) oof_date_of_local (end_s - 1) + 1) * OOF_DAY_S;
  one.from_s = end_s;
  return one;
}

OofItem *
session_conflict_trim (const SessionConflict *self, const SessionRival *other, const OofZone *zone,
                       GError **error)
{
  OofItemParts parts = *oof_item_parts (other->item);
  OofWhenParts when_parts = *oof_when_parts (parts.when);
  g_autoptr (OofWhen) when = NULL;
  OofMoved was;
  OofMoved now;

  if (!oof_when_find (parts.when, other->day, &was))
    return NULL;
  now = trimmed (self, other, zone, was);
  if (oof_when_repeats (parts.when)) {
    when = oof_when_shift_one (parts.when, other->day,
                               &(OofShift){ now.from_s - was.from_s, now.until_s - was.until_s },
                               error);
  } else {
    when_parts.from_s = now.from_s;
    when_parts.until_s = now.until_s;
    when = oof_when_new (&when_parts, error);
  }
  parts.when = when;
  return when != NULL ? oof_item_new (&parts, error) : NULL;
}

static gboolean
is_person (const OofFor *one, const char *mail)
{
  return one->kind == OOF_FOR_PERSON && g_ascii_strcasecmp (one->text, mail) == 0;
}

OofItem *
session_conflict_skip (const SessionRival *other, const char *mail, GError **error)
{
  OofItemParts parts = *oof_item_parts (other->item);
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (OofFor));
  g_autoptr (GArray) except = g_array_new (FALSE, FALSE, sizeof (OofFor));
  OofFor person = { OOF_FOR_PERSON, mail };
  gboolean is_in_others = FALSE;

  for (guint i = 0; i < parts.n_who; i++) {
    is_in_others |= parts.who[i].kind != OOF_FOR_PERSON;
    if (!is_person (&parts.who[i], mail))
      g_array_append_val (who, parts.who[i]);
  }
  for (guint i = 0; i < parts.n_except; i++)
    if (!is_person (&parts.except[i], mail))
      g_array_append_val (except, parts.except[i]);
  if (is_in_others) /* a group may hold them */
    g_array_append_val (except, person);
  parts.who = (const OofFor *) (gpointer) who->data;
  parts.n_who = who->len;
  parts.except = (const OofFor *) (gpointer) except->data;
  parts.n_except = except->len;
  return oof_item_new (&parts, error);
}
