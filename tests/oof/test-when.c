/* test-when.c - when somebody is away: the case files, and what cannot be said in one
 *
 *   days   START RULE = DAY DAY …        all days of a rule; ".." at the end: it goes on
 *   text   RULE = RULE                   how it is written again
 *   refuse REASON SPAN OPTION…           (expand.h) is not taken
 *   when   SPAN OPTION…                  what the following lines ask
 *   in     FROM UNTIL                    UTC; block: "FROM UNTIL" of each occurrence that overlaps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "expand.h"

typedef struct
{
  GString *text;
  guint left;
} Seen;

static gboolean
see_day_cb (const OofOccurrence *occurrence, gpointer data)
{
  Seen *seen = data;
  g_autofree char *day = oof_date_format (occurrence->day);

  if (seen->left-- == 0) {
    g_string_append (seen->text, " ..");
    return FALSE;
  }
  g_string_append_printf (seen->text, "%s%s", seen->text->len > 0 ? " " : "", day);
  return TRUE;
}

static char *
format_instant (gint64 instant_s)
{
  g_autofree char *text =
      instant_s != OOF_OPEN_END ? oof_date_format_local (instant_s) : g_strdup ("open");

  return instant_s != OOF_OPEN_END ? g_strconcat (text, "Z", NULL) : g_steal_pointer (&text);
}

static gboolean
see_span_cb (const OofOccurrence *occurrence, gpointer data)
{
  GString *text = data;
  g_autofree char *from = format_instant (occurrence->from_s);
  g_autofree char *until = format_instant (occurrence->until_s);

  g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", from, until);
  return TRUE;
}

static char *
join_from (const CaseLine *line, const char *word)
{
  for (gsize i = 0; line->words[i] != NULL; i++)
    if (g_str_equal (line->words[i], word))
      return g_strjoinv (" ", line->words + i + 1);
  g_error ("%s: no %s", line->place, word);
}

static void
check_days (const CaseLine *line)
{
  g_autofree char *span = g_strdup_printf ("%sT00:00..%sT12:00", line->words[1], line->words[1]);
  g_autofree char *rule = g_strconcat ("rule=", line->words[2], NULL);
  g_autofree char *wanted = join_from (line, "=");
  char *words[] = { span, rule, NULL };
  Seen seen = { g_string_new (NULL), g_strv_length (line->words) - 4 };
  OofPlace place;
  Expand expand;

  if (g_str_has_suffix (wanted, ".."))
    seen.left--;
  expand_make (words, &expand);
  g_assert_no_error (expand.error);
  place = expand_place (&expand);
  oof_when_each (expand.when, &place, G_MININT64, G_MAXINT64, see_day_cb, &seen);
  g_assert_cmpstr (seen.text->str, ==, wanted);
  g_string_free (seen.text, TRUE);
  expand_clear (&expand);
}

static void
check_text (const CaseLine *line)
{
  g_autofree char *wanted = join_from (line, "=");
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  OofRule rule;

  oof_rule_parse (line->words[1], &rule, &error);
  g_assert_no_error (error);
  written = oof_rule_format (&rule);
  g_assert_cmpstr (written, ==, wanted);
  oof_rule_parse (written, &rule, &error);
  g_assert_no_error (error);
  again = oof_rule_format (&rule);
  g_assert_cmpstr (again, ==, wanted);
}

static void
check_refused (const CaseLine *line)
{
  Expand expand;

  expand_make (line->words + 2, &expand);
  g_assert_null (expand.when);
  g_assert_true (g_error_matches (expand.error, BASE_ERROR, BASE_ERROR_REJECTED));
  g_assert_cmpstr (base_error_facts (expand.error)->reason, ==, line->words[1]);
  g_assert_cmpuint (strlen (expand.error->message), >, 10);
  expand_clear (&expand);
}

static void
check_span (const CaseLine *line, const Expand *expand)
{
  OofPlace place = expand_place (expand);
  GString *text = g_string_new (NULL);
  gboolean is_date;

  g_assert_no_error (expand->error);
  oof_when_each (expand->when, &place, expand_local (line->words[1], &is_date),
                 expand_local (line->words[2], &is_date), see_span_cb, text);
  g_assert_cmpstr (text->str, ==, line->block);
  g_string_free (text, TRUE);
}

static void
test_case_file (gconstpointer path)
{
  g_autoptr (GPtrArray) lines = case_read (path);
  Expand expand = { 0 };

  g_assert_cmpuint (lines->len, >, 0);
  for (guint i = 0; i < lines->len; i++) {
    const CaseLine *line = lines->pdata[i];
    const char *word = line->words[0];

    g_test_message ("%s", line->place);
    if (g_str_equal (word, "days")) {
      check_days (line);
    } else if (g_str_equal (word, "text")) {
      check_text (line);
    } else if (g_str_equal (word, "refuse")) {
      check_refused (line);
    } else if (g_str_equal (word, "when")) {
      expand_clear (&expand);
      expand_make (line->words + 1, &expand);
    } else if (g_str_equal (word, "in")) {
      check_span (line, &expand);
    } else {
      g_assert_cmpstr (word, ==, "case");
    }
  }
  expand_clear (&expand);
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "rules",           "rules-text", "when-zones",
                                       "when-exceptions", "when-hours", "when-refused" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *name = g_strconcat (files[i], ".case", NULL);
    g_autofree char *test = g_strconcat ("/oof/when/cases/", files[i], NULL);

    g_test_add_data_func_full (test,
                               g_test_build_filename (G_TEST_DIST, "cases", "oof", name, NULL),
                               test_case_file, g_free);
  }
  return g_test_run ();
}
