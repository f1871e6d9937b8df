/* test-text.c - what may go into a reply, what an address looks like, what may be shown
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-text.h"

#include <string.h>

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    gboolean is_clean;
  } rows[] = {
    { "", -1, TRUE },
    { "plain\ttext\r\nof lines", -1, TRUE },
    { "Grüße 😀 \U0010FFFD", -1, TRUE },
    { "\x7f", -1, TRUE },
    { "a\x01", -1, FALSE },
    { "a\x0b", -1, FALSE },
    { "a\x1f", -1, FALSE },
    { "a\0b", 3, FALSE },
    { "a\x80", -1, FALSE },
    { "a\xc3", -1, FALSE },
    { "\xc0\xaf", -1, FALSE },         /* overlong */
    { "\xed\xa0\x80", -1, FALSE },     /* surrogate */
    { "\xf4\x90\x80\x80", -1, FALSE }, /* above U+10FFFF */
    { "\xef\xbf\xbe", -1, FALSE },     /* U+FFFE */
    { "\xef\xbf\xbf", -1, FALSE },     /* U+FFFF */
    { "\xef\xbf\xbd", -1, TRUE },      /* U+FFFD */
    { "ab\xc3", 2, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("row %u", i);
    g_assert_true (base_text_is_clean (rows[i].text, rows[i].length) == rows[i].is_clean);
    g_assert_true (base_text_check (rows[i].text, rows[i].length, "it", &error) ==
                   rows[i].is_clean);
    g_assert_true ((error == NULL) == rows[i].is_clean);
    if (!rows[i].is_clean) {
      g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
      g_assert_cmpstr (base_error_facts (error)->reason, ==, "bad-text");
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (g_str_has_prefix (error->message, "it "));
    }
  }
}

static void
test_where (void)
{
  g_autoptr (GError) control = NULL;
  g_autoptr (GError) bytes = NULL;
  g_autoptr (GError) character = NULL;

  base_text_check ("äb\x1b", -1, "The reply", &control);
  g_assert_cmpstr (control->message, ==, "The reply holds the control character 0x1B at byte 3");
  base_text_check ("äb\xff", -1, "The reply", &bytes);
  g_assert_cmpstr (bytes->message, ==, "The reply is not valid UTF-8 at byte 3");
  base_text_check ("\xef\xbf\xbf", -1, "The reply", &character);
  g_assert_nonnull (strstr (character->message, "U+FFFF"));
}

static void
test_address (void)
{
  g_autofree char *local = g_strnfill (64, 'a');
  g_autofree char *domain = g_strnfill (255, 'd');
  g_autofree char *longest = g_strconcat (local, "@", domain, NULL);
  g_autofree char *longer = g_strconcat (longest, "d", NULL);
  static const char *const good[] = { "ann@corp.example", "a@b", "o'neil+x_y=z@sub.corp.example",
                                      "müller@köln.example", "a.b-c@d-e.f" };
  static const char *const bad[] = { "",       "ann",         "@corp.example", "ann@",    "a@b@c",
                                     "a b@c",  "a@b c",       "a@b\n",         "a@.b",    "a@b.",
                                     "a@b..c", "<a@b>",       "a@b,c@d",       "a@b;c@d", "\"a\"@b",
                                     "a\\@b",  "a@[1.2.3.4]", "a@b\x7f",       "\xff@b",  " a@b" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_test_message ("%s", good[i]);
    g_assert_true (base_text_is_address (good[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_message ("bad %u", i);
    g_assert_false (base_text_is_address (bad[i]));
  }
  g_assert_true (base_text_is_address (longest));
  g_assert_false (base_text_is_address (longer));
  g_assert_false (base_text_is_address (NULL));
}

static void
test_display (void)
{
  static const struct
  {
    const char *text;
    gsize most;
    const char *shown;
  } rows[] = {
    { "", 5, "" },
    { "short", 5, "short" },
    { "longer", 5, "longe…" },
    { "äöüßé", 5, "äöüßé" },
    { "äöüßéà", 5, "äöüßé…" },
    { "a\nb\tc", 9, "a b c" },
    { "a\x1b[31m\r", 9, "a\uFFFD[31m\uFFFD" },
    { "\xff\xfe", 9, "\uFFFD\uFFFD" },
    { "x", 0, "…" },
    { "Bill \u202Efdp.exe\u202C!", 13, "Bill fdp.exe!" },
    { "\u2066a\u2069\u2028b", 9, "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *shown = base_text_for_display (rows[i].text, rows[i].most);

    g_assert_cmpstr (shown, ==, rows[i].shown);
  }
}

/* What a server sent keeps its lines, and can be shown whatever it holds. */
static void
test_excerpt (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    const char *shown;
  } rows[] = {
    { "", 0, "" },
    { "<a>\r\n\t<b/>\r\n</a>", 16, "<a>\n\t<b/>\n</a>" },
    { "a\x1b[31m\xff\0b", 9, "a\uFFFD[31m\uFFFD\uFFFDb" },
    { "longer than it says", 6, "longer" },
  };
  g_autofree char *long_text = g_strnfill (20000, 'x');
  g_autofree char *cut = base_text_excerpt (long_text, 20000);
  g_autofree char *none = base_text_excerpt (NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *shown = base_text_excerpt (rows[i].bytes, rows[i].size);

    g_assert_cmpstr (shown, ==, rows[i].shown);
  }
  g_assert_cmpuint (strlen (cut), ==, 16384 + strlen ("…"));
  g_assert_true (g_str_has_suffix (cut, "x…"));
  g_assert_cmpstr (none, ==, "");
}

static void
test_fold (void)
{
  static const char *const same[][2] = { { "", "" },
                                         { "Ann@Corp.Example", "ann@corp.example" },
                                         { "ÄRGER", "ärger" },
                                         { "Straße", "STRASSE" },
                                         { "Σίγμας", "σίγμασ" } };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *a = base_text_fold (same[i][0]);
    g_autofree char *b = base_text_fold (same[i][1]);

    g_assert_cmpstr (a, ==, b);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/clean", test_clean);
  g_test_add_func ("/base/text/where", test_where);
  g_test_add_func ("/base/text/address", test_address);
  g_test_add_func ("/base/text/display", test_display);
  g_test_add_func ("/base/text/excerpt", test_excerpt);
  g_test_add_func ("/base/text/fold", test_fold);
  return g_test_run ();
}
