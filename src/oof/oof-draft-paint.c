/* oof-draft-paint.c - bold, italic, underline, colour and links of a part of a draft
 *
 * Each piece of text in the range gets tags of its own, inside of whatever it stands in: so nothing
 * is ever wrongly nested, whichever elements the range begins and ends in. What comes from an
 * element around the piece is taken away by closing that element before it and opening it again
 * behind it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-impl.h"

#include <string.h>

static const struct
{
  OofRunStyle style;
  const char *open;
  const char *close;
  const char *names[3]; /* elements that mean it */
  const char *property;
  const char *plain;
} marks[] = {
  { OOF_RUN_BOLD,
    "<b>",
    "</b>",
    { "b", "strong" },
    "font-weight",
    "<span style=\"font-weight:normal\">" },
  { OOF_RUN_ITALIC,
    "<i>",
    "</i>",
    { "i", "em" },
    "font-style",
    "<span style=\"font-style:normal\">" },
  { OOF_RUN_UNDERLINE, "<u>", "</u>", { "u", "ins" }, "text-decoration", NULL },
};

static gsize
attribute_end (const GString *tag, gsize at)
{
  char quote = tag->str[at];

  if (quote != '"' && quote != '\'')
    return at + strcspn (tag->str + at, " \t\r\n>");
  for (at++; at < tag->len && tag->str[at] != quote; at++)
    ;
  return MIN (at + 1, tag->len - 1);
}

/* Takes a declaration out of a tag's style attribute. TRUE: it was there. */
static gboolean
strip_property (GString *tag, const char *property)
{
  gsize length = strlen (property);
  gboolean is_found = FALSE;

  for (gsize at = 1; at + length < tag->len; at++) {
    gsize end = at + length;

    if (g_ascii_strncasecmp (tag->str + at, property, length) != 0 ||
        strchr (" \t\r\n;\"'", tag->str[at - 1]) == NULL)
      continue;
    end += strcspn (tag->str + end, ";\"'");
    if (strchr (":-= \t", tag->str[at + length]) == NULL)
      continue;
    if (tag->str[at + length] == '=')
      end = attribute_end (tag, at + length + 1);
    else
      end += tag->str[end] == ';';
    g_string_erase (tag, (gssize) at, (gssize) (end - at));
    is_found = TRUE;
    at = 0;
  }
  return is_found;
}

