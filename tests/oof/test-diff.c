/* test-diff.c - what became of a text, line by line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-diff.h"

/* "=same -gone +new", lines as words. */
static char *
write_lines (const char *before, const char *after)
{
  g_autoptr (GPtrArray) lines = oof_diff_lines (before, after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    const OofDiffLine *line = lines->pdata[i];

    g_string_append_printf (text, "%s%c%s", i > 0 ? " " : "", "=-+"[line->kind], line -> text);
  }
  return g_string_free (text, FALSE);
}

static void
test_lines (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *wanted;
  } cases[] = {
    { "", "", "" },
    { "", "a", "+a" },
    { "a", "", "-a" },
    { "a\nb\nc", "a\nb\nc", "=a =b =c" },
    { "a\nb\nc", "a\nx\nc", "=a -b +x =c" },
    { "a\nb", "b\na", "-a =b +a" },
    { "a\nb\nc\nd", "b\nd\ne", "-a =b -c =d +e" },
    { "a\na", "a", "=a -a" },
    { "a", "a\n\na", "=a + +a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = write_lines (cases[i].before, cases[i].after);

    g_test_message ("“%s” → “%s”", cases[i].before, cases[i].after);
    g_assert_cmpstr (found, ==, cases[i].wanted);
  }
}

/* What is taken of the old and the new makes the old and the new again; also of texts that are too
 * long to be compared line by line. */
static void
test_complete (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 200; round++) {
    guint most = round % 50 == 0 ? 5000 : 12;
    GString *texts[] = { g_string_new ("a"), g_string_new ("b") };
    GString *again[] = { g_string_new (NULL), g_string_new (NULL) };
    g_autoptr (GPtrArray) lines = NULL;

    for (guint i = 0; i < most; i++)
      g_string_append_printf (texts[g_rand_int (rand) % 2], "\n%c",
                              'a' + g_rand_int_range (rand, 0, 3));
    lines = oof_diff_lines (texts[0]->str, texts[1]->str);
    for (guint i = 0; i < lines->len; i++) {
      const OofDiffLine *line = lines->pdata[i];

      for (guint side = 0; side < 2; side++)
        if (line->kind != (side == 0 ? OOF_DIFF_NEW : OOF_DIFF_GONE))
          g_string_append_printf (again[side], "%s%s", again[side]->len > 0 ? "\n" : "",
                                  line->text);
    }
    for (guint side = 0; side < 2; side++) {
      g_assert_cmpstr (again[side]->str, ==, texts[side]->str);
      g_string_free (again[side], TRUE);
      g_string_free (texts[side], TRUE);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/diff/lines", test_lines);
  g_test_add_func ("/oof/diff/complete", test_complete);
  return g_test_run ();
}
