/* session-checks.c - what the verification of a connection is made of
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-checks.h"

#include "base-error.h"
#include "directory-checks.h"
#include "graph-checks.h"
#include "keyring-secret.h"
#include "session-backend.h"
#include "session-core-private.h"
#include "session-explain.h"
#include "session-online.h"
#include "session-role.h"
#include "store-evidence.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  ExchangeProfile *profile;
  BaseSecret *password; /* NULL: none */
} Explainer;

static void
free_explainer (gpointer data)
{
  Explainer *self = data;

  exchange_profile_unref (self->profile);
  base_secret_unref (self->password);
  g_free (self);
}

static ChecksResult *
explain (BaseCall *call, const ChecksResult *raw, gpointer data)
{
  const Explainer *self = data;
  g_autoptr (GError) error = session_role_refine (call, self->profile, self->password, raw->error);
  g_autofree char *seen = session_explain (error);
  g_autofree char *remedy = session_remedy (error);
  g_autofree char *words = session_detail (error);
  g_autofree char *detail =
      raw->detail != NULL ? g_strconcat (raw->detail, "\n", words, NULL) : NULL;
  ChecksResult *result =
      checks_result_new (raw->state, seen, remedy, detail != NULL ? detail : words);

  result->error = g_steal_pointer (&error); /* nobody else has it yet */
  return result;
}

void
session_checks_explain (ChecksPlan *plan, ExchangeProfile *profile, BaseSecret *password)
{
  Explainer *explainer = g_new0 (Explainer, 1);

  explainer->profile = exchange_profile_ref (profile);
  explainer->password = password != NULL ? base_secret_ref (password) : NULL;
  checks_plan_set_explain (plan, explain, explainer, free_explainer);
}

static ChecksResult *
check_keyring (BaseCall *call, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (keyring_check (call, &error))
    return checks_result_new (CHECKS_OK, _ ("The keyring can keep the password."), NULL, NULL);

  return checks_result_new_error (CHECKS_WARNING, error);
}

/* Borrowed from evidence, which may be NULL; NULL: there is none. */
static const char *
choose_tested (const StoreEvidence *evidence)
{
  const GPtrArray *mailboxes = evidence != NULL ? evidence->mailboxes : NULL;
  const char *found = NULL;

  for (guint i = 0; mailboxes != NULL && i < mailboxes->len; i++) {
    const StoreEvidenceMailbox *one = mailboxes->pdata[i];

    if (one->error == NULL)
      return one->mailbox;
    if (found == NULL)
      found = one->mailbox;
  }
  return found;
}

void
session_core_learn_tested (SessionCore *self, const ExchangeProfile *profile)
{
  g_autoptr (StoreEvidence) evidence = store_evidence_find (session_core_db (self), profile, NULL);

  session_core_remember_tested (self, profile, choose_tested (evidence));
}

/* With the mailbox that was tested last, where none was chosen. */
static ExchangeProfile *
complete (SessionCore *self, ExchangeProfile *profile)
{
  ExchangeProfile draft = *profile;
  g_autofree char *tested =
      *profile->test_mailbox == '\0' ? session_core_tested (self, profile) : NULL;

  if (tested == NULL)
    return exchange_profile_ref (profile);

  draft.test_mailbox = tested;
  return exchange_profile_new (&draft);
}

static void
add_premises (ChecksPlan *plan, ExchangeProfile *profile, BaseSecret *admin)
{
  const PowershellChecksSetup setup = session_role_setup (profile, admin);

  session_backend_premises (profile)->add_checks (plan, profile, admin);
  powershell_checks_add (plan, &setup, "credentials");
}

static void
add_online (SessionCore *self, ChecksPlan *plan, ExchangeProfile *profile, BaseSecret *client)
{
  g_autoptr (OauthKeeper) keeper = session_core_new_keeper (self, profile);

  graph_checks_add (plan, profile, client, keeper);
  session_online_add_checks (plan, profile, client);
}

ChecksPlan *
session_core_plan_checks (SessionCore *self, ExchangeProfile *given,
                          const SessionPasswords *passwords)
{
  ChecksPlan *plan = checks_plan_new ();
  g_autoptr (ExchangeProfile) profile = complete (self, given);
  g_autoptr (BaseSecret) admin =
      session_core_choose_password (self, profile, SESSION_PASSWORD_ADMIN, passwords->admin);
  g_autoptr (BaseSecret) client =
      session_core_choose_password (self, profile, SESSION_PASSWORD_CLIENT, passwords->client);

  session_checks_explain (plan, profile, admin);
  if (profile->kind != EXCHANGE_KIND_ONLINE)
    add_premises (plan, profile, admin);
  if (profile->kind != EXCHANGE_KIND_ON_PREMISES)
    add_online (self, plan, profile, client);
  if (*profile->directory != '\0') {
    g_autoptr (BaseSecret) directory =
        session_core_choose_directory_password (self, profile, passwords);

    /* The same password again would be refused again, and lock the account. */
    directory_checks_add (plan, profile, directory,
                          profile->kind != EXCHANGE_KIND_ONLINE &&
                                  session_core_shares_account (profile)
                              ? "credentials"
                              : NULL);
  }
  if (session_core_needs_keyring (self))
    checks_plan_add (plan, "keyring", _ ("Keyring"), NULL, check_keyring, NULL, NULL);
  return plan;
}
