/* test-defaults.c - what is used where nobody says otherwise
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "core.h"
#include "session-defaults.h"
#include "store-setting.h"

static void
test_usual (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SessionDefaults defaults;

  g_assert_true (session_defaults_load (self->core, &defaults, &error));
  g_assert_no_error (error);
  g_assert_cmpint (defaults.interval_s, ==, 24 * 3600);
  g_assert_cmpuint (defaults.quiet.from_min, ==, defaults.quiet.until_min);
  g_assert_cmpint (defaults.drift, ==, SESSION_DRIFT_LEAVE);
  g_assert_cmpint (defaults.own, ==, OOF_OWN_LEAVE);
  g_assert_cmpuint (defaults.repeat_days, ==, 0);
  g_assert_false (defaults.forwards_outside);
  g_assert_cmpint (defaults.zone, ==, OOF_IN_MAILBOX_ZONE);
  g_assert_cmpint (defaults.first_weekday, ==, G_DATE_BAD_WEEKDAY);
}

#define FIFTY "12345678901234567890123456789012345678901234567890"
#define LONG FIFTY FIFTY FIFTY FIFTY "1"

static const struct
{
  SessionDefault which;
  const char *right;
  const char *wrong[6];
} rows[] = {
  { SESSION_DEFAULT_INTERVAL, "6h", { "", "0", "59s", "1y", "-6h", "6hh" } },
  { SESSION_DEFAULT_QUIET,
    "22:00-06:30",
    { "", "22-6", "24:00-06:00", "22:00", "22:00-06:00 ", "off" } },
  { SESSION_DEFAULT_DRIFT, "re-apply", { "", "reapply", "Leave", "keep", "ask ", "1" } },
  { SESSION_DEFAULT_OWN, "replace-restore", { "", "keep", "restore", "Replace", "0", "ask!" } },
  { SESSION_DEFAULT_OUTSIDE, "on", { "", "yes", "On", "1", "of", "on " } },
  { SESSION_DEFAULT_REPEAT, "7", { "", "-1", "366", "7d", " 7", "99999999999999999999" } },
  { SESSION_DEFAULT_ZONE, "computer", { "", "Mailbox", "UTC", "local", "computer ", "0" } },
  { SESSION_DEFAULT_WEEK, "sunday", { "", "Sunday", "0", "tuesday", "so", "sunday " } },
  { SESSION_DEFAULT_HOLIDAYS, "de-by.ics", { "two\nlines", LONG } },
  { SESSION_DEFAULT_LANGUAGE, "de", { "klingon", "d\ne", LONG } },
  { SESSION_DEFAULT_ORGANISATION_NAME, "Corp ÄG & <Söhne>", { "two\nlines", "tab\t", LONG } },
  { SESSION_DEFAULT_ORGANISATION_PHONE, "+49 30 1234-0", { "two\nlines", "\x1b[1m", LONG } },
  { SESSION_DEFAULT_ORGANISATION_EMERGENCY, "", { "two\nlines", "\xc3", LONG } },
};

/* What is wrong is refused, and what was set before stays. */
static void
test_set (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SessionDefaults defaults;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = NULL;
    gboolean is_set;

    g_test_message ("%s", session_default_names[rows[i].which]);
    g_assert_true (session_default_set (self->core, rows[i].which, rows[i].right, &error));
    for (gsize j = 0; j < G_N_ELEMENTS (rows[i].wrong) && rows[i].wrong[j] != NULL; j++) {
      g_autoptr (GError) refused = NULL;

      g_assert_false (session_default_set (self->core, rows[i].which, rows[i].wrong[j], &refused));
      g_assert_error (refused, BASE_ERROR, BASE_ERROR_REJECTED);
      g_assert_cmpstr (base_error_facts (refused)->reason, ==, "bad-setting");
    }
    text = session_default_get (self->core, rows[i].which, &is_set, &error);
    g_assert_cmpstr (text, ==, rows[i].right);
    g_assert_true (is_set);
  }
  g_assert_true (session_defaults_load (self->core, &defaults, &error));
  g_assert_cmpint (defaults.interval_s, ==, 6 * 3600);
  g_assert_cmpuint (defaults.quiet.from_min, ==, 22 * 60);
  g_assert_cmpuint (defaults.quiet.until_min, ==, 6 * 60 + 30);
  g_assert_cmpint (defaults.drift, ==, SESSION_DRIFT_REAPPLY);
  g_assert_cmpint (defaults.own, ==, OOF_OWN_REPLACE_RESTORE);
  g_assert_cmpuint (defaults.repeat_days, ==, 7);
  g_assert_true (defaults.forwards_outside);
  g_assert_cmpstr (defaults.common.organisation[0], ==, "Corp ÄG & <Söhne>");
  g_assert_cmpstr (defaults.common.organisation[1], ==, "+49 30 1234-0");
  g_assert_cmpstr (defaults.common.organisation[2], ==, "");
  g_assert_cmpstr (defaults.common.holidays, ==, "de-by.ics");
  g_assert_cmpstr (defaults.common.language, ==, "de");

  g_assert_true (session_default_set (self->core, SESSION_DEFAULT_INTERVAL, NULL, &error));
  g_assert_true (session_defaults_load (self->core, &defaults, &error));
  g_assert_cmpint (defaults.interval_s, ==, 24 * 3600);
  g_assert_no_error (error);
}

/* What another version has kept there is as if nothing were set. */
static void
test_odd (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean is_set;

  g_assert_true (
      store_setting_set (session_core_db (self->core), "engine.drift", "newer-word", &error));
  text = session_default_get (self->core, SESSION_DEFAULT_DRIFT, &is_set, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "leave");
  g_assert_false (is_set);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/session/defaults/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("usual", test_usual);
  ADD ("set", test_set);
  ADD ("odd", test_odd);
  return g_test_run ();
}
