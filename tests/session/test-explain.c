/* test-explain.c - every code has a sentence and every reason that a room gives has words of its
 * own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-explain.h"

#include <gio/gio.h>

static void
test_codes (void)
{
  for (int code = BASE_ERROR_OFFLINE; code <= BASE_ERROR_STORE; code++) {
    const BaseErrorFacts facts = {
      .http_status = 500, .server_code = "ErrorX", .request_id = "id-1", .host = "mail.example"
    };
    g_autoptr (GError) error = NULL;
    g_autofree char *sentence = NULL;
    g_autofree char *detail = NULL;

    base_error_set_facts (&error, (BaseErrorCode) code, &facts, "raw words");
    sentence = session_explain (error);
    detail = session_detail (error);
    g_test_message ("%s: %s", base_error_name (error), sentence);
    g_assert_cmpstr (sentence, !=, "raw words");
    g_assert_nonnull (g_strrstr (detail, "raw words"));
    g_assert_nonnull (g_strrstr (detail, "ErrorX"));
    g_assert_nonnull (g_strrstr (detail, "id-1"));
  }
}

/* The domain's own sentence is what a person reads. */
static void
test_own_sentence (void)
{
  const BaseErrorFacts facts = { .reason = "end-in-past" };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  base_error_set_facts (&error, BASE_ERROR_REJECTED, &facts, "The end is in the past.");
  sentence = session_explain (error);
  g_assert_cmpstr (sentence, ==, "The end is in the past.");
}

static void
test_reason_before_code (void)
{
  const BaseErrorFacts facts = { .reason = "tls-expired" };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *remedy = NULL;

  base_error_set_facts (&error, BASE_ERROR_TLS, &facts, "raw");
  sentence = session_explain (error);
  remedy = session_remedy (error);
  g_assert_nonnull (g_strrstr (sentence, "expired"));
  g_assert_nonnull (g_strrstr (remedy, "New-ExchangeCertificate"));
}

/* Commands name the account. */
static void
test_account (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *remedy = NULL;
  g_autofree char *anybody = NULL;

  base_error_set (&error, BASE_ERROR_FORBIDDEN, "raw");
  anybody = session_remedy (error);
  base_error_set_account (error, "svc@corp.example");
  remedy = session_remedy (error);
  g_assert_nonnull (
      g_strrstr (remedy, "-Role ApplicationImpersonation -User \"svc@corp.example\""));
  g_assert_nonnull (g_strrstr (anybody, "<account>"));
  g_assert_null (g_strrstr (anybody, "%s"));
}

/* What a server says is shown, but cannot draw on a terminal. */
static void
test_hostile_words (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "a\x1b[31mb\nc");
  g_autofree char *sentence = session_explain (error);
  g_autofree char *detail = session_detail (error);

  g_assert_null (g_strrstr (sentence, "\x1b"));
  g_assert_null (g_strrstr (detail, "\x1b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/explain/codes", test_codes);
  g_test_add_func ("/session/explain/own-sentence", test_own_sentence);
  g_test_add_func ("/session/explain/reason-before-code", test_reason_before_code);
  g_test_add_func ("/session/explain/account", test_account);
  g_test_add_func ("/session/explain/hostile-words", test_hostile_words);
  return g_test_run ();
}
