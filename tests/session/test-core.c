/* test-core.c - profiles and their two passwords: whose is used for what, and when one is forgotten
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "core.h"
#include "session-directory.h"
#include "store-evidence.h"

static ExchangeProfile *
make_profile (const char *name, const char *directory, const char *user)
{
  return exchange_profile_new (&(ExchangeProfile){ .id = (char *) "id-1",
                                                   .name = (char *) name,
                                                   .server = (char *) "mail.corp.example",
                                                   .admin_upn = (char *) "admin@corp.example",
                                                   .directory = (char *) directory,
                                                   .directory_user = (char *) user });
}

static void
keep (Fixture *self, const char *user, const char *admin, const char *directory)
{
  g_autoptr (ExchangeProfile) profile = make_profile ("corp", "corp.example", user);
  g_autoptr (BaseSecret) first = admin != NULL ? base_secret_new (admin, -1) : NULL;
  g_autoptr (BaseSecret) second = directory != NULL ? base_secret_new (directory, -1) : NULL;
  g_autoptr (GError) error = NULL;

  session_core_keep_profile (self->core, self->call, profile,
                             &(SessionPasswords){ .admin = first, .directory = second }, &error);
  g_assert_no_error (error);
}

static void
assert_password (Fixture *self, SessionPassword which, const char *expected)
{
  g_autoptr (ExchangeProfile) profile = session_core_find_profile (self->core, "corp", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseSecret) password =
      session_core_find_password (self->core, self->call, profile, which, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (password != NULL ? base_secret_text (password) : NULL, ==, expected);
}

static void
test_shared (Fixture *self, gconstpointer data)
{
  keep (self, "", "one", NULL);
  assert_password (self, SESSION_PASSWORD_ADMIN, "one");
  assert_password (self, SESSION_PASSWORD_DIRECTORY, "one");

  keep (self, "Admin@Corp.example", NULL, NULL);
  assert_password (self, SESSION_PASSWORD_DIRECTORY, "one");

  keep (self, "", NULL, "two");
  assert_password (self, SESSION_PASSWORD_ADMIN, "one");
  assert_password (self, SESSION_PASSWORD_DIRECTORY, "two");

  /* One account has one password: the one that was told last. */
  keep (self, "", "three", NULL);
  assert_password (self, SESSION_PASSWORD_DIRECTORY, "three");
}

/* A password tried for an account that it is not of counts towards its lock-out. */
static void
test_never_somebody_elses (Fixture *self, gconstpointer data)
{
  keep (self, "reader@corp.example", "one", NULL);
  assert_password (self, SESSION_PASSWORD_DIRECTORY, NULL);

  keep (self, "reader@corp.example", NULL, "two");
  assert_password (self, SESSION_PASSWORD_DIRECTORY, "two");
  keep (self, "READER@corp.example", NULL, NULL);
  assert_password (self, SESSION_PASSWORD_DIRECTORY, "two");
  keep (self, "other@corp.example", NULL, NULL);
  assert_password (self, SESSION_PASSWORD_DIRECTORY, NULL);

  keep (self, "other@corp.example", NULL, "three");
  keep (self, "", NULL, NULL);
  assert_password (self, SESSION_PASSWORD_DIRECTORY, "one");
}

static void
test_ticket_needs_none (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) kept = NULL;
  ExchangeProfile draft;
  g_autoptr (ExchangeProfile) with_ticket = NULL;
  g_autoptr (GError) error = NULL;

  keep (self, "", "one", "two");
  kept = session_core_find_profile (self->core, "corp", NULL);
  draft = *kept;
  draft.directory_auth = EXCHANGE_DIRECTORY_AUTH_TICKET;
  with_ticket = exchange_profile_new (&draft);
  g_assert_null (session_core_find_password (self->core, self->call, with_ticket,
                                             SESSION_PASSWORD_DIRECTORY, &error));
  g_assert_no_error (error);
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  keep (self, "", "one", "two");
  profile = session_core_find_profile (self->core, "corp", NULL);
  g_assert_true (session_core_remove_profile (self->core, self->call, profile, &error));
  g_assert_null (
      session_core_find_password (self->core, self->call, profile, SESSION_PASSWORD_ADMIN, &error));
  g_assert_null (session_core_find_password (self->core, self->call, profile,
                                             SESSION_PASSWORD_DIRECTORY, &error));
  g_assert_no_error (error);
}

