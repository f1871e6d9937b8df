/* session-hub.c - what the panel talks to: the object and its state
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub.h"

#include "base-error.h"
#include "base-time.h"
#include "checks-plan.h"
#include "session-directory.h"
#include "session-hub-private.h"

G_DEFINE_FINAL_TYPE (SessionHub, session_hub, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_PROFILE_NAME,
  PROP_IS_LOADING,
  PROP_PEOPLE_READ_AT,
  PROP_UNDO_TITLE,
  PROP_REDO_TITLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
session_hub_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SessionHub *self = SESSION_HUB (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_uint (value, self->state);
    break;
  case PROP_PROFILE_NAME:
    g_value_set_string (value, session_hub_profile_name (self));
    break;
  case PROP_IS_LOADING:
    g_value_set_boolean (value, session_hub_is_loading (self));
    break;
  case PROP_PEOPLE_READ_AT:
    g_value_set_boxed (value, self->read_at);
    break;
  case PROP_UNDO_TITLE:
    g_value_set_string (value, session_hub_step_title (self, SESSION_STEP_UNDO));
    break;
  case PROP_REDO_TITLE:
    g_value_set_string (value, session_hub_step_title (self, SESSION_STEP_REDO));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
session_hub_dispose (GObject *object)
{
  SessionHub *self = SESSION_HUB (object);

  g_cancellable_cancel (self->loading);
  g_cancellable_cancel (self->caching);
  g_clear_object (&self->lookup);
  g_clear_handle_id (&self->pause, g_source_remove);
  session_planning_stop (self->planning);
  session_planned_stop (self->planned);
  g_clear_pointer (&self->org, session_org_unref);
  g_ptr_array_set_free_func (self->pools, (GDestroyNotify) session_pool_close);
  g_ptr_array_set_size (self->pools, 0);
  g_clear_pointer (&self->pool, session_pool_close);
  G_OBJECT_CLASS (session_hub_parent_class)->dispose (object);
}

static void
session_hub_finalize (GObject *object)
{
  SessionHub *self = SESSION_HUB (object);

  g_clear_error (&self->problem);
  g_clear_error (&self->reminder);
  g_clear_object (&self->signing_in);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  g_clear_pointer (&self->core, session_core_unref);
  g_clear_pointer (&self->demo, session_demo_free);
  g_clear_pointer (&self->zones, g_hash_table_unref);
  g_clear_pointer (&self->silent, g_hash_table_unref);
  g_clear_pointer (&self->pools, g_ptr_array_unref);
  session_hub_stop_looking (self);
  g_clear_pointer (&self->refreshes, g_ptr_array_unref);
  g_clear_pointer (&self->read_at, g_date_time_unref);
  g_clear_error (&self->people_problem);
  g_free (self->mark);
  g_clear_pointer (&self->groups, session_groups_unref);
  g_clear_pointer (&self->directory, session_directory_unref);
  g_clear_pointer (&self->sight, session_sight_free);
  g_clear_pointer (&self->planning, session_planning_free);
  g_clear_pointer (&self->asked, session_asked_free);
  g_clear_pointer (&self->planned, session_planned_free);
  g_clear_object (&self->facets);
  g_clear_object (&self->people);
  g_clear_object (&self->loading);
  g_clear_object (&self->caching);
  G_OBJECT_CLASS (session_hub_parent_class)->finalize (object);
}

static void
session_hub_class_init (SessionHubClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = session_hub_get_property;
  object_class->dispose = session_hub_dispose;
  object_class->finalize = session_hub_finalize;
  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, SESSION_STATE_FAILED,
                                         SESSION_STATE_STARTING, flags);
  props[PROP_PROFILE_NAME] = g_param_spec_string ("profile-name", NULL, NULL, "", flags);
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, flags);
  props[PROP_PEOPLE_READ_AT] =
      g_param_spec_boxed ("people-read-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  props[PROP_UNDO_TITLE] = g_param_spec_string ("undo-title", NULL, NULL, "", flags);
  props[PROP_REDO_TITLE] = g_param_spec_string ("redo-title", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  session_hub_plan_install (SESSION_TYPE_HUB);
  session_hub_run_install (SESSION_TYPE_HUB);
}

static void
session_hub_init (SessionHub *self)
{
  self->pool = session_pool_new (3); /* reading the directory, counting, keeping */
  self->pools = g_ptr_array_new ();
  self->people = session_people_new ();
  self->facets = g_list_store_new (SESSION_TYPE_FACET);
  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->silent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->loading = g_cancellable_new ();
  self->refreshes = g_ptr_array_new_with_free_func (g_object_unref);
  self->mark = g_strdup ("");
  self->sight = session_sight_new ();
  self->planning = session_planning_new ();
  self->asked = session_asked_new ();
  self->planned = session_planned_new ();
}

SessionHub *
session_hub_new (SessionStart start)
{
  SessionHub *self = g_object_new (SESSION_TYPE_HUB, NULL);

  self->start = start;
  return self;
}

