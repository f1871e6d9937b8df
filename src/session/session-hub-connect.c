/* session-hub-connect.c - starting, connecting, and the wizard's end
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "session-cloud.h"
#include "session-demo-plan.h"
#include "session-hub-private.h"
#include "session-run.h"

/* What a worker needs to connect, and what it brings back. */
typedef struct
{
  SessionHub *hub; /* main thread only; the task keeps it */
  GMainContext *context;
  SessionStart start;
  SessionDemo *demo;
  SessionCore *core;
  ExchangeProfile *profile;   /* NULL: the one in use */
  SessionPasswords passwords; /* to keep; NULL to leave */
  gboolean is_adopting;
  SessionOrg *org;
  GError *problem;  /* why there is no org although there is a profile */
  GError *reminder; /* session_cloud_reminder () */
} Connection;

static void
free_connection (gpointer data)
{
  Connection *self = data;

  g_clear_pointer (&self->org, session_org_unref);
  session_passwords_clear (&self->passwords);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  g_clear_pointer (&self->core, session_core_unref);
  g_clear_pointer (&self->demo, session_demo_free);
  g_clear_error (&self->problem);
  g_clear_error (&self->reminder);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

static gboolean
open_core (BaseCall *call, Connection *self, GError **error)
{
  if (self->core != NULL)
    return TRUE;
  if (self->start == SESSION_START_NORMAL) {
    self->core = session_core_new (NULL, SESSION_SECRETS_KEYRING, error);
    return self->core != NULL;
  }

  self->demo = self->start == SESSION_START_DEMO_HYBRID ? session_demo_new_hybrid (call, error)
                                                        : session_demo_new (call, error);
  if (self->demo == NULL)
    return FALSE;
  if (self->start == SESSION_START_DEMO_PLAN && !session_demo_plan (self->demo, call, error)) {
    g_clear_pointer (&self->demo, session_demo_free);
    return FALSE;
  }

  self->core = session_core_ref (session_demo_core (self->demo));
  return TRUE;
}

/* FALSE only when there is an error; no profile in use is fine. */
static gboolean
find_profile (Connection *self, GError **error)
{
  GError *problem = NULL;

  if (self->profile != NULL)
    return TRUE;

  self->profile = session_core_find_profile (self->core, NULL, &problem);
  if (problem == NULL)
    return TRUE;
  if (g_error_matches (problem, BASE_ERROR, BASE_ERROR_NOT_FOUND)) {
    g_error_free (problem);
    return TRUE;
  }
  g_propagate_error (error, problem);
  return FALSE;
}

/* The profile in use is known: its people are shown as they were last, while the server is asked.
 */
typedef struct
{
  SessionHub *hub; /* the connection's task keeps it */
  SessionCore *core;
  ExchangeProfile *profile;
} Known;

static void
free_known (gpointer data)
{
  Known *known = data;

  session_core_unref (known->core);
  exchange_profile_unref (known->profile);
  g_free (known);
}

static gboolean
profile_known_cb (gpointer data)
{
  Known *known = data;
  SessionHub *hub = known->hub;

  if (hub->core == NULL)
    hub->core = session_core_ref (known->core);
  if (hub->profile == NULL)
    session_hub_take_org (hub, known->profile, NULL);
  return G_SOURCE_REMOVE;
}

static void
post_known (Connection *self)
{
  Known *known = g_new0 (Known, 1);

  known->hub = self->hub;
  known->core = session_core_ref (self->core);
  known->profile = exchange_profile_ref (self->profile);
  session_run_post (self->context, profile_known_cb, known, free_known);
}

static void
find_reminder (BaseCall *call, Connection *self)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (BaseSecret) passphrase =
      *self->profile->certificate != '\0'
          ? session_core_find_password (self->core, call, self->profile, SESSION_PASSWORD_CLIENT,
                                        NULL)
          : NULL;

  self->reminder = session_cloud_reminder (self->profile, passphrase, now);
}

