/* session-hub-people.c - loading people
 *
 * People come page by page and are shown in batches. Who is as the list knows them already is not
 * touched; who did not come any more is taken out at the end, and only when all went well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-hub-private.h"
#include "session-run.h"

/* One loading of the list. */
struct _SessionLoad
{
  SessionFeed *feed;
  SessionOrg *org;
  GPtrArray *before;  /* SessionEntry: what the list held when the loading began */
  GHashTable *unseen; /* id → SessionEntry, of those in before who have not come yet */
  GHashTable *seen;   /* ids of the others; of entries in before or news */
  GPtrArray *news;    /* SessionEntry: all who are new or changed */
  GPtrArray *rest;    /* of them, those the feed did not hand over */
  GPtrArray *removed; /* ids, of entries in before */
  GPtrArray *outers;  /* GTask: the refreshes that wait for it; main thread only */
};

static void
free_load (gpointer data)
{
  SessionLoad *self = data;

  session_feed_free (self->feed);
  session_org_unref (self->org);
  g_clear_pointer (&self->unseen, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->outers, g_ptr_array_unref);
  g_free (self);
}

static void
take_person (SessionLoad *self, ExchangePerson *person)
{
  SessionEntry *known = g_hash_table_lookup (self->unseen, person->id);
  SessionEntry *entry;

  if (known != NULL) {
    g_hash_table_remove (self->unseen, person->id);
    g_hash_table_add (self->seen, (gpointer) known->person->id);
    if (exchange_person_equal (known->person, person))
      return;
  } else if (g_hash_table_contains (self->seen, person->id)) {
    return; /* told twice */
  }

  entry = session_entry_new (person);
  g_hash_table_add (self->seen, (gpointer) entry->person->id);
  g_ptr_array_add (self->news, entry);
  session_feed_add (self->feed, session_entry_ref (entry));
}

static gboolean
take_page (GPtrArray *page, gpointer data)
{
  SessionLoad *self = data;

  for (guint i = 0; i < page->len; i++)
    take_person (self, g_ptr_array_index (page, i));
  return TRUE;
}

static gpointer
load_work (BaseCall *call, gpointer data, GError **error)
{
  SessionLoad *self = data;
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->before->len; i++) {
    SessionEntry *entry = g_ptr_array_index (self->before, i);

    g_hash_table_insert (self->unseen, (gpointer) entry->person->id, entry);
  }
  if (!session_org_list_people (self->org, call, NULL, take_page, self, error))
    return NULL;

  self->rest = session_feed_end (self->feed);
  g_hash_table_iter_init (&iter, self->unseen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (self->removed, id);
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

static void
load_failed (SessionHub *hub, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  hub->is_current = FALSE;
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
    session_hub_count_facets (hub);
    hub->is_current = TRUE;
    session_hub_note_people (hub, now, "", NULL);
    session_hub_keep_people (hub, self->news, self->removed);
    session_hub_look_at_all (hub);
  } else if (session_feed_is_wanted (self->feed)) {
    load_failed (hub, error);
  }
  session_hub_count_loading (hub, -1);
  answer_outers (self, error);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

static void
start_load (SessionHub *hub)
{
  GTask *task = g_task_new (hub, hub->loading, NULL, NULL);
  SessionLoad *self = g_new0 (SessionLoad, 1);

  self->feed = session_feed_new (hub, hub->loading);
  self->org = session_org_ref (hub->org);
  self->before = session_people_snapshot (hub->people);
  self->unseen = g_hash_table_new (g_str_hash, g_str_equal);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->news = session_entry_array ();
  self->removed = g_ptr_array_new ();
  self->outers = g_ptr_array_new_with_free_func (g_object_unref);
  hub->load = self;
  g_task_set_task_data (task, self, free_load);
  session_hub_count_loading (hub, 1);
  session_run (session_org_pool (hub->org), SESSION_LANE_INTERACTIVE, task, load_work, load_done);
}

void
session_hub_load_people (SessionHub *self, GTask *outer)
{
  if (outer != NULL)
    g_ptr_array_add (self->refreshes, outer);
  /* The people as they were last come first. */
  self->wants_people = self->caching != NULL;
  if (self->wants_people)
    return;

  if (self->load == NULL && self->org != NULL)
    start_load (self);
  while (self->refreshes->len > 0) {
    GTask *waiting = g_ptr_array_steal_index (self->refreshes, 0);

    if (self->load != NULL) {
      g_ptr_array_add (self->load->outers, waiting);
      continue;
    }
    g_task_return_new_error (waiting, BASE_ERROR, BASE_ERROR_OFFLINE, "not connected");
    g_object_unref (waiting);
  }
}

char *
session_hub_people_source (const ExchangeProfile *profile)
{
  return *profile->directory != '\0' ? g_strdup_printf ("directory %s", profile->directory)
                                     : g_strdup ("exchange");
}
