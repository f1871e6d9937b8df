/* test-words-online.c - every reason that Microsoft 365 gives has words and a remedy of its own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-explain.h"

#include <string.h>

static void
test_words (void)
{
  static const struct
  {
    const char *reason;
    BaseErrorCode code;
    const char *names; /* what the remedy must name */
  } rows[] = {
    { "graph-token-refused", BASE_ERROR_AUTH, "tenant" },
    { "online-scope", BASE_ERROR_FORBIDDEN,
      "Test-ServicePrincipalAuthorization \"app-1\" -Resource \"ann@corp.example\"" },
    { "online-consent", BASE_ERROR_FORBIDDEN, "User.Read.All" },
    { "online-blocked", BASE_ERROR_FORBIDDEN, "Absentia/*" },
    { "online-special", BASE_ERROR_FORBIDDEN, "system" },
    { "mailbox-not-online", BASE_ERROR_WRONG_SERVER, "Get-Recipient \"ann@corp.example\"" },
    { "online-throttled", BASE_ERROR_THROTTLED, "Wait" },
    { "bad-zone", BASE_ERROR_REJECTED, "another" },
    { "graph-query", BASE_ERROR_UNSUPPORTED, "details" },
    { "delta-expired", BASE_ERROR_UNSUPPORTED, "once more" },
    { "not-graph", BASE_ERROR_PROTOCOL, "proxy" },
    { "foreign-link", BASE_ERROR_PROTOCOL, "token was not sent" },
    { "batch-missing", BASE_ERROR_PROTOCOL, "Try again" },
    { "held-text", BASE_ERROR_PROTOCOL, "Outlook" },
    { "certificate-file", BASE_ERROR_REJECTED, "read it" },
    { "cloud-unknown", BASE_ERROR_REJECTED, "global" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const BaseErrorFacts facts = {
      .reason = rows[i].reason, .account = "app-1", .object = "ann@corp.example", .http_status = 500
    };
    const BaseErrorFacts plain = { .http_status = 500 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) bare = NULL;
    g_autofree char *sentence = NULL;
    g_autofree char *otherwise = NULL;
    g_autofree char *remedy = NULL;

    base_error_set_facts (&error, rows[i].code, &facts, "raw words");
    base_error_set_facts (&bare, rows[i].code, &plain, "raw words");
    sentence = session_explain (error);
    otherwise = session_explain (bare);
    remedy = session_remedy (error);
    g_test_message ("%s: %s %s", rows[i].reason, sentence, remedy);
    g_assert_cmpstr (sentence, !=, otherwise);
    g_assert_nonnull (strstr (remedy, rows[i].names));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/words-online", test_words);
  return g_test_run ();
}