static gboolean
is_named (const OofOpen *open, const char *const *names)
{
  for (guint i = 0; i < 3 && names[i] != NULL; i++)
    if (strcmp (open->name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* An open element's tag without what the pen takes away. FALSE: it is as it was. An empty one: the
 * element goes. */
static gboolean
strip_tag (const OofWalk *walk, guint i, const OofPen *pen, GString *tag)
{
  const OofOpen *open = &walk->stack[i];
  gboolean is_changed = FALSE;

  g_string_append_len (tag, walk->html + open->begin, (gssize) (open->end - open->begin));
  for (guint k = 0; k < G_N_ELEMENTS (marks); k++) {
    if ((pen->mask & marks[k].style) == 0 || (pen->style & marks[k].style) != 0)
      continue;
    if (is_named (open, marks[k].names)) {
      g_string_truncate (tag, 0);
      return TRUE;
    }
    is_changed |= strip_property (tag, marks[k].property);
  }
  if (pen->has_colour)
    is_changed |= strip_property (tag, "color");
  if (pen->has_link && open->element->role == OOF_HTML_ROLE_LINK) {
    g_string_truncate (tag, 0);
    return TRUE;
  }
  g_string_replace (tag, " style=\"\"", "", 1);
  if (g_ascii_strcasecmp (tag->str, "<span>") == 0 || g_ascii_strcasecmp (tag->str, "<font>") == 0)
    g_string_truncate (tag, 0);
  return is_changed;
}

static gboolean
takes_away (const OofPen *pen, const OofOpen *top)
{
  return (pen->mask & ~pen->style & top->style.style) != 0 ||
         (pen->has_colour && top->style.colour != 0 && top->style.colour != pen->colour) ||
         (pen->has_link && top->link != NULL);
}

/* Closes and opens again what lies around a piece, without what the pen takes away. */
static OofRunStyle
leave_elements (const OofPen *pen, const OofWalk *walk, GString *before, GString *behind)
{
  guint block = oof_walk_block (walk);
  const OofOpen *top = &walk->stack[walk->n - 1];
  OofRunStyle left = walk->stack[block].style.style; /* comes from the block itself */
  guint first = walk->n;
  GPtrArray *kept;

  if (!takes_away (pen, top))
    return top->style.style;

  kept = g_ptr_array_new_with_free_func (g_free);
  for (guint i = walk->n - 1; i > block; i--) {
    g_autoptr (GString) tag = g_string_new (NULL);

    if (strip_tag (walk, i, pen, tag))
      first = i;
    g_ptr_array_insert (kept, 0, g_strdup (tag->str));
  }
  for (guint i = walk->n - 1; i >= first; i--)
    g_string_append_printf (before, "</%s>", walk->stack[i].name);
  for (guint i = first; i < walk->n; i++) {
    const char *tag = g_ptr_array_index (kept, i - block - 1);

    g_string_append (before, tag);
    if (*tag != '\0') {
      g_autofree char *close = g_strdup_printf ("</%s>", walk->stack[i].name);

      g_string_prepend (behind, close);
    }
  }
  for (guint i = first; i < walk->n; i++)
    g_string_append_len (behind, walk->html + walk->stack[i].begin,
                         (gssize) (walk->stack[i].end - walk->stack[i].begin));
  g_ptr_array_unref (kept);
  return (top->style.style & ~pen->mask) | (left & pen->mask);
}

static void
wrap (GString *before, GString *behind, const char *open, const char *close)
{
  g_string_append (before, open);
  g_string_prepend (behind, close);
}

void
oof_pen_tags (const OofPen *pen, const OofWalk *walk, GString *before, GString *behind)
{
  const OofOpen *top = &walk->stack[walk->n - 1];
  OofRunStyle style = leave_elements (pen, walk, before, behind);

  if (pen->has_link && pen->link != NULL) {
    g_autofree char *escaped = g_markup_escape_text (pen->link, -1);
    g_autofree char *open = g_strdup_printf ("<a href=\"%s\">", escaped);

    wrap (before, behind, open, "</a>");
  }
  if (pen->has_colour && pen->colour != 0 && pen->colour != top->style.colour) {
    g_autofree char *open =
        g_strdup_printf ("<span style=\"color:#%06x\">", pen->colour & 0xFFFFFF);

    wrap (before, behind, open, "</span>");
  }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    OofRunStyle mark = marks[i].style;

    if ((pen->mask & mark) == 0 || (pen->style & mark) == (style & mark))
      continue;
    if ((pen->style & mark) != 0)
      wrap (before, behind, marks[i].open, marks[i].close);
    else if (marks[i].plain != NULL)
      wrap (before, behind, marks[i].plain, "</span>");
  }
}

/* As many spots as stand in one piece of the source, in one element. */
static guint
find_piece_end (const OofDraft *self, guint from, guint until)
{
  guint i = from + 1;

  while (i < until && oof_spot_is_shown (oof_draft_spot (self, from))) {
    const OofSpot *before = oof_draft_spot (self, i - 1);
    const OofSpot *spot = oof_draft_spot (self, i);
    gboolean is_same = spot->begin == before->begin && spot->end == before->end;

    if (!oof_spot_is_shown (spot) || (!is_same && spot->begin != before->end) ||
        spot->look != before->look)
      break;
    i++;
  }
  return i;
}

/* Tags in the middle of a collapsed blank stay outside of the piece. */
static gsize
piece_end (const OofDraft *self, const OofSpot *last)
{
  gboolean is_blank = last->kind == OOF_SPOT_CHAR && last->c == ' ';
  const char *tag =
      is_blank ? memchr (self->html + last->begin, '<', last->end - last->begin) : NULL;

  return tag != NULL ? (gsize) (tag - self->html) : last->end;
}

typedef struct
{
  guint from; /* spots */
  guint until;
  gsize begin; /* of the source */
  gsize end;
} Piece;

void
oof_draft_end_chip (const OofDraft *self, const OofSpot *spot, GString *html)
{
  static const char *const ends[] = { "", ">", "\">", "'>" };
  int length = (int) (spot->end - spot->begin);

  if (spot->kind != OOF_SPOT_CHIP || self->html[spot->begin] != '<' || spot->end < self->length)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *tag = g_strdup_printf ("%.*s%s<i>", length, self->html + spot->begin, ends[i]);
    OofHtmlReader reader = { tag, tag + strlen (tag) };
    OofHtmlToken token;

    if (oof_html_read (&reader, &token) && g_str_equal (reader.at, "<i>")) {
      g_string_append (html, ends[i]);
      return;
    }
  }
}

/* A piece of the source; a "<" or "&" in it that stands for itself, and the one before it, must not
 * become something else by tags that come or go there. */
static void
append_source (const OofDraft *self, const Piece *piece, GString *html)
{
  gsize copied = piece->begin;

  for (guint i = piece->from; i < piece->until; i++) {
    const OofSpot *spot = oof_draft_spot (self, i);

    if (spot->kind != OOF_SPOT_CHAR || (spot->c != '<' && spot->c != '&') ||
        spot->end - spot->begin != 1 || spot->begin < copied)
      continue;
    g_string_append_len (html, self->html + copied, (gssize) (spot->begin - copied));
    g_string_append (html, spot->c == '<' ? "&lt;" : "&amp;");
    copied = spot->end;
  }
  g_string_append_len (html, self->html + copied, (gssize) (piece->end - copied));
}

static void
append_piece (const OofDraft *self, const OofPen *pen, OofWalk *walk, const Piece *piece,
              GString *html)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) behind = g_string_new (NULL);

  oof_walk_to (walk, piece->begin);
  oof_pen_tags (pen, walk, before, behind);
  if (before->len > 0 && g_str_has_suffix (html->str, "</b>") && strcmp (before->str, "<b>") == 0)
    g_string_truncate (html, html->len - strlen ("</b>"));
  else
    g_string_append (html, before->str);
  append_source (self, piece, html);
  oof_draft_end_chip (self, oof_draft_spot (self, piece->until - 1), html);
  g_string_append (html, behind->str);
}

