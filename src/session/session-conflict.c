/* session-conflict.c - what competes for a mailbox's one reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-conflict.h"

#include "session-words-conflict.h"
#include "session-words-plan.h"

const char *const session_conflict_names[] = { [SESSION_CONFLICT_ITEMS] = "items",
                                               [SESSION_CONFLICT_OWN] = "own",
                                               [SESSION_CONFLICT_PROTECTED] = "protected",
                                               [SESSION_CONFLICT_POLICY] = "policy",
                                               [SESSION_CONFLICT_CHANGED] = "changed",
                                               [SESSION_CONFLICT_REFUSED] = "refused",
                                               NULL };

/* Where conflicts are looked for. */
typedef struct
{
  const OofPlan *plan;
  guint32 person;
  const OofOwnReply *own;    /* NULL: none */
  const OofItem *obstructed; /* does not get into the mailbox, whatever the plan says; NULL: none */
  GPtrArray *found;
} Search;

static void
clear_rival (gpointer data)
{
  SessionRival *rival = data;

  oof_item_unref (rival->item);
  oof_row_unref (rival->row);
}

static void
free_conflict (gpointer data)
{
  SessionConflict *self = data;

  clear_rival (&self->winner);
  g_array_unref (self->others);
  g_free (self->words);
  g_free (self);
}

static SessionConflict *
add_conflict (Search *search, SessionConflictKind kind, gint64 from_s, gint64 until_s)
{
  SessionConflict *self = g_new0 (SessionConflict, 1);

  self->kind = kind;
  self->from_s = from_s;
  self->until_s = until_s;
  self->others = g_array_new (FALSE, FALSE, sizeof (SessionRival));
  g_array_set_clear_func (self->others, clear_rival);
  g_ptr_array_add (search->found, self);
  return self;
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
rival_of (const Search *search, guint16 number, const OofSegment *segment)
{
  const OofFrame *frame = oof_plan_frame (search->plan);
  const OofPlace *place =
      &oof_frame_parts (frame)->places[oof_frame_place_of (frame, search->person)];
  const OofRow *row = oof_plan_row (search->plan, number);
  SessionRival rival = { .item = oof_item_ref (oof_row_item (row)),
                         .row = oof_row_ref ((OofRow *) row),
                         .from_s = segment->from_s,
                         .until_s = segment->until_s };

  oof_row_each (row, place, segment->from_s, segment->until_s, first_cb, &rival);
  return rival;
}

static SessionRival
own_rival (const Search *search, const OofSegment *segment)
{
  if (search->own == NULL)
    return (SessionRival){ .from_s = segment->from_s, .until_s = segment->until_s };
  return (SessionRival){ .from_s = search->own->from_s, .until_s = search->own->until_s };
}

static void
take_other (SessionConflict *self, SessionRival other)
{
  self->asks |= other.item != NULL && oof_item_parts (other.item)->approval == OOF_APPROVAL_WANTED;
  g_array_append_val (self->others, other);
  self->n_others++;
}

static OofItem *
item_of (const Search *search, const OofSegment *segment)
{
  return oof_row_item (oof_plan_row (search->plan, segment->row));
}

gboolean
session_conflict_is_in (const OofSegment *segment)
{
  return segment->kind != OOF_SEGMENT_IN &&
         (segment->n_hidden > 0 ||
          (segment->kind == OOF_SEGMENT_ITEM && segment->why == OOF_WHY_REPLACES_OWN));
}

static void
add_segment (Search *search, const OofSegment *segment)
{
  gboolean is_over_own = segment->kind == OOF_SEGMENT_ITEM && segment->why == OOF_WHY_REPLACES_OWN;
  gboolean is_moot = is_over_own && search->obstructed == item_of (search, segment);
  gboolean is_own = segment->kind == OOF_SEGMENT_OWN || is_over_own;
  SessionConflict *self;

  if (is_moot || !session_conflict_is_in (segment))
    return;

  self = add_conflict (search, is_own ? SESSION_CONFLICT_OWN : SESSION_CONFLICT_ITEMS,
                       segment->from_s, segment->until_s);
  self->why = segment->why;
  self->rule = segment->rule;
  self->asks = segment->asks;
  self->winner = segment->kind == OOF_SEGMENT_ITEM ? rival_of (search, segment->row, segment)
                                                   : own_rival (search, segment);
  self->asks |= self->winner.item != NULL &&
                oof_item_parts (self->winner.item)->approval == OOF_APPROVAL_WANTED;
  if (is_over_own)
    take_other (self, own_rival (search, segment));
  for (guint i = 0; i < MIN (segment->n_hidden, SESSION_CONFLICT_MOST_OTHERS); i++)
    take_other (self, rival_of (search, segment->hidden[i], segment));
  self->n_others += segment->n_hidden - MIN (segment->n_hidden, SESSION_CONFLICT_MOST_OTHERS);
  self->words = session_words_conflict (self);
}

static void
add_segments (Search *search, const GArray *segments)
{
  for (guint i = 0; segments != NULL && i < segments->len; i++)
    add_segment (search, &g_array_index (segments, OofSegment, i));
}

static gboolean
is_held (const SessionBarFacts *facts, const OofItem *item)
{
  return facts->held_item != NULL && g_str_equal (facts->held_item, oof_item_parts (item)->id);
}

/* What stands between the plan and the mailbox, as the last look found it. FALSE: nothing. */
static gboolean
find_obstacle (const SessionBarFacts *facts, const OofItem *item, OofWhy why,
               SessionConflictKind *ret)
{
  gboolean is_over_own = why == OOF_WHY_REPLACES_OWN;

  if (facts->is_drifted)
    *ret = SESSION_CONFLICT_CHANGED;
  else if (is_held (facts, item))
    return FALSE;
  else if (facts->protection == OOF_PROTECTION_CHOSEN ||
           (facts->protection == OOF_PROTECTION_FOUND && is_over_own))
    *ret = SESSION_CONFLICT_PROTECTED;
  else if (facts->is_failed)
    *ret = SESSION_CONFLICT_REFUSED;
  else
    return FALSE;
  return TRUE;
}

gboolean
session_conflict_is_obstructed (const SessionBarFacts *facts, const OofRow *row, OofWhy why)
{
  SessionConflictKind kind;

  return find_obstacle (facts, oof_row_item (row), why, &kind);
}

/* Of the first absence that is not over: it is the one that the mailbox has to hold. */
static void
add_obstacle (Search *search, const SessionBarFacts *facts, const GArray *segments)
{
  for (guint i = 0; i < segments->len; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);
    SessionConflictKind kind;
    SessionConflict *self;
    OofItem *item;

    if (segment->kind != OOF_SEGMENT_ITEM || segment->until_s <= facts->now_s)
      continue;
    item = item_of (search, segment);
    if (!find_obstacle (facts, item, segment->why, &kind))
      return;
    self = add_conflict (search, kind, segment->from_s, segment->until_s);
    self->winner = (SessionRival){ .from_s = segment->from_s, .until_s = segment->until_s };
    take_other (self, rival_of (search, segment->row, segment));
    self->words = session_words_conflict (self);
    search->obstructed = item;
    return;
  }
}

