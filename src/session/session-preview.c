/* session-preview.c - what an absence would be that is not saved yet
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-preview.h"

#include "base-error.h"
#include "oof-date.h"
#include "oof-slot.h"
#include "session-explain.h"
#include "session-hub-items.h"
#include "session-hub-private.h"
#include "session-members-ask.h"
#include "session-run.h"
#include "session-texts.h"
#include "session-words-plan.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define N_SAMPLES 3
#define AHEAD_S (730 * (gint64) OOF_DAY_S)

struct _SessionPreview
{
  GPtrArray *people;
  GPtrArray *skipped;
  GPtrArray *texts;
  GPtrArray *gaps;
  guint n_looked;
};

/* What the worker has. */
typedef struct
{
  OofItem *item;
  SessionPreviewWhat what;
  SessionPlan *base; /* who is there */
  SessionGroups *groups;
  SessionItems *saved; /* NULL: none */
  SessionCore *core;
  SessionOrg *org; /* NULL: not connected */
  gint64 now_s;
} Job;

static void
free_person (gpointer data)
{
  SessionPreviewPerson *self = data;

  g_free (self->name);
  g_free (self->mail);
  g_free (self->reason);
  g_free (self);
}

static void
free_text (gpointer data)
{
  SessionPreviewText *self = data;

  g_free (self->name);
  g_free (self->mail);
  g_free (self->when);
  g_free (self->inside);
  g_free (self->outside);
  g_free (self->gaps);
  g_free (self->problem);
  g_free (self);
}

static SessionPreview *
new_preview (void)
{
  SessionPreview *self = g_atomic_rc_box_new0 (SessionPreview);

  self->people = g_ptr_array_new_with_free_func (free_person);
  self->skipped = g_ptr_array_new_with_free_func (free_person);
  self->texts = g_ptr_array_new_with_free_func (free_text);
  self->gaps = g_ptr_array_new_with_free_func (free_person);
  return self;
}

SessionPreview *
session_preview_ref (SessionPreview *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_preview (gpointer data)
{
  SessionPreview *self = data;

  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->skipped);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->gaps);
}

void
session_preview_unref (SessionPreview *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_preview);
}

const GPtrArray *
session_preview_people (const SessionPreview *self)
{
  return self->people;
}

const GPtrArray *
session_preview_skipped (const SessionPreview *self)
{
  return self->skipped;
}

const GPtrArray *
session_preview_texts (const SessionPreview *self)
{
  return self->texts;
}

const GPtrArray *
session_preview_gaps (const SessionPreview *self)
{
  return self->gaps;
}

guint
session_preview_n_looked (const SessionPreview *self)
{
  return self->n_looked;
}

static void
free_job (gpointer data)
{
  Job *self = data;

  oof_item_unref (self->item);
  session_plan_unref (self->base);
  session_groups_unref (self->groups);
  session_items_unref (self->saved);
  session_core_unref (self->core);
  session_org_unref (self->org);
  g_free (self);
}

/* reason: taken. */
static void
add_person (GPtrArray *people, const char *name, const char *mail, char *reason)
{
  SessionPreviewPerson *person = g_new0 (SessionPreviewPerson, 1);

  person->name = g_strdup (name);
  person->mail = g_strdup (mail);
  person->reason = reason;
  g_ptr_array_add (people, person);
}

static void
add_roster_person (GPtrArray *people, const SessionRoster *roster, guint32 number, char *reason)
{
  const ExchangePerson *person = session_roster_person (roster, number);

  add_person (people, person->name, person->mail, reason);
}

/* Of that item and the same without its exceptions, to see who is left out. */
static SessionPlan *
make_plan (const Job *self, BaseCall *call, OofItem *everybody, GError **error)
{
  SessionMembers *known = session_plan_members (self->base);
  g_autoptr (SessionMembers) members =
      session_members_new (session_plan_roster (self->base), self->groups);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, self->item);
  if (everybody != NULL)
    g_ptr_array_add (items, everybody);
  session_members_copy (members, known, items);
  if (self->org != NULL && !session_members_ask (members, self->org, call, items, error))
    return NULL;
  session_members_note (members, items);
  return session_plan_edit (self->base, members, items, error);
}

static OofItem *
make_everybody (const Job *self)
{
  OofItemParts parts = *oof_item_parts (self->item);

  parts.id = "everybody";
  parts.n_except = 0;
  return parts.n_who > 0 && oof_item_parts (self->item)->n_except > 0 ? oof_item_new (&parts, NULL)
                                                                      : NULL;
}

static void
list_skipped (const Job *self, SessionPreview *found, const SessionPlan *plan, OofItem *everybody,
              const GArray *reached)
{
  const GArray *problems = session_plan_problems (plan);
  guint at = 0;

  for (guint i = 0; i < problems->len; i++) {
    const SessionPlanProblem *problem = &g_array_index (problems, SessionPlanProblem, i);

    if (problem->item == self->item)
      add_person (found->skipped, problem->name, "", session_words_problem (problem));
  }
  if (everybody != NULL) {
    g_autoptr (GArray) all = session_plan_reached (plan, everybody);

    for (guint i = 0; i < all->len; i++) { /* both are sorted */
      guint32 person = g_array_index (all, guint32, i);

      while (at < reached->len && g_array_index (reached, guint32, at) < person)
        at++;
      if (at == reached->len || g_array_index (reached, guint32, at) != person)
        add_roster_person (found->skipped, session_plan_roster (plan), person,
                           g_strdup (_ ("Left out by “Except for”.")));
    }
  }
}

