/* test-evidence.c - how the last test of access came out: it belongs to the settings tested
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "fixture.h"
#include "store-evidence.h"
#include "store-profile.h"

#include <gio/gio.h>
#include <sqlite3.h>

static ExchangeProfile *
make_profile (const char *id, const char *server, const char *account)
{
  return exchange_profile_new (&(ExchangeProfile){ .id = (char *) id,
                                                   .name = (char *) id,
                                                   .server = (char *) server,
                                                   .admin_upn = (char *) account });
}

static void
keep (StoreDb *db, ExchangeProfile *profile, int day, guint succeeded)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, day, 11, 40, 0.25);
  const StoreEvidence evidence = { .at = at, .tried = 3, .succeeded = succeeded };
  g_autoptr (GError) error = NULL;

  g_assert_true (store_evidence_keep (db, profile, &evidence, &error));
  g_assert_no_error (error);
}

/* "2026-11-22T11:40:00.250000Z 2/3", or "none". */
static void
check (StoreDb *db, ExchangeProfile *profile, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreEvidence) evidence = store_evidence_find (db, profile, &error);
  g_autofree char *at = evidence != NULL ? g_date_time_format_iso8601 (evidence->at) : NULL;
  g_autofree char *seen =
      at != NULL ? g_strdup_printf ("%s %u/%u", at, evidence->succeeded, evidence->tried)
                 : g_strdup ("none");

  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, expected);
}

static StoreEvidenceMailbox *
add_mailbox (GPtrArray *mailboxes, const char *mailbox, GError *error)
{
  StoreEvidenceMailbox *one = g_new0 (StoreEvidenceMailbox, 1);

  one->mailbox = g_strdup (mailbox);
  one->path = g_strdup ("ews");
  one->took_ms = 12;
  one->error = error;
  g_ptr_array_add (mailboxes, one);
  return one;
}

/* Each with its cause, so that the words for it can be found again; the next test takes its place.
 */
static void
test_mailboxes (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) profile = make_profile ("id-1", "mail.corp.example", "a@corp");
  g_autoptr (GPtrArray) mailboxes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) store_evidence_mailbox_free);
  const BaseErrorFacts facts = { .reason = "impersonation-denied",
                                 .server_code = "ErrorImpersonateUserDenied",
                                 .request_id = "r-2",
                                 .host = "mail.corp.example",
                                 .answer = "<secret/>",
                                 .http_status = 500 };
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 22, 11, 40, 0);
  const StoreEvidence evidence = { at, 3, 1, mailboxes };
  g_autoptr (StoreEvidence) found = NULL;
  g_autoptr (GError) error = NULL;
  const StoreEvidenceMailbox *one;
  GError *denied = NULL;

  base_error_set_facts (&denied, BASE_ERROR_FORBIDDEN, &facts, "no right: “x”");
  add_mailbox (mailboxes, "ann@corp.example", NULL)->is_written = TRUE;
  add_mailbox (mailboxes, "o'brien@corp.example", denied);
  add_mailbox (mailboxes, "bob@corp.example",
               g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "odd"));
  g_assert_true (store_evidence_keep (self->db, profile, &evidence, &error));
  g_assert_no_error (error);

  found = store_evidence_find (self->db, profile, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->mailboxes->len, ==, 3);
  one = found->mailboxes->pdata[0];
  g_assert_cmpstr (one->mailbox, ==, "ann@corp.example");
  g_assert_cmpstr (one->path, ==, "ews");
  g_assert_true (one->is_written);
  g_assert_cmpuint (one->took_ms, ==, 12);
  g_assert_no_error (one->error);
  one = found->mailboxes->pdata[1];
  g_assert_false (one->is_written);
  g_assert_error (one->error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
  g_assert_cmpstr (one->error->message, ==, "no right: “x”");
  g_assert_cmpstr (base_error_facts (one->error)->reason, ==, "impersonation-denied");
  g_assert_cmpstr (base_error_facts (one->error)->server_code, ==, "ErrorImpersonateUserDenied");
  g_assert_cmpstr (base_error_facts (one->error)->account, ==, "a@corp");
  g_assert_cmpint (base_error_facts (one->error)->http_status, ==, 500);
  g_assert_null (base_error_facts (one->error)->answer);
  one = found->mailboxes->pdata[2];
  g_assert_error (one->error, G_IO_ERROR, G_IO_ERROR_FAILED);

  keep (self->db, profile, 23, 3);
  store_evidence_free (found);
  found = store_evidence_find (self->db, profile, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->mailboxes->len, ==, 0);
}

static void
test_settings (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) profile = make_profile ("id-1", "mail.corp.example", "a@corp");
  g_autoptr (ExchangeProfile) moved = make_profile ("id-1", "other.corp.example", "a@corp");
  g_autoptr (ExchangeProfile) other = make_profile ("id-1", "mail.corp.example", "b@corp");
  g_autoptr (GError) error = NULL;

  g_assert_true (store_profile_save (self->db, profile, &error));
  check (self->db, profile, "none");
  keep (self->db, profile, 21, 3);
  check (self->db, profile, "2026-11-21T11:40:00.250000Z 3/3");
  keep (self->db, profile, 22, 2);
  check (self->db, profile, "2026-11-22T11:40:00.250000Z 2/3");
  check (self->db, moved, "none");
  check (self->db, other, "none");

  g_assert_true (store_profile_remove (self->db, "id-1", &error));
  check (self->db, profile, "none");
}

/* A draft's stays for a day, so that it is there when the profile is kept. */
static void
test_strays (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) draft = make_profile ("id-1", "mail.corp.example", "a@corp");
  g_autoptr (ExchangeProfile) kept = make_profile ("id-2", "mail.corp.example", "a@corp");
  g_autoptr (ExchangeProfile) third = make_profile ("id-3", "mail.corp.example", "a@corp");
  g_autoptr (GError) error = NULL;

  g_assert_true (store_profile_save (self->db, kept, &error));
  keep (self->db, draft, 20, 1);
  keep (self->db, kept, 20, 1);
  keep (self->db, third, 21, 1);
  check (self->db, draft, "2026-11-20T11:40:00.250000Z 1/3");
  keep (self->db, third, 22, 1);
  check (self->db, draft, "none");
  check (self->db, kept, "2026-11-20T11:40:00.250000Z 1/3");
}

static void
test_damage (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) profile = make_profile ("id-1", "mail.corp.example", "a@corp");
  static const char *const damages[] = {
    "UPDATE evidence SET succeeded = 4",
    "UPDATE evidence SET succeeded = -1",
    "UPDATE evidence SET tried = 99999999999, succeeded = 1",
    "UPDATE evidence SET at_us = 9223372036854775807",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autoptr (GError) error = NULL;
    sqlite3 *db;

    keep (self->db, profile, 22, 3);
    g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_exec (db, damages[i], NULL, NULL, NULL), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
    g_assert_null (store_evidence_find (self->db, profile, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "store-corrupt");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/evidence/mailboxes", Fixture, NULL, set_up, test_mailboxes, tear_down);
  g_test_add ("/store/evidence/settings", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add ("/store/evidence/strays", Fixture, NULL, set_up, test_strays, tear_down);
  g_test_add ("/store/evidence/damage", Fixture, NULL, set_up, test_damage, tear_down);
  return g_test_run ();
}
