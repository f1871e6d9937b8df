/* test-cloud.c - the list of clouds, and when an application's secret is reminded of
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-cloud.h"
#include "session-explain.h"

#include <string.h>

static void
test_list (void)
{
  g_autoptr (GPtrArray) clouds = session_cloud_list ();
  const SessionCloud *first = clouds->pdata[0];

  g_assert_cmpuint (clouds->len, >=, 4);
  g_assert_cmpstr (first->id, ==, "global");
  g_assert_cmpstr (first->name, ==, "Microsoft 365");
}

typedef struct
{
  ExchangeKind kind;
  ExchangeSignIn sign_in;
  const char *until;
  const char *reason; /* NULL: nothing is said */
} Row;

static const Row rows[] = {
  { EXCHANGE_KIND_ONLINE, EXCHANGE_SIGN_IN_APPLICATION, "", NULL },
  { EXCHANGE_KIND_ONLINE, EXCHANGE_SIGN_IN_APPLICATION, "2026-12-23", NULL },
  { EXCHANGE_KIND_ONLINE, EXCHANGE_SIGN_IN_APPLICATION, "2026-12-22", "secret-ending" },
  { EXCHANGE_KIND_HYBRID, EXCHANGE_SIGN_IN_APPLICATION, "2026-11-23", "secret-ending" },
  { EXCHANGE_KIND_ONLINE, EXCHANGE_SIGN_IN_APPLICATION, "2026-11-22", "secret-over" },
  { EXCHANGE_KIND_ONLINE, EXCHANGE_SIGN_IN_PERSON, "2026-11-22", NULL },
  { EXCHANGE_KIND_ON_PREMISES, EXCHANGE_SIGN_IN_APPLICATION, "2026-11-22", NULL },
};

static void
test_reminder (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ExchangeProfile draft = { .kind = rows[i].kind,
                                    .sign_in = rows[i].sign_in,
                                    .client_until = (char *) rows[i].until };
    g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
    g_autoptr (GError) error = session_cloud_reminder (profile, NULL, now);
    g_autofree char *remedy = error != NULL ? session_remedy (error) : NULL;

    g_test_message ("%u: %s", i, rows[i].until);
    if (rows[i].reason == NULL) {
      g_assert_null (error);
      continue;
    }
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
    g_assert_nonnull (strstr (remedy, rows[i].until));
  }
}

static void
test_days (void)
{
  static const char *const bad[] = { "",           "2027-02-29",  "27-05-31",
                                     "2027-5-31 ", "2027-05-31T", "31.05.2027",
                                     "2027-05-31Z" };
  g_autoptr (GDateTime) day = exchange_profile_day ("2028-02-29");

  g_assert_nonnull (day);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (exchange_profile_day (bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/cloud/list", test_list);
  g_test_add_func ("/session/cloud/reminder", test_reminder);
  g_test_add_func ("/session/cloud/days", test_days);
  return g_test_run ();
}
