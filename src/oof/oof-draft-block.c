/* oof-draft-block.c - lines of a draft as paragraphs, headings and lists; pasting paragraphs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-impl.h"

#include <string.h>

#define MOST_LINES 200 /* each one costs a look at the whole source */

static const struct
{
  const char *open;
  const char *close;
} frames[] = {
  [OOF_BLOCK_PARAGRAPH] = { "<p>", "</p>" },
  [OOF_BLOCK_HEADING] = { "<h2>", "</h2>" },
  [OOF_BLOCK_BULLETS] = { "<ul><li>", "</li></ul>" },
  [OOF_BLOCK_NUMBERS] = { "<ol><li>", "</li></ol>" },
};

gboolean
oof_draft_is_alone (const OofDraft *self, const OofWalk *walk, guint at)
{
  const OofOpen *block = &walk->stack[oof_walk_block (walk)];
  const OofSpot *before = NULL;
  const OofSpot *behind = NULL;
  guint begin, end;
  gsize from, until;

  oof_draft_line (self, at, &begin, &end);
  from = end > begin ? oof_draft_spot (self, end - 1)->end : oof_draft_place (self, at);
  while (begin > 0 && !oof_spot_ends_line (oof_draft_spot (self, begin - 1)))
    begin--;
  before = begin > 0 ? oof_draft_spot (self, begin - 1) : NULL;
  behind = end < self->spots->len ? oof_draft_spot (self, end) : NULL;
  if ((before != NULL && (before->kind == OOF_SPOT_BREAK || block->begin < before->begin)) ||
      (behind != NULL && behind->kind == OOF_SPOT_BREAK))
    return FALSE;

  until = oof_draft_line_end (self, from, &from);
  if (from > until) /* the <br> that holds it open */
    until = oof_draft_line_end (self, from, &from);
  return g_ascii_strncasecmp (self->html + until, "</", 2) == 0 &&
         g_ascii_strncasecmp (self->html + until + 2, block->name, strlen (block->name)) == 0;
}

static void
walk_to_line (const OofDraft *self, guint at, OofWalk *walk)
{
  oof_walk_init (walk, self->html, self->length);
  oof_walk_to (walk, oof_draft_place (self, at));
}

OofBlock
oof_draft_block (const OofDraft *self, guint at)
{
  g_auto (OofWalk) walk = { 0 };
  guint begin, end, i;

  oof_draft_line (self, at, &begin, &end);
  walk_to_line (self, begin, &walk);
  for (i = oof_walk_block (&walk); i > 0; i--)
    switch (walk.stack[i].element->role) {
    case OOF_HTML_ROLE_HEADING:
      return OOF_BLOCK_HEADING;
    case OOF_HTML_ROLE_LIST:
      return OOF_BLOCK_BULLETS;
    case OOF_HTML_ROLE_NUMBERED:
      return OOF_BLOCK_NUMBERS;
    case OOF_HTML_ROLE_CELL:
      return OOF_BLOCK_PARAGRAPH;
    default:
      break;
    }
  return OOF_BLOCK_PARAGRAPH;
}

/* Where an open element ends: before its closing tag, and behind it. walk goes on to there. */
static gsize
find_element_end (OofWalk *walk, guint index, gsize *ret_behind)
{
  char name[OOF_HTML_MOST_NAME + 1];

  g_strlcpy (name, walk->stack[index].name, sizeof name);
  while (oof_walk_next (walk))
    if (walk->n <= index || walk->stack[index].begin == walk->begin) {
      gboolean is_own = walk->token.kind == OOF_HTML_CLOSE && strcmp (walk->token.name, name) == 0;

      *ret_behind = is_own ? walk->end : walk->begin;
      return walk->begin;
    }
  *ret_behind = (gsize) (walk->reader.end - walk->html);
  return *ret_behind;
}

static guint
find_open (const OofWalk *walk, OofHtmlRole one, OofHtmlRole other)
{
  guint i = walk->n - 1;

  while (i > 0 && walk->stack[i].element->role != one && walk->stack[i].element->role != other &&
         walk->stack[i].element->role != OOF_HTML_ROLE_CELL)
    i--;
  return walk->stack[i].element->role == OOF_HTML_ROLE_CELL ? 0 : i;
}

static void
append (GString *html, const OofDraft *self, gsize from, gsize until)
{
  g_string_append_len (html, self->html + from, (gssize) (until - from));
}

