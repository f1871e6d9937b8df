/* session-apply-whom.c - which mailboxes have to be looked at
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-apply.h"

#include "oof-date.h"
#include "session-acts.h"
#include "session-org-private.h"
#include "store-managed.h"

#include <string.h>

/* Where a day begins first, there is no place with more. */
#define FARTHEST_EAST_S (14 * 3600)

typedef struct
{
  const SessionPlan *plan;
  const char *const *only;
  gint32 today;      /* in the frame's days */
  gint32 *first_day; /* of each person: when their next absence begins; G_MAXINT32: none */
  guint *group;      /* of each person: how many are in the smallest crowd with them */
  GHashTable *ours;  /* address → nothing: of mailboxes with something of ours */
} Choosing;

static gboolean
is_wanted (const Choosing *self, const char *id)
{
  return self->only == NULL || g_strv_contains (self->only, id);
}

/* The first day of the frame from today on that the row is on, for people in that place. */
static gint32
find_first_day (const Choosing *self, const OofRow *row, guint place)
{
  const OofFrameParts *frame = oof_frame_parts (oof_plan_frame (session_plan_oof (self->plan)));
  const guint64 *days = oof_row_days (row, place);

  for (gint32 day = MAX (self->today, 0); day < (gint32) frame->n_days; day++)
    if (days[day / 64] >> (day % 64) & 1)
      return day;
  return G_MAXINT32;
}

static void
note_person (Choosing *self, const gint32 *firsts, guint32 person, guint group)
{
  const OofFrame *frame = oof_plan_frame (session_plan_oof (self->plan));
  gint32 first = firsts[oof_frame_place_of (frame, person)];

  self->first_day[person] = MIN (self->first_day[person], first);
  self->group[person] = MIN (self->group[person], group);
}

static void
note_row (Choosing *self, const OofRow *row)
{
  const OofFrameParts *frame = oof_frame_parts (oof_plan_frame (session_plan_oof (self->plan)));
  const OofCrowd *crowd = oof_row_crowd (row);
  g_autofree gint32 *firsts = g_new (gint32, frame->n_places);

  if (!is_wanted (self, oof_item_parts (oof_row_item (row))->id))
    return;

  for (guint i = 0; i < frame->n_places; i++)
    firsts[i] = find_first_day (self, row, i);
  for (guint i = 0; crowd->bits == NULL && i < crowd->n; i++)
    note_person (self, firsts, crowd->list[i], crowd->n);
  for (guint32 i = 0; crowd->bits != NULL && i < frame->n_people; i++)
    if (oof_crowd_has (crowd, i))
      note_person (self, firsts, i, crowd->n);
}

static void
note_ours (Choosing *self, const char *mailbox)
{
  guint32 person = session_roster_find (session_plan_roster (self->plan), mailbox);

  if (person != SESSION_ROSTER_NOBODY)
    self->first_day[person] = MIN (self->first_day[person], self->today);
  else
    g_hash_table_add (self->ours, g_strdup (mailbox));
}

static void
ours_cb (const StoreManagedGlance *glance, gpointer data)
{
  Choosing *self = data;

  if (is_wanted (self, glance->item) || is_wanted (self, glance->left_item))
    note_ours (self, glance->mailbox);
}

/* What was made beside a reply is to be taken back. */
static void
note_acts (Choosing *self, const GPtrArray *acts, gint64 now_s)
{
  for (guint i = 0; i < acts->len; i++) {
    const StoreAct *act = acts->pdata[i];

    if (is_wanted (self, act->item) && !session_acts_is_settled (act, now_s))
      note_ours (self, act->mailbox);
  }
}

static int
compare_firsts (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint32 *first_day = data;
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  if (first_day[x] != first_day[y])
    return first_day[x] < first_day[y] ? -1 : 1;
  return x < y ? -1 : x > y;
}

static void
clear_whom (gpointer data)
{
  g_free (((SessionApplyWhom *) data)->stranger);
}

static GArray *
list_all (const Choosing *self, gint64 now_s)
{
  const SessionRoster *roster = session_plan_roster (self->plan);
  const OofFrameParts *frame = oof_frame_parts (oof_plan_frame (session_plan_oof (self->plan)));
  GArray *all = g_array_new (FALSE, FALSE, sizeof (SessionApplyWhom));
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint32));
  GHashTableIter iter;
  gpointer mailbox;

  g_array_set_clear_func (all, clear_whom);
  for (guint32 i = 0; i < session_roster_n (roster); i++)
    if (self->first_day[i] != G_MAXINT32 && *session_roster_person (roster, i)->mail != '\0')
      g_array_append_val (people, i);
  g_array_sort_with_data (people, compare_firsts, self->first_day);
  for (guint i = 0; i < people->len; i++) {
    guint32 person = g_array_index (people, guint32, i);
    gint64 day_s = (frame->first_day + self->first_day[person]) * (gint64) OOF_DAY_S;

    const SessionApplyWhom whom = { .mailbox = session_roster_person (roster, person)->mail,
                                    .starts_s = MAX (now_s, day_s - FARTHEST_EAST_S),
                                    .group = self->group[person] };

    g_array_append_val (all, whom);
  }
  g_hash_table_iter_init (&iter, self->ours);
  while (g_hash_table_iter_next (&iter, &mailbox, NULL)) {
    SessionApplyWhom whom = { .stranger = g_strdup (mailbox), .starts_s = now_s, .group = 1 };

    whom.mailbox = whom.stranger;
    g_array_append_val (all, whom);
  }
  return all;
}

GArray *
session_apply_whom (SessionOrg *org, const SessionPlan *plan, const char *const *only, gint64 now_s,
                    GError **error)
{
  OofPlan *oof = session_plan_oof (plan);
  const OofFrameParts *frame = oof_frame_parts (oof_plan_frame (oof));
  g_autofree gint32 *first_day = g_new (gint32, MAX (frame->n_people, 1));
  g_autofree guint *group = g_new (guint, MAX (frame->n_people, 1));
  g_autoptr (GHashTable) ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) acts = NULL;
  Choosing self = { .plan = plan,
                    .only = only,
                    /* Yesterday is today somewhere. */
                    .today = (gint32) (now_s / OOF_DAY_S) - frame->first_day - 1,
                    .first_day = first_day,
                    .group = group,
                    .ours = ours };

  for (guint i = 0; i < frame->n_people; i++) {
    first_day[i] = G_MAXINT32;
    group[i] = frame->n_people;
  }
  for (guint i = 0; i < oof_plan_n_rows (oof); i++)
    note_row (&self, oof_plan_row (oof, i));
  if (!store_managed_each (session_org_db (org), session_org_profile (org)->id, ours_cb, &self,
                           error))
    return NULL;
  acts = store_act_list (session_org_db (org), session_org_profile (org)->id, NULL, error);
  if (acts == NULL)
    return NULL;
  note_acts (&self, acts, now_s);
  return list_all (&self, now_s);
}
