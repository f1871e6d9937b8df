/* test-week.c - a week as countries lay it out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-week.h"

static void
test_countries (void)
{
  static const struct
  {
    const char *locale;
    GDateWeekday first;
    const char *weekend; /* a letter a day, from Monday */
  } rows[] = {
    { "de_DE.UTF-8", G_DATE_MONDAY, "-----ww" },
    { "en_US.UTF-8", G_DATE_SUNDAY, "-----ww" },
    { "ar_EG.UTF-8", G_DATE_SATURDAY, "----ww-" },
    { "he_IL.UTF-8", G_DATE_SUNDAY, "----ww-" },
    { "C", G_DATE_MONDAY, "-----ww" },
    { "C.UTF-8", G_DATE_MONDAY, "-----ww" },
    { NULL, G_DATE_MONDAY, "-----ww" },
    { "no_SUCHPLACE", G_DATE_MONDAY, "-----ww" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    BaseWeek week;

    base_week_get (rows[i].locale, &week);
    g_test_message ("%s", rows[i].locale);
    g_assert_cmpint (week.first, ==, rows[i].first);
    for (int day = G_DATE_MONDAY; day <= G_DATE_SUNDAY; day++)
      g_assert_cmpint (week.is_weekend[day], ==, rows[i].weekend[day - G_DATE_MONDAY] == 'w');
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week/countries", test_countries);
  return g_test_run ();
}
