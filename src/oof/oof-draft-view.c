/* oof-draft-view.c - the view of a draft's source: which character stands where
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-impl.h"
#include "oof-html-entity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_LOOKS 65535
#define LOOKS_BACK 16 /* how far back one that is alike is searched */

typedef struct
{
  OofDraft *draft;
  OofWalk walk;
  gboolean has_line;   /* something is shown by now: a line to end */
  gboolean is_open;    /* something stands on this line */
  gboolean is_pending; /* the line has ended; the next thing begins another one */
  OofSpotKind pending;
  gsize last;        /* where what stands before ends */
  gsize space_begin; /* blanks that count when something follows on the line */
  gsize space_end;   /* 0: none */
  guint16 space_look;
  gboolean is_space_kept; /* they count in any case */
  char bullet[16];
  const char *no_chip; /* no placeholder ends before that */
  gsize deepest;       /* behind the tag of the first place where text may be */
} View;

static guint16
find_look (View *self, const OofOpen *open, OofRunStyle more)
{
  GArray *looks = self->draft->looks;
  OofDraftLook look = { open->style.style | more, open->style.colour, open->link, open->depth };
  guint stop = looks->len > LOOKS_BACK ? looks->len - LOOKS_BACK : 0;

  for (guint i = looks->len; i > stop; i--) {
    const OofDraftLook *known = &g_array_index (looks, OofDraftLook, i - 1);

    if (known->style == look.style && known->colour == look.colour && known->link == look.link &&
        known->depth == look.depth)
      return (guint16) (i - 1);
  }
  if (looks->len == MOST_LOOKS)
    return MOST_LOOKS - 1;
  if (look.link != NULL)
    g_ref_string_acquire (look.link);
  g_array_append_val (looks, look);
  return (guint16) (looks->len - 1);
}

static void
add_spot (View *self, OofSpotKind kind, gunichar c, gsize begin, gsize end, guint16 look)
{
  OofSpot spot = { (guint32) begin, (guint32) end, c, look, (guint8) kind };

  g_array_append_val (self->draft->spots, spot);
}

/* Not what an editor takes for a line's end or for an object of its own. */
static gboolean
is_showable (gunichar c)
{
  return !g_unichar_iscntrl (c) && c != 0x2028 && c != 0x2029 && c != 0xFFFC;
}

static void
add_words (View *self, OofSpotKind kind, const char *words, gsize begin, gsize end, guint16 look)
{
  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    add_spot (self, kind, is_showable (c) ? c : ' ', begin, end, look);
  }
}

static void
add_space (View *self)
{
  if (self->space_end > 0) {
    add_spot (self, OOF_SPOT_CHAR, ' ', self->space_begin, self->space_end, self->space_look);
    self->last = self->space_end;
  }
  self->space_end = 0;
}

/* The first paragraph of a cell begins on the row's line. */
static gboolean
is_behind_tab (View *self)
{
  GArray *spots = self->draft->spots;

  return spots->len > 0 && !self->is_pending &&
         g_array_index (spots, OofSpot, spots->len - 1).kind == OOF_SPOT_TAB;
}

static void
end_line (View *self, OofSpotKind kind)
{
  if (self->is_space_kept && !self->is_pending)
    add_space (self);
  self->space_end = 0;
  if (kind == OOF_SPOT_BLOCK && is_behind_tab (self))
    return;
  if (!self->is_pending || (kind == OOF_SPOT_FIXED) || self->pending == OOF_SPOT_BREAK)
    self->pending = kind;
  self->is_pending = TRUE;
  self->is_open = FALSE;
}

/* Something is about to be shown that stands there in the source. */
static void
begin_content (View *self, gsize at)
{
  if (self->is_pending && self->has_line)
    add_spot (self, self->pending, '\n', self->last, at, 0);
  else if (!self->has_line)
    self->draft->first = at;
  self->is_pending = FALSE;
  self->has_line = TRUE;
  if (self->bullet[0] != '\0') {
    add_words (self, OOF_SPOT_BULLET, self->bullet, at, at,
               find_look (self, oof_walk_top (&self->walk), 0));
    self->bullet[0] = '\0';
  }
}

static void
show_break (View *self)
{
  if (!self->is_open)
    begin_content (self, self->walk.begin);
  if (!self->is_open)
    self->last = self->walk.begin;
  end_line (self, OOF_SPOT_BREAK);
}

