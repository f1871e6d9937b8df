/* test-hub.c - what the panel sees of the hub, against the simulator: start, people, read, save,
 * refresh
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hub.h"

#include "../folder.h"
#include "base-error.h"
#include "session-hub-plan.h"
#include "session-hub-sight.h"

static void
test_people (void)
{
  g_autoptr (Hub) hub = start ();
  guint n = g_list_model_get_n_items (session_hub_people (hub));
  guint unknown = 0;
  guint away = 0;

  g_assert_cmpuint (n, ==, 240);
  for (guint i = 0; i < n; i++) {
    SessionRow *row = get_row (hub, i);

    unknown += session_row_presence (row) == SESSION_PRESENCE_UNKNOWN;
    away += session_row_presence (row) >= SESSION_PRESENCE_AWAY_UNTIL;
  }
  g_assert_cmpuint (unknown, ==, 0);
  g_assert_cmpuint (away, >, 0);
  g_assert_cmpuint (away, <, n);
}

static SessionSaved *
save (SessionHub *hub, const char *mailbox, OofChange *change, OofState *seen, GError **error)
{
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  session_hub_save_async (hub, mailbox, change, seen, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  return session_hub_save_finish (hub, result, error);
}

static void
test_read_and_save (void)
{
  g_autoptr (Hub) hub = start ();
  SessionRow *row = get_row (hub, 7);
  const char *mailbox = session_row_mail (row);
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionReading) reading = read_mailbox (hub, mailbox, &error);
  g_autoptr (OofState) wanted =
      oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, "<p>Fort</p>", "");
  g_autoptr (OofChange) change = oof_change_new_state (wanted);
  g_autoptr (SessionSaved) saved = NULL;
  g_autoptr (SessionSaved) again = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (reading->zone);
  saved = save (hub, mailbox, change, reading->state, &error);
  g_assert_no_error (error);
  g_assert_true (saved->is_written);
  g_assert_cmpstr (saved->state->inside, ==, "<p>Fort</p>");
  g_assert_cmpint (session_row_presence (row), ==, SESSION_PRESENCE_OPEN_END);

  /* What was looked at is no longer there. */
  again = save (hub, mailbox, change, reading->state, &error);
  g_assert_null (again);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "changed-meanwhile");
}

static void
test_unknown_mailbox (void)
{
  g_autoptr (Hub) hub = start ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionReading) reading = read_mailbox (hub, "nobody@corp.example", &error);

  g_assert_null (reading);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
  g_assert_cmpint (session_hub_state (hub), ==, SESSION_STATE_CONNECTED);
}

