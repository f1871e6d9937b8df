/* test-locale.c - dates and lengths of time as a language writes them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-locale.h"

#define THURSDAY 1955980800 /* 2031-12-25T16:00, a Thursday */

static void
test_known (void)
{
  static const char *const known[] = { "en", "de", "de-AT", "pt-BR", "zh-Hant-TW", "ar", "DE" };
  static const char *const unknown[] = { NULL,
                                         "",
                                         "x",
                                         "xx",
                                         "english",
                                         "de_AT",
                                         "de ",
                                         "ä",
                                         "../de",
                                         "de@calendar=buddhist",
                                         "de-AT-AT-AT-AT-AT-AT" };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_test_message ("%s", known[i]);
    g_assert_true (base_locale_is_known (known[i]));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++) {
    g_test_message ("%s", unknown[i]);
    g_assert_false (base_locale_is_known (unknown[i]));
    g_assert_null (base_locale_date (unknown[i], 0));
    g_assert_null (base_locale_day_count (unknown[i], 1));
  }
}

static void
test_words (void)
{
  static const struct
  {
    const char *language;
    const char *date;
    const char *weekday;
    const char *time;
    const char *one_day;
    const char *days;
  } rows[] = {
    { "en", "December 25, 2031", "Thursday", NULL, "1 day", "5 days" },
    { "en-GB", "25 December 2031", "Thursday", "16:00", "1 day", "5 days" },
    { "de", "25. Dezember 2031", "Donnerstag", "16:00", "1 Tag", "5 Tage" },
    { "fr", "25 décembre 2031", "jeudi", "16:00", "1\u00A0jour", "5\u00A0jours" },
    { "it", "25 dicembre 2031", "giovedì", "16:00", "1 giorno", "5 giorni" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *date = base_locale_date (rows[i].language, THURSDAY);
    g_autofree char *weekday = base_locale_weekday (rows[i].language, THURSDAY);
    g_autofree char *time = base_locale_time (rows[i].language, THURSDAY);
    g_autofree char *one_day = base_locale_day_count (rows[i].language, 1);
    g_autofree char *days = base_locale_day_count (rows[i].language, 5);

    g_test_message ("%s", rows[i].language);
    g_assert_cmpstr (date, ==, rows[i].date);
    g_assert_cmpstr (weekday, ==, rows[i].weekday);
    /* English: CLDR changed the blank before PM. */
    if (rows[i].time != NULL)
      g_assert_cmpstr (time, ==, rows[i].time);
    else
      g_assert_true (g_str_has_prefix (time, "4:00") && g_str_has_suffix (time, "PM"));
    g_assert_cmpstr (one_day, ==, rows[i].one_day);
    g_assert_cmpstr (days, ==, rows[i].days);
  }
}

static void
test_edges (void)
{
  g_autofree char *last = base_locale_date ("en", 253402300799);
  g_autofree char *most = base_locale_day_count ("en", G_MAXUINT);

  g_assert_cmpstr (last, ==, "December 31, 9999");
  g_assert_cmpstr (most, ==, "4,294,967,295 days");
  g_assert_null (base_locale_date ("en", 253402300800));
  g_assert_null (base_locale_date ("en", -62135596801));
  g_assert_null (base_locale_date ("en", G_MININT64));
  g_assert_null (base_locale_time ("en", G_MAXINT64));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/locale/known", test_known);
  g_test_add_func ("/base/locale/words", test_words);
  g_test_add_func ("/base/locale/edges", test_edges);
  return g_test_run ();
}