static void
show_rule (View *self)
{
  begin_content (self, self->walk.begin);
  add_words (self, OOF_SPOT_RULE, "――――――――", self->walk.begin, self->walk.end,
             find_look (self, oof_walk_top (&self->walk), 0));
  self->last = self->walk.end;
  end_line (self, OOF_SPOT_BLOCK);
}

static void
show_picture (View *self)
{
  const OofOpen *open = oof_walk_top (&self->walk);
  g_autofree char *alt = oof_html_attribute (&self->walk.token, "alt");
  g_autofree char *words = NULL;

  if (alt == NULL || *g_strstrip (alt) == '\0')
    /* Translators: stands in a text where a picture without a description is */
    words = g_strdup_printf ("[%s]", _ ("picture"));
  else
    words = g_strdup_printf ("[%s]", alt);

  begin_content (self, self->walk.begin);
  add_space (self);
  add_words (self, OOF_SPOT_CHIP, words, self->walk.begin, self->walk.end,
             find_look (self, open, OOF_RUN_PICTURE));
  self->last = self->walk.end;
  self->is_open = TRUE;
}

/* The nearest open element of a list or a row, or the document. */
static OofOpen *
find_open (View *self, OofHtmlRole one, OofHtmlRole other)
{
  guint i = self->walk.n - 1;

  while (i > 0 && self->walk.stack[i].element->role != one &&
         self->walk.stack[i].element->role != other)
    i--;
  return &self->walk.stack[i];
}

static void
begin_item (View *self)
{
  OofOpen *list = find_open (self, OOF_HTML_ROLE_LIST, OOF_HTML_ROLE_NUMBERED);

  if (list->element->role == OOF_HTML_ROLE_NUMBERED)
    g_snprintf (self->bullet, sizeof self->bullet, "%u. ", ++list->count);
  else
    g_strlcpy (self->bullet, "• ", sizeof self->bullet);
}

/* The second cell of a row stands on the same line as the first. */
static void
begin_cell (View *self)
{
  OofOpen *row = find_open (self, OOF_HTML_ROLE_ROW, OOF_HTML_ROLE_TABLE);

  if (row->count++ > 0) {
    if (row->count == 2 && self->is_pending && self->last < row->end)
      begin_content (self, row->inner);
    self->is_pending = FALSE;
    add_spot (self, OOF_SPOT_TAB, '\t', row->inner, self->walk.end, 0);
    self->last = self->walk.end;
    self->has_line = TRUE;
  }
  row->inner = self->walk.end;
}

/* What a tag shows itself. */
static void
show_element (View *self, OofHtmlRole role)
{
  switch (role) {
  case OOF_HTML_ROLE_BREAK:
    show_break (self);
    break;
  case OOF_HTML_ROLE_RULE:
    show_rule (self);
    break;
  case OOF_HTML_ROLE_PICTURE:
    show_picture (self);
    break;
  case OOF_HTML_ROLE_ITEM:
    begin_item (self);
    break;
  case OOF_HTML_ROLE_CELL:
    begin_cell (self);
    break;
  default:
    break;
  }
}

static void
show_tag (View *self)
{
  const OofWalk *walk = &self->walk;
  OofHtmlRole role = oof_html_element (walk->token.name)->role;
  gboolean is_opening = walk->token.kind == OOF_HTML_OPEN;

  if (walk->is_block)
    end_line (self, walk->is_fixed ? OOF_SPOT_FIXED : OOF_SPOT_BLOCK);
  if (!is_opening && role == OOF_HTML_ROLE_ITEM)
    self->bullet[0] = '\0';
  if (walk->is_open && walk->is_block && !self->has_line)
    self->deepest = walk->end;
  /* </br> is taken for <br> */
  if (!oof_walk_top (&self->walk)->style.is_hidden && (is_opening || role == OOF_HTML_ROLE_BREAK))
    show_element (self, role);
}

static void
show_space (View *self, gsize begin, gsize end, gunichar c)
{
  if (!self->is_open || self->is_pending)
    return;
  if (self->space_end == 0) {
    self->space_begin = begin;
    self->space_look = find_look (self, oof_walk_top (&self->walk), 0);
    self->is_space_kept = c != '\n' && c != '\r';
  }
  self->space_end = end;
}

