/* session-lookup-names.c - Check Names, and the search for people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-lookup-private.h"
#include "session-run.h"

#define BATCH_US 100000 /* between two batches of names for the main thread */
#define MANY_NAMES 20   /* more of them go on the lane for many */

/* One question about people. */
typedef struct
{
  SessionDirectory *directory;
  ExchangeSearch search; /* its strings are owned by strings */
  GPtrArray *strings;

  char **texts;
  guint n_texts;
  SessionNamesFunc each;
  gpointer each_data;
  GTask *task;      /* borrowed: it holds this */
  GPtrArray *names; /* SessionName not handed over yet */
  guint n_done;
  gint64 handed_over_us;

  GPtrArray *people; /* ExchangePerson */
  SessionDirectoryLimit limit;
} Query;

static void
free_query (gpointer data)
{
  Query *self = data;

  session_directory_unref (self->directory);
  exchange_location_unref (self->search.where);
  g_ptr_array_unref (self->strings);
  g_strfreev (self->texts);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self);
}

static void
own_string (Query *self, const char **text)
{
  char *own = g_strdup (*text);

  if (own != NULL)
    g_ptr_array_add (self->strings, own);
  *text = own;
}

static Query *
new_query (SessionLookup *lookup, const ExchangeSearch *search, GTask *task)
{
  Query *self = g_new0 (Query, 1);

  self->directory = session_directory_ref (lookup->directory);
  self->search = *search;
  self->strings = g_ptr_array_new_with_free_func (g_free);
  own_string (self, &self->search.text);
  own_string (self, &self->search.name);
  own_string (self, &self->search.department);
  own_string (self, &self->search.title);
  own_string (self, &self->search.office);
  own_string (self, &self->search.group);
  if (search->where != NULL)
    exchange_location_ref (search->where);
  self->task = task;
  g_task_set_task_data (task, self, free_query);
  return self;
}

/* Names on their way to the main thread. */
typedef struct
{
  GTask *task;
  GPtrArray *names;
  guint n_done;
} Batch;

static void
free_batch (gpointer data)
{
  Batch *batch = data;

  g_object_unref (batch->task);
  g_ptr_array_unref (batch->names);
  g_free (batch);
}

static gboolean
names_cb (gpointer data)
{
  Batch *batch = data;
  Query *query = g_task_get_task_data (batch->task);
  GCancellable *cancellable = g_task_get_cancellable (batch->task);

  if (cancellable == NULL || !g_cancellable_is_cancelled (cancellable))
    query->each (batch->names, batch->n_done, query->n_texts, query->each_data);
  return G_SOURCE_REMOVE;
}

static GPtrArray *
new_names (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) session_name_unref);
}

static void
hand_over (Query *self)
{
  Batch *batch;

  if (self->names->len == 0)
    return;

  batch = g_new0 (Batch, 1);
  batch->task = g_object_ref (self->task);
  batch->names = g_steal_pointer (&self->names);
  batch->n_done = self->n_done;
  session_run_post (g_task_get_context (self->task), names_cb, batch, free_batch);
  self->names = new_names ();
  self->handed_over_us = g_get_monotonic_time ();
}

static void
take_match (const ExchangeMatch *match, gpointer data)
{
  Query *self = data;

  g_ptr_array_add (self->names, session_name_new (match));
  self->n_done++;
  if (g_get_monotonic_time () - self->handed_over_us > BATCH_US)
    hand_over (self);
}

static gpointer
check_work (BaseCall *call, gpointer data, GError **error)
{
  Query *self = data;
  gboolean is_done =
      session_directory_check_names (self->directory, call, &self->search,
                                     (const char *const *) self->texts, take_match, self, error);

  hand_over (self); /* what came before a failure is as good */
  return is_done ? self : NULL;
}

static void
check_done (GTask *task, gpointer result, GError *error)
{
  if (session_lookup_is_stale (task, error))
    return;
  if (result == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
session_lookup_check_names_async (SessionLookup *self, const ExchangeSearch *scope,
                                  const char *const *texts, SessionNamesFunc each,
                                  gpointer each_data, GCancellable *cancellable,
                                  GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Query *query = new_query (self, scope, task);

  query->texts = g_strdupv ((char **) texts);
  query->n_texts = g_strv_length (query->texts);
  query->each = each;
  query->each_data = each_data;
  query->names = new_names ();
  session_run (self->pool,
               query->n_texts > MANY_NAMES ? SESSION_LANE_BULK : SESSION_LANE_INTERACTIVE, task,
               check_work, check_done);
}

gboolean
session_lookup_check_names_finish (SessionLookup *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
take_people (GPtrArray *page, gpointer data)
{
  Query *self = data;

  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (self->people, exchange_person_ref (page->pdata[i]));
  return TRUE;
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const ExchangePerson *person_a = *(ExchangePerson *const *) a;
  const ExchangePerson *person_b = *(ExchangePerson *const *) b;
  int order = g_utf8_collate (person_a->name, person_b->name);

  return order != 0 ? order : g_strcmp0 (person_a->id, person_b->id);
}

static gpointer
find_work (BaseCall *call, gpointer data, GError **error)
{
  Query *self = data;

  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  if (!session_directory_find (self->directory, call, &self->search, &self->limit, take_people,
                               self, error))
    return NULL;

  g_ptr_array_sort (self->people, compare_people);
  return self;
}

static void
find_done (GTask *task, gpointer result, GError *error)
{
  Query *self = result;

  if (session_lookup_is_stale (task, error))
    return;
  if (self == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self->people),
                           (GDestroyNotify) g_ptr_array_unref);
}

void
session_lookup_find_async (SessionLookup *self, const ExchangeSearch *search,
                           GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  new_query (self, search, task)->limit.most = SESSION_LOOKUP_MOST;
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, find_work, find_done);
}

GPtrArray *
session_lookup_find_finish (SessionLookup *self, GAsyncResult *result, gboolean *ret_has_more,
                            GError **error)
{
  Query *query = g_task_get_task_data (G_TASK (result));
  GPtrArray *people = g_task_propagate_pointer (G_TASK (result), error);

  if (people != NULL)
    *ret_has_more = query->limit.has_more;
  return people;
}
