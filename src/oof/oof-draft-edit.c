/* oof-draft-edit.c - typing into a draft
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-impl.h"

#include <string.h>

/* How a line ends at a place. */
typedef enum
{
  END_LINE_END, /* in text that is shown as it is typed */
  END_BREAK,
  END_BLOCK,
  END_WRAP /* there is no paragraph yet */
} EndKind;

typedef struct
{
  const OofDraft *draft;
  guint at;
  guint begin; /* the line */
  guint end;
  OofWalk walk;
  guint block; /* index of the stack */
  EndKind kind;
  GString *close;
  GString *open;
} Typing;

static const OofSpot *
line_end (const Typing *self)
{
  return oof_draft_behind (self->draft, self->end);
}

static EndKind
end_kind (const Typing *self)
{
  const OofOpen *block = &self->walk.stack[self->block];

  if (self->walk.stack[self->walk.n - 1].style.is_pre)
    return END_LINE_END;
  if (self->draft->is_bare && (self->block == 0 || strcmp (block->name, "body") == 0))
    return END_WRAP;
  switch (block->element->role) {
  case OOF_HTML_ROLE_ITEM:
  case OOF_HTML_ROLE_HEADING:
    return END_BLOCK;
  case OOF_HTML_ROLE_PARAGRAPH:
    return strcmp (block->name, "p") == 0 ? END_BLOCK : END_BREAK;
  case OOF_HTML_ROLE_BLOCK:
    return strcmp (block->name, "div") == 0 &&
                   oof_draft_is_alone (self->draft, &self->walk, self->at)
               ? END_BLOCK
               : END_BREAK;
  default:
    return END_BREAK;
  }
}

static void
set_ends (Typing *self)
{
  const OofOpen *block = &self->walk.stack[self->block];

  switch (self->kind) {
  case END_LINE_END:
    g_string_assign (self->open, "\n");
    break;
  case END_BREAK:
    g_string_assign (self->open, "<br>");
    break;
  case END_WRAP:
    g_string_assign (self->close, "</p>");
    g_string_assign (self->open, "<p>");
    break;
  case END_BLOCK:
    oof_walk_close (&self->walk, self->block, self->close);
    g_string_append_printf (self->close, "</%s>", block->name);
    g_string_append_len (self->open, self->draft->html + block->begin,
                         (gssize) (block->end - block->begin));
    oof_walk_reopen (&self->walk, self->block, self->open);
  }
}

static void
typing_init (Typing *self, const OofDraft *draft, guint at, gsize place)
{
  self->draft = draft;
  self->at = at;
  oof_draft_line (draft, at, &self->begin, &self->end);
  oof_walk_init (&self->walk, draft->html, draft->length);
  oof_walk_to (&self->walk, place);
  self->block = oof_walk_block (&self->walk);
  self->kind = end_kind (self);
  self->close = g_string_new (NULL);
  self->open = g_string_new (NULL);
  set_ends (self);
}