/* The list ends before the item and begins again behind it; what is empty then goes. */
static OofDraft *
leave_list (const OofDraft *self, const OofWalk *at_line)
{
  OofWalk walk = *at_line;
  guint item = find_open (&walk, OOF_HTML_ROLE_ITEM, OOF_HTML_ROLE_ITEM);
  guint list = find_open (&walk, OOF_HTML_ROLE_LIST, OOF_HTML_ROLE_NUMBERED);
  OofOpen first = walk.stack[item];
  OofOpen outer = walk.stack[list];
  g_autoptr (GString) html = g_string_sized_new (self->length + 64);
  gsize end, behind, seam;

  if (item == 0 || list == 0 || list > item)
    return oof_draft_ref ((OofDraft *) self);

  end = find_element_end (&walk, item, &behind);
  append (html, self, 0, first.begin);
  seam = html->len;
  g_string_append_printf (html, "</%s><p>", outer.name);
  append (html, self, first.end, end);
  g_string_append (html, "</p>");
  append (html, self, outer.begin, outer.end);
  end = html->len;
  append (html, self, behind, self->length);
  oof_draft_prune (html, end, FALSE);
  oof_draft_prune (html, seam, FALSE);
  return oof_draft_new (html->str, self->label);
}

static gboolean
has_own_frame (const OofDraft *self, const OofWalk *walk, guint at)
{
  const OofOpen *block = &walk->stack[oof_walk_block (walk)];
  gboolean is_plain = strcmp (block->name, "p") == 0 || strcmp (block->name, "div") == 0 ||
                      block->element->role == OOF_HTML_ROLE_HEADING;

  return is_plain && oof_draft_is_alone (self, walk, at);
}

static void
strip_list_end (GString *html, OofBlock block)
{
  const char *end = block == OOF_BLOCK_BULLETS ? "</ul>" : "</ol>";
  gsize length = html->len;

  while (length > 0 && g_ascii_isspace (html->str[length - 1]))
    length--;
  if (length >= 5 && g_ascii_strncasecmp (html->str + length - 5, end, 5) == 0)
    g_string_truncate (html, length - 5);
  else
    g_string_append_len (html, frames[block].open, 4);
}

static void
append_open (GString *html, OofBlock block)
{
  if (block == OOF_BLOCK_BULLETS || block == OOF_BLOCK_NUMBERS) {
    strip_list_end (html, block);
    g_string_append (html, "<li>");
  } else {
    g_string_append (html, frames[block].open);
  }
}

/* Another frame in the place of the line's own. */
static OofDraft *
reframe (const OofDraft *self, const OofWalk *at_line, OofBlock block)
{
  OofWalk walk = *at_line;
  guint index = oof_walk_block (&walk);
  OofOpen own = walk.stack[index];
  g_autoptr (GString) html = g_string_sized_new (self->length + 64);
  gsize end, behind;

  end = find_element_end (&walk, index, &behind);
  append (html, self, 0, own.begin);
  append_open (html, block);
  append (html, self, own.end, end);
  g_string_append (html, frames[block].close);
  append (html, self, behind, self->length);
  return oof_draft_new (html->str, self->label);
}

/* A paragraph that holds other lines, too, ends before this one and begins again behind it; any
 * other place gets a frame around the line. In tables so broken that the line's ends do not stand
 * in order nothing is done. */
static OofDraft *
frame_line (const OofDraft *self, const OofWalk *walk, guint at, OofBlock block)
{
  const OofOpen *around = &walk->stack[oof_walk_block (walk)];
  gboolean is_paragraph = strcmp (around->name, "p") == 0 && around->end > around->begin;
  g_autoptr (GString) html = g_string_sized_new (self->length + 64);
  g_autoptr (GString) moved = g_string_new (NULL);
  g_autoptr (GString) rest = g_string_new (NULL);
  guint first, last;
  gsize place = oof_draft_place (self, at);
  gsize begin, from, end, behind, seam;

  oof_draft_line (self, at, &first, &last);
  while (first > 0 && !oof_spot_ends_line (oof_draft_spot (self, first - 1)))
    first--;
  from = begin = first > 0 ? oof_draft_spot (self, first - 1)->begin : 0;
  end = last > first ? oof_draft_spot (self, last - 1)->end : place;
  if (first > 0 && oof_draft_spot (self, first - 1)->kind == OOF_SPOT_BREAK)
    oof_draft_line_end (self, from, &begin);
  else
    from = begin = oof_draft_line_begin (self, begin, place);
  end = oof_draft_line_end (self, end, &behind);
  if (begin > end)
    return oof_draft_ref ((OofDraft *) self);

  oof_draft_cut (self, begin, end, moved, rest);
  append (html, self, 0, from);
  if (is_paragraph)
    g_string_append (html, "</p>");
  seam = html->len - (is_paragraph ? strlen ("</p>") : 0);
  append_open (html, block);
  g_string_append (html, moved->len > 0 ? moved->str : "<br>");
  g_string_append (html, frames[block].close);
  if (is_paragraph)
    append (html, self, around->begin, around->end);
  end = html->len;
  g_string_append (html, rest->str);
  append (html, self, behind, self->length);
  oof_draft_prune (html, end, FALSE);
  if (is_paragraph)
    oof_draft_prune (html, seam, FALSE);
  return oof_draft_new (html->str, self->label);
}

