/* hub.h - a hub on the simulated organisation, and waiting for what it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session-hub-private.h"

#define LIMIT_US (20 * G_USEC_PER_SEC)

typedef struct
{
  GAsyncResult *result;
} Waiting;

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  ((Waiting *) data)->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Waiting *waiting)
{
  gint64 end_us = g_get_monotonic_time () + LIMIT_US;

  while (waiting->result == NULL) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  return g_steal_pointer (&waiting->result);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE; /* only so that a deadline is noticed */
}

static void
wait_until_loaded (SessionHub *hub)
{
  gint64 end_us = g_get_monotonic_time () + LIMIT_US;
  guint source = g_timeout_add (100, wake_cb, NULL);

  while (session_hub_is_loading (hub)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (source);
}

/* As the panel ends. */
typedef SessionHub Hub;

static void
finish (Hub *hub)
{
  session_hub_close (hub);
  g_object_unref (hub);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hub, finish)

static SessionHub *
start (void)
{
  SessionHub *hub = session_hub_new (SESSION_START_DEMO);
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (session_hub_state (hub), ==, SESSION_STATE_STARTING);
  session_hub_start_async (hub, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  session_hub_start_finish (hub, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (session_hub_state (hub), ==, SESSION_STATE_CONNECTED);
  wait_until_loaded (hub);
  return hub;
}

static SessionRow *
get_row (SessionHub *hub, guint i)
{
  SessionRow *row = g_list_model_get_item (session_hub_people (hub), i);

  g_assert_nonnull (row);
  g_object_unref (row); /* the model keeps it */
  return row;
}

static inline SessionReading *
read_mailbox (SessionHub *hub, const char *mailbox, GError **error)
{
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  session_hub_read_async (hub, mailbox, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  return session_hub_read_finish (hub, result, error);
}