/* Elements that hold nothing since they were closed before a piece or opened behind it. */
static void
prune_seams (GString *html, GArray *seams)
{
  for (guint i = seams->len; i > 0; i--)
    oof_draft_prune (html, g_array_index (seams, gsize, i - 1), TRUE);
}

/* Where a "<" or "&" may stand that what begins there could become a part of. */
static guint
find_bare (const OofDraft *self, guint from)
{
  while (from > 0 && oof_draft_spot (self, from - 1)->kind == OOF_SPOT_CHAR &&
         g_unichar_isalnum (oof_draft_spot (self, from - 1)->c))
    from--;
  return from > 0 ? from - 1 : 0;
}

OofDraft *
oof_draft_paint (const OofDraft *self, guint from, guint until, const OofPen *pen)
{
  g_autoptr (GString) html = g_string_sized_new (self->length + 64);
  g_autoptr (GArray) seams = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_auto (OofWalk) walk = { 0 };
  gsize copied = 0;

  oof_walk_init (&walk, self->html, self->length);
  until = MIN (until, self->spots->len);
  while (from < until) {
    const OofSpot *spot = oof_draft_spot (self, from);
    guint next = find_piece_end (self, from, until);

    if (oof_spot_is_shown (spot)) {
      const Piece piece = { from, next, spot->begin,
                            piece_end (self, oof_draft_spot (self, next - 1)) };
      gsize seam;

      append_source (self, &(Piece){ find_bare (self, from), from, copied, spot->begin }, html);
      seam = html->len;
      g_array_append_val (seams, seam);
      append_piece (self, pen, &walk, &piece, html);
      seam = html->len;
      g_array_append_val (seams, seam);
      copied = piece.end;
    }
    from = next;
  }
  g_string_append_len (html, self->html + copied, (gssize) (self->length - copied));
  prune_seams (html, seams);
  return oof_draft_new (html->str, self->label);
}