void
session_hub_close (SessionHub *self)
{
  g_cancellable_cancel (self->signing_in); /* a person would have to be waited for */
  g_cancellable_cancel (self->loading);
  g_cancellable_cancel (self->caching);
  g_clear_object (&self->lookup);
  g_clear_handle_id (&self->pause, g_source_remove);
  session_planning_stop (self->planning);
  session_planned_stop (self->planned);
  self->is_closed = TRUE;
  g_clear_object (&self->run);
  g_clear_pointer (&self->org, session_org_unref);
  g_ptr_array_set_free_func (self->pools, (GDestroyNotify) session_pool_join);
  g_ptr_array_set_size (self->pools, 0);
  g_clear_pointer (&self->pool, session_pool_join);
  g_clear_pointer (&self->demo, session_demo_free);
}

SessionState
session_hub_state (SessionHub *self)
{
  return self->state;
}

const char *
session_hub_profile_name (SessionHub *self)
{
  return self->profile != NULL ? self->profile->name : "";
}

gboolean
session_hub_is_loading (SessionHub *self)
{
  return self->n_loading > 0;
}

const GError *
session_hub_problem (SessionHub *self)
{
  return self->problem;
}

const GError *
session_hub_reminder (SessionHub *self)
{
  return self->reminder;
}

ExchangeProfile *
session_hub_profile (SessionHub *self)
{
  return self->profile;
}

GListModel *
session_hub_people (SessionHub *self)
{
  return G_LIST_MODEL (self->people);
}

SessionRow *
session_hub_find_person (SessionHub *self, const char *mail)
{
  return session_people_find (self->people, mail);
}

GDateTime *
session_hub_people_read_at (SessionHub *self)
{
  return self->read_at;
}

gboolean
session_hub_people_are_current (SessionHub *self)
{
  return self->is_current && self->people_problem == NULL;
}

const GError *
session_hub_people_problem (SessionHub *self)
{
  return self->people_problem;
}

GDateTime *
session_hub_now (SessionHub *self)
{
  return base_clock_now (base_clock_system ());
}

void
session_hub_set_state (SessionHub *self, SessionState state, const GError *problem)
{
  g_clear_error (&self->problem);
  self->problem = problem != NULL ? g_error_copy (problem) : NULL;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
session_hub_note_problem (SessionHub *self, const GError *problem)
{
  if (g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE))
    session_hub_set_state (self, SESSION_STATE_OFFLINE, problem);
  else if (base_error_verdict (problem) == BASE_VERDICT_STOP)
    session_hub_set_state (self, SESSION_STATE_FAILED, problem);
}

GError *
session_hub_obstacle (SessionHub *self)
{
  return self->problem != NULL ? g_error_copy (self->problem)
                               : g_error_new (BASE_ERROR, BASE_ERROR_OFFLINE, "not connected");
}

gboolean
session_hub_may_ask (SessionHub *self, GTask *task)
{
  if (self->org != NULL)
    return TRUE;

  g_task_return_error (task, session_hub_obstacle (self));
  g_object_unref (task);
  return FALSE;
}

void
session_hub_note_people (SessionHub *self, GDateTime *read_at, const char *mark,
                         const GError *problem)
{
  if (read_at != NULL) {
    g_clear_pointer (&self->read_at, g_date_time_unref);
    self->read_at = g_date_time_ref (read_at);
    g_free (self->mark);
    self->mark = g_strdup (mark);
  }
  g_clear_error (&self->people_problem);
  self->people_problem = problem != NULL ? g_error_copy (problem) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PEOPLE_READ_AT]);
}

void
session_hub_count_loading (SessionHub *self, int more)
{
  gboolean was_loading = self->n_loading > 0;

  self->n_loading = (guint) ((int) self->n_loading + more);
  if (was_loading != (self->n_loading > 0))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
  if (was_loading && self->n_loading == 0)
    session_hub_count_facets (self); /* who is away is known by now */
}

static void
forget_people (SessionHub *self)
{
  session_people_clear (self->people);
  g_clear_pointer (&self->read_at, g_date_time_unref);
  g_free (self->mark);
  self->mark = g_strdup ("");
  self->keeps_all = FALSE;
  self->is_current = FALSE;
  g_clear_pointer (&self->groups, session_groups_unref);
  session_hub_forget_asked (self);
  session_hub_note_new_people (self);
  session_hub_note_people (self, NULL, NULL, NULL);
  session_hub_forget_items (self);
}

void
session_hub_take_org (SessionHub *self, ExchangeProfile *profile, SessionOrg *org)
{
  gboolean is_other = self->profile == NULL || !g_str_equal (self->profile->id, profile->id);

  g_cancellable_cancel (self->loading);
  g_object_unref (self->loading);
  self->loading = g_cancellable_new ();
  g_clear_object (&self->lookup);
  g_clear_pointer (&self->org, session_org_unref);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  g_hash_table_remove_all (self->zones);
  g_hash_table_remove_all (self->silent);
  self->load = NULL; /* cancelled */
  session_hub_stop_looking (self);
  g_clear_pointer (&self->directory, session_directory_unref);
  if (is_other)
    forget_people (self);

  self->profile = exchange_profile_ref (profile);
  self->org = org != NULL ? session_org_ref (org) : NULL;
  if (org != NULL)
    g_ptr_array_add (self->pools, session_pool_ref (session_org_pool (org)));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROFILE_NAME]);
  if (is_other)
    session_hub_show_cache (self);
  session_hub_load_items (self);
}
