/* test-draft.c - replies while somebody edits them: the case file, and laws that hold for any text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft.h"

#include <string.h>

typedef struct
{
  OofDraft *draft;
  guint from;
  guint until;
  guint cursor;
} Run;

static char *
expand (const char *rest)
{
  g_autoptr (GString) text = g_string_new (rest);

  g_string_replace (text, "\\n", "\n", 0);
  g_string_replace (text, "␣", " ", 0);
  return g_strdup (text->str);
}

/* The view as the case file writes it, with the cursor. */
static char *
write_view (const OofDraft *draft, guint from, guint until)
{
  GString *view = g_string_new (NULL);

  for (guint i = 0; i <= oof_draft_length (draft); i++) {
    gunichar c = i < oof_draft_length (draft) ? oof_draft_spot (draft, i)->c : 0;

    if (i == from)
      g_string_append_c (view, '|');
    if (i == until && until > from)
      g_string_append_c (view, '|');
    if (c == '\n')
      g_string_append (view, "¶");
    else if (c == '\t')
      g_string_append (view, "⇥");
    else if (c == 0xA0)
      g_string_append (view, "·");
    else if (c != 0)
      g_string_append_unichar (view, c);
  }
  return g_string_free (view, FALSE);
}

static void
set_range (Run *run, const char *view)
{
  g_autofree char *seen = NULL;
  const char *first = strchr (view, '|');
  const char *second = strchr (first + 1, '|');

  run->from = (guint) g_utf8_pointer_to_offset (view, first);
  run->until = second != NULL ? (guint) g_utf8_pointer_to_offset (view, second) - 1 : run->from;
  seen = write_view (run->draft, run->from, run->until);
  g_assert_cmpstr (seen, ==, view);
}

static void
take (Run *run, OofDraft *next)
{
  oof_draft_unref (run->draft);
  run->draft = next;
}

static void
paint (Run *run, const OofPen *pen)
{
  take (run, oof_draft_paint (run->draft, run->from, run->until, pen));
}

static gboolean
take_pen (Run *run, const char *word, const char *rest)
{
  const OofRunStyle all = OOF_RUN_BOLD | OOF_RUN_ITALIC | OOF_RUN_UNDERLINE;

  if (g_str_equal (word, "bold"))
    paint (run, &(OofPen){ .mask = OOF_RUN_BOLD, .style = OOF_RUN_BOLD });
  else if (g_str_equal (word, "plain"))
    paint (run, &(OofPen){ .mask = OOF_RUN_BOLD });
  else if (g_str_equal (word, "clean"))
    paint (run, &(OofPen){ .mask = all, .has_colour = TRUE, .has_link = TRUE });
  else if (g_str_equal (word, "colour"))
    paint (run, &(OofPen){ .has_colour = TRUE,
                           .colour = OOF_COLOUR ((guint) g_ascii_strtoull (rest, NULL, 16)) });
  else if (g_str_equal (word, "link"))
    paint (run, &(OofPen){ .has_link = TRUE, .link = rest });
  else if (g_str_equal (word, "unlink"))
    paint (run, &(OofPen){ .has_link = TRUE });
  else
    return FALSE;
  return TRUE;
}

static gboolean
take_block (Run *run, const char *word)
{
  static const char *const words[] = { [OOF_BLOCK_PARAGRAPH] = "paragraph",
                                       [OOF_BLOCK_HEADING] = "heading",
                                       [OOF_BLOCK_BULLETS] = "bullets",
                                       [OOF_BLOCK_NUMBERS] = "numbers" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i])) {
      take (run,
            oof_draft_set_block (run->draft, run->from, run->until, (OofBlock) i, &run->cursor));
      return TRUE;
    }
  return FALSE;
}

