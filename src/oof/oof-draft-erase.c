/* oof-draft-erase.c - taking a part of the view out of a draft's source
 *
 * Characters go, and elements that lay in the range as a whole; what begins or ends outside of it
 * stays, and so do the parts of tables. Where a line's end was in the range, what is left of the
 * last line moves to the end of the first.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-impl.h"

#include <string.h>

#define MOST_BACK 256
#define MOST_IN_TAG 64 /* "<" in the values of one tag */

typedef struct
{
  const char *begin;
  const char *end;
  char name[OOF_HTML_MOST_NAME + 1];
  OofHtmlRole role;
  gboolean is_opening;
  gboolean is_gone;
} Tag;

static OofHtmlRole
role_of (const OofHtmlToken *token)
{
  return oof_html_element (token->name)->role;
}

static gboolean
is_tag (const OofHtmlToken *token)
{
  return token->kind == OOF_HTML_OPEN || token->kind == OOF_HTML_CLOSE;
}

static gboolean
is_single (OofHtmlRole role)
{
  return role == OOF_HTML_ROLE_VOID || role == OOF_HTML_ROLE_BREAK || role == OOF_HTML_ROLE_RULE ||
         role == OOF_HTML_ROLE_PICTURE;
}

/* Parts of tables only go with the whole table. */
static void
close_pair (GArray *tags, const Tag *close)
{
  guint stop = tags->len > MOST_BACK ? tags->len - MOST_BACK : 0;

  for (guint i = tags->len; i > stop; i--) {
    Tag *tag = &g_array_index (tags, Tag, i - 1);

    if (!tag->is_opening || tag->is_gone || strcmp (tag->name, close->name) != 0)
      continue;
    if (close->role == OOF_HTML_ROLE_TABLE) {
      g_array_set_size (tags, i - 1);
      return;
    }
    if (oof_role_is_table (close->role) || strcmp (close->name, "tbody") == 0) {
      tag->is_opening = FALSE; /* is matched by now */
      break;
    }
    tag->is_gone = TRUE;
    return;
  }
  g_array_append_val (tags, *close);
}

/* What stays of the tags between two places. Caller unrefs. */
static GArray *
find_rest (const char *html, gsize begin, gsize end)
{
  GArray *tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  OofHtmlReader reader = { html + begin, html + end };
  OofHtmlToken token;

  while (oof_html_read (&reader, &token)) {
    Tag tag = { token.begin, reader.at, "", role_of (&token), token.kind == OOF_HTML_OPEN, FALSE };

    if (!is_tag (&token) || is_single (tag.role))
      continue;
    g_strlcpy (tag.name, token.name, sizeof tag.name);
    if (tag.is_opening)
      g_array_append_val (tags, tag);
    else
      close_pair (tags, &tag);
  }
  return tags;
}

static gboolean
is_prunable (const char *name, OofHtmlRole role, gboolean is_inline_only)
{
  if (role == OOF_HTML_ROLE_INLINE || role == OOF_HTML_ROLE_LINK)
    return strcmp (name, "html") != 0 && strcmp (name, "head") != 0 &&
           strcmp (name, "tbody") != 0 && strcmp (name, "thead") != 0;
  return !is_inline_only && !oof_role_is_table (role) && strcmp (name, "body") != 0;
}

static gsize
skip_space (const GString *html, gsize at)
{
  while (at < html->len && g_ascii_isspace (html->str[at]))
    at++;
  return at;
}

/* Is what looks like a tag only a part of the tag that ends with it, such as <a title="<b>">? */
static gboolean
is_in_tag (const GString *html, gsize begin)
{
  OofHtmlReader tag = { html->str + begin, html->str + html->len };
  OofHtmlToken token;
  const char *at = html->str + begin;

  oof_html_read (&tag, &token);
  for (guint i = 0; i < MOST_IN_TAG; i++) {
    OofHtmlReader reader = tag;

    at = g_strrstr_len (html->str, at - html->str, "<");
    if (at == NULL)
      return FALSE;
    reader.at = at;
    if (oof_html_read (&reader, &token) && reader.at == tag.at && token.begin == at)
      return TRUE;
  }
  return FALSE;
}

