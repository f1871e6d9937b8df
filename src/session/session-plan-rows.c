/* session-plan-rows.c - what an item becomes in a plan: a row for each way to its people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-plan-rows.h"

#include "base-zone.h"
#include "oof-date.h"
#include "session-hours.h"

#define MOST_NOTED 20 /* of one item; the others are counted */
#define AROUND_S (400 * (gint64) OOF_DAY_S)

/* What one item becomes. */
typedef struct
{
  const SessionPlanRows *to;
  SessionMembers *members;
  const OofFrame *frame;
  OofItem *item;
  OofZone *zone;     /* NULL: each person's own */
  guint64 *excluded; /* bits; NULL: nobody is */
} Making;

/* Somebody without a mailbox is not in the list of people at all. */
static gboolean
is_without_mailbox (const char *reason)
{
  return g_str_equal (reason, "unknown-person") || g_str_equal (reason, "no-mailbox") ||
         g_str_equal (reason, "nobody-in-it");
}

static void
note_problem (Making *making, const OofFor *name, const char *reason)
{
  const SessionPlanProblem problem = { making->item, name->text, name->kind, reason };

  if (!oof_item_parts (making->item)->only_with_mailbox || !is_without_mailbox (reason))
    g_array_append_val (making->to->problems, problem);
}

static gboolean
is_excluded (const Making *making, guint32 person)
{
  return making->excluded != NULL && (making->excluded[person / 64] >> (person % 64) & 1) != 0;
}

/* NULL after a note of what is wrong with it. */
static const SessionMemberSet *
find_set (Making *making, const OofFor *name)
{
  const SessionMemberSet *set = session_members_find (making->members, name);

  if (set != NULL && set->problem == NULL) {
    if (set->people->len == 0)
      note_problem (making, name, "nobody-in-it");
    return set;
  }

  note_problem (making, name, set != NULL ? set->problem : "unknown-group");
  return NULL;
}

static void
exclude_person (Making *making, guint32 person)
{
  making->excluded[person / 64] |= (guint64) 1 << (person % 64);
}

/* FALSE after a note: whoever must not get it may be among anybody. */
static gboolean
exclude_set (Making *making, const OofFor *name)
{
  const SessionMemberSet *set = find_set (making, name);

  for (guint i = 0; set != NULL && i < set->people->len; i++)
    exclude_person (making, g_array_index (set->people, guint32, i));
  return set != NULL;
}

/* FALSE: nobody knows who is excluded. */
static gboolean
exclude (Making *making, gboolean is_fixed)
{
  const OofItemParts *parts = oof_item_parts (making->item);
  SessionRoster *roster = session_members_roster (making->members);

  gboolean is_known = TRUE;

  if (parts->n_except == 0)
    return TRUE;

  making->excluded = g_new0 (guint64, session_roster_n (roster) / 64 + 1);
  for (guint i = 0; i < parts->n_except; i++) {
    const OofFor *name = &parts->except[i];
    guint32 person;

    if (name->kind != OOF_FOR_PERSON) {
      is_known = (is_fixed || exclude_set (making, name)) && is_known;
      continue;
    }
    person = session_roster_find (roster, name->text);
    if (person != SESSION_ROSTER_NOBODY)
      exclude_person (making, person);
    else
      note_problem (making, name, "unknown-person");
  }
  return is_known;
}

/* An absence outside working hours has no times for those whose hours nobody knows. */
static void
note_without_hours (Making *making, const GArray *people)
{
  SessionRoster *roster = session_members_roster (making->members);
  OofFor name = { OOF_FOR_PERSON, NULL };
  guint n = 0;

  for (guint i = 0; i < people->len; i++) {
    guint32 person = g_array_index (people, guint32, i);

    if (session_roster_knows_hours (roster, person))
      continue;
    name.text = session_roster_person (roster, person)->mail;
    if (n++ < MOST_NOTED)
      note_problem (making, &name, "no-hours");
  }
  if (n > MOST_NOTED) {
    g_autofree char *more = g_strdup_printf ("%u", n - MOST_NOTED);

    name.text = g_intern_string (more);
    note_problem (making, &name, "more-without-hours");
  }
}