static void
take_line (Run *run, const char *word, const char *raw)
{
  g_autofree char *rest = expand (raw);

  if (g_str_equal (word, "html")) {
    take (run, oof_draft_new (rest, NULL));
  } else if (g_str_equal (word, "at")) {
    set_range (run, rest);
  } else if (g_str_equal (word, "type")) {
    take (run, oof_draft_type (run->draft, run->from, run->until, rest, NULL, &run->cursor));
  } else if (g_str_equal (word, "paste")) {
    take (run, oof_draft_paste (run->draft, run->from, run->until, rest, &run->cursor));
  } else if (g_str_equal (word, "copy")) {
    g_autofree char *copy = oof_draft_copy (run->draft, run->from, run->until);

    g_assert_cmpstr (copy, ==, rest);
  } else if (g_str_equal (word, "words")) {
    g_autofree char *words = oof_draft_copy_text (run->draft, run->from, run->until);

    g_assert_cmpstr (words, ==, rest);
  } else if (g_str_equal (word, "gives")) {
    g_assert_cmpstr (oof_draft_html (run->draft), ==, rest);
  } else if (g_str_equal (word, "view")) {
    g_autofree char *view = write_view (run->draft, run->cursor, run->cursor);

    g_assert_cmpstr (view, ==, rest);
  } else {
    g_assert_true (take_pen (run, word, rest) || take_block (run, word));
  }
}

static void
test_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "oof", "drafts.case", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Run run = { 0 };

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    gsize length = strcspn (lines[i], " ");
    g_autofree char *word = g_strndup (lines[i], length);

    if (*word == '\0' || *word == '#')
      continue;
    g_test_message ("line %u: %s", i + 1, lines[i]);
    take_line (&run, word, lines[i] + length + strspn (lines[i] + length, " "));
  }
  oof_draft_unref (run.draft);
}

/* --- laws --- */

static GPtrArray *
read_replies (void)
{
  GPtrArray *replies = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "oof", "replies", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    char *text = NULL;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_ptr_array_add (replies, text);
  }
  g_assert_cmpuint (replies->len, >, 5);
  return replies;
}

/* Is one the other with just that put in somewhere? */
static void
assert_inserted (const char *was, const char *is, const char *what)
{
  gsize same = 0;

  g_assert_cmpuint (strlen (is), ==, strlen (was) + strlen (what));
  while (was[same] != '\0' && was[same] == is[same])
    same++;
  /* A letter beside its like: anywhere among them. */
  while (same > 0 && strcmp (is + same + strlen (what), was + same) != 0)
    same--;
  g_assert_cmpstr (is + same + strlen (what), ==, was + same);
}

static gboolean
is_beside_rule (const OofDraft *draft, guint at)
{
  return (at > 0 && oof_draft_spot (draft, at - 1)->kind == OOF_SPOT_RULE) ||
         (at < oof_draft_length (draft) && oof_draft_spot (draft, at)->kind == OOF_SPOT_RULE);
}

static void
test_one_letter (void)
{
  g_autoptr (GPtrArray) replies = read_replies ();

  for (guint i = 0; i < replies->len; i++) {
    const char *html = replies->pdata[i];
    g_autoptr (OofDraft) draft = oof_draft_new (html, NULL);
    g_autofree char *was = oof_draft_text (draft, 0, oof_draft_length (draft));

    g_assert_cmpstr (oof_draft_html (draft), ==, html);
    for (guint at = 0; at <= oof_draft_length (draft); at++) {
      guint cursor = 0;
      g_autoptr (OofDraft) typed = oof_draft_type (draft, at, at, "Q", NULL, &cursor);
      g_autofree char *text = oof_draft_text (typed, 0, oof_draft_length (typed));

      if (is_beside_rule (draft, at)) /* gets a line of its own there */
        continue;
      if (strlen (oof_draft_html (typed)) == strlen (html) + 2) /* behind "&amp" */
        assert_inserted (html, oof_draft_html (typed), ";Q");
      else if (strlen (oof_draft_html (typed)) == strlen (html) + 4) /* behind a bare "<" */
        g_assert_nonnull (strstr (oof_draft_html (typed), "&lt;Q"));
      else if (strlen (oof_draft_html (typed)) == strlen (html) + 5)
        g_assert_nonnull (strstr (oof_draft_html (typed), "&amp;Q"));
      else if (strlen (oof_draft_html (typed)) > strlen (html)) /* else it took a <br>'s place */
        assert_inserted (html, oof_draft_html (typed), "Q");
      assert_inserted (was, text, "Q");
      g_assert_cmpuint (cursor, >, 0);
      g_assert_cmpuint (oof_draft_spot (typed, cursor - 1)->c, ==, 'Q');
    }
  }
}

static void
test_erase_one (void)
{
  g_autoptr (GPtrArray) replies = read_replies ();

  for (guint i = 0; i < replies->len; i++) {
    g_autoptr (OofDraft) draft = oof_draft_new (replies->pdata[i], NULL);

    for (guint at = 0; at < oof_draft_length (draft); at++) {
      const OofSpot *spot = oof_draft_spot (draft, at);
      g_autoptr (OofDraft) erased = oof_draft_type (draft, at, at + 1, "", NULL, NULL);

      if (spot->kind != OOF_SPOT_CHAR)
        continue;
      g_assert_cmpuint (oof_draft_length (erased), ==, oof_draft_length (draft) - 1);
    }
  }
}