static OofDraft *
set_line (const OofDraft *self, guint at, OofBlock block)
{
  OofBlock now = oof_draft_block (self, at);
  g_auto (OofWalk) walk = { 0 };

  if (now == block)
    return oof_draft_ref ((OofDraft *) self);

  walk_to_line (self, at, &walk);
  if (now == OOF_BLOCK_BULLETS || now == OOF_BLOCK_NUMBERS)
    return leave_list (self, &walk);
  if (has_own_frame (self, &walk, at))
    return reframe (self, &walk, block);
  return frame_line (self, &walk, at, block);
}

static guint
line_number (const OofDraft *self, guint at)
{
  guint n = 0;

  for (guint i = 0; i < at; i++)
    n += oof_spot_ends_line (oof_draft_spot (self, i));
  return n;
}

/* The first place behind the bullet of a line. */
static guint
line_place (const OofDraft *self, guint line)
{
  guint at = 0;
  guint begin, end;

  for (; line > 0 && at < self->spots->len; at++)
    line -= oof_spot_ends_line (oof_draft_spot (self, at));
  oof_draft_line (self, at, &begin, &end);
  return begin;
}

OofDraft *
oof_draft_set_block (const OofDraft *self, guint from, guint until, OofBlock block,
                     guint *ret_cursor)
{
  g_autoptr (OofDraft) draft = oof_draft_ref ((OofDraft *) self);
  guint first = line_number (self, from);
  guint last = line_number (self, until);
  guint begin, end;

  oof_draft_line (self, until, &begin, &end);
  for (guint line = first; line <= MIN (last, first + MOST_LINES); line++)
    /* A list of the other kind is left first. */
    for (guint round = 0; round < 2; round++) {
      OofDraft *next = set_line (draft, line_place (draft, line), block);

      oof_draft_unref (draft);
      draft = next;
    }
  if (ret_cursor != NULL)
    *ret_cursor = MIN (line_place (draft, last) + (until > begin ? until - begin : 0),
                       oof_draft_length (draft));
  return g_steal_pointer (&draft);
}

static gboolean
has_block (const char *html)
{
  OofHtmlReader reader = { html, html + strlen (html) };
  OofHtmlToken token;

  while (oof_html_read (&reader, &token))
    if ((token.kind == OOF_HTML_OPEN || token.kind == OOF_HTML_CLOSE) &&
        oof_role_is_block (oof_html_element (token.name)->role))
      return TRUE;
  return FALSE;
}

/* Paragraphs cannot stand in a paragraph: that ends before them and begins again behind. */
static void
paste_blocks (const OofDraft *self, guint at, const char *clean, gsize *place, GString *html)
{
  g_auto (OofWalk) walk = { 0 };
  guint block;
  const OofOpen *around;
  gboolean is_split;
  gsize seam = html->len;

  walk_to_line (self, at, &walk);
  block = oof_walk_block (&walk);
  around = &walk.stack[block];
  is_split = strcmp (around->name, "p") == 0 || around->element->role == OOF_HTML_ROLE_HEADING ||
             (strcmp (around->name, "div") == 0 && oof_draft_is_alone (self, &walk, at));

  oof_walk_close (&walk, block, html);
  if (is_split)
    g_string_append_printf (html, "</%s>", around->name);
  oof_draft_prune (html, seam, FALSE);
  g_string_append (html, clean);
  *place = html->len;
  if (is_split)
    append (html, self, around->begin, around->end);
  oof_walk_reopen (&walk, block, html);
}

OofDraft *
oof_draft_paste (const OofDraft *self, guint from, guint until, const char *clean,
                 guint *ret_cursor)
{
  g_autoptr (OofDraft) erased = oof_draft_type (self, from, until, "", NULL, &from);
  gsize place = oof_draft_place (erased, from);
  g_autoptr (GString) html = g_string_new_len (erased->html, (gssize) place);
  gboolean is_block = has_block (clean);
  gsize filler, behind, rest;
  OofDraft *draft;

  oof_draft_filler (erased, from, &filler, &behind);
  behind = MAX (behind, place);
  if (is_block && !erased->is_bare) {
    paste_blocks (erased, from, clean, &place, html);
  } else {
    gboolean is_wrapped = erased->is_bare && !is_block;

    g_string_append (html, is_wrapped ? "<p>" : "");
    g_string_append (html, clean);
    place = html->len;
    g_string_append (html, is_wrapped ? "</p>" : "");
  }
  rest = html->len;
  g_string_append_len (html, erased->html + behind, (gssize) (erased->length - behind));
  oof_draft_prune (html, rest, FALSE);

  draft = oof_draft_new (html->str, self->label);
  if (ret_cursor != NULL)
    *ret_cursor = oof_draft_find (draft, place);
  return draft;
}
