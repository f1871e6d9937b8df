/* test-support.c - what goes to strangers has nothing of who and where
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core.h"
#include "session-preferences.h"
#include "session-redact.h"
#include "session-support.h"
#include "store-journal.h"

#include <string.h>
#include <sys/stat.h>

static void
test_redact (void)
{
  static const struct
  {
    const char *text;
    const char *wanted;
  } rows[] = {
    { "ann@corp.example", "person1@domain1.example" },
    { "ANN@Corp.Example and bob@corp.example",
      "person1@domain1.example and person2@domain1.example" },
    { "<ann@corp.example>,“eve@other.example”",
      "<person1@domain1.example>,“person3@domain2.example”" },
    { "https://Mail.Corp.Example/EWS is slow", "https://name1/EWS is slow" },
    { "Corp: nothing", "name2: nothing" },
    { "tls-expired 500", "tls-expired 500" },
    { "a.+c", "a.+c" },
    { "", "" },
    { "a\xff"
      "b",
      "a\xef\xbf\xbd"
      "b" },
  };
  g_autoptr (SessionRedact) redact = session_redact_new ();
  g_autofree char *nothing = session_redact_text (redact, NULL);

  g_assert_cmpstr (nothing, ==, "");
  session_redact_add (redact, "corp");
  session_redact_add (redact, "mail.corp.example");
  session_redact_add (redact, "mail.corp.example");
  session_redact_add (redact, "x"); /* too short to be looked for */
  session_redact_add (redact, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = session_redact_text (redact, rows[i].text);

    g_assert_cmpstr (text, ==, rows[i].wanted);
  }
}

static void
write_row (SessionCore *core, const char *profile)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 1, 1, 0, 0, 0);
  g_autoptr (OofState) state =
      oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, "GEHEIMER TEXT", "GEHEIMER TEXT");
  const StoreJournalRow row = { .at = at,
                                .who = (char *) "root@desk",
                                .run = (char *) "run",
                                .profile = (char *) profile,
                                .mailbox = (char *) "ann@corp.example",
                                .before = state,
                                .after = state,
                                .why = (char *) "GEHEIMER GRUND" };
  g_autoptr (GError) error = NULL;
  gint64 id = store_journal_begin (session_core_db (core), &row, &error);

  g_assert_no_error (error);
  store_journal_end (session_core_db (core), id, STORE_RESULT_FAILED, "req-1",
                     "mail.corp.example: no right for ann@corp.example", &error);
  g_assert_no_error (error);
}

static void
test_package (Fixture *self, gconstpointer data)
{
  static const char *const secrets[] = { "corp.example", "ann@",      "GEHEIM",  "root@desk",
                                         "Hauptsitz",    "tenant-id", "passwort" };
  g_autofree char *file = g_build_filename (self->folder, "support.txt", NULL);
  g_autoptr (GError) error = NULL;
  SessionCore *core = self->core;
  g_autoptr (BaseSecret) password = base_secret_new ("passwort", -1);
  const SessionPasswords passwords = { .admin = password };
  const ExchangeProfile draft = { .name = (char *) "Hauptsitz",
                                  .kind = EXCHANGE_KIND_HYBRID,
                                  .server = (char *) "mail.corp.example",
                                  .admin_upn = (char *) "admin@corp.example",
                                  .tenant = (char *) "tenant.example",
                                  .client_id = (char *) "11111111-2222-3333-4444-555555555555" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *text = NULL;
  struct stat info;

  session_core_keep_profile (core, self->call, profile, &passwords, &error);
  g_assert_no_error (error);
  write_row (core, profile->id);
  parts = session_support_collect (core, now, &error);
  g_assert_no_error (error);
  text = session_support_text (parts);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++) {
    g_test_message ("%s", secrets[i]);
    g_assert_null (strstr (text, secrets[i]));
  }
  g_assert_nonnull (strstr (text, "connection 1: hybrid, by ews"));
  g_assert_nonnull (strstr (text, "person1@domain1.example failed on -> on req-1"));

  g_assert_true (session_support_save (parts, file, &error));
  g_assert_cmpint (stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (session_support_save (parts, "/nowhere/at/all", &error));
}

static void
test_preferences (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SessionCore *core = self->core;
  SessionPreferences preferences;

  session_preferences_load (core, &preferences);
  g_assert_cmpint (preferences.log, ==, SESSION_LOG_INFO);
  g_assert_true (preferences.tells_desktop);
  preferences = (SessionPreferences){ .log = SESSION_LOG_DEBUG, .tells_desktop = FALSE };
  g_assert_true (session_preferences_save (core, &preferences, &error));
  preferences = (SessionPreferences){ 0 };
  session_preferences_load (core, &preferences);
  g_assert_cmpint (preferences.log, ==, SESSION_LOG_DEBUG);
  g_assert_false (preferences.tells_desktop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/support/redact", test_redact);
  g_test_add ("/session/support/package", Fixture, NULL, set_up, test_package, tear_down);
  g_test_add ("/session/support/preferences", Fixture, NULL, set_up, test_preferences, tear_down);
  return g_test_run ();
}
