/* session-apply.c - brings mailboxes in step with the plan
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-apply.h"

#include "base-error.h"
#include "base-fault.h"
#include "base-time.h"
#include "base-zone.h"
#include "oof-date.h"
#include "session-acts.h"
#include "session-course.h"
#include "session-coverage.h"
#include "session-org-private.h"
#include "session-ours.h"
#include "session-reason.h"
#include "store-found.h"
#include "store-managed.h"
#include "store-zones.h"

#define ZONE_AROUND_S (800 * (gint64) OOF_DAY_S)

typedef struct
{
  const SessionApplyOrder *order;
  SessionOrg *org;
  SessionCourses *courses;
  SessionApplySummary *summary;
  GMutex lock;
  GHashTable *decisions; /* address in lower case → Made: of mailboxes under way */
  GHashTable *acts;      /* address in lower case → GPtrArray of SessionAct: the same */
  SessionCoverage *coverage;
  GError *problem; /* the store's: it ends the run */
} Applying;

/* By which state of the plan it was decided. */
typedef struct
{
  SessionDecision *decision;
  SessionCourse *course;
} Made;

static void
free_made (Made *self)
{
  if (self == NULL)
    return;

  session_decision_free (self->decision);
  session_course_unref (self->course);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Made, free_made)

static const char *
profile_of (const Applying *self)
{
  return session_org_profile (self->org)->id;
}

static gint64
now_us (const Applying *self)
{
  const BaseClock *clock = session_org_clock (self->org);

  return clock->now_us (clock->data);
}

/* Where a mailbox is whose zone nobody knew; kept, so that it is asked once. NULL: nobody says. */
static OofZone *
find_zone (Applying *self, BaseCall *call, const char *mailbox, gint64 now_s)
{
  g_autofree char *name = session_org_get_zone (self->org, call, mailbox, NULL);
  g_autoptr (GTimeZone) zone = name != NULL ? base_zone_new (name, NULL) : NULL;

  if (zone == NULL)
    return NULL;
  store_zones_save (session_org_db (self->org), profile_of (self), mailbox, name, NULL);
  return oof_zone_new (zone, now_s - ZONE_AROUND_S, now_s + ZONE_AROUND_S);
}

/* For the texts of one decision. */
typedef struct
{
  SessionTexts *texts;
  BaseCall *call;
  const OofPlace *place;
} Wording;

static gboolean
words_cb (OofItem *item, guint32 person, const OofSlot *slot, gpointer data, SessionWords *ret,
          GError **error)
{
  const Wording *wording = data;
  const SessionTextsFor whom = { .item = item,
                                 .person = person,
                                 .place = wording->place,
                                 .away_from_s = slot->away_from_s,
                                 .away_until_s = slot->away_until_s };

  return session_texts_make (wording->texts, wording->call, &whom, ret, error);
}

/* What will be ours is known before the server hears of it. */
static gboolean
keep (Applying *self, const SessionDecision *made, const char *mailbox, GError **error)
{
  StoreDb *db = session_org_db (self->org);

  if (self->order->how == SESSION_APPLY_REHEARSE)
    return TRUE;
  if (made->forgets && made->action != SESSION_ACTION_WRITE)
    return store_managed_forget (db, profile_of (self), mailbox, error);
  return made->keep == NULL || store_managed_save (db, profile_of (self), made->keep, error);
}