static void
assert_painted (const OofDraft *draft, const OofDraft *next, guint from, guint until,
                const OofPen *pen)
{
  g_autofree char *was = oof_draft_text (draft, 0, oof_draft_length (draft));
  g_autofree char *is = oof_draft_text (next, 0, oof_draft_length (next));

  g_assert_cmpstr (is, ==, was);
  for (guint at = from; at < until; at++) {
    const OofSpot *spot = oof_draft_spot (next, at);

    if (spot->kind == OOF_SPOT_CHAR)
      g_assert_cmpuint (oof_draft_look (next, spot)->style & pen->mask, ==, pen->style & pen->mask);
  }
}

/* Something, anywhere. */
static OofDraft *
do_anything (const OofDraft *draft, GRand *rand, guint *ret_cursor)
{
  guint n = oof_draft_length (draft);
  guint from = (guint) g_rand_int_range (rand, 0, (gint32) n + 1);
  guint length = (guint) g_rand_int_range (rand, 0, 40);
  guint until = MIN (n, from + length);
  OofBlock block = (OofBlock) g_rand_int_range (rand, 0, 4);
  OofPen pen = { .mask = OOF_RUN_BOLD | OOF_RUN_UNDERLINE,
                 .style = (OofRunStyle) g_rand_int_range (rand, 0, 8) };
  OofDraft *next;

  switch (g_rand_int_range (rand, 0, 6)) {
  case 0:
    next = oof_draft_type (draft, from, until, "", NULL, ret_cursor);
    g_assert_cmpuint (oof_draft_length (next), <=, n);
    return next;
  case 1:
    return oof_draft_type (draft, from, from, "\n", NULL, ret_cursor);
  case 2:
    return oof_draft_set_block (draft, from, until, block, ret_cursor);
  case 3:
    return oof_draft_paste (draft, from, until, "<p>x</p><ul><li>y</li></ul>", ret_cursor);
  case 4:
    return oof_draft_type (draft, from, until, "new text", &pen, ret_cursor);
  default:
    next = oof_draft_paint (draft, from, until, &pen);
    assert_painted (draft, next, from, until, &pen);
    return next;
  }
}

/* Whatever is done, and to what: looks are what the pen says, text is no other by them, and the
 * cursor stays in the text. */
static void
test_random (void)
{
  g_autoptr (GPtrArray) replies = read_replies ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < 3000; i++) {
    g_autoptr (OofDraft) draft =
        oof_draft_new (replies->pdata[g_rand_int_range (rand, 0, (gint32) replies->len)], NULL);

    for (guint k = 0; k < 6; k++) {
      guint cursor = 0;
      OofDraft *next;

      g_test_message ("%u.%u: %s", i, k, oof_draft_html (draft));
      next = do_anything (draft, rand, &cursor);
      g_assert_cmpuint (cursor, <=, oof_draft_length (next));
      oof_draft_unref (draft);
      draft = next;
    }
  }
}

/* A megabyte of anything is read in a moment, however it is nested. */
static void
test_hostile (void)
{
  static const char *const parts[] = { "<b>",        "</b>",      "<table><tr><td>",
                                       "<!--",       "{{",        "<p>&nbsp;",
                                       "\xff",       "<li>x<ul>", "a<br>",
                                       "<a href=\"", "<script>" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (GString) html = g_string_new (NULL);
    g_autoptr (OofDraft) draft = NULL;
    g_autoptr (OofDraft) typed = NULL;

    while (html->len < 200000)
      g_string_append (html, parts[i]);
    draft = oof_draft_new (html->str, NULL);
    typed = oof_draft_type (draft, 0, oof_draft_length (draft), "x", NULL, NULL);
    g_assert_nonnull (typed);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/draft/cases", test_cases);
  g_test_add_func ("/oof/draft/one-letter", test_one_letter);
  g_test_add_func ("/oof/draft/erase-one", test_erase_one);
  g_test_add_func ("/oof/draft/random", test_random);
  g_test_add_func ("/oof/draft/hostile", test_hostile);
  return g_test_run ();
}
