/* fuzz-draft.c - damaged replies in the editor and from the clipboard: edits stay where they are
 * made, and what was made clean stays harmless
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "oof-draft.h"
#include "oof-html-clean.h"

#define MOST_CLEAN_BYTES (4u * FUZZ_MOST_BYTES)
#define MOST_EDITS 6

static const char *const samples[] = {
  "<p>Hello, <b>{{person.name}}</b>.<br>Until <u>Monday</u>.</p>",
  "<ul><li>One</li><li>Two<ol><li>deep</li></ol></li></ul><hr><h2>Head</h2>",
  "<table><tr><td>a</td><td>b &amp; c</td></tr></table><a href=\"https://corp.example/\">link</a>",
  "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>·<span>  </span>Point<o:p></o:p></p>",
  "<script>alert(1)</script><p onclick=\"x()\">y</p><img src=x onerror=z><!--[if "
  "mso]>w<![endif]-->",
  "<p><font color=#ff0000>red <span style=\"color:rgb(0,0,255);font-weight:bold\">blue</span></p>",
  NULL
};

/* Each character of the view has its place in the source, in the source's order. */
static void
check_spots (const OofDraft *draft)
{
  gsize length = strlen (oof_draft_html (draft));
  guint32 begun = 0, ended = 0;

  for (guint i = 0; i < oof_draft_length (draft); i++) {
    const OofSpot *spot = oof_draft_spot (draft, i);

    g_assert_cmpuint (spot->end, >=, spot->begin);
    g_assert_cmpuint (spot->end, <=, length);
    g_assert_nonnull (oof_draft_look (draft, spot));
    if (spot->kind != OOF_SPOT_CHAR && spot->kind != OOF_SPOT_CHIP)
      continue;
    if (spot->begin != begun || spot->end != ended) /* a chip is of several characters */
      g_assert_cmpuint (spot->begin, >=, ended);
    begun = spot->begin;
    ended = spot->end;
  }
}

static OofDraft *
edit (const OofDraft *draft, GRand *dice, guint *ret_cursor)
{
  guint from = fuzz_below (dice, oof_draft_length (draft) + 1);
  guint until = from + fuzz_below (dice, MIN (oof_draft_length (draft) - from, 30) + 1);
  const OofPen pen = { .mask = OOF_RUN_BOLD,
                       .style = fuzz_below (dice, 2) ? OOF_RUN_BOLD : 0,
                       .has_link = TRUE,
                       .link = fuzz_below (dice, 2) ? "https://corp.example/" : NULL };

  switch (fuzz_below (dice, 5)) {
  case 0:
    return oof_draft_type (draft, from, until, "", NULL, ret_cursor);
  case 1:
    return oof_draft_type (draft, from, until, "<Ä>\n&", NULL, ret_cursor);
  case 2:
    return oof_draft_paste (draft, from, until, "<p>x</p><ul><li>y</li></ul>", ret_cursor);
  case 3:
    return oof_draft_set_block (draft, from, until, (OofBlock) fuzz_below (dice, 4), ret_cursor);
  default:
    *ret_cursor = 0;
    return oof_draft_paint (draft, from, until, &pen);
  }
}

static void
check_edits (const char *html, guint32 seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  g_autoptr (OofDraft) draft = oof_draft_new (html, NULL);

  g_assert_cmpstr (oof_draft_html (draft), ==, html);
  check_spots (draft);
  for (guint i = 0; i < MOST_EDITS; i++) {
    guint cursor = 0;
    OofDraft *next = edit (draft, dice, &cursor);

    g_assert_cmpuint (cursor, <=, oof_draft_length (next));
    g_assert_true (g_utf8_validate (oof_draft_html (next), -1, NULL));
    check_spots (next);
    oof_draft_unref (draft);
    draft = next;
  }
}

/* Every element is closed where it should be; its text and its attributes hold no "<". */
static void
check_balance (const char *html)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  for (const char *at = strchr (html, '<'); at != NULL; at = strchr (at + 1, '<')) {
    gboolean is_end = at[1] == '/';
    const char *name = at + 1 + is_end;
    g_autofree char *word = g_strndup (name, strspn (name, "abcdefghijklmnopqrstuvwxyz123"));

    g_assert_cmpstr (word, !=, "");
    if (strcmp (word, "br") == 0 || strcmp (word, "hr") == 0)
      continue;
    if (!is_end) {
      g_ptr_array_add (open, g_steal_pointer (&word));
      continue;
    }
    g_assert_cmpuint (open->len, >, 0);
    g_assert_cmpstr (open->pdata[open->len - 1], ==, word);
    g_ptr_array_set_size (open, (int) open->len - 1);
  }
  g_assert_cmpuint (open->len, ==, 0);
}

/* Nothing that runs or is fetched. */
static void
check_clean (const char *html)
{
  static const char *const gone[] = { "<script", "<style", "<img",  "<iframe", "<object", "<svg",
                                      "<form",   "<base",  "<meta", "<link",   "<!--",    "<o:" };
  g_autofree char *clean = oof_html_clean (html, strlen (html), MOST_CLEAN_BYTES);

  if (clean == NULL)
    return;
  g_assert_true (g_utf8_validate (clean, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_null (strstr (clean, gone[i]));
  check_balance (clean);
}

static void
target (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (!g_utf8_validate (text, -1, NULL)) /* such a reply is refused before it gets here */
    return;
  check_edits (text, g_str_hash (text));
  check_clean (text);
}

int
main (int argc, char **argv)
{
  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
