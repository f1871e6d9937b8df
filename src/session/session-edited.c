/* session-edited.c - whom an edit of the plan is about
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-edited.h"

#include "files-document.h"
#include "oof-date.h"

/* Whom it is for and what it goes before is seen in the plan; notes and tickets are for people. The
 * rest as a text: a field that is new one day is in it, too. NULL: it cannot be told. */
static char *
describe (const OofItem *item)
{
  static const OofFor somebody = { OOF_FOR_PERSON, "somebody@example.invalid" };
  OofItemParts parts = *oof_item_parts (item);
  g_autoptr (OofItem) bare = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  const FilesDocument document = { .items = items };

  parts.who = &somebody;
  parts.n_who = 1;
  parts.n_except = 0;
  parts.priority = 0;
  parts.created_s = 0;
  parts.note = parts.ticket = parts.creator = "";
  bare = oof_item_new (&parts, NULL);
  if (bare == NULL)
    return NULL;
  g_ptr_array_add (items, bare);
  return files_document_write (&document);
}

static gboolean
is_same_time (GDateTime *a, GDateTime *b)
{
  return a != NULL && b != NULL && g_date_time_equal (a, b);
}

static gboolean
is_same_item (const SessionItems *before, const SessionItems *after, const char *id)
{
  OofItem *was = session_items_find (before, id);
  OofItem *is = session_items_find (after, id);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (was == NULL || is == NULL)
    return FALSE;
  if (is_same_time (session_items_changed_at (before, id), session_items_changed_at (after, id)))
    return TRUE;

  old = describe (was);
  new = describe (is);
  return old != NULL && g_strcmp0 (old, new) == 0;
}

/* Absences whose words are in a template that is another. */
static gboolean
is_same_template (const SessionItems *before, const SessionItems *after, const char *name)
{
  return *name == '\0' || is_same_time (session_items_template_changed_at (before, name),
                                        session_items_template_changed_at (after, name));
}

static void
add_changed (GHashTable *ids, const GPtrArray *all, const SessionPlanFile *before,
             const SessionPlanFile *after)
{
  for (guint i = 0; i < all->len; i++) {
    const OofItemParts *parts = oof_item_parts (all->pdata[i]);

    if (session_plan_is_unsure (before->plan, parts->id) !=
            session_plan_is_unsure (after->plan, parts->id) ||
        !is_same_template (before->items, after->items, parts->template_name) ||
        !is_same_item (before->items, after->items, parts->id))
      g_hash_table_add (ids, g_strdup (parts->id));
  }
}

GHashTable *
session_edited_items (const SessionPlanFile *before, const SessionPlanFile *after)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_changed (ids, session_items_all (before->items), before, after);
  add_changed (ids, session_items_all (after->items), before, after);
  return ids;
}

typedef struct
{
  OofPlan *before;
  OofPlan *after;
  const SessionRoster *old;
  const SessionRoster *new;
  GHashTable *items;
  gint64 from_s;
  gint64 until_s;
} Comparing;

static const char *
id_of (OofPlan *plan, guint row)
{
  return oof_item_parts (oof_row_item (oof_plan_row (plan, row)))->id;
}

static gboolean
is_same_item_in_front (const Comparing *self, const OofSegment *a, const OofSegment *b)
{
  const char *id;

  if (a->kind != OOF_SEGMENT_ITEM)
    return TRUE;
  id = id_of (self->after, b->row);
  return a->away_from_s == b->away_from_s && a->away_until_s == b->away_until_s &&
         g_str_equal (id_of (self->before, a->row), id) && !g_hash_table_contains (self->items, id);
}

/* A reply of the person's own may bring forward what is behind. */
static gboolean
is_same_behind (const Comparing *self, const OofSegment *a, const OofSegment *b)
{
  if (a->n_hidden != b->n_hidden)
    return FALSE;
  for (guint i = 0; i < a->n_hidden; i++) {
    const char *id = id_of (self->after, b->hidden[i]);

    if (!g_str_equal (id_of (self->before, a->hidden[i]), id) ||
        g_hash_table_contains (self->items, id))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_same (const Comparing *self, const GArray *before, const GArray *after)
{
  if (before->len != after->len)
    return FALSE;
  for (guint i = 0; i < before->len; i++) {
    const OofSegment *a = &g_array_index (before, OofSegment, i);
    const OofSegment *b = &g_array_index (after, OofSegment, i);

    if (a->kind != b->kind || a->from_s != b->from_s || a->until_s != b->until_s ||
        a->asks != b->asks || !is_same_item_in_front (self, a, b) || !is_same_behind (self, a, b))
      return FALSE;
  }
  return TRUE;
}

/* Somebody who is not in a plan: nothing of ours, all the time. */
static GArray *
segments_of_nobody (const Comparing *self)
{
  const OofSegment nothing = { .kind = OOF_SEGMENT_IN,
                               .from_s = self->from_s,
                               .until_s = self->until_s };
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (OofSegment));

  g_array_append_val (segments, nothing);
  return segments;
}

static GArray *
segments_of (const Comparing *self, OofPlan *plan, guint32 person)
{
  return person != SESSION_ROSTER_NOBODY
             ? oof_plan_segments (plan, person, self->from_s, self->until_s, NULL)
             : segments_of_nobody (self);
}

static const OofPlace *
place_of (OofPlan *plan, guint32 person)
{
  const OofFrame *frame = oof_plan_frame (plan);

  return &oof_frame_parts (frame)->places[oof_frame_place_of (frame, person)];
}

/* Where somebody is was not known to the plan before, but was found out when the mailbox was looked
 * at: what applies there is no news. */
static GArray *
segments_before (const Comparing *self, guint32 was, guint32 is)
{
  OofPlace place;

  if (was == SESSION_ROSTER_NOBODY || is == SESSION_ROSTER_NOBODY ||
      session_roster_knows_zone (self->old, was) || !session_roster_knows_zone (self->new, is))
    return segments_of (self, self->before, was);

  place = *place_of (self->before, was);
  place.zone = place_of (self->after, is)->zone;
  return oof_plan_segments_at (self->before, was, &place, self->from_s, self->until_s, NULL);
}

static void
compare (const Comparing *self, guint32 was, guint32 is, const char *mail, GHashTable *people)
{
  g_autoptr (GArray) before = segments_before (self, was, is);
  g_autoptr (GArray) after = segments_of (self, self->after, is);

  if (!is_same (self, before, after))
    g_hash_table_add (people, g_utf8_strdown (mail, -1));
}

GHashTable *
session_edited_people (const SessionPlan *before, const SessionPlan *after, GHashTable *items,
                       gint64 now_s)
{
  const OofFrameParts *frame = oof_frame_parts (oof_plan_frame (session_plan_oof (after)));
  const Comparing comparing = { .before = session_plan_oof (before),
                                .after = session_plan_oof (after),
                                .old = session_plan_roster (before),
                                .new = session_plan_roster (after),
                                .items = items,
                                .from_s = now_s,
                                .until_s =
                                    ((gint64) frame->first_day + frame->n_days) * OOF_DAY_S };
  GHashTable *people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; i < session_roster_n (comparing.new); i++) {
    const char *mail = session_roster_person (comparing.new, i)->mail;

    compare (&comparing, session_roster_find (comparing.old, mail), i, mail, people);
  }
  for (guint32 i = 0; i < session_roster_n (comparing.old); i++) {
    const char *mail = session_roster_person (comparing.old, i)->mail;

    if (session_roster_find (comparing.new, mail) == SESSION_ROSTER_NOBODY)
      compare (&comparing, i, SESSION_ROSTER_NOBODY, mail, people);
  }
  return people;
}