static void
show_char (View *self, gunichar c, gsize begin, gsize end)
{
  const OofOpen *open = oof_walk_top (&self->walk);

  begin_content (self, begin);
  add_space (self);
  add_spot (self, OOF_SPOT_CHAR, c, begin, end, find_look (self, open, 0));
  self->last = end;
  self->is_open = TRUE;
}

/* What stands between "{{" and "}}". FALSE when it is none. */
static gboolean
show_chip (View *self, const char *at, const char *end, const char **ret_behind)
{
  const char *close = at >= self->no_chip ? memmem (at + 2, (gsize) (end - at) - 2, "}}", 2) : NULL;
  gsize begin = (gsize) (at - self->walk.html);
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;

  if (close == NULL) {
    self->no_chip = end;
    return FALSE;
  }

  words = oof_html_decode (at + 2, (gsize) (close - at) - 2);
  label = self->draft->label != NULL ? self->draft->label (g_strstrip (words)) : NULL;
  if (label == NULL)
    label = g_strdup_printf ("{{%s}}", words);
  begin_content (self, begin);
  add_space (self);
  *ret_behind = close + 2;
  self->last = (gsize) (close + 2 - self->walk.html);
  add_words (self, OOF_SPOT_CHIP, label, begin, self->last,
             find_look (self, oof_walk_top (&self->walk), 0));
  self->is_open = TRUE;
  return TRUE;
}

static gunichar
read_char (const OofHtmlToken *token, const char **at)
{
  const char *end = token->data + token->length;

  if (token->kind == OOF_HTML_LITERAL && **at == '&') {
    (*at)++;
    return '&';
  }
  return oof_html_next_char (at, end);
}

/* One character of text, which stands there in the source. */
static void
show_one (View *self, gunichar c, gboolean is_named, gsize begin, gsize end)
{
  gboolean is_pre = oof_walk_top (&self->walk)->style.is_pre;
  gboolean is_blank = c < 0x80 && g_ascii_isspace ((char) c);

  if (is_pre && c == '\n') {
    self->walk.begin = begin;
    show_break (self);
  } else if (is_blank && !is_pre && !is_named) {
    show_space (self, begin, end, c);
  } else if (is_blank || c == 0x2028 || c == 0x2029) {
    show_char (self, ' ', begin, end);
  } else if (is_showable (c)) {
    show_char (self, c, begin, end);
  }
}

static void
show_text (View *self)
{
  const OofHtmlToken *token = &self->walk.token;
  const char *at = token->data;
  const char *end = at + token->length;

  while (at < end) {
    const char *from = at;
    gunichar c;

    if (end - at >= 4 && at[0] == '{' && at[1] == '{' && show_chip (self, at, end, &at))
      continue;
    c = read_char (token, &at);
    show_one (self, c, *from == '&', (gsize) (from - self->walk.html),
              (gsize) (at - self->walk.html));
  }
}

static void
clear_look (gpointer data)
{
  g_clear_pointer (&((OofDraftLook *) data)->link, g_ref_string_release);
}

OofDraft *
oof_draft_new (const char *html, OofDraftLabel label)
{
  OofDraft *draft = g_atomic_rc_box_new0 (OofDraft);
  View self = { .draft = draft };

  draft->html = g_strdup (html);
  draft->length = strlen (html);
  draft->label = label;
  draft->spots = g_array_new (FALSE, FALSE, sizeof (OofSpot));
  draft->looks = g_array_new (FALSE, FALSE, sizeof (OofDraftLook));
  g_array_set_clear_func (draft->looks, clear_look);

  oof_walk_init (&self.walk, draft->html, draft->length);
  find_look (&self, oof_walk_top (&self.walk), 0);
  while (oof_walk_next (&self.walk))
    if (self.walk.token.kind == OOF_HTML_OPEN || self.walk.token.kind == OOF_HTML_CLOSE)
      show_tag (&self);
    else if (!oof_walk_top (&self.walk)->style.is_hidden)
      show_text (&self);
  if (self.is_space_kept && !self.is_pending)
    add_space (&self);

  draft->is_bare = !self.has_line;
  if (draft->is_bare)
    draft->first = self.deepest;
  oof_walk_clear (&self.walk);
  return draft;
}
