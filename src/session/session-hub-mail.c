/* session-hub-mail.c - the settings of the program itself, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-mail.h"

#include "base-error.h"
#include "session-hub-private.h"
#include "session-run.h"

typedef struct
{
  SessionCore *core;
  SessionSettingsTask what;
  SessionSettings *settings; /* NULL: they are asked for */
  BaseSecret *password;
  SessionDefault which; /* of DEFAULT */
  char *text;
} Job;

void
session_settings_free (SessionSettings *self)
{
  if (self == NULL)
    return;

  session_mail_settings_clear (&self->mail);
  for (guint i = 0; i < SESSION_N_DEFAULTS; i++)
    g_free (self->defaults[i]);
  g_free (self);
}

static void
free_job (gpointer data)
{
  Job *self = data;

  session_core_unref (self->core);
  session_settings_free (self->settings);
  base_secret_unref (self->password);
  g_free (self->text);
  g_free (self);
}

/* NULL, and the task returned, when there is no store. */
static Job *
new_job (SessionHub *hub, GTask *task)
{
  Job *self;

  if (hub->core == NULL) {
    g_task_return_error (task, hub->problem != NULL
                                   ? g_error_copy (hub->problem)
                                   : g_error_new (BASE_ERROR, BASE_ERROR_STORE, "no store"));
    g_object_unref (task);
    return NULL;
  }

  self = g_new0 (Job, 1);
  self->core = session_core_ref (hub->core);
  g_task_set_task_data (task, self, free_job);
  return self;
}

static gpointer
load_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;
  g_autoptr (SessionSettings) settings = g_new0 (SessionSettings, 1);

  if (!session_mail_load (self->core, &settings->mail, error))
    return NULL;
  /* A keyring is not opened for nothing. */
  settings->has_password =
      *settings->mail.user != '\0' && session_mail_has_password (self->core, call);
  session_preferences_load (self->core, &settings->preferences);
  for (guint i = 0; i < SESSION_N_DEFAULTS; i++) {
    settings->defaults[i] = session_default_get (self->core, (SessionDefault) i, NULL, error);
    if (settings->defaults[i] == NULL)
      return NULL;
  }
  return g_steal_pointer (&settings);
}

static void
load_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) session_settings_free);
  else
    g_task_return_error (task, error);
}

void
session_hub_settings_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  if (new_job (self, task) != NULL)
    session_run (self->pool, SESSION_LANE_INTERACTIVE, task, load_work, load_done);
}

SessionSettings *
session_hub_settings_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
set_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  const SessionSettings *settings = self->settings;
  gboolean is_done;

  if (self->what == SESSION_SETTINGS_DEFAULT)
    is_done = session_default_set (self->core, self->which, self->text, error);
  else if (self->what == SESSION_SETTINGS_TRY)
    is_done = session_mail_test (self->core, call, &settings->mail, self->password, error);
  else
    is_done = (self->what == SESSION_SETTINGS_PREFERENCES ||
               session_mail_save (self->core, call, &settings->mail, self->password, error)) &&
              session_preferences_save (self->core, &settings->preferences, error);
  return is_done ? self : NULL;
}

static void
set_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);

  if (result == NULL) {
    g_task_return_error (task, error);
    return;
  }
  session_hub_load_items (hub); /* with what new absences begin with */
  g_task_return_boolean (task, TRUE);
}

static gpointer
mails_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;
  g_autoptr (SessionSettings) settings = g_new0 (SessionSettings, 1);

  return session_mail_load (self->core, &settings->mail, error) ? g_steal_pointer (&settings)
                                                                : NULL;
}

static void
mails_done (GTask *task, gpointer result, GError *error)
{
  g_autoptr (SessionSettings) settings = result;

  if (settings != NULL)
    g_task_return_boolean (task, *settings->mail.host != '\0');
  else
    g_task_return_error (task, error);
}

void
session_hub_mails_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  if (new_job (self, task) != NULL)
    session_run (self->pool, SESSION_LANE_INTERACTIVE, task, mails_work, mails_done);
}

gboolean
session_hub_mails_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
session_hub_set_async (SessionHub *self, SessionSettingsTask what, const SessionSettings *settings,
                       BaseSecret *password, GCancellable *cancellable, GAsyncReadyCallback done,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);

  if (job == NULL)
    return;

  job->what = what;
  job->settings = g_new0 (SessionSettings, 1);
  session_mail_settings_copy (&job->settings->mail, &settings->mail);
  job->settings->preferences = settings->preferences;
  job->password = password != NULL ? base_secret_ref (password) : NULL;
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, set_work, set_done);
}

void
session_hub_set_default_async (SessionHub *self, SessionDefault which, const char *text,
                               GCancellable *cancellable, GAsyncReadyCallback done,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);

  if (job == NULL)
    return;

  job->what = SESSION_SETTINGS_DEFAULT;
  job->which = which;
  job->text = g_strdup (text);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, set_work, set_done);
}

gboolean
session_hub_set_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