/* The element that holds nothing but blanks around a place. */
static gboolean
find_empty (const GString *html, gsize place, gboolean is_inline_only, gsize *ret_begin,
            gsize *ret_end)
{
  gsize inner = place;
  gsize behind = is_inline_only ? place : skip_space (html, place);
  const char *open = NULL;
  OofHtmlReader reader = { html->str + behind, html->str + html->len };
  OofHtmlToken first, last;

  while (!is_inline_only && inner > 0 && g_ascii_isspace (html->str[inner - 1]))
    inner--;
  open = inner > 0 ? g_strrstr_len (html->str, (gssize) inner, "<") : NULL;
  if (open == NULL || !oof_html_read (&reader, &last) || last.kind != OOF_HTML_CLOSE ||
      last.begin != html->str + behind)
    return FALSE;

  *ret_end = (gsize) (reader.at - html->str);
  reader = (OofHtmlReader){ open, html->str + html->len };
  if (!oof_html_read (&reader, &first) || first.kind != OOF_HTML_OPEN || first.begin != open ||
      reader.at != html->str + inner || strcmp (first.name, last.name) != 0)
    return FALSE;
  *ret_begin = (gsize) (open - html->str);
  return is_prunable (first.name, role_of (&first), is_inline_only);
}

gsize
oof_draft_prune (GString *html, gsize place, gboolean is_inline_only)
{
  gsize begin, end;

  while (find_empty (html, place, is_inline_only, &begin, &end) && !is_in_tag (html, begin)) {
    g_string_erase (html, (gssize) begin, (gssize) (end - begin));
    place = begin;
  }
  return place;
}

gsize
oof_draft_line_begin (const OofDraft *self, gsize from, gsize until)
{
  OofHtmlReader reader = { self->html + from, self->html + MAX (from, until) };
  OofHtmlToken token;
  gsize begin = from;

  while (oof_html_read (&reader, &token))
    if (is_tag (&token) && oof_role_is_block (role_of (&token)))
      begin = (gsize) (reader.at - self->html);
  return begin;
}

gsize
oof_draft_line_end (const OofDraft *self, gsize from, gsize *ret_behind)
{
  OofHtmlReader reader = { self->html + from, self->html + self->length };
  OofHtmlToken token;

  while (oof_html_read (&reader, &token)) {
    OofHtmlRole role = role_of (&token);

    if (!is_tag (&token) || (!oof_role_is_block (role) && role != OOF_HTML_ROLE_BREAK))
      continue;
    *ret_behind = (gsize) ((role == OOF_HTML_ROLE_BREAK ? reader.at : token.begin) - self->html);
    return (gsize) (token.begin - self->html);
  }
  *ret_behind = self->length;
  return self->length;
}

void
oof_draft_cut (const OofDraft *self, gsize begin, gsize end, GString *moved, GString *rest)
{
  g_autoptr (GArray) tags = find_rest (self->html, begin, MAX (begin, end));
  const char *at = self->html + begin;

  for (guint i = 0; i < tags->len; i++) {
    const Tag *tag = &g_array_index (tags, Tag, i);

    if (tag->is_gone)
      continue;
    g_string_append_len (rest, tag->begin, tag->end - tag->begin);
    if (tag->is_opening)
      continue;
    g_string_append_len (moved, at, tag->begin - at); /* closes what began before the line */
    at = tag->end;
  }
  if (at < self->html + end)
    g_string_append_len (moved, at, self->html + end - at);
  for (guint i = tags->len; i > 0; i--) {
    const Tag *tag = &g_array_index (tags, Tag, i - 1);

    if (!tag->is_gone && tag->is_opening)
      g_string_append_printf (moved, "</%s>", tag->name);
  }
}

/* The line behind a line's end moves to the end of the one before. */
static char *
join_lines (const OofDraft *self, guint at)
{
  const OofSpot *end = oof_draft_spot (self, at);
  gsize begin = oof_draft_line_begin (self, end->begin, end->end);
  g_autoptr (GString) html = g_string_new_len (self->html, end->begin);
  g_autoptr (GString) moved = g_string_new (NULL);
  g_autoptr (GString) rest = g_string_new (NULL);
  guint first, last;
  gsize until, behind, hole;

  oof_draft_line (self, at + 1, &first, &last);
  until = oof_draft_line_end (self, last > first ? oof_draft_spot (self, last - 1)->end : end->end,
                              &behind);
  oof_draft_cut (self, begin, until, moved, rest);
  g_string_append (html, moved->str);
  g_string_append_len (html, self->html + end->begin, (gssize) (begin - end->begin));
  hole = html->len;
  g_string_append (html, rest->str);
  g_string_append_len (html, self->html + behind, (gssize) (self->length - behind));
  oof_draft_prune (html, hole, FALSE);
  return g_strdup (html->str);
}

static guint
count_lines (const OofDraft *self, guint from, guint until)
{
  guint n = 0;

  for (guint i = from; i < until; i++)
    n += oof_spot_ends_line (oof_draft_spot (self, i));
  return n;
}

typedef struct
{
  gsize begin;
  gsize end;
  gboolean is_line_start; /* nothing stands before it on its first line */
  gboolean is_line_end;
  gboolean is_whole;
  gboolean is_cell; /* an empty one needs nothing to hold it open */
  guint n_lines;
} Hole;

