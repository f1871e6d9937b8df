/* test-alike.c - what texts mention, and which say the same but for whose they are
 * (tests/cases/oof/alike.case)
 *
 * "mention TEXT = date 2031-12-24; time": what is found in it. "same NAME | HTML", then "with NAME
 * | HTML": they are alike, "other": they are not. "template NAME FIRST LAST BACK | HTML = HTML":
 * with placeholders, "-": none. A person's address is made of the name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-alike.h"
#include "oof-date.h"

#include <string.h>

static char *
describe_mentions (const char *text)
{
  static const char *const kinds[] = { "date", "time", "phone", "mail" };
  g_autoptr (GArray) mentions = oof_mentions (text);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < mentions->len; i++) {
    const OofMention *mention = &g_array_index (mentions, OofMention, i);
    g_autofree char *day =
        mention->day != OOF_MENTION_NO_DAY ? oof_date_format (mention->day) : NULL;

    g_assert_cmpuint (mention->begin, <, mention->end);
    g_string_append_printf (words, "%s%s%s%s", i > 0 ? "; " : "", kinds[mention->kind],
                            day != NULL ? " " : "", day != NULL ? day : "");
  }
  return g_string_free (words, FALSE);
}

/* "Ann Berg" is ann.berg@corp.example; so is "Berg, Ann". */
static char *
make_mail (const char *name)
{
  g_auto (GStrv) turned = g_strsplit (name, ", ", 2);
  g_autofree char *plain = g_strv_length (turned) == 2
                               ? g_strdup_printf ("%s %s", turned[1], turned[0])
                               : g_strdup (name);
  g_autofree char *lower = g_utf8_strdown (plain, -1);

  g_strdelimit (lower, " ", '.');
  return g_strdup_printf ("%s@corp.example", lower);
}

/* "NAME | HTML" */
static char *
key_of (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " | ", 2);
  g_autofree char *mail = make_mail (parts[0]);
  const OofAlike whose = { .name = parts[0], .mail = mail, .upn = mail };

  return oof_alike_key (parts[1], &whose);
}

static gint32
read_day (const char *word)
{
  gint64 local_s;
  gboolean is_date;

  return oof_date_parse_local (word, &local_s, &is_date) ? oof_date_of_local (local_s)
                                                         : OOF_MENTION_NO_DAY;
}

static void
check_template (const char *line)
{
  g_auto (GStrv) sides = g_strsplit (line, " | ", 2);
  g_auto (GStrv) words = g_strsplit (sides[0], " ", -1);
  guint n = g_strv_length (words);
  g_autofree char *name = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *made = NULL;
  char *wanted = g_strrstr (sides[1], " = ");
  OofAlike whose = { .first_day = read_day (words[n - 3]),
                     .last_day = read_day (words[n - 2]),
                     .back_day = read_day (words[n - 1]) };

  *wanted = '\0';
  wanted += strlen (" = ");
  g_clear_pointer (&words[n - 3], g_free);
  name = g_strjoinv (" ", words);
  mail = make_mail (name);
  whose.name = name;
  whose.mail = mail;
  made = oof_alike_template (sides[1], &whose);
  g_assert_cmpstr (made, ==, g_str_equal (wanted, "-") ? NULL : wanted);
  for (guint i = n - 2; i < n; i++)
    g_free (words[i]);
  words[n - 3] = NULL;
}

static void
check_mention (const char *line)
{
  const char *equals = g_strrstr (line, " = ");
  g_autofree char *text = NULL;
  g_autofree char *found = NULL;
  g_autofree char *wanted = NULL;

  if (equals == NULL) { /* the editor took the blank at the end of the line */
    g_assert_true (g_str_has_suffix (line, " ="));
    equals = line + strlen (line) - 2;
  }
  text = g_strndup (line, (gsize) (equals - line));
  wanted = g_strstrip (g_strdup (equals + 2));
  found = describe_mentions (text);
  g_assert_cmpstr (found, ==, wanted);
}

static void
test_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "oof", "alike.case", NULL);
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_same = FALSE;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *line = lines[i];
    const char *rest = line + strcspn (line, " ");

    if (*line == '#' || *line == '\0')
      continue;
    g_test_message ("%s", line);
    rest++;
    if (g_str_has_prefix (line, "mention ")) {
      check_mention (rest);
    } else if (g_str_has_prefix (line, "template ")) {
      check_template (rest);
    } else if (g_str_has_prefix (line, "with ")) {
      g_autofree char *key = key_of (rest);

      if (is_same)
        g_assert_cmpstr (key, ==, first);
      else
        g_assert_cmpstr (key, !=, first);
    } else {
      is_same = g_str_has_prefix (line, "same ");
      g_assert_true (is_same || g_str_has_prefix (line, "other "));
      g_free (first);
      first = key_of (rest);
    }
  }
}

/* Long, broken and hostile: it ends, and soon. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "1",    "1.",  "a", "a@",       "+",
                                        "mon ", "<b>", "&", "\xc3\xa9", "{" };
  const OofAlike whose = { .name = "a", .mail = "a@b", .upn = "" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *key = NULL;
    g_autofree char *made = NULL;

    while (text->len < 512 * 1024)
      g_string_append (text, pieces[i]);
    g_array_unref (oof_mentions (text->str));
    key = oof_alike_key (text->str, &whose);
    g_assert_cmpuint (strlen (key), ==, 64); /* of so long a text only a digest is compared */
    made = oof_alike_template (text->str, &whose);
    g_assert_true ((made == NULL) == g_str_equal (pieces[i], "{"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/alike/cases", test_cases);
  g_test_add_func ("/oof/alike/hostile", test_hostile);
  return g_test_run ();
}