static void
typing_clear (Typing *self)
{
  oof_walk_clear (&self->walk);
  g_string_free (self->close, TRUE);
  g_string_free (self->open, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typing, typing_clear)

/* A line that holds nothing has to be held open, where the break itself does not. */
static void
append_filler (const Typing *self, gboolean is_last, GString *out)
{
  const OofSpot *behind = line_end (self);

  if (self->kind == END_LINE_END)
    return;
  if (self->kind == END_BREAK && (!is_last || (behind != NULL && behind->kind == OOF_SPOT_BREAK)))
    return;
  g_string_append (out, "<br>");
}

static void
append_line (const Typing *self, const char *line, guint i, guint n, const OofPen *pen,
             GString *out)
{
  const OofSpot *before = i == 0 ? oof_draft_before (self->draft, self->at) : NULL;
  const OofSpot *next = i == n - 1 ? oof_draft_behind (self->draft, self->at) : NULL;
  gboolean is_first_empty = i > 0 || self->at == self->begin;
  gboolean is_last_empty = i < n - 1 || self->at == self->end;
  g_autoptr (GString) open = g_string_new (NULL);
  g_autoptr (GString) close = g_string_new (NULL);

  if (*line == '\0') {
    if (n > 1 && is_first_empty && is_last_empty)
      append_filler (self, i == n - 1, out);
    return;
  }
  if (pen != NULL)
    oof_pen_tags (pen, &self->walk, open, close);
  g_string_append (out, open->str);
  oof_draft_escape (line, strlen (line), oof_spot_is_shown (before) ? before->c : '\n',
                    next != NULL ? next->c : '\n', out);
  g_string_append (out, close->str);
}

/* A "<" or "&" that stands for itself, or "&amp" without its end, must not become something else by
 * the letter that comes behind it. */
static void
secure_end (const OofDraft *self, guint at, const char *line, GString *html)
{
  const OofSpot *before = oof_draft_before (self, at);
  const char *source = before != NULL ? self->html + before->begin : "";

  if (before == NULL || before->end != html->len)
    return;

  oof_draft_end_chip (self, before, html);
  if (before->kind != OOF_SPOT_CHAR)
    return;

  if (before->end - before->begin == 1 && (*source == '<' || *source == '&')) {
    g_string_truncate (html, before->begin);
    g_string_append (html, *source == '<' ? "&lt;" : "&amp;");
  } else if (*source == '&' && html->str[html->len - 1] != ';' && g_ascii_isalnum (*line)) {
    g_string_append_c (html, ';');
  }
}

/* A blank that the new line would begin with goes, as nobody would see it. */
static gsize
pass_blank (const Typing *self, const char *line, gsize place)
{
  const OofSpot *next = oof_draft_behind (self->draft, self->at);
  const char *html = self->draft->html;

  if (*line != '\0' || self->kind == END_LINE_END || next == NULL || next->c != ' ' ||
      next->begin != place || memchr (html + place, '<', next->end - place) != NULL)
    return place;
  return next->end;
}

/* Behind a heading comes text. */
static gboolean
ends_heading (const Typing *self, const char *const *lines)
{
  return self->walk.stack[self->block].element->role == OOF_HTML_ROLE_HEADING &&
         self->at == self->end && lines[0][0] == '\0' && lines[1] != NULL && lines[1][0] == '\0';
}

static OofDraft *
leave_heading (OofDraft *draft, guint at)
{
  OofDraft *left = oof_draft_set_block (draft, at, at, OOF_BLOCK_PARAGRAPH, NULL);

  oof_draft_unref (draft);
  return left;
}

/* What a pen has left may be empty before and behind what was typed. Gives the cursor. */
static gsize
prune_seams (GString *html, gsize begin, gsize end)
{
  gsize length;

  end = oof_draft_prune (html, end, TRUE);
  length = html->len;
  oof_draft_prune (html, begin, TRUE);
  return end - (length - html->len);
}

static OofDraft *
insert_lines (const OofDraft *self, guint at, gsize place, const char *const *lines,
              const OofPen *pen, guint *ret_cursor)
{
  gsize filler, behind;
  g_auto (Typing) typing = { 0 };
  g_autoptr (GString) html = g_string_new_len (self->html, (gssize) place);
  guint n = g_strv_length ((char **) lines);
  OofDraft *draft;
  gsize cursor = 0;

  typing_init (&typing, self, at, place);
  secure_end (self, at, lines[0], html);
  oof_draft_filler (self, at, &filler, &behind);
  if (behind == 0)
    behind = n > 1 ? pass_blank (&typing, lines[n - 1], place) : place;

  g_string_append (html, typing.kind == END_WRAP ? "<p>" : "");
  for (guint i = 0; i < n; i++) {
    g_string_append (html, i > 0 ? typing.close->str : "");
    g_string_append (html, i > 0 ? typing.open->str : "");
    cursor = html->len;
    append_line (&typing, lines[i], i, n, pen, html);
    if (lines[i][0] != '\0')
      cursor = html->len;
  }
  g_string_append (html, typing.kind == END_WRAP ? "</p>" : "");
  g_string_append_len (html, self->html + behind, (gssize) (self->length - behind));
  if (pen != NULL)
    cursor = prune_seams (html, place, cursor);

  draft = oof_draft_new (html->str, self->label);
  at = oof_draft_find (draft, cursor);
  if (ret_cursor != NULL)
    *ret_cursor = at;
  return ends_heading (&typing, lines) ? leave_heading (draft, at) : draft;
}

/* Not into the middle of a placeholder, and not before a bullet. */
static guint
snap (const OofDraft *self, guint at, gboolean is_forward)
{
  const OofSpot *spot = oof_draft_behind (self, at);

  at = MIN (at, self->spots->len);
  if (spot != NULL && spot->kind == OOF_SPOT_CHIP) {
    gsize begin = spot->begin;

    if (at == 0 || oof_draft_spot (self, at - 1)->begin != begin)
      return at;
    while (is_forward && at < self->spots->len && oof_draft_spot (self, at)->begin == begin)
      at++;
    while (!is_forward && at > 0 && oof_draft_spot (self, at - 1)->begin == begin)
      at--;
  }
  return at;
}

static guint
pass_bullet (const OofDraft *self, guint at)
{
  while (at < self->spots->len && oof_draft_spot (self, at)->kind == OOF_SPOT_BULLET)
    at++;
  return at;
}

static gboolean
is_all_bullet (const OofDraft *self, guint from, guint until)
{
  while (from < until && oof_draft_spot (self, from)->kind == OOF_SPOT_BULLET)
    from++;
  return from == until;
}

static char **
split_lines (const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  g_string_replace (lines, "\xE2\x80\xA8", "\n", 0);
  g_string_replace (lines, "\xE2\x80\xA9", "\n", 0);
  return g_strsplit (lines->str, "\n", -1);
}

/* Return in a list's empty item ends the list. */
static gboolean
ends_list (const OofDraft *self, guint at, const char *text)
{
  const OofSpot *before = oof_draft_before (self, at);
  guint begin, end;

  oof_draft_line (self, at, &begin, &end);
  return strcmp (text, "\n") == 0 && begin == end && before != NULL &&
         before->kind == OOF_SPOT_BULLET;
}

OofDraft *
oof_draft_type (const OofDraft *self, guint from, guint until, const char *text, const OofPen *pen,
                guint *ret_cursor)
{
  g_auto (GStrv) lines = split_lines (text);
  g_autoptr (OofDraft) erased = NULL;
  gsize place = 0; /* the hole that what is typed replaces something in; 0: none */

  from = snap (self, from, from == until);
  until = MAX (from, snap (self, until, TRUE));
  if (from < until) {
    g_autofree char *html = NULL;

    if (*text == '\0' && is_all_bullet (self, from, until))
      return oof_draft_set_block (self, until, until, OOF_BLOCK_PARAGRAPH, ret_cursor);
    html = oof_draft_erase (self, from, until, *text != '\0', &place);
    erased = oof_draft_new (html, self->label);
    from = oof_draft_find (erased, place);
    self = erased;
  }
  from = pass_bullet (self, from);
  if (*text != '\0' && ends_list (self, from, text))
    return oof_draft_set_block (self, from, from, OOF_BLOCK_PARAGRAPH, ret_cursor);
  if (*text != '\0')
    return insert_lines (self, from, erased != NULL ? place : oof_draft_place (self, from),
                         (const char *const *) lines, pen, ret_cursor);

  if (ret_cursor != NULL)
    *ret_cursor = from;
  return oof_draft_ref ((OofDraft *) self);
}