static void
add_row (Making *making, OofForKind via, const GArray *people, guint width)
{
  g_autoptr (GArray) meant = g_array_new (FALSE, FALSE, sizeof (guint32));
  OofRowParts parts = { .item = making->item, .via = via, .width = width, .zone = making->zone };

  for (guint i = 0; i < people->len; i++) {
    guint32 person = g_array_index (people, guint32, i);

    if (!is_excluded (making, person))
      g_array_append_val (meant, person);
  }
  if (meant->len == 0)
    return;
  if (session_hours_matter (making->item))
    note_without_hours (making, meant);

  parts.people = (const guint32 *) (gpointer) meant->data;
  parts.n_people = meant->len;
  g_ptr_array_add (making->to->rows, oof_row_new (making->frame, &parts));
}

static void
add_named (Making *making)
{
  const OofItemParts *parts = oof_item_parts (making->item);
  SessionRoster *roster = session_members_roster (making->members);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < parts->n_who; i++) {
    guint32 person;

    if (parts->who[i].kind != OOF_FOR_PERSON)
      continue;
    person = session_roster_find (roster, parts->who[i].text);
    if (person == SESSION_ROSTER_NOBODY)
      note_problem (making, &parts->who[i], "unknown-person");
    else if (*session_roster_person (roster, person)->mail == '\0')
      note_problem (making, &parts->who[i], "no-mailbox");
    else
      g_array_append_val (people, person);
  }
  add_row (making, OOF_FOR_PERSON, people, people->len);
}

/* FALSE after a note: its zone is one that nobody knows any more. */
static gboolean
find_zone (Making *making)
{
  const OofWhenParts *when = oof_when_parts (oof_item_parts (making->item)->when);
  const OofFrameParts *frame = oof_frame_parts (making->frame);
  gint64 from_s = (gint64) frame->first_day * OOF_DAY_S - AROUND_S;
  g_autoptr (GTimeZone) zone = NULL;

  if (when->zone_kind == OOF_IN_MAILBOX_ZONE)
    return TRUE;

  zone = when->zone_kind == OOF_IN_COMPUTER_ZONE ? base_zone_local ()
                                                 : base_zone_new (when->zone, NULL);
  if (zone == NULL) {
    const OofFor name = { OOF_FOR_PERSON, when->zone };

    note_problem (making, &name, "zone");
    return FALSE;
  }
  making->zone =
      oof_zone_new (zone, from_s, from_s + (gint64) frame->n_days * OOF_DAY_S + 2 * AROUND_S);
  return TRUE;
}

/* Those who were in its groups, units and filters when it was saved. */
static void
add_fixed (Making *making, const GArray *people)
{
  const OofItemParts *parts = oof_item_parts (making->item);
  guint i = 0;

  while (i < parts->n_who && parts->who[i].kind == OOF_FOR_PERSON)
    i++;
  if (i < parts->n_who)
    add_row (making, parts->who[i].kind, people, people->len);
}

static void
add_rows (Making *making, const GArray *fixed)
{
  const OofItemParts *parts = oof_item_parts (making->item);

  add_named (making);
  if (fixed != NULL)
    add_fixed (making, fixed);
  for (guint i = 0; fixed == NULL && i < parts->n_who; i++) {
    const SessionMemberSet *set =
        parts->who[i].kind != OOF_FOR_PERSON ? find_set (making, &parts->who[i]) : NULL;

    if (set != NULL)
      add_row (making, parts->who[i].kind, set->people, set->width);
  }
}

void
session_plan_add_rows (const SessionPlanRows *to, OofItem *item)
{
  const GArray *fixed = session_members_fixed (to->members, oof_item_parts (item)->id);
  Making making = { .to = to, .members = to->members, .frame = to->frame, .item = item };

  if (find_zone (&making) && exclude (&making, fixed != NULL))
    add_rows (&making, fixed);
  g_clear_pointer (&making.zone, oof_zone_unref);
  g_clear_pointer (&making.excluded, g_free);
}
