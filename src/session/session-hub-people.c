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

#define BATCH_US 100000 /* between two batches for the main thread */

/* One loading of the list. */
typedef struct
{
  SessionHub *hub; /* main thread only */
  GMainContext *context;
  GCancellable *loading; /* tells whether it is still wanted */
  SessionOrg *org;
  GPtrArray *before;     /* SessionEntry: what the list held when the loading began */
  GHashTable *unseen;    /* id → SessionEntry, of those in before who have not come yet */
  GHashTable *seen;      /* ids of the others */
  GPtrArray *news;       /* SessionEntry: all who are new or changed */
  GPtrArray *changed;    /* of them, those not handed over yet */
  gint64 handed_over_us; /* the last time */
  GPtrArray *removed;    /* ids */
  GTask *outer;          /* the refresh that waits, or NULL; main thread only */
} Load;

static void
free_load (gpointer data)
{
  Load *self = data;

  g_clear_object (&self->hub);
  g_clear_object (&self->outer);
  g_main_context_unref (self->context);
  g_clear_object (&self->loading);
  session_org_unref (self->org);
  g_clear_pointer (&self->unseen, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_free (self);
}

/* Some people for the main thread. */
typedef struct
{
  SessionHub *hub;
  GCancellable *loading;
  GPtrArray *changed;
} Batch;

static void
free_batch (gpointer data)
{
  Batch *batch = data;

  g_object_unref (batch->loading);
  g_ptr_array_unref (batch->changed);
  g_free (batch);
}

static gboolean
show_batch_cb (gpointer data)
{
  Batch *batch = data;

  if (batch->hub->loading == batch->loading)
    session_people_update (batch->hub->people, batch->changed, NULL);
  return G_SOURCE_REMOVE;
}

/* The task that holds the load keeps the hub alive until its done has run, which is after all that
 * was posted here. */
static void
hand_over (Load *self)
{
  Batch *batch = g_new0 (Batch, 1);

  session_entry_sort (self->changed);
  batch->hub = self->hub;
  batch->loading = g_object_ref (self->loading);
  batch->changed = g_steal_pointer (&self->changed);
  self->changed = session_entry_array ();
  session_run_post (self->context, show_batch_cb, batch, free_batch);
  self->handed_over_us = g_get_monotonic_time ();
}

static void
take_person (Load *self, ExchangePerson *person)
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
  g_ptr_array_add (self->changed, session_entry_ref (entry));
}

static gboolean
take_page (GPtrArray *page, gpointer data)
{
  Load *self = data;

  for (guint i = 0; i < page->len; i++)
    take_person (self, g_ptr_array_index (page, i));
  if (self->changed->len > 0 && g_get_monotonic_time () - self->handed_over_us > BATCH_US)
    hand_over (self);
  return TRUE;
}

static gpointer
load_work (BaseCall *call, gpointer data, GError **error)
{
  Load *self = data;
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->before->len; i++) {
    SessionEntry *entry = g_ptr_array_index (self->before, i);

    g_hash_table_insert (self->unseen, (gpointer) entry->person->id, entry);
  }
  if (!session_org_list_people (self->org, call, NULL, take_page, self, error))
    return NULL;

  session_entry_sort (self->changed);
  g_hash_table_iter_init (&iter, self->unseen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (self->removed, id); /* before keeps it */
  return self;
}

static void
load_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Load *self = g_task_get_task_data (task);
  gboolean is_current = hub->loading == self->loading;

  if (is_current && result != NULL) {
    session_people_update (hub->people, self->changed, self->removed);
    session_hub_look_at_all (hub);
  } else if (is_current && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    session_hub_set_state (hub,
                           g_error_matches (error, BASE_ERROR, BASE_ERROR_OFFLINE)
                               ? SESSION_STATE_OFFLINE
                               : SESSION_STATE_FAILED,
                           error);
  }
  session_hub_count_loading (hub, -1);

  if (self->outer != NULL && result != NULL)
    g_task_return_boolean (self->outer, TRUE);
  else if (self->outer != NULL)
    g_task_return_error (self->outer, g_error_copy (error));
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

void
session_hub_load_people (SessionHub *self, GTask *outer)
{
  GTask *task = g_task_new (self, self->loading, NULL, NULL);
  Load *load = g_new0 (Load, 1);

  load->hub = g_object_ref (self);
  load->context = g_main_context_ref (g_task_get_context (task));
  load->loading = g_object_ref (self->loading);
  load->org = session_org_ref (self->org);
  load->before = session_people_snapshot (self->people);
  load->unseen = g_hash_table_new (g_str_hash, g_str_equal);
  load->seen = g_hash_table_new (g_str_hash, g_str_equal);
  load->news = session_entry_array ();
  load->changed = session_entry_array ();
  load->removed = g_ptr_array_new ();
  load->outer = outer;
  g_task_set_task_data (task, load, free_load);
  session_hub_count_loading (self, 1);
  session_run (session_org_pool (self->org), SESSION_LANE_INTERACTIVE, task, load_work, load_done);
}