static OofState *
decide_cb (BaseCall *call, const SessionBulkRead *read, gpointer data, char **ret_why,
           GError **error)
{
  Applying *self = data;
  const SessionRoster *roster = session_plan_roster (self->order->plan);
  guint32 person = session_roster_find (roster, read->mailbox);
  gint64 now_s = now_us (self) / G_USEC_PER_SEC;
  g_autoptr (SessionCourse) course = NULL;
  g_autoptr (OofZone) zone = NULL;
  g_autoptr (StoreManaged) managed = NULL;
  g_autoptr (StoreFound) found = NULL;
  g_autoptr (SessionDecision) made = NULL;
  g_autoptr (GError) problem = NULL;
  const OofFrame *frame;
  OofPlace place;
  OofState *wanted;
  Wording wording = { NULL, call, &place };
  Made *kept;

  if (person == SESSION_ROSTER_NOBODY ||
      (course = session_courses_follow (self->courses, call, now_s, error)) == NULL)
    return NULL;

  managed =
      store_managed_find (session_org_db (self->org), profile_of (self), read->mailbox, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (!session_ours_recognize (session_org_db (self->org), profile_of (self), managed, read->before,
                               now_s, error))
    return NULL;
  found = store_found_find (session_org_db (self->org), profile_of (self), read->mailbox, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  frame = oof_plan_frame (session_plan_oof (session_course_plan (course)));
  place = oof_frame_parts (frame)->places[oof_frame_place_of (frame, person)];
  if (!session_roster_knows_zone (roster, person))
    zone = find_zone (self, call, read->mailbox, now_s);
  if (zone != NULL)
    place.zone = zone;

  wording.texts = session_course_texts (course);
  made = session_decide (
      &(SessionCase){ .plan = session_course_plan (course),
                      .person = person,
                      .place = &place,
                      .before = read->before,
                      .allowed = read->allowed,
                      .managed = managed,
                      .protection = found != NULL ? found->protection : OOF_PROTECTION_NONE,
                      .now_s = now_s,
                      .drift = self->order->drift,
                      .words = words_cb,
                      .data = &wording,
                      .show_from_s = self->order->show_from_s,
                      .show_until_s = self->order->show_until_s });
  base_fault ("decided");
  if (!keep (self, made, read->mailbox, error))
    return NULL;
  base_fault ("managed-kept");

  wanted = made->wanted != NULL ? oof_state_ref (made->wanted) : NULL;
  *ret_why = session_reason_of (made);
  kept = g_new0 (Made, 1);
  kept->decision = g_steal_pointer (&made);
  kept->course = g_steal_pointer (&course);
  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->decisions, g_utf8_strdown (read->mailbox, -1), kept);
  g_mutex_unlock (&self->lock);
  return wanted;
}

static gpointer
take (Applying *self, GHashTable *from, const char *mailbox)
{
  g_autofree char *lower = g_utf8_strdown (mailbox, -1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gpointer key = NULL;
  gpointer value = NULL;

  if (g_hash_table_steal_extended (from, lower, &key, &value))
    g_free (key);
  return value;
}

/* Nobody else has the mailbox in hand, so the decision stays. */
static GError *
beside_cb (BaseCall *call, const SessionBulkDone *done, gpointer data)
{
  Applying *self = data;
  const gboolean writes = self->order->how == SESSION_APPLY_WRITE;
  g_autofree char *lower = g_utf8_strdown (done->mailbox, -1);
  SessionActsOrder order = { .org = self->org,
                             .run = writes ? done->run : NULL,
                             .mailbox = done->mailbox,
                             .person = session_roster_find (session_plan_roster (self->order->plan),
                                                            done->mailbox),
                             .held = done->held,
                             .now_s = now_us (self) / G_USEC_PER_SEC };
  g_autoptr (GPtrArray) acts = NULL;
  const Made *made;
  GError *problem;

  g_mutex_lock (&self->lock);
  made = g_hash_table_lookup (self->decisions, lower);
  g_mutex_unlock (&self->lock);
  if (made == NULL || done->held == NULL)
    return NULL;

  order.plan = session_course_plan (made->course);
  acts = session_acts_run (&order, call, made->decision, done->error == NULL);
  problem = session_acts_problem (acts);
  g_mutex_lock (&self->lock);
  if (acts->len > 0)
    g_hash_table_replace (self->acts, g_steal_pointer (&lower), g_steal_pointer (&acts));
  g_mutex_unlock (&self->lock);
  return problem;
}

/* After a write: what arrived, or why it did not. */
static gboolean
confirm (Applying *self, const SessionOutcome *outcome, SessionDecision *made, GError **error)
{
  StoreDb *db = session_org_db (self->org);
  StoreManaged *kept = made->keep;

  if (self->order->how == SESSION_APPLY_REHEARSE || made->action != SESSION_ACTION_WRITE)
    return TRUE;
  if (outcome->error == NULL && made->forgets)
    return store_managed_forget (db, profile_of (self), outcome->mailbox, error);

  g_clear_pointer (&kept->problem, g_free);
  if (outcome->error != NULL) {
    kept->problem = g_strdup (outcome->error->message);
  } else if (outcome->state != NULL) {
    oof_state_unref (kept->held);
    kept->held = oof_state_ref ((OofState *) outcome->state);
  }
  return store_managed_save (db, profile_of (self), kept, error);
}

/* What is not about this mailbox says nothing about it. */
static gboolean
note_coverage (Applying *self, const SessionOutcome *outcome, const SessionDecision *made,
               GError **error)
{
  gint64 at_us = now_us (self);
  SessionCover cover;

  if (self->order->how == SESSION_APPLY_REHEARSE || (made == NULL && outcome->error == NULL) ||
      session_bulk_ends_run (outcome->error))
    return TRUE;
  cover = session_coverage_of (made, outcome->error, at_us / G_USEC_PER_SEC);
  return session_coverage_note (self->coverage, outcome->mailbox, &cover, at_us, error);
}

static gboolean
each_cb (const SessionOutcome *outcome, gpointer data)
{
  Applying *self = data;
  g_autoptr (Made) kept = take (self, self->decisions, outcome->mailbox);
  SessionDecision *made = kept != NULL ? kept->decision : NULL;
  g_autoptr (GPtrArray) acts = take (self, self->acts, outcome->mailbox);
  const SessionApplied applied = {
    .outcome = outcome,
    .decision = made,
    .person = session_roster_find (session_plan_roster (self->order->plan), outcome->mailbox),
    .acts = acts,
    .run = self->summary->bulk.run,
  };

  if (made != NULL) {
    self->summary->n_actions[made->action]++;
    if (!confirm (self, outcome, made, &self->problem))
      return FALSE;
    base_fault ("confirmed");
  }
  if (!note_coverage (self, outcome, made, &self->problem))
    return FALSE;
  return self->order->each (&applied, self->order->data);
}

static char *
next_cb (gpointer data)
{
  const Applying *self = data;

  return self->order->next (self->order->data);
}

gboolean
session_apply_run (SessionOrg *org, GCancellable *cancellable, const SessionApplyOrder *order,
                   SessionApplySummary *ret, GError **error)
{
  g_autoptr (SessionCourses) courses = session_courses_new (
      org, order->plan, order->items,
      order->how == SESSION_APPLY_WRITE ? SESSION_COURSE_FOLLOWS : SESSION_COURSE_STAYS, error);
  g_autoptr (GHashTable) decisions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_made);
  g_autoptr (GHashTable) acts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (SessionCoverage) coverage =
      session_coverage_new (session_org_db (org), session_org_profile (org)->id);
  g_autoptr (GError) problem = NULL;
  Applying self = { .order = order,
                    .org = org,
                    .courses = courses,
                    .summary = ret,
                    .decisions = decisions,
                    .acts = acts,
                    .coverage = coverage };
  const SessionBulkOrder bulk = { .verb = order->how == SESSION_APPLY_WRITE ? SESSION_VERB_SET
                                                                            : SESSION_VERB_REHEARSE,
                                  .why = order->why,
                                  .run = order->run,
                                  .is_distinct = order->is_distinct,
                                  .decide = decide_cb,
                                  .next = next_cb,
                                  .beside = beside_cb,
                                  .each = each_cb,
                                  .data = &self };
  gboolean is_done;

  *ret = (SessionApplySummary){ 0 };
  if (courses == NULL)
    return FALSE;

  g_mutex_init (&self.lock);
  is_done = session_bulk_run (org, cancellable, &bulk, &ret->bulk, &problem);
  g_mutex_clear (&self.lock);
  if (self.problem == NULL)
    session_coverage_keep (coverage, &self.problem);
  if (self.problem != NULL) {
    g_propagate_error (error, self.problem);
    return FALSE;
  }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return is_done;
}
