/* ews-checks-reply.c - the last steps of the verification: automatic replies themselves
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-text.h"
#include "ews-checks.h"
#include "ews-oof.h"

#include <glib/gi18n-lib.h>

static const char *const audience_words[] = {
  [OOF_AUDIENCE_NONE] = "None", [OOF_AUDIENCE_KNOWN] = "Known", [OOF_AUDIENCE_ALL] = "All"
};

/* Keeps what is let out, which a test mailbox tells better than the account's own. */
static ChecksResult *
describe (EwsChecks *checks, const char *mailbox, const OofState *state,
          const ExchangeReading *reading)
{
  g_autofree char *seen = exchange_reading_describe (mailbox, state);
  g_autofree char *detail =
      g_strdup_printf ("AllowExternalOof: %s", audience_words[reading->allowed]);

  checks->allowed_of = mailbox;
  checks->allowed = reading->allowed;
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

static gboolean
is_mailboxless (const GError *error)
{
  return g_error_matches (error, BASE_ERROR, BASE_ERROR_NOT_FOUND) ||
         g_strcmp0 (base_error_facts (error)->reason, "caller-without-mailbox") == 0;
}

ChecksResult *
ews_checks_own (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  const char *account = checks->server->profile->admin_upn;
  g_auto (ExchangeReading) reading = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state = NULL;
  g_autofree char *seen = NULL;

  if (base_text_is_address (account))
    state = ews_oof_get_own (call, checks->server, account, &reading, &error);
  if (state != NULL)
    return describe (checks, account, state, &reading);
  if (error != NULL && !is_mailboxless (error))
    return checks_result_new_error (CHECKS_WARNING, error);

  /* Translators: %s is an account */
  seen = g_strdup_printf (_ ("There is no mailbox of the address %s; the account needs none of its "
                             "own."),
                          account);
  return checks_result_new (CHECKS_SKIPPED, seen, NULL, error != NULL ? error->message : NULL);
}

ChecksResult *
ews_checks_oof (BaseCall *call, gpointer data)
{
  EwsChecks *checks = data;
  const char *mailbox = checks->server->profile->test_mailbox;
  g_auto (ExchangeReading) reading = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state = NULL;

  if (*mailbox == '\0')
    return checks_result_new (CHECKS_SKIPPED, _ ("Not tried, because no test mailbox was chosen."),
                              NULL, NULL);

  state = ews_oof_get (call, checks->server, mailbox, &reading, &error);
  if (state == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);

  return describe (checks, mailbox, state, &reading);
}

ChecksResult *
ews_checks_audience (BaseCall *call, gpointer data)
{
  static const char *const reasons[] = {
    [OOF_AUDIENCE_NONE] = "oof-inside-only", [OOF_AUDIENCE_KNOWN] = "oof-known-only"
  };
  const EwsChecks *checks = data;
  const BaseErrorFacts facts = { .reason = checks->allowed < G_N_ELEMENTS (reasons)
                                               ? reasons[checks->allowed]
                                               : NULL,
                                 .object = checks->allowed_of };
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  if (checks->allowed_of == NULL)
    return checks_result_new (CHECKS_SKIPPED, _ ("Not tried, because no mailbox could be read."),
                              NULL, NULL);
  if (checks->allowed == OOF_AUDIENCE_ALL) {
    /* Translators: %s is a mail address */
    seen =
        g_strdup_printf (_ ("Exchange lets replies of %s out to everybody."), checks->allowed_of);
    return checks_result_new (CHECKS_OK, seen, NULL, "AllowExternalOof: All");
  }

  base_error_set_facts (&error, BASE_ERROR_UNSUPPORTED, &facts, "AllowExternalOof: %s",
                        audience_words[checks->allowed]);
  return checks_result_new_error (CHECKS_WARNING, error);
}
