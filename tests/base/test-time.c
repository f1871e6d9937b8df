/* test-time.c - instants as text, the clock as a value, time zones by name
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "base-zone.h"

#include <unicode/ucal.h>
#include <unicode/ustring.h>

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *utc; /* NULL: refused */
    int us;
  } rows[] = {
    { "2026-12-21T16:00:00Z", "2026-12-21T16:00:00Z", 0 },
    { "2026-12-21T16:00:00", "2026-12-21T16:00:00Z", 0 },
    { "2026-12-21T17:00:00+01:00", "2026-12-21T16:00:00Z", 0 },
    { "2026-12-21T10:30:00-05:30", "2026-12-21T16:00:00Z", 0 },
    { "2026-12-21T16:00:00.5Z", "2026-12-21T16:00:00Z", 500000 },
    { "2026-12-21T16:00:00.1234567Z", "2026-12-21T16:00:00Z", 123456 },
    { "2026-12-21 16:00:00Z", "2026-12-21T16:00:00Z", 0 },
    { "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", 0 },
    { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", 0 },
    { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", 0 },
    { "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", 0 },
    { "2038-01-19T03:14:08Z", "2038-01-19T03:14:08Z", 0 },
    { "0001-01-01T00:00:00+01:00", NULL, 0 }, /* before the calendar */
    { "9999-12-31T23:59:59-01:00", NULL, 0 }, /* after it */
    { "0000-01-01T00:00:00Z", NULL, 0 },
    { "10000-01-01T00:00:00Z", NULL, 0 },
    { "-2026-12-21T16:00:00Z", NULL, 0 },
    { "2026-02-29T00:00:00Z", NULL, 0 },
    { "2026-13-01T00:00:00Z", NULL, 0 },
    { "2026-12-32T00:00:00Z", NULL, 0 },
    { "2026-12-21T25:00:00Z", NULL, 0 },
    { "2026-12-21T16:60:00Z", NULL, 0 },
    { "2026-12-21T16:00:61Z", NULL, 0 },
    { "2026-12-21", NULL, 0 },
    { "2026-W52-1T16:00:00Z", NULL, 0 },
    { "2026-355T16:00:00Z", NULL, 0 },
    { "20261221T160000Z", NULL, 0 },
    { "2026-12-21T16:00:00Zzz", NULL, 0 },
    { "2026-12-21T16:00:00Z ", NULL, 0 },
    { "2026-12-21T16:00:00.Z", NULL, 0 },
    { "tomorrow at four o'clock", NULL, 0 },
    { "", NULL, 0 },
    { NULL, NULL, 0 },
    { "2026-12-21T16:00:00.000000000000000000000000000000000000000000Z", NULL, 0 },
    { "2026-12-21T\xff\xff\xff\xff\xff\xff\xff\xff", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GDateTime) when = base_time_parse (rows[i].text, NULL, &error);
    g_autofree char *utc = when != NULL ? base_time_format_utc (when) : NULL;

    g_test_message ("row %u", i);
    g_assert_cmpstr (utc, ==, rows[i].utc);
    if (when == NULL) {
      g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    } else {
      g_assert_cmpint (g_date_time_get_microsecond (when), ==, rows[i].us);
      g_assert_cmpint (g_date_time_get_utc_offset (when), ==, 0);
    }
  }
}

/* A leap second is either refused or the second before or after it, never something else. */
static void
test_leap_second (void)
{
  g_autoptr (GDateTime) when = base_time_parse ("2016-12-31T23:59:60Z", NULL, NULL);
  g_autoptr (GDateTime) last = base_time_parse ("2016-12-31T23:59:59Z", NULL, NULL);

  if (when != NULL)
    g_assert_cmpint (ABS (g_date_time_difference (when, last)), <=, G_TIME_SPAN_SECOND);
}

static void
test_zone_of_parse (void)
{
  static const struct
  {
    const char *text;
    const char *utc;
  } rows[] = {
    { "2026-07-01T12:00:00", "2026-07-01T10:00:00Z" },
    { "2026-12-01T12:00:00", "2026-12-01T11:00:00Z" },
    { "2026-12-01T12:00:00Z", "2026-12-01T12:00:00Z" },
    { "2026-12-01T12:00:00-03:00", "2026-12-01T15:00:00Z" },
  };
  g_autoptr (GTimeZone) berlin = base_zone_new ("Europe/Berlin", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GDateTime) when = base_time_parse (rows[i].text, berlin, NULL);
    g_autofree char *utc = base_time_format_utc (when);

    g_assert_cmpstr (utc, ==, rows[i].utc);
  }
}

static void
test_equal (void)
{
  g_autoptr (GDateTime) a = base_time_parse ("2026-12-21T16:00:00.2Z", NULL, NULL);
  g_autoptr (GDateTime) b = base_time_parse ("2026-12-21T17:00:00.9+01:00", NULL, NULL);
  g_autoptr (GDateTime) c = base_time_parse ("2026-12-21T16:00:01Z", NULL, NULL);

  g_assert_true (base_time_equal (a, b));
  g_assert_false (base_time_equal (a, c));
  g_assert_true (base_time_equal (NULL, NULL));
  g_assert_false (base_time_equal (a, NULL));
  g_assert_false (base_time_equal (NULL, a));
}

