/* session-engine-plan.c - the engine's organisation and its plan: opened, loaded, and who is due
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-private.h"

#include "base-error.h"
#include "base-fault.h"
#include "session-apply.h"
#include "session-edited.h"
#include "session-org-private.h"
#include "store-managed.h"

#include <glib/gstdio.h>

#define RETRY_PEOPLE_S (15 * 60)
#define MOST_HURRIED 500 /* an edit that is about more waits its turn, as all bulk work does */

/* Another one when the computer's zone data is. */
static gint64
zones_mark (void)
{
  static const char *const names[] = { "tzdata.zi", "zone1970.tab", "." };
  const char *folder = g_getenv ("TZDIR");
  gint64 mark = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path =
        g_build_filename (folder != NULL ? folder : "/usr/share/zoneinfo", names[i], NULL);
    GStatBuf facts;

    if (g_stat (path, &facts) == 0)
      mark = mark * 31 + (gint64) facts.st_mtime;
  }
  return mark;
}

void
session_engine_close (SessionEngine *self)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->schedule, session_schedule_free);
  g_hash_table_remove_all (self->taken);
  g_hash_table_remove_all (self->failing);
  self->seen_refusals = 0;
  g_mutex_unlock (&self->lock);
  session_plan_file_clear (&self->file);
  g_clear_pointer (&self->org, session_org_finish);
  g_clear_pointer (&self->profile, exchange_profile_unref);
}

static SessionOrg *
open_org (SessionEngine *self, BaseCall *call, ExchangeProfile *profile, GError **error)
{
  if (self->order.open != NULL)
    return self->order.open (call, profile, self->order.data, error);
  return session_core_open_org (self->order.core, call, profile, error);
}

