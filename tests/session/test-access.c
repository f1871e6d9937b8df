/* test-access.c - tests of access to mailboxes through the hub, against the simulator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-test.h"

#include "base-error.h"
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

/* How often mailboxes came out so. */
typedef struct
{
  guint succeeded;
  guint failed;
} Tally;

static void
tested_cb (const SessionOutcome *outcome, gpointer data)
{
  Tally *tally = data;

  tally->succeeded += outcome->result == SESSION_RESULT_TESTED;
  tally->failed += outcome->result == SESSION_RESULT_FAILED;
}

static gboolean
test_mailboxes (SessionHub *hub, ExchangeProfile *draft, BaseSecret *password,
                const char *const *mailboxes, Tally *ret, GError **error)
{
  const SessionPasswords passwords = { .admin = password };
  const SessionTestOrder order = { draft, &passwords, mailboxes, tested_cb, ret };
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  *ret = (Tally){ 0 };
  session_hub_test_async (hub, &order, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  return session_hub_test_finish (hub, result, error);
}

static SessionEvidence *
find_evidence (SessionHub *hub, ExchangeProfile *profile)
{
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SessionEvidence *evidence;

  session_hub_find_evidence_async (hub, profile, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  evidence = session_hub_find_evidence_finish (hub, result, &error);
  g_assert_no_error (error);
  return evidence;
}

/* What is typed in the wizard is what is tested, and what the evidence is of. */
static void
test_access_of_draft (void)
{
  g_autoptr (Hub) hub = start ();
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseSecret) right = session_core_find_password (
      hub->core, call, session_hub_profile (hub), SESSION_PASSWORD_ADMIN, &error);
  g_autoptr (BaseSecret) wrong = base_secret_new ("not the password", -1);
  const char *ann = session_row_mail (get_row (hub, 1));
  const char *bob = session_row_mail (get_row (hub, 2));
  const char *const mailboxes[] = { ann, bob, "nobody@corp.example", ann, NULL };
  ExchangeProfile fields = *session_hub_profile (hub);
  g_autoptr (ExchangeProfile) draft = NULL;
  g_autoptr (SessionEvidence) none = NULL;
  g_autoptr (SessionEvidence) evidence = NULL;
  Tally tally;

  fields.id = NULL;
  fields.name = (char *) "draft";
  draft = exchange_profile_new (&fields);
  g_assert_false (test_mailboxes (hub, draft, wrong, mailboxes, &tally, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpuint (tally.succeeded, ==, 0);
  g_clear_error (&error);

  g_assert_true (test_mailboxes (hub, draft, right, mailboxes, &tally, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally.succeeded, ==, 2);
  g_assert_cmpuint (tally.failed, ==, 1);
  evidence = find_evidence (hub, draft);
  g_assert_cmpuint (evidence->tried, ==, 3);
  g_assert_cmpuint (evidence->succeeded, ==, 2);
  none = find_evidence (hub, session_hub_profile (hub));
  g_assert_null (none);
}

/* Without a draft: the connection at hand. */
static void
test_access_at_hand (void)
{
  g_autoptr (Hub) hub = start ();
  const char *const mailboxes[] = { session_row_mail (get_row (hub, 1)), NULL };
  g_autoptr (SessionEvidence) evidence = NULL;
  g_autoptr (GError) error = NULL;
  Tally tally;

  g_assert_true (test_mailboxes (hub, NULL, NULL, mailboxes, &tally, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally.succeeded, ==, 1);
  evidence = find_evidence (hub, session_hub_profile (hub));
  g_assert_cmpuint (evidence->tried, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/access/draft", test_access_of_draft);
  g_test_add_func ("/session/access/at-hand", test_access_at_hand);
  return g_test_run ();
}
