/* test-lint.c - what does not belong into a reply that strangers get: the case file
 *
 *   text     a reply
 *   facts    outside, left, filled, years=FROM-UNTIL
 *   finds    the kind and the words, one a line, in their order; "nothing"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-lint.h"

#include <string.h>

static const char *const kinds[] = {
  [OOF_LINT_PRIVATE_PHONE] = "phone", [OOF_LINT_HOME_ADDRESS] = "home",
  [OOF_LINT_TRAVEL] = "travel",       [OOF_LINT_INTERNAL] = "internal",
  [OOF_LINT_NO_CONTACT] = "contact",  [OOF_LINT_FIRST_PERSON] = "person",
  [OOF_LINT_YEAR] = "year",           [OOF_LINT_PLACEHOLDER] = "placeholder",
  [OOF_LINT_DATES] = "dates",
};

static OofLintFacts
read_facts (const char *words)
{
  OofLintFacts facts = { 0 };
  const char *years = strstr (words, "years=");

  facts.is_outside = strstr (words, "outside") != NULL;
  facts.has_left = strstr (words, "left") != NULL;
  facts.is_filled_in = strstr (words, "filled") != NULL;
  if (years != NULL) {
    facts.from_year = (int) g_ascii_strtoll (years + 6, NULL, 10);
    facts.until_year = (int) g_ascii_strtoll (years + 11, NULL, 10);
  }
  return facts;
}

static char *
write_findings (const char *text, const OofLintFacts *facts)
{
  g_autoptr (GPtrArray) found = oof_lint (text, facts);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++) {
    const OofLint *lint = g_ptr_array_index (found, i);

    g_string_append_printf (out, "%s%s%s%s", i > 0 ? "; " : "", kinds[lint->kind],
                            lint->words[0] != '\0' ? " " : "", lint->words);
  }
  return g_strdup (found->len > 0 ? out->str : "nothing");
}

static void
test_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "oof", "lint.case", NULL);
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;
  OofLintFacts facts = { 0 };
  const char *text = "";

  g_assert_true (g_file_get_contents (path, &all, NULL, NULL));
  lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_test_message ("line %u: %s", i + 1, lines[i]);
    if (g_str_has_prefix (lines[i], "text  ")) {
      text = lines[i] + 6;
    } else if (g_str_has_prefix (lines[i], "facts ")) {
      facts = read_facts (lines[i]);
    } else if (g_str_has_prefix (lines[i], "finds ")) {
      g_autofree char *found = write_findings (text, &facts);

      g_assert_cmpstr (found, ==, lines[i] + 6);
    } else {
      g_assert_true (lines[i][0] == '\0' || lines[i][0] == '#');
    }
  }
}

static void
test_hostile (void)
{
  static const char *const parts[] = { "home ",          "private : ",    "1 ",       "travel to ",
                                       "from 1.1.2026 ", "{{{{",          "((((",     "\xff",
                                       "+49 ",           "a.a.a.a.local", "\\\\a\\a", "Privatweg ",
                                       "xxxxxxxx" };
  const OofLintFacts facts = { TRUE, TRUE, FALSE, 2026, 2026 };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GPtrArray) found = NULL;

    while (text->len < 100000)
      g_string_append (text, parts[i]);
    found = oof_lint (text->str, &facts);
    g_assert_cmpuint (found->len, <=, OOF_N_LINTS * 3);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/lint/cases", test_cases);
  g_test_add_func ("/oof/lint/hostile", test_hostile);
  return g_test_run ();
}
