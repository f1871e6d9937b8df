/* session-hub-people.c - loading people: when, and what becomes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-load-private.h"
#include "session-run.h"

static void
free_load (gpointer data)
{
  SessionLoad *self = data;

  session_feed_free (self->feed);
  session_directory_unref (self->directory);
  session_org_unref (self->org);
  g_free (self->mark);
  g_clear_pointer (&self->unseen, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->merge, session_merge_free);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->outers, g_ptr_array_unref);
  g_free (self);
}

static gpointer
load_work (BaseCall *call, gpointer data, GError **error)
{
  SessionLoad *self = data;

  for (guint i = 0; i < self->before->len; i++) {
    SessionEntry *entry = g_ptr_array_index (self->before, i);

    g_hash_table_insert (self->unseen, (gpointer) entry->person->id, entry);
  }
  if (!session_load_ask (self, call, error))
    return NULL;

  self->rest = session_feed_end (self->feed);
  /* Here, because letting go of a hundred thousand people takes longer than a frame. */
  g_clear_pointer (&self->unseen, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  return self;
}

static void
answer_outers (SessionLoad *self, const GError *error)
{
  for (guint i = 0; i < self->outers->len; i++) {
    GTask *outer = g_ptr_array_index (self->outers, i);

    if (error == NULL)
      g_task_return_boolean (outer, TRUE);
    else
      g_task_return_error (outer, g_error_copy (error));
  }
}

/* The directory is asked with the password of the account that impersonates. */
static gboolean
shares_password (SessionHub *self)
{
  return self->profile != NULL && *self->profile->directory_user == '\0' &&
         self->profile->directory_auth != EXCHANGE_DIRECTORY_AUTH_TICKET;
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH) &&
         g_strcmp0 (base_error_facts (error)->reason, "directory-refused") == 0;
}

static void
load_failed (SessionHub *hub, SessionLoad *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  hub->is_current = FALSE;
  if (self->directory != NULL) {
    session_hub_note_people (hub, NULL, NULL, error);
    if (is_refusal (error) && shares_password (hub))
      session_hub_set_state (hub, SESSION_STATE_FAILED, error);
    return;
  }
  session_hub_note_people (hub, NULL, NULL, NULL);
  session_hub_set_state (hub,
                         g_error_matches (error, BASE_ERROR, BASE_ERROR_OFFLINE)
                             ? SESSION_STATE_OFFLINE
                             : SESSION_STATE_FAILED,
                         error);
}

static void
load_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  SessionLoad *self = g_task_get_task_data (task);

  if (hub->load == self)
    hub->load = NULL;
  /* What was shown of a loading that did not end well is not in the store. */
  if (result == NULL && self->news->len > 0)
    hub->keeps_all = TRUE;

  if (session_feed_is_wanted (self->feed) && result != NULL) {
    g_autoptr (GDateTime) now = session_hub_now (hub);

    session_people_update (hub->people, self->rest, self->removed);
    session_hub_note_new_people (hub);
    hub->is_current = TRUE;
    session_hub_note_people (hub, now, self->mark, NULL);
    session_hub_keep_people (hub, self->news, self->removed);
    if (hub->org != NULL) {
      session_hub_look_at_all (hub);
      session_hub_read_sight_again (hub);
      session_hub_ask_members (hub, SESSION_ASK_ANEW);
    }
    if (self->directory != NULL)
      session_hub_load_groups (hub, self->directory);
  } else if (session_feed_is_wanted (self->feed)) {
    load_failed (hub, self, error);
  }
  session_hub_count_loading (hub, -1);
  answer_outers (self, error);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

static void
start_load (SessionHub *hub, SessionDirectory *directory)
{
  GTask *task = g_task_new (hub, hub->loading, NULL, NULL);
  SessionLoad *self = g_new0 (SessionLoad, 1);

  self->feed = session_feed_new (hub, hub->loading);
  self->directory = directory != NULL ? session_directory_ref (directory) : NULL;
  self->org = hub->org != NULL ? session_org_ref (hub->org) : NULL;
  self->mark = g_strdup (hub->mark);
  self->before = session_people_snapshot (hub->people);
  self->unseen = g_hash_table_new (g_str_hash, g_str_equal);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->news = session_entry_array ();
  self->removed = g_ptr_array_new_with_free_func (g_free);
  self->outers = g_ptr_array_new_with_free_func (g_object_unref);
  hub->load = self;
  g_task_set_task_data (task, self, free_load);
  session_hub_count_loading (hub, 1);
  if (directory != NULL)
    session_run (hub->pool, SESSION_LANE_BULK, task, load_work, load_done);
  else
    session_run (session_org_pool (hub->org), SESSION_LANE_INTERACTIVE, task, load_work, load_done);
}

/* Why the source is not to be asked; NULL: it may be. A refused password is not tried again, also
 * not the one that Exchange refused: some times more lock the account. */
static const GError *
find_refusal (SessionHub *self)
{
  if (is_refusal (self->people_problem))
    return self->people_problem;
  return shares_password (self) && g_error_matches (self->problem, BASE_ERROR, BASE_ERROR_AUTH)
             ? self->problem
             : NULL;
}

/* For those who wait where nothing can be loaded. */
static GError *
make_refusal (SessionHub *self)
{
  const GError *refusal = find_refusal (self);

  return refusal != NULL ? g_error_copy (refusal) : session_hub_obstacle (self);
}

void
session_hub_load_people (SessionHub *self, GTask *outer)
{
  SessionDirectory *directory = session_hub_directory (self);

  if (outer != NULL)
    g_ptr_array_add (self->refreshes, outer);
  /* The people as they were last come first. */
  self->wants_people = self->caching != NULL;
  if (self->wants_people)
    return;

  if (self->load == NULL && find_refusal (self) == NULL && (directory != NULL || self->org != NULL))
    start_load (self, directory);
  while (self->refreshes->len > 0) {
    GTask *waiting = g_ptr_array_steal_index (self->refreshes, 0);

    if (self->load != NULL) {
      g_ptr_array_add (self->load->outers, waiting);
      continue;
    }
    g_task_return_error (waiting, make_refusal (self));
    g_object_unref (waiting);
  }
}

char *
session_hub_people_source (const ExchangeProfile *profile)
{
  if (*profile->directory != '\0')
    return g_strdup_printf ("directory %s", profile->directory);
  /* A mark of one tenant means nothing to another. */
  if (profile->kind == EXCHANGE_KIND_ONLINE)
    return g_strdup_printf ("online %s %s", profile->cloud, profile->tenant);
  return g_strdup ("exchange");
}