static int
compare_conflicts (gconstpointer a, gconstpointer b)
{
  const SessionConflict *x = *(const SessionConflict *const *) a;
  const SessionConflict *y = *(const SessionConflict *const *) b;

  if (x->from_s != y->from_s)
    return x->from_s < y->from_s ? -1 : 1;
  return (int) y->kind - (int) x->kind;
}

static Search
new_search (const SessionPlan *plan, guint32 person, const OofOwnReply *own)
{
  return (Search){ .plan = session_plan_oof (plan),
                   .person = person,
                   .own = own,
                   .found = g_ptr_array_new_with_free_func (free_conflict) };
}

GPtrArray *
session_conflicts_new (const SessionPlan *plan, guint32 person, const SessionBarFacts *facts,
                       gint64 from_s, gint64 until_s)
{
  g_autoptr (GArray) segments =
      oof_plan_segments (session_plan_oof (plan), person, from_s, until_s, facts->own);
  Search search = new_search (plan, person, facts->own);

  add_obstacle (&search, facts, segments);
  add_segments (&search, segments);
  g_ptr_array_sort (search.found, compare_conflicts);
  return search.found;
}

/* What the decision says beyond the segments. FALSE: nothing. */
static gboolean
find_kind (const SessionDecision *made, SessionConflictKind *ret)
{
  static const struct
  {
    const char *reason;
    SessionConflictKind kind;
  } kinds[] = { { "protected", SESSION_CONFLICT_PROTECTED },
                { "audience-ceiling", SESSION_CONFLICT_POLICY },
                { "drifted", SESSION_CONFLICT_CHANGED },
                { "came-back", SESSION_CONFLICT_CHANGED },
                { "own-first", SESSION_CONFLICT_OWN } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (made->reason, kinds[i].reason)) {
      *ret = kinds[i].kind;
      return TRUE;
    }
  *ret = SESSION_CONFLICT_REFUSED;
  return made->action == SESSION_ACTION_REFUSE;
}

static void
add_decision (Search *search, const SessionDecision *made)
{
  SessionConflictKind kind;
  SessionConflict *self;
  SessionRival rival;

  if (made->item == NULL || !find_kind (made, &kind))
    return;

  self = add_conflict (search, kind, made->now.from_s, made->now.until_s);
  rival = (SessionRival){ .item = oof_item_ref (made->item),
                          .from_s = made->now.from_s,
                          .until_s = made->now.until_s };
  self->asks = made->action == SESSION_ACTION_CONFLICT;
  take_other (self, rival);
  self->words = session_words_decision (made);
  search->obstructed = made->item;
}

GPtrArray *
session_conflicts_decided (const SessionPlan *plan, guint32 person, const SessionDecision *decision)
{
  Search search = new_search (plan, person, decision->has_own ? &decision->own : NULL);

  add_decision (&search, decision);
  add_segments (&search, decision->segments);
  return search.found;
}