/* Once more when the profile is another. */
static gboolean
open (SessionEngine *self, BaseCall *call, GError **error)
{
  const char *name = self->seen_profile != NULL ? self->seen_profile : self->order.profile;
  g_autoptr (ExchangeProfile) profile = session_core_find_profile (self->order.core, name, error);

  if (profile == NULL)
    return FALSE;
  if (self->org != NULL && exchange_profile_is_same_way (profile, self->profile))
    return TRUE;

  session_engine_close (self);
  self->org = open_org (self, call, profile, error);
  if (self->org == NULL)
    return FALSE;

  session_org_set_clock (self->org, &self->clock);
  self->profile = g_steal_pointer (&profile);
  self->was_open = TRUE;
  self->load_s = 0;
  self->people_s = SESSION_SCHEDULE_NEVER;
  g_mutex_lock (&self->lock);
  if (self->seen_profile == NULL)
    self->seen_profile = g_strdup (self->profile->id);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/* For whose mailboxes there is news. */
typedef struct
{
  GHashTable *items;  /* ids of those that were edited */
  GHashTable *people; /* addresses in lower case */
} News;

/* Their reply is one of these absences. */
static void
managed_cb (const StoreManagedGlance *glance, gpointer data)
{
  News *news = data;

  if (g_hash_table_contains (news->items, glance->item) ||
      (glance->left_item != NULL && g_hash_table_contains (news->items, glance->left_item)))
    g_hash_table_add (news->people, g_strdup (glance->mailbox));
}

typedef enum
{
  PUT_ALL,
  PUT_NEWS,
  PUT_UNKNOWN /* who was never due */
} PutWhom;

static gboolean
is_to_put (SessionEngine *self, const char *mailbox, PutWhom whom, const News *news)
{
  g_autofree char *lower = whom == PUT_NEWS ? g_utf8_strdown (mailbox, -1) : NULL;

  if (whom == PUT_NEWS)
    return g_hash_table_contains (news->people, lower);
  return whom == PUT_ALL || !session_schedule_has (self->schedule, mailbox);
}

/* Of those whom the plan reaches. */
static gboolean
put_due (SessionEngine *self, const SessionPlan *plan, PutWhom put, const News *news,
         GError **error)
{
  gint64 now_s = session_engine_now_s (self);
  g_autoptr (GArray) whom = session_apply_whom (self->org, plan, NULL, now_s, error);

  if (whom == NULL)
    return FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < whom->len; i++) {
    const SessionApplyWhom *one = &g_array_index (whom, SessionApplyWhom, i);

    if (!is_to_put (self, one->mailbox, put, news))
      continue;
    session_schedule_put (self->schedule, one->mailbox, now_s, one->starts_s, one->group);
    if (put == PUT_NEWS && g_hash_table_size (news->people) <= MOST_HURRIED)
      session_schedule_hurry (self->schedule, one->mailbox);
  }
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
fill (SessionEngine *self, const SessionPlanFile *before, GError **error)
{
  const SessionPlan *plan = self->file.plan;
  g_autoptr (GHashTable) items = NULL;
  g_autoptr (GHashTable) people = NULL;
  News news;

  if (self->wants_all || before->plan == NULL)
    return put_due (self, plan, PUT_ALL, NULL, error);

  news.items = items = session_edited_items (before, &self->file);
  news.people = people =
      session_edited_people (before->plan, plan, items, session_engine_now_s (self));
  return store_managed_each (session_org_db (self->org), self->profile->id, managed_cb, &news,
                             error) &&
         put_due (self, before->plan, PUT_NEWS, &news, error) &&
         put_due (self, plan, PUT_NEWS, &news, error) &&
         put_due (self, plan, PUT_UNKNOWN, NULL, error);
}

/* Nobody keeps a schedule of a plan that is gone. */
static void
begin_schedule (SessionEngine *self)
{
  g_mutex_lock (&self->lock);
  if (self->wants_all || self->schedule == NULL) {
    g_clear_pointer (&self->schedule, session_schedule_free);
    self->schedule = session_schedule_new (&self->order.quiet);
    g_hash_table_remove_all (self->taken);
    g_hash_table_remove_all (self->failing);
  }
  self->seen_revision = session_items_revision (self->file.items);
  g_mutex_unlock (&self->lock);
}

/* An edit is looked at with the people as they were read last; who they are by now comes after it.
 */
static gboolean
load_plan (SessionEngine *self, BaseCall *call, const SessionPlanFile *before, SessionPlanFile *ret,
           GError **error)
{
  gint64 now_s = session_engine_now_s (self);
  gboolean is_enough = FALSE;

  if (before->plan != NULL && !self->wants_all && !self->wants_people &&
      !session_plan_load_known (self->order.core, self->org, call, now_s, before->plan, ret,
                                &is_enough, error))
    return FALSE;
  if (is_enough) {
    self->people_s = MIN (self->people_s, MAX (now_s, self->read_s + RETRY_PEOPLE_S));
    return TRUE;
  }
  if (!session_plan_load (self->order.core, self->org, call, now_s, ret, error))
    return FALSE;
  self->read_s = now_s;
  self->people_s = SESSION_SCHEDULE_NEVER;
  return TRUE;
}

static gboolean
load (SessionEngine *self, BaseCall *call, GError **error)
{
  g_auto (SessionPlanFile) before = { NULL };
  gint64 now_s = session_engine_now_s (self);
  gint64 mark = zones_mark ();

  if (mark != self->zones_mark) { /* zones that somebody still holds are not read again */
    session_plan_file_clear (&self->file);
    session_engine_renew_zone (self);
  }
  before = self->file;
  self->file = (SessionPlanFile){ NULL };
  if (!load_plan (self, call, &before, &self->file, error)) {
    self->file = before;
    before = (SessionPlanFile){ NULL };
    return FALSE;
  }

  base_fault ("plan-loaded");
  self->wants_all |= before.plan == NULL;
  self->zones_mark = mark;
  begin_schedule (self);
  if (!fill (self, &before, error)) {
    self->wants_all = TRUE;
    return FALSE;
  }
  if (self->wants_all) {
    self->load_s = now_s + self->order.interval_s;
    self->pass_us = session_engine_now_us (self);
  }
  self->has_pass = TRUE;
  self->wants_all = FALSE;
  return TRUE;
}

/* Who the people are by now, after an edit: once nobody is due any more. */
static gboolean
is_time_for_people (SessionEngine *self)
{
  gint64 now_s = session_engine_now_s (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return now_s >= self->people_s && self->schedule != NULL &&
         session_schedule_next (self->schedule, now_s) > now_s;
}

/* The people cannot be read again, but what is planned is as it was: that is still right. */
static gboolean
goes_on_without (SessionEngine *self, const GError *problem)
{
  gint64 again_s = session_engine_now_s (self) + RETRY_PEOPLE_S;

  if (base_error_verdict (problem) == BASE_VERDICT_CANCELLED ||
      g_error_matches (problem, BASE_ERROR, BASE_ERROR_AUTH))
    return FALSE;

  g_debug ("the people are not read again: %s", problem->message);
  if (self->wants_all)
    self->load_s = again_s;
  else
    self->people_s = again_s;
  self->wants_all = FALSE;
  return TRUE;
}

gboolean
session_engine_prepare (SessionEngine *self, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, self->cancellable, 0);
  g_autoptr (GError) problem = NULL;
  gint64 revision = 0;
  gboolean is_edited;

  if (!open (self, call, error) ||
      !session_items_read_revision (self->order.core, self->profile->id, &revision, error))
    return FALSE;

  is_edited = self->file.plan != NULL && revision != session_items_revision (self->file.items);
  self->wants_all |=
      session_engine_now_s (self) >= self->load_s || self->zones_mark != zones_mark ();
  self->wants_people = !is_edited && is_time_for_people (self);
  if (!self->wants_all && !self->wants_people && !is_edited && self->file.plan != NULL)
    return TRUE;
  if (load (self, call, &problem) ||
      (self->file.plan != NULL && !is_edited && goes_on_without (self, problem)))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
