/* session-hub-existing.c - the replies that mailboxes hold, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-existing.h"

#include "session-hub-items.h"
#include "session-hub-private.h"
#include "session-run.h"
#include "session-undo.h"

#include <glib/gi18n-lib.h>

#define TELL_US (100 * 1000)

/* One thing to do on a worker. */
typedef struct
{
  SessionCore *core;
  SessionOrg *org;
  GMainContext *context;
  gint64 now_s;
  GCancellable *cancellable;
  GCancellable *stop; /* NULL: it goes on to its end */
  SessionExistingProgress progress;
  gpointer user_data;
  gint64 told_us;
  SessionReplies *replies;
  GPtrArray *chosen;    /* SessionReply of replies */
  GPtrArray *adoptions; /* SessionAdoption */
  char **mailboxes;
  OofProtection protection;
  char *undone;
  SessionBulkSummary summary;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  session_core_unref (self->core);
  session_org_unref (self->org);
  g_main_context_unref (self->context);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_pointer (&self->adoptions, g_ptr_array_unref);
  session_replies_unref (self->replies);
  g_strfreev (self->mailboxes);
  g_free (self->undone);
  g_free (self);
}

/* NULL, and the task returned, when nothing is connected. */
static Job *
new_job (SessionHub *hub, GTask *task)
{
  g_autoptr (GDateTime) now = session_hub_now (hub);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Job *self;

  if (!session_hub_may_ask (hub, task))
    return NULL;

  self = g_new0 (Job, 1);
  self->core = session_core_ref (hub->core);
  self->org = session_org_ref (hub->org);
  self->context = g_main_context_ref_thread_default ();
  self->now_s = g_date_time_to_unix (now);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  g_task_set_task_data (task, self, free_job);
  return self;
}

typedef struct
{
  SessionExistingProgress progress;
  gpointer user_data;
  guint done;
  guint total;
} Told;

static gboolean
told_cb (gpointer data)
{
  const Told *told = data;

  told->progress (told->done, told->total, told->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
tell_cb (guint done, guint total, gpointer data)
{
  Job *self = data;
  gint64 now_us = g_get_monotonic_time ();

  if (self->progress != NULL && (now_us - self->told_us >= TELL_US || done == total)) {
    const Told told = { self->progress, self->user_data, done, total };

    self->told_us = now_us;
    session_run_post (self->context, told_cb, g_memdup2 (&told, sizeof told), g_free);
  }
  return self->stop == NULL || !g_cancellable_is_cancelled (self->stop);
}

static gpointer
read_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const SessionExistingOrder order = { .then = self->mailboxes == NULL ? SESSION_EXISTING_PROTECT
                                                                       : SESSION_EXISTING_LEAVE,
                                       .mailboxes = (const char *const *) self->mailboxes,
                                       .forgotten_days = SESSION_REPLIES_DAYS,
                                       .zone = zone,
                                       .now_s = self->now_s,
                                       .tell = tell_cb,
                                       .data = self };
  SessionReplies *replies =
      session_existing_read (self->core, self->org, self->cancellable, &order, error);

  if (replies != NULL)
    session_replies_groups (replies); /* here, because it takes some time */
  return replies;
}

static void
read_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);

  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  session_hub_plan (hub, SESSION_PLAN_SAME_PEOPLE);
  g_task_return_pointer (task, result, (GDestroyNotify) session_replies_unref);
}

void
session_hub_existing_read_async (SessionHub *self, GCancellable *stop,
                                 SessionExistingProgress progress, GCancellable *cancellable,
                                 GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);

  if (job == NULL)
    return;

  job->stop = stop != NULL ? g_object_ref (stop) : NULL;
  job->progress = progress;
  job->user_data = user_data;
  session_run (self->pool, SESSION_LANE_BULK, task, read_work, read_done);
}

void
session_hub_existing_read_some_async (SessionHub *self, const char *const *mailboxes,
                                      GCancellable *cancellable, GAsyncReadyCallback done,
                                      gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);

  if (job == NULL)
    return;

  job->mailboxes = g_strdupv ((char **) mailboxes);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, read_work, read_done);
}