/* What the store refuses leaves no password behind. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) clash =
      exchange_profile_new (&(ExchangeProfile){ .id = (char *) "id-2",
                                                .name = (char *) "corp",
                                                .server = (char *) "mail.corp.example",
                                                .admin_upn = (char *) "admin@corp.example",
                                                .directory = (char *) "corp.example" });
  g_autoptr (BaseSecret) secret = base_secret_new ("three", -1);
  g_autoptr (GError) error = NULL;

  keep (self, "", "one", "two");
  g_assert_false (session_core_keep_profile (
      self->core, self->call, clash, &(SessionPasswords){ .admin = secret, .directory = secret },
      &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_null (
      session_core_find_password (self->core, self->call, clash, SESSION_PASSWORD_ADMIN, &error));
  g_assert_null (session_core_find_password (self->core, self->call, clash,
                                             SESSION_PASSWORD_DIRECTORY, &error));
  assert_password (self, SESSION_PASSWORD_DIRECTORY, "two");
}

/* Opening a directory asks nobody; one that is not named is not guessed. */
static void
test_directory (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) without = make_profile ("none", "", "");
  g_autoptr (ExchangeProfile) with = make_profile ("some", "ldaps://127.0.0.1:9", "");
  g_autoptr (SessionDirectory) directory = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (session_core_open_directory (self->core, without, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_UNSUPPORTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "no-directory");
  g_clear_error (&error);

  directory = session_core_open_directory (self->core, with, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (base_call_cancellable (self->call));
  places = session_directory_locations (directory, self->call, &error);
  g_assert_null (places);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A mailbox of the last test with these settings, rather one that went well. It is learnt, and then
 * known without asking the store. */
static void
test_tested (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) profile = make_profile ("corp", "", "");
  ExchangeProfile draft = *profile;
  g_autoptr (ExchangeProfile) other = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) problem = g_error_new_literal (BASE_ERROR, BASE_ERROR_FORBIDDEN, "no");
  g_autoptr (GError) error = NULL;
  StoreEvidenceMailbox bad = { .mailbox = (char *) "bob@corp.example",
                               .path = (char *) "ews",
                               .error = problem };
  StoreEvidenceMailbox good = { .mailbox = (char *) "ann@corp.example", .path = (char *) "ews" };
  g_autoptr (GPtrArray) mailboxes = g_ptr_array_new ();
  StoreEvidence evidence = { .at = now, .tried = 1, .mailboxes = mailboxes };
  g_autofree char *before = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *passed = NULL;
  g_autofree char *elsewhere = NULL;

  draft.admin_upn = (char *) "other@corp.example";
  other = exchange_profile_new (&draft);
  g_ptr_array_add (mailboxes, &bad);
  g_assert_true (store_evidence_keep (session_core_db (self->core), profile, &evidence, &error));
  before = session_core_tested (self->core, profile);
  g_assert_null (before);
  session_core_learn_tested (self->core, profile);
  failed = session_core_tested (self->core, profile);
  g_assert_cmpstr (failed, ==, "bob@corp.example");

  g_ptr_array_add (mailboxes, &good);
  evidence.tried = 2;
  evidence.succeeded = 1;
  g_assert_true (store_evidence_keep (session_core_db (self->core), profile, &evidence, &error));
  session_core_learn_tested (self->core, profile);
  session_core_learn_tested (self->core, other);
  passed = session_core_tested (self->core, profile);
  g_assert_cmpstr (passed, ==, "ann@corp.example");
  elsewhere = session_core_tested (self->core, other);
  g_assert_null (elsewhere);
  g_assert_null (session_core_tested (NULL, profile));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/core/shared", Fixture, NULL, set_up, test_shared, tear_down);
  g_test_add ("/session/core/never-somebody-elses", Fixture, NULL, set_up,
              test_never_somebody_elses, tear_down);
  g_test_add ("/session/core/ticket-needs-none", Fixture, NULL, set_up, test_ticket_needs_none,
              tear_down);
  g_test_add ("/session/core/removed", Fixture, NULL, set_up, test_removed, tear_down);
  g_test_add ("/session/core/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/session/core/tested", Fixture, NULL, set_up, test_tested, tear_down);
  g_test_add ("/session/core/directory", Fixture, NULL, set_up, test_directory, tear_down);
  return g_test_run ();
}