static void
wait_until_read (SessionRow *row)
{
  gint64 end_us = g_get_monotonic_time () + LIMIT_US;

  while (!session_row_is_read (row)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
}

/* Who is in sight is read in full, once; who is gone before their turn is not. */
static void
test_sight (void)
{
  g_autoptr (Hub) hub = start ();
  SessionRow *last = NULL;

  for (guint i = 0; i < 40; i++) {
    g_assert_false (session_row_is_read (get_row (hub, i)));
    session_hub_see (hub, get_row (hub, i));
    session_hub_see (hub, get_row (hub, i));
  }
  for (guint i = 0; i < 20; i++)
    session_hub_lose_sight (hub, get_row (hub, i));
  for (guint i = 20; i < 40; i++)
    wait_until_read (get_row (hub, i));
  for (guint i = 0; i < 20; i++)
    if (!session_row_is_read (get_row (hub, i)))
      last = get_row (hub, i);
  g_assert_nonnull (last);
  session_hub_see (hub, last);
  wait_until_read (last);
}

static void
test_refresh_keeps_rows (void)
{
  g_autoptr (Hub) hub = start ();
  SessionRow *first = get_row (hub, 0);
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  session_hub_refresh_async (hub, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  session_hub_refresh_finish (hub, result, &error);
  g_assert_no_error (error);
  wait_until_loaded (hub);
  g_assert_true (get_row (hub, 0) == first);
  g_assert_cmpuint (g_list_model_get_n_items (session_hub_people (hub)), ==, 240);
}

/* People come in pages, and the plan after them. */
static gboolean
has_all_bars (SessionHub *hub, gint64 now_s)
{
  for (guint i = 0; i < 240; i++) {
    g_autoptr (GArray) bars = session_hub_bars (hub, get_row (hub, i), now_s, now_s + 1);

    if (bars == NULL)
      return FALSE;
  }
  return TRUE;
}

/* What Exchange holds is in everybody's calendar, once there is a plan. */
static void
test_bars (void)
{
  g_autoptr (Hub) hub = start ();
  gint64 end_us = g_get_monotonic_time () + LIMIT_US;
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  guint away = 0;

  while (!has_all_bars (hub, now_s)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  for (guint i = 0; i < 240; i++) {
    SessionRow *row = get_row (hub, i);
    g_autoptr (GArray) bars = session_hub_bars (hub, row, now_s, now_s + 1);
    gboolean is_away = session_row_presence (row) == SESSION_PRESENCE_AWAY_UNTIL ||
                       session_row_presence (row) == SESSION_PRESENCE_OPEN_END;

    g_assert_cmpuint (bars->len, ==, is_away);
    away += is_away;
    if (is_away) {
      const SessionBar *bar = &g_array_index (bars, SessionBar, 0);
      g_autofree char *text = session_hub_bar_text (hub, row, bar);

      g_assert_cmpint (bar->origin, ==, SESSION_ORIGIN_OWN);
      g_assert_null (bar->item);
      g_assert_true (g_str_has_prefix (text, session_row_name (row)));
    }
  }
  g_assert_cmpuint (away, >, 0);
}

/* A refused password ends it, and asking again does not try it again. */
static void
test_refused_password (void)
{
  g_autoptr (Hub) hub = start ();
  ExchangeProfile draft = *session_hub_profile (hub);
  g_autoptr (ExchangeProfile) other = NULL;
  g_autoptr (BaseSecret) wrong = base_secret_new ("wrong", -1);
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) adopted = NULL;
  g_autoptr (GAsyncResult) refreshed = NULL;
  g_autoptr (GError) error = NULL;

  draft.id = NULL;
  draft.name = (char *) "Another";
  other = exchange_profile_new (&draft);
  session_hub_adopt_async (hub, other, &(SessionPasswords){ .admin = wrong }, NULL, done_cb,
                           &waiting);
  adopted = wait_for_result (&waiting);
  session_hub_adopt_finish (hub, adopted, &error);
  g_assert_no_error (error);
  wait_until_loaded (hub);
  g_assert_cmpint (session_hub_state (hub), ==, SESSION_STATE_FAILED);
  g_assert_error (session_hub_problem (hub), BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpuint (g_list_model_get_n_items (session_hub_people (hub)), ==, 0);

  session_hub_refresh_async (hub, NULL, done_cb, &waiting);
  refreshed = wait_for_result (&waiting);
  g_assert_false (session_hub_refresh_finish (hub, refreshed, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpint (session_hub_state (hub), ==, SESSION_STATE_FAILED);
}

/* The window goes away while everything is under way. */
static void
test_leave_at_once (void)
{
  SessionHub *hub = session_hub_new (SESSION_START_DEMO);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  session_hub_start_async (hub, cancellable, done_cb, &waiting);
  g_cancellable_cancel (cancellable);
  g_object_unref (hub);
  result = wait_for_result (&waiting);
}

/* A store that outlives a hub, as one start of the program follows another. */
typedef struct
{
  SessionDemo *demo;
  SessionCore *core;
  char *folder;
} Lasting;

static void
set_up (Lasting *self, gconstpointer data)
{
  g_autoptr (BaseLocals) locals = base_locals_new ();
  g_autoptr (BaseCall) call = base_call_new (locals, NULL, 0);
  g_autofree char *path = NULL;
  g_autoptr (BaseSecret) password = NULL;
  g_autoptr (GError) error = NULL;
  ExchangeProfile *profile;

  self->demo = session_demo_new (call, &error);
  g_assert_no_error (error);
  profile = session_demo_profile (self->demo);
  password = session_core_find_password (session_demo_core (self->demo), call, profile,
                                         SESSION_PASSWORD_ADMIN, NULL);
  self->folder = folder_new ();
  path = g_build_filename (self->folder, "absentia.db", NULL);
  self->core = session_core_new (path, SESSION_SECRETS_MEMORY, &error);
  g_assert_no_error (error);
  session_core_keep_profile (self->core, call, profile, &(SessionPasswords){ .admin = password },
                             &error);
  g_assert_no_error (error);
  session_core_use_profile (self->core, profile, &error);
  g_assert_no_error (error);
}

static void
tear_down (Lasting *self, gconstpointer data)
{
  session_demo_free (self->demo);
  session_core_unref (self->core);
  folder_remove (self->folder);
}

static SessionHub *
start_again (Lasting *self, GError **error)
{
  SessionHub *hub = session_hub_new (SESSION_START_DEMO);
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  hub->core = session_core_ref (self->core);
  session_hub_start_async (hub, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  session_hub_start_finish (hub, result, error);
  wait_until_loaded (hub);
  return hub;
}

static guint
count_people (SessionHub *hub)
{
  return g_list_model_get_n_items (session_hub_people (hub));
}

static void
test_cache (Lasting *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) read_at = NULL;

  {
    g_autoptr (Hub) first = start_again (self, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (count_people (first), ==, 240);
    g_assert_true (session_hub_people_are_current (first));
    read_at = g_date_time_ref (session_hub_people_read_at (first));
  }
  g_clear_pointer (&self->demo, session_demo_free); /* the server is gone */
  {
    g_autoptr (Hub) second = start_again (self, &error);

    g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
    g_assert_cmpint (session_hub_state (second), ==, SESSION_STATE_OFFLINE);
    g_assert_cmpuint (count_people (second), ==, 240);
    g_assert_false (session_hub_people_are_current (second));
    g_assert_true (g_date_time_equal (session_hub_people_read_at (second), read_at));
    g_assert_cmpstr (session_row_name (get_row (second, 0)), <,
                     session_row_name (get_row (second, 1)));
  }
}

/* The people of the last time are the same rows when the server has answered. */
static void
test_cache_then_update (Lasting *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SessionHub *first = start_again (self, &error);
  g_autoptr (Hub) second = NULL;
  g_autoptr (SessionRow) seen = NULL;
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  gint64 end_us;

  g_assert_no_error (error);
  finish (first);
  second = session_hub_new (SESSION_START_DEMO);
  second->core = session_core_ref (self->core);
  session_hub_start_async (second, NULL, done_cb, &waiting);
  end_us = g_get_monotonic_time () + LIMIT_US;
  while (count_people (second) == 0) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_false (session_hub_people_are_current (second));
  seen = g_object_ref (get_row (second, 0));
  result = wait_for_result (&waiting);
  wait_until_loaded (second);
  g_assert_cmpuint (count_people (second), ==, 240);
  g_assert_true (session_hub_people_are_current (second));
  g_assert_true (session_people_find (second->people, session_row_mail (seen)) == seen);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/hub/people", test_people);
  g_test_add_func ("/session/hub/bars", test_bars);
  g_test_add_func ("/session/hub/read-and-save", test_read_and_save);
  g_test_add_func ("/session/hub/unknown-mailbox", test_unknown_mailbox);
  g_test_add_func ("/session/hub/sight", test_sight);
  g_test_add_func ("/session/hub/refresh-keeps-rows", test_refresh_keeps_rows);
  g_test_add_func ("/session/hub/refused-password", test_refused_password);
  g_test_add_func ("/session/hub/leave-at-once", test_leave_at_once);
  g_test_add ("/session/hub/cache", Lasting, NULL, set_up, test_cache, tear_down);
  g_test_add ("/session/hub/cache-then-update", Lasting, NULL, set_up, test_cache_then_update,
              tear_down);
  return g_test_run ();
}
