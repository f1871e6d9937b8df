/* session-engine-plan.c - the engine's organisation and its plan: opened, loaded, and who is due
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-private.h"

#include "base-error.h"
#include "base-fault.h"
#include "session-apply.h"
#include "session-org-private.h"

#include <glib/gstdio.h>

#define RETRY_PEOPLE_S (15 * 60)

gint64
session_engine_zones_mark (void)
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

  session_org_set_clock (self->org, self->clock);
  self->profile = g_steal_pointer (&profile);
  self->was_open = TRUE;
  self->load_s = 0;
  g_mutex_lock (&self->lock);
  if (self->seen_profile == NULL)
    self->seen_profile = g_strdup (self->profile->id);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static void
add_id (GPtrArray *ids, const char *id)
{
  if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, (char *) id);
}

static gboolean
is_same_item (const SessionItems *a, const SessionItems *b, const char *id)
{
  GDateTime *at = session_items_changed_at (a, id);
  GDateTime *other = session_items_changed_at (b, id);

  return at != NULL && other != NULL && g_date_time_equal (at, other);
}

static void
add_changed (GPtrArray *ids, const SessionItems *these, const SessionItems *others)
{
  const GPtrArray *all = session_items_all (these);

  for (guint i = 0; i < all->len; i++) {
    const char *id = oof_item_parts (all->pdata[i])->id;

    if (!is_same_item (these, others, id))
      add_id (ids, id);
  }
}

/* Absences whose words or days are in a template or calendar that is another. */
static gboolean
is_other_template (const SessionItems *before, const SessionItems *after, const char *name)
{
  GDateTime *at = session_items_template_changed_at (after, name);
  GDateTime *other = session_items_template_changed_at (before, name);

  return at == NULL || other == NULL || !g_date_time_equal (at, other);
}

static void
add_by_template (GPtrArray *ids, const SessionItems *before, const SessionItems *after)
{
  const GPtrArray *all = session_items_all (after);

  for (guint i = 0; i < all->len; i++) {
    const OofItemParts *parts = oof_item_parts (all->pdata[i]);

    if (*parts->template_name != '\0' && is_other_template (before, after, parts->template_name))
      add_id (ids, parts->id);
  }
}

/* The ids of what an edit changed, of both; NULL-terminated, borrowed. Caller unrefs. */
static GPtrArray *
find_edited (const SessionItems *before, const SessionItems *after)
{
  GPtrArray *ids = g_ptr_array_new ();

  add_changed (ids, after, before);
  add_changed (ids, before, after);
  add_by_template (ids, before, after);
  g_ptr_array_add (ids, NULL);
  return ids;
}

/* Those whom the plan reaches. only: ids of items, NULL: of all; only_new: who was never due. */
static gboolean
put_due (SessionEngine *self, const SessionPlan *plan, const char *const *only, gboolean only_new,
         GError **error)
{
  gint64 now_s = session_engine_now_s (self);
  g_autoptr (GPtrArray) whom = session_apply_whom (self->org, plan, only, now_s, error);

  if (whom == NULL)
    return FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < whom->len; i++) {
    const SessionApplyWhom *one = whom->pdata[i];

    if (!only_new || !session_schedule_has (self->schedule, one->mailbox))
      session_schedule_put (self->schedule, one->mailbox, now_s, one->starts_s, one->group);
  }
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
fill (SessionEngine *self, const SessionPlanFile *before, GError **error)
{
  g_autoptr (GPtrArray) edited = NULL;
  const char *const *only;

  if (self->wants_all || before->plan == NULL)
    return put_due (self, self->file.plan, NULL, FALSE, error);

  edited = find_edited (before->items, self->file.items);
  only = edited->len > 1 ? (const char *const *) edited->pdata : NULL; /* calendars of holidays */
  return put_due (self, before->plan, only, FALSE, error) &&
         put_due (self, self->file.plan, only, FALSE, error) &&
         put_due (self, self->file.plan, NULL, TRUE, error);
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

static gboolean
load (SessionEngine *self, BaseCall *call, GError **error)
{
  g_auto (SessionPlanFile) before = { NULL };
  gint64 now_s = session_engine_now_s (self);
  gint64 mark = session_engine_zones_mark ();

  if (mark != self->zones_mark) /* zones that somebody still holds are not read again */
    session_plan_file_clear (&self->file);
  before = self->file;
  self->file = (SessionPlanFile){ NULL };
  if (!session_plan_load (self->order.core, self->org, call, now_s, &self->file, error)) {
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
  self->wants_all |= session_engine_now_s (self) >= self->load_s ||
                     self->zones_mark != session_engine_zones_mark ();
  if (!self->wants_all && !is_edited && self->file.plan != NULL)
    return TRUE;
  if (load (self, call, &problem))
    return TRUE;

  /* The people cannot be read again, but what is planned is as it was: that is still right. */
  if (self->file.plan != NULL && !is_edited &&
      base_error_verdict (problem) != BASE_VERDICT_CANCELLED &&
      !g_error_matches (problem, BASE_ERROR, BASE_ERROR_AUTH)) {
    g_debug ("the people are not read again: %s", problem->message);
    self->load_s = session_engine_now_s (self) + RETRY_PEOPLE_S;
    self->wants_all = FALSE;
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