SessionReplies *
session_hub_existing_read_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
done_cb (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);

  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  session_hub_plan (hub, SESSION_PLAN_SAME_PEOPLE);
  g_task_return_boolean (task, TRUE);
}

static gpointer
adopt_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;

  return session_adopt_keep_mailboxes (self->core, session_org_profile (self->org)->id,
                                       self->adoptions, error)
             ? self
             : NULL;
}

static void
edited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  SessionHub *hub = SESSION_HUB (object);
  GError *error = NULL;

  if (session_hub_edit_items_finish (hub, result, &error)) {
    session_run (hub->pool, SESSION_LANE_INTERACTIVE, task, adopt_work, done_cb);
    return;
  }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
session_hub_existing_adopt_async (SessionHub *self, GPtrArray *adoptions, GCancellable *cancellable,
                                  GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  const SessionItemsEdit edit = { .items = items, .expected_revision = -1 };

  if (job == NULL)
    return;

  job->adoptions = g_ptr_array_ref (adoptions);
  for (guint i = 0; i < adoptions->len; i++)
    if (((const SessionAdoption *) adoptions->pdata[i])->item != NULL)
      g_ptr_array_add (items, ((SessionAdoption *) adoptions->pdata[i])->item);
  session_hub_edit_items_async (self, &edit, _ ("Adopt"), cancellable, edited_cb, task);
}

gboolean
session_hub_existing_adopt_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
protect_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;

  return session_existing_protect (self->core, session_org_profile (self->org)->id,
                                   (const char *const *) self->mailboxes, self->protection,
                                   self->now_s, error)
             ? self
             : NULL;
}

void
session_hub_existing_protect_async (SessionHub *self, const char *const *mailboxes,
                                    OofProtection protection, GCancellable *cancellable,
                                    GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);

  if (job == NULL)
    return;

  job->mailboxes = g_strdupv ((char **) mailboxes);
  job->protection = protection;
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, protect_work, done_cb);
}

gboolean
session_hub_existing_protect_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
each_cb (const SessionOutcome *outcome, gpointer data)
{
  return TRUE;
}

static gboolean
undone_cb (const SessionUndone *undone, gpointer data)
{
  return TRUE;
}

static gpointer
clean_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  const SessionCleanOrder order = { .replies = self->chosen,
                                    .how = SESSION_CLEAN_WRITE,
                                    .why = "switched off in the panel",
                                    .each = each_cb };

  return session_existing_clean (self->org, self->cancellable, &order, &self->summary, error)
             ? self
             : NULL;
}

static gpointer
undo_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  const SessionUndoOrder order = {
    .run = self->undone, .how = SESSION_UNDO_WRITE, .why = "undone in the panel", .each = undone_cb
  };
  SessionUndoSummary summary;

  if (!session_undo_run (self->org, self->cancellable, &order, &summary, error))
    return NULL;
  self->summary = summary.bulk;
  return self;
}

/* Who was written to is looked at again. */
static void
ran_cb (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);

  session_hub_look_at_all (hub);
  done_cb (task, result, error);
}

void
session_hub_existing_clean_async (SessionHub *self, SessionReplies *replies,
                                  const GPtrArray *chosen, GCancellable *cancellable,
                                  GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);

  if (job == NULL)
    return;

  job->replies = session_replies_ref (replies);
  job->chosen = g_ptr_array_new ();
  g_ptr_array_extend (job->chosen, (GPtrArray *) chosen, NULL, NULL);
  session_run (self->pool, SESSION_LANE_BULK, task, clean_work, ran_cb);
}

char *
session_hub_existing_clean_finish (SessionHub *self, GAsyncResult *result, SessionBulkSummary *ret,
                                   GError **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *ret = job->summary;
  return g_strdup (job->summary.run);
}

void
session_hub_existing_undo_async (SessionHub *self, const char *run, GCancellable *cancellable,
                                 GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);

  if (job == NULL)
    return;

  job->undone = g_strdup (run);
  session_run (self->pool, SESSION_LANE_BULK, task, undo_work, ran_cb);
}

char *
session_hub_existing_undo_finish (SessionHub *self, GAsyncResult *result, SessionBulkSummary *ret,
                                  GError **error)
{
  return session_hub_existing_clean_finish (self, result, ret, error);
}
