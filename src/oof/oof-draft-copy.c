/* oof-draft-copy.c - a part of a draft, to be put elsewhere
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-impl.h"
#include "oof-draft-tag.h"

#include <string.h>

static const struct
{
  const char *list; /* NULL: none */
  const char *tag;
} blocks[] = {
  [OOF_BLOCK_PARAGRAPH] = { NULL, "p" },
  [OOF_BLOCK_HEADING] = { NULL, "h2" },
  [OOF_BLOCK_BULLETS] = { "ul", "li" },
  [OOF_BLOCK_NUMBERS] = { "ol", "li" },
};

static const struct
{
  OofRunStyle style;
  const char *tag;
} marks[] = { { OOF_RUN_BOLD, "b" }, { OOF_RUN_ITALIC, "i" }, { OOF_RUN_UNDERLINE, "u" } };

static void
escape (const char *text, GString *out)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    oof_draft_tag_escape (g_utf8_get_char (at), out);
}

/* What a spot is in a text that is filled in later: of a placeholder the whole, with its first
 * character. */
static void
append_spot (const OofDraft *self, guint from, guint at, GString *out)
{
  const OofSpot *spot = oof_draft_spot (self, at);
  const OofSpot *last = at > from ? oof_draft_spot (self, at - 1) : NULL;

  if (spot->kind == OOF_SPOT_CHIP && g_str_has_prefix (self->html + spot->begin, "{{")) {
    if (last == NULL || last->begin != spot->begin)
      g_string_append_len (out, self->html + spot->begin, spot->end - spot->begin);
  } else if (spot->kind != OOF_SPOT_RULE) {
    g_string_append_unichar (out, spot->c);
  }
}

static void
append_run (const OofDraft *self, const OofDraftLook *look, const char *text, GString *out)
{
  g_autoptr (GString) behind = g_string_new (NULL);

  if (look->link != NULL) {
    g_string_append (out, "<a href=\"");
    escape (look->link, out);
    g_string_append (out, "\">");
    g_string_prepend (behind, "</a>");
  }
  if (look->colour != 0) {
    g_string_append_printf (out, "<span style=\"color:#%06x\">", look->colour & 0xFFFFFF);
    g_string_prepend (behind, "</span>");
  }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if ((look->style & marks[i].style) != 0) {
      g_string_append_printf (out, "<%s>", marks[i].tag);
      g_string_prepend (behind, ">");
      g_string_prepend (behind, marks[i].tag);
      g_string_prepend (behind, "</");
    }
  escape (text, out);
  g_string_append (out, behind->str);
}

/* What stands in a line, in pieces of one look each. */
static void
append_words (const OofDraft *self, guint from, guint until, GString *out)
{
  while (from < until) {
    guint look = oof_draft_spot (self, from)->look;
    guint begin = from;
    g_autoptr (GString) text = g_string_new (NULL);

    for (; from < until && oof_draft_spot (self, from)->look == look; from++)
      if (oof_draft_spot (self, from)->kind != OOF_SPOT_BULLET)
        append_spot (self, begin, from, text);
    if (text->len > 0)
      append_run (self, oof_draft_look (self, oof_draft_spot (self, begin)), text->str, out);
  }
}

static guint
find_line_end (const OofDraft *self, guint from, guint until)
{
  while (from < until && !oof_spot_ends_line (oof_draft_spot (self, from)))
    from++;
  return from;
}

/* The lines of a paragraph, from one place on; gives where the next one begins. */
static guint
append_block (const OofDraft *self, guint from, guint until, GString *out)
{
  while (from < until) {
    guint end = find_line_end (self, from, until);

    append_words (self, from, end, out);
    if (end == until || oof_draft_spot (self, end)->kind != OOF_SPOT_BREAK)
      return MIN (end + 1, until);
    g_string_append (out, "<br>");
    from = end + 1;
  }
  return until;
}

char *
oof_draft_copy (const OofDraft *self, guint from, guint until)
{
  GString *out = g_string_new (NULL);
  const char *list = NULL;

  until = MIN (until, oof_draft_length (self));
  if (find_line_end (self, from, until) == until) { /* words of one line */
    append_words (self, from, until, out);
    return g_string_free (out, FALSE);
  }
  while (from < until) {
    OofBlock block = oof_draft_block (self, from);

    if (list != blocks[block].list) {
      if (list != NULL)
        g_string_append_printf (out, "</%s>", list);
      list = blocks[block].list;
      if (list != NULL)
        g_string_append_printf (out, "<%s>", list);
    }
    g_string_append_printf (out, "<%s>", blocks[block].tag);
    from = append_block (self, from, until, out);
    g_string_append_printf (out, "</%s>", blocks[block].tag);
  }
  if (list != NULL)
    g_string_append_printf (out, "</%s>", list);
  return g_string_free (out, FALSE);
}

char *
oof_draft_copy_text (const OofDraft *self, guint from, guint until)
{
  GString *out = g_string_new (NULL);

  for (guint i = from; i < MIN (until, oof_draft_length (self)); i++)
    append_spot (self, from, i, out);
  return g_string_free (out, FALSE);
}