/* Worker. The connection itself when it got as far as knowing what to connect to. */
static gpointer
connect_work (BaseCall *call, gpointer data, GError **error)
{
  Connection *self = data;

  if (!open_core (call, self, error) || !find_profile (self, error))
    return NULL;
  if (self->is_adopting &&
      (!session_core_keep_profile (self->core, call, self->profile, &self->passwords, error) ||
       !session_core_use_profile (self->core, self->profile, error)))
    return NULL;

  if (self->profile != NULL)
    session_core_learn_tested (self->core, self->profile);
  if (self->profile != NULL && !self->is_adopting)
    post_known (self);
  if (self->profile != NULL)
    self->org = session_core_open_org (self->core, call, self->profile, &self->problem);
  if (self->profile != NULL)
    find_reminder (call, self);
  return self;
}

static void
take_connection (SessionHub *hub, Connection *self)
{
  if (self->core != NULL && hub->core == NULL)
    hub->core = session_core_ref (self->core);
  if (self->demo != NULL)
    hub->demo = g_steal_pointer (&self->demo);
  if (self->profile == NULL) {
    session_hub_set_state (hub, SESSION_STATE_NO_PROFILE, NULL);
    return;
  }

  session_hub_take_org (hub, self->profile, self->org);
  g_clear_error (&hub->reminder);
  hub->reminder = g_steal_pointer (&self->reminder);
  if (self->org != NULL)
    session_hub_set_state (hub, SESSION_STATE_CONNECTED, NULL);
  else if (g_error_matches (self->problem, BASE_ERROR, BASE_ERROR_OFFLINE))
    session_hub_set_state (hub, SESSION_STATE_OFFLINE, self->problem);
  else
    session_hub_set_state (hub, SESSION_STATE_FAILED, self->problem);
}

static void
connect_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Connection *self = g_task_get_task_data (task);
  gboolean was_adopting = self->is_adopting;

  /* The store or the simulator: without them there is nothing to show. A failed Finish leaves all
   * as it was. */
  if (result == NULL && !was_adopting)
    session_hub_set_state (hub, SESSION_STATE_FAILED, error);
  if (result == NULL) {
    g_task_return_error (task, error);
    return;
  }

  if (was_adopting) /* with another password, perhaps */
    session_hub_note_people (hub, NULL, NULL, NULL);
  take_connection (hub, self);
  session_hub_load_people (hub, NULL);
  if (self->problem != NULL && !was_adopting)
    g_task_return_error (task, g_error_copy (self->problem));
  else
    g_task_return_boolean (task, TRUE);
}

static Connection *
new_connection (SessionHub *hub)
{
  Connection *self = g_new0 (Connection, 1);

  self->start = hub->start;
  self->core = hub->core != NULL ? session_core_ref (hub->core) : NULL;
  return self;
}

static void
run_connection (SessionHub *hub, Connection *self, GTask *task)
{
  self->hub = hub;
  self->context = g_main_context_ref (g_task_get_context (task));
  g_task_set_task_data (task, self, free_connection);
  session_run (hub->pool, SESSION_LANE_INTERACTIVE, task, connect_work, connect_done);
}

void
session_hub_start_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                         gpointer user_data)
{
  session_hub_set_state (self, SESSION_STATE_CONNECTING, NULL);
  run_connection (self, new_connection (self), g_task_new (self, cancellable, done, user_data));
}

gboolean
session_hub_start_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
session_hub_refresh_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  if (self->org != NULL && self->state == SESSION_STATE_CONNECTED) {
    session_hub_load_people (self, task);
    return;
  }

  /* The same password again would be refused again, and some times more lock the account. */
  if (g_error_matches (self->problem, BASE_ERROR, BASE_ERROR_AUTH)) {
    g_task_return_error (task, g_error_copy (self->problem));
    g_object_unref (task);
    return;
  }

  session_hub_set_state (self, SESSION_STATE_CONNECTING, NULL);
  run_connection (self, new_connection (self), task);
}

gboolean
session_hub_refresh_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
session_hub_adopt_async (SessionHub *self, ExchangeProfile *profile,
                         const SessionPasswords *passwords, GCancellable *cancellable,
                         GAsyncReadyCallback done, gpointer user_data)
{
  Connection *connection = new_connection (self);

  connection->is_adopting = TRUE;
  connection->profile = exchange_profile_ref (profile);
  session_passwords_copy (&connection->passwords, passwords);
  run_connection (self, connection, g_task_new (self, cancellable, done, user_data));
}

gboolean
session_hub_adopt_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
