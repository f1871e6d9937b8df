/* test-access.c - tests of access to mailboxes through the hub, against the simulator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-test.h"

#include "base-error.h"
#include "hub.h"

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
test_mailboxes (SessionHub *hub, ExchangeProfile *draft, BaseSecret *password, SessionVerb verb,
                const char *const *mailboxes, Tally *ret, GError **error)
{
  const SessionPasswords passwords = { .admin = password };
  const SessionTestOrder order = { draft, &passwords, verb, mailboxes, tested_cb, ret };
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
  g_assert_false (test_mailboxes (hub, draft, wrong, SESSION_VERB_TEST, mailboxes, &tally, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpuint (tally.succeeded, ==, 0);
  g_clear_error (&error);

  g_assert_true (test_mailboxes (hub, draft, right, SESSION_VERB_TEST, mailboxes, &tally, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally.succeeded, ==, 2);
  g_assert_cmpuint (tally.failed, ==, 1);
  evidence = find_evidence (hub, draft);
  g_assert_cmpuint (evidence->tried, ==, 3);
  g_assert_cmpuint (evidence->succeeded, ==, 2);
  g_assert_cmpuint (evidence->outcomes->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    const SessionOutcome *outcome = evidence->outcomes->pdata[i];

    g_assert_cmpstr (outcome->path, ==, "ews");
    g_assert_false (outcome->is_proof);
    if (g_str_equal (outcome->mailbox, "nobody@corp.example"))
      g_assert_error (outcome->error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
    else
      g_assert_no_error (outcome->error);
  }
  none = find_evidence (hub, session_hub_profile (hub));
  g_assert_null (none);
}

/* Without a draft: the connection at hand. With writing. */
static void
test_access_at_hand (void)
{
  g_autoptr (Hub) hub = start ();
  const char *const mailboxes[] = { session_row_mail (get_row (hub, 1)), NULL };
  g_autoptr (SessionEvidence) evidence = NULL;
  g_autoptr (GError) error = NULL;
  Tally tally;

  g_assert_true (test_mailboxes (hub, NULL, NULL, SESSION_VERB_PROVE, mailboxes, &tally, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally.succeeded, ==, 1);
  evidence = find_evidence (hub, session_hub_profile (hub));
  g_assert_cmpuint (evidence->tried, ==, 1);
  g_assert_true (((SessionOutcome *) evidence->outcomes->pdata[0])->is_proof);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/access/draft", test_access_of_draft);
  g_test_add_func ("/session/access/at-hand", test_access_at_hand);
  return g_test_run ();
}