/* The absence of that person that is shown: the one in force, or the next. FALSE: there is none. */
static gboolean
find_absence (const Job *self, const SessionPlan *plan, guint32 person, OofSlot *ret)
{
  OofPlan *oof = session_plan_oof (plan);
  g_autoptr (GArray) segments =
      oof_plan_segments (oof, person, self->now_s, self->now_s + AHEAD_S, NULL);
  OofSlot next;

  oof_slot_find (oof, segments, NULL, self->now_s, ret, &next);
  if (ret->kind != OOF_SLOT_ITEM)
    *ret = next;
  return ret->kind == OOF_SLOT_ITEM;
}

static char *
describe (const OofZone *zone, const OofSlot *slot)
{
  gboolean has_end = slot->away_until_s != OOF_OPEN_END;
  gint64 from_s = oof_zone_to_local (zone, slot->away_from_s);
  gint64 until_s = has_end ? oof_zone_to_local (zone, slot->away_until_s) : OOF_OPEN_END;

  return session_words_span (from_s, until_s,
                             from_s % OOF_DAY_S == 0 && (!has_end || until_s % OOF_DAY_S == 0));
}

/* One person's texts. Caller frees. */
static SessionPreviewText *
make_text (const Job *self, const SessionPlan *plan, SessionTexts *texts, BaseCall *call,
           guint32 number)
{
  const ExchangePerson *person = session_roster_person (session_plan_roster (plan), number);
  const OofFrame *frame = oof_plan_frame (session_plan_oof (plan));
  const OofPlace *place = &oof_frame_parts (frame)->places[oof_frame_place_of (frame, number)];
  SessionPreviewText *text = g_new0 (SessionPreviewText, 1);
  SessionWords words = { NULL };
  g_autoptr (GError) problem = NULL;
  OofSlot slot;

  text->name = g_strdup (person->name);
  text->mail = g_strdup (person->mail);
  if (!find_absence (self, plan, number, &slot)) {
    text->problem = g_strdup (_ ("Nothing of this absence is still to come."));
    return text;
  }
  text->when = describe (place->zone, &slot);
  if (session_texts_make (texts, call,
                          &(SessionTextsFor){ .item = self->item,
                                              .person = number,
                                              .place = place,
                                              .away_from_s = slot.away_from_s,
                                              .away_until_s = slot.away_until_s },
                          &words, &problem)) {
    text->inside = g_steal_pointer (&words.inside);
    text->outside = words.audience != OOF_AUDIENCE_NONE ? g_steal_pointer (&words.outside) : NULL;
    text->gaps = words.gaps != NULL ? g_strjoinv (", ", words.gaps) : NULL;
  } else {
    text->problem = session_explain (problem);
    text->is_missing = TRUE;
  }
  session_words_clear (&words);
  return text;
}

static gboolean
is_sample (guint place, guint n)
{
  return n <= N_SAMPLES || place == 0 || place == n / 2 || place == n - 1;
}

static gboolean
make_texts (const Job *self, SessionPreview *found, const SessionPlan *plan, BaseCall *call,
            const GArray *reached, GError **error)
{
  g_autoptr (SessionTexts) texts =
      session_texts_new (plan, self->saved, self->org, self->core, error);
  guint n = MIN (reached->len, SESSION_PREVIEW_MOST_LOOKED);

  if (texts == NULL)
    return FALSE;

  for (guint i = 0; i < n; i++) {
    SessionPreviewText *text =
        make_text (self, plan, texts, call, g_array_index (reached, guint32, i));

    if (!base_call_check (call, error)) {
      free_text (text);
      return FALSE;
    }
    found->n_looked++;
    if (text->gaps != NULL)
      add_person (found->gaps, text->name, text->mail, g_strdup (text->gaps));
    else if (text->is_missing)
      add_person (found->gaps, text->name, text->mail, g_strdup (text->problem));
    if (is_sample (i, n))
      g_ptr_array_add (found->texts, text);
    else
      free_text (text);
  }
  return TRUE;
}

static gpointer
preview_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  g_autoptr (OofItem) everybody = make_everybody (self);
  g_autoptr (SessionPlan) plan = make_plan (self, call, everybody, error);
  g_autoptr (SessionPreview) found = new_preview ();
  g_autoptr (GArray) reached = NULL;

  if (plan == NULL)
    return NULL;
  reached = session_plan_reached (plan, self->item);
  for (guint i = 0; i < reached->len; i++)
    add_roster_person (found->people, session_plan_roster (plan),
                       g_array_index (reached, guint32, i), NULL);
  list_skipped (self, found, plan, everybody, reached);
  if (self->what == SESSION_PREVIEW_TEXTS && !make_texts (self, found, plan, call, reached, error))
    return NULL;
  return g_steal_pointer (&found);
}

static void
preview_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) session_preview_unref);
  else
    g_task_return_error (task, error);
}

void
session_hub_preview_async (SessionHub *self, OofItem *item, SessionPreviewWhat what,
                           GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, done, user_data);
  g_autoptr (GDateTime) now = session_hub_now (self);
  SessionPlan *plan = session_hub_current_plan (self);
  SessionItems *saved = session_hub_saved_items (self);
  Job *job;

  if (plan == NULL) {
    g_task_return_new_error (task, BASE_ERROR, BASE_ERROR_OFFLINE, "no people are known yet");
    return;
  }
  job = g_new0 (Job, 1);
  job->item = oof_item_ref (item);
  job->what = what;
  job->base = session_plan_ref (plan);
  job->groups = self->groups != NULL ? session_groups_ref (self->groups) : NULL;
  job->core = session_core_ref (self->core);
  job->saved = saved != NULL ? session_items_ref (saved) : NULL;
  job->org = self->org != NULL ? session_org_ref (self->org) : NULL;
  job->now_s = g_date_time_to_unix (now);
  g_task_set_task_data (task, job, free_job);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, g_steal_pointer (&task), preview_work,
               preview_done);
}

SessionPreview *
session_hub_preview_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