static gint64
given_us (gpointer data)
{
  return *(gint64 *) data;
}

static void
test_clock (void)
{
  gint64 now_us = 1798000000 * (gint64) G_USEC_PER_SEC + 250000;
  const BaseClock clock = { given_us, &now_us };
  g_autoptr (GDateTime) now = base_clock_now (&clock);
  g_autoptr (GDateTime) real = base_clock_now (base_clock_system ());

  g_assert_cmpint (g_date_time_to_unix (now), ==, 1798000000);
  g_assert_cmpint (g_date_time_get_microsecond (now), ==, 250000);
  g_assert_cmpint (g_date_time_get_utc_offset (real), ==, 0);
  g_assert_cmpint (ABS (g_date_time_to_unix (real) - g_get_real_time () / G_USEC_PER_SEC), <=, 5);
}

static void
test_zone_names (void)
{
  static const struct
  {
    const char *name;
    const char *iana; /* NULL: unknown */
  } rows[] = {
    { "Europe/Berlin", "Europe/Berlin" },
    { "W. Europe Standard Time", "Europe/Berlin" },
    { "Pacific Standard Time", "America/Los_Angeles" },
    { "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires" },
    { "UTC", "Etc/UTC" },
    { "Etc/GMT+5", "Etc/GMT+5" },
    { "No Such Standard Time", NULL },
    { "../../etc/passwd", NULL },
    { "Europe/../Berlin", NULL },
    { "/etc/localtime", NULL },
    { ".", NULL },
    { "", NULL },
    { NULL, NULL },
    { "Europe\\Berlin", NULL },
    { "Europe/Berlin\n", NULL },
    { "Köln", NULL },
    { "%s%n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *iana = base_zone_iana_name (rows[i].name);

    g_test_message ("row %u", i);
    g_assert_cmpstr (iana, ==, rows[i].iana);
  }
}

static void
test_windows_zones (void)
{
  static const struct
  {
    const char *name;
    const char *windows;
  } rows[] = {
    { "Europe/Berlin", "W. Europe Standard Time" },
    { "Europe/Vienna", "W. Europe Standard Time" },
    { "W. Europe Standard Time", "W. Europe Standard Time" },
    { "Asia/Kathmandu", "Nepal Standard Time" },
    { "UTC", "UTC" },
    { "Mars/Olympus", NULL },
    { "../etc/passwd", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *windows = base_zone_windows_name (rows[i].name);

    g_assert_cmpstr (windows, ==, rows[i].windows);
  }
}

static void
test_bad_zones (void)
{
  g_autofree char *long_name = g_strnfill (4000, 'x');
  const char *const names[] = { "../etc/passwd", "Europe/Atlantis", "Europe", "zone.tab",
                                "tzdata.zi",     "leapseconds",     "",       "No Such Time",
                                "\xff",          long_name,         NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GTimeZone) zone = base_zone_new (names[i], &error);

    g_test_message ("row %u", i);
    g_assert_null (zone);
    g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

/* Whatever Exchange may call a mailbox's zone is a zone of this machine. */
static void
test_all_windows_zones (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *zones =
      ucal_openTimeZoneIDEnumeration (UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &status);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const UChar *id;
  int32_t length;

  g_assert_true (U_SUCCESS (status));
  while ((id = uenum_unext (zones, &length, &status)) != NULL) {
    UChar windows[128];
    char name[128];
    int32_t n = ucal_getWindowsTimeZoneID (id, length, windows, G_N_ELEMENTS (windows), &status);
    g_autoptr (GTimeZone) zone = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (U_SUCCESS (status));
    if (n == 0)
      continue;
    u_UCharsToChars (windows, name, n + 1);
    if (!g_hash_table_add (seen, g_strdup (name)))
      continue;
    g_test_message ("%s", name);
    zone = base_zone_new (name, &error);
    g_assert_no_error (error);
    g_assert_nonnull (zone);
  }
  uenum_close (zones);
  g_assert_cmpuint (g_hash_table_size (seen), >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time/parse", test_parse);
  g_test_add_func ("/base/time/leap-second", test_leap_second);
  g_test_add_func ("/base/time/zone-of-parse", test_zone_of_parse);
  g_test_add_func ("/base/time/equal", test_equal);
  g_test_add_func ("/base/time/clock", test_clock);
  g_test_add_func ("/base/zone/names", test_zone_names);
  g_test_add_func ("/base/time/windows-zones", test_windows_zones);
  g_test_add_func ("/base/zone/bad", test_bad_zones);
  g_test_add_func ("/base/zone/all-windows", test_all_windows_zones);
  return g_test_run ();
}
