/* session-hub-people.c - loading people and who of them is away
 *
 * People come page by page and are shown in batches; then the quick looks run on all bulk workers,
 * some hundred mailboxes each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-hub-private.h"
#include "session-row-private.h"
#include "session-run.h"

#define BATCH_US 100000 /* between two batches of people for the main thread */
#define LOOK_CHUNK 200  /* mailboxes for one job of quick looks */

/* One loading of the list. */
typedef struct
{
  SessionHub *hub; /* main thread only */
  GMainContext *context;
  SessionOrg *org;
  gboolean is_first;     /* show pages as they come; else change the list once at the end */
  GPtrArray *entries;    /* SessionEntry not handed over yet */
  gint64 handed_over_us; /* the last time */
  GTask *outer;          /* the refresh that waits, or NULL; main thread only */
} Load;

static void
free_load (gpointer data)
{
  Load *self = data;

  g_clear_object (&self->hub);
  g_clear_object (&self->outer);
  g_main_context_unref (self->context);
  session_org_unref (self->org);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) session_entry_unref);
}

typedef struct
{
  SessionHub *hub;
  SessionOrg *org; /* only to tell whether it is still the one at hand */
  GPtrArray *items;
} Batch;

static Batch *
new_batch (SessionHub *hub, SessionOrg *org, GPtrArray *items)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->hub = hub;
  batch->org = org;
  batch->items = items;
  return batch;
}

static void
free_batch (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->items);
  g_free (batch);
}

static gboolean
add_people_cb (gpointer data)
{
  Batch *batch = data;

  if (batch->hub->org == batch->org)
    session_people_add (batch->hub->people, batch->items);
  return G_SOURCE_REMOVE;
}

/* The task that holds the load keeps the hub alive until its done has run, which is after all that
 * was posted here. */
static gboolean
take_page (GPtrArray *page, gpointer data)
{
  Load *self = data;
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (self->entries, session_entry_new (g_ptr_array_index (page, i)));
  if (self->is_first && now_us - self->handed_over_us > BATCH_US) {
    session_run_post (self->context, add_people_cb, new_batch (self->hub, self->org, self->entries),
                      free_batch);
    self->entries = new_entries ();
    self->handed_over_us = now_us;
  }
  return TRUE;
}

static gpointer
load_work (BaseCall *call, gpointer data, GError **error)
{
  Load *self = data;

  return session_org_list_people (self->org, call, NULL, take_page, self, error) ? self : NULL;
}

/* Quick looks */

typedef struct
{
  SessionOrg *org;
  char **mails;
  GPtrArray *looks; /* Look */
} LookJob;

typedef struct
{
  ExchangeAway away;
  char *mail;
  GDateTime *until;
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_free (look->mail);
  g_clear_pointer (&look->until, g_date_time_unref);
  g_free (look);
}

static void
free_look_job (gpointer data)
{
  LookJob *self = data;

  session_org_unref (self->org);
  g_strfreev (self->mails);
  g_ptr_array_unref (self->looks);
  g_free (self);
}

static void
take_look (const ExchangeAway *away, gpointer data)
{
  LookJob *self = data;
  Look *look = g_new0 (Look, 1);

  look->mail = g_strdup (away->mail);
  look->until = away->until != NULL ? g_date_time_ref (away->until) : NULL;
  look->away = *away;
  look->away.mail = look->mail;
  look->away.until = look->until;
  g_ptr_array_add (self->looks, look);
}

static gpointer
look_work (BaseCall *call, gpointer data, GError **error)
{
  LookJob *self = data;

  return session_org_look_away (self->org, call, (const char *const *) self->mails, take_look, self,
                                error)
             ? self
             : NULL;
}

static void
look_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  LookJob *self = g_task_get_task_data (task);

  session_hub_count_loading (hub, -1);
  for (guint i = 0; hub->org == self->org && i < self->looks->len; i++) {
    Look *look = g_ptr_array_index (self->looks, i);
    SessionRow *row = session_people_find (hub->people, look->mail);

    if (row != NULL)
      session_row_set_away (row, &look->away);
  }
  if (result == NULL && hub->org == self->org)
    session_hub_note_problem (hub, error);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

static void
look_at_all (SessionHub *hub)
{
  g_auto (GStrv) mails = session_people_addresses (hub->people);
  guint n = g_strv_length (mails);

  for (guint begin = 0; begin < n; begin += LOOK_CHUNK) {
    LookJob *job = g_new0 (LookJob, 1);
    GTask *task = g_task_new (hub, hub->loading, NULL, NULL);
    guint length = MIN (LOOK_CHUNK, n - begin);

    job->org = session_org_ref (hub->org);
    job->mails = g_new0 (char *, length + 1);
    for (guint i = 0; i < length; i++)
      job->mails[i] = g_strdup (mails[begin + i]);
    job->looks = g_ptr_array_new_with_free_func (free_look);
    g_task_set_task_data (task, job, free_look_job);
    session_hub_count_loading (hub, 1);
    session_run (session_org_pool (hub->org), SESSION_LANE_BULK, task, look_work, look_done);
  }
}

static void
show_people (SessionHub *hub, Load *self)
{
  if (self->is_first)
    session_people_add (hub->people, self->entries);
  else
    session_people_replace (hub->people, self->entries);
  look_at_all (hub);
}

static void
load_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Load *self = g_task_get_task_data (task);
  gboolean is_current = hub->org == self->org;

  if (is_current && result != NULL)
    show_people (hub, self);
  else if (is_current && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    session_hub_set_state (hub,
                           g_error_matches (error, BASE_ERROR, BASE_ERROR_OFFLINE)
                               ? SESSION_STATE_OFFLINE
                               : SESSION_STATE_FAILED,
                           error);
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
  load->org = session_org_ref (self->org);
  load->is_first = g_list_model_get_n_items (G_LIST_MODEL (self->people)) == 0;
  load->entries = new_entries ();
  load->outer = outer;
  g_task_set_task_data (task, load, free_load);
  session_hub_count_loading (self, 1);
  session_run (session_org_pool (self->org), SESSION_LANE_INTERACTIVE, task, load_work, load_done);
}