static Hole
find_hole (const OofDraft *self, guint from, guint until)
{
  Hole hole = { 0 };
  gsize filler, behind;
  guint begin, end;

  oof_draft_line (self, from, &begin, &end);
  hole.is_line_start = from <= begin;
  hole.is_cell = (begin > 0 && oof_draft_spot (self, begin - 1)->kind == OOF_SPOT_TAB);
  oof_draft_line (self, until, &begin, &end);
  hole.is_line_end = until >= end;
  hole.is_cell |= end > until && oof_draft_spot (self, until)->kind == OOF_SPOT_TAB;
  hole.is_whole = from == 0 && until == self->spots->len;
  hole.n_lines = count_lines (self, from, until);

  hole.begin = oof_draft_spot (self, from)->begin;
  if (from > 0)
    hole.begin = MAX (hole.begin, oof_draft_spot (self, from - 1)->end);
  hole.end = MAX (hole.begin, oof_draft_spot (self, until - 1)->end);
  if (hole.n_lines > 0 && until == begin) {
    oof_draft_filler (self, until, &filler, &behind);
    hole.end = MAX (hole.end, behind);
  }
  return hole;
}

/* A blank that would now stand behind another, or at a line's beginning, is not shown. */
static gsize
append_blank (const OofDraft *self, guint from, guint until, gsize end, GString *html)
{
  const OofSpot *before = from > 0 ? oof_draft_spot (self, from - 1) : NULL;
  const OofSpot *next = until < self->spots->len ? oof_draft_spot (self, until) : NULL;

  if (next == NULL || next->kind != OOF_SPOT_CHAR || next->c != ' ' || next->begin < end ||
      self->html[next->begin] == '&' ||
      memchr (self->html + next->begin, '<', next->end - next->begin) != NULL)
    return end;
  if (before != NULL && before->c != ' ' && !oof_spot_ends_line (before))
    return end;
  g_string_append_len (html, self->html + end, (gssize) (next->begin - end));
  g_string_append (html, "&nbsp;");
  return next->end;
}

/* What is empty by now goes, and what has to stay is held open. Gives the place where something
 * typed goes. behind: the place behind the tags that stay. */
static gsize
close_hole (const Hole *hole, gboolean is_typed, gsize behind, GString *html)
{
  gsize place = hole->begin;
  gsize length;

  if ((hole->n_lines > 0 || hole->is_whole) && !(is_typed && behind == place))
    behind = oof_draft_prune (html, behind, FALSE);
  place = MIN (place, behind);

  if (hole->is_line_start && hole->is_line_end && !hole->is_whole && !hole->is_cell) {
    if (!is_typed)
      place = oof_draft_prune (html, place, TRUE);
    g_string_insert (html, (gssize) place, "<br>");
    return place;
  }
  if (hole->is_line_start && hole->n_lines > 0 && !hole->is_line_end && behind > place) {
    length = html->len;
    oof_draft_prune (html, place, FALSE);
    return behind - (length - html->len);
  }
  return is_typed ? place : oof_draft_prune (html, place, TRUE);
}

/* Is something left of the ends of the lines in the range? */
static gboolean
is_still_parted (const OofDraft *self, const OofDraft *erased, const Hole *hole, guint at)
{
  return hole->n_lines > 0 && at < erased->spots->len &&
         oof_draft_spot (erased, at)->kind == OOF_SPOT_BLOCK &&
         count_lines (erased, 0, erased->spots->len) >
             count_lines (self, 0, self->spots->len) - hole->n_lines;
}

char *
oof_draft_erase (const OofDraft *self, guint from, guint until, gboolean is_typed, gsize *ret_place)
{
  Hole hole = find_hole (self, from, until);
  g_autoptr (GArray) tags = find_rest (self->html, hole.begin, MAX (hole.begin, hole.end));
  g_autoptr (GString) html = g_string_new_len (self->html, (gssize) hole.begin);
  g_autoptr (OofDraft) erased = NULL;
  gsize behind;
  guint at;

  for (guint i = 0; i < tags->len; i++) {
    const Tag *tag = &g_array_index (tags, Tag, i);

    if (!tag->is_gone)
      g_string_append_len (html, tag->begin, tag->end - tag->begin);
  }
  behind = html->len;
  if (!is_typed)
    hole.end = append_blank (self, from, until, hole.end, html);
  g_string_append_len (html, self->html + hole.end, (gssize) (self->length - hole.end));

  *ret_place = close_hole (&hole, is_typed, behind, html);
  erased = oof_draft_new (html->str, self->label);
  at = oof_draft_find (erased, *ret_place);
  if (!is_still_parted (self, erased, &hole, at))
    return g_strdup (html->str);

  *ret_place = oof_draft_spot (erased, at)->begin;
  return join_lines (erased, at);
}
