/* oof-draft-page.c - a draft as a page that a browser's engine can show
 *
 * The source is walked as for the view, beside the view's spots: each character goes to where the
 * view has found it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-page.h"

#include "oof-draft-tag.h"

#include <string.h>

typedef struct
{
  const char *name; /* of the tag that was written; NULL: none, it is hidden */
  gsize begin;      /* which one it is: where it stands in the source */
  gsize end;
  gboolean is_cell;
  OofPaper paper; /* what its contents stand on */
  guint at;       /* how far the view had come */
} Shown;

typedef struct
{
  const OofDraft *draft;
  OofWalk walk;
  GString *out;
  Shown stack[OOF_DRAFT_MOST_DEPTH];
  guint n;
  guint at;       /* the next spot */
  guint gap;      /* spots since the last piece that nothing on the page stands for */
  guint n_pieces; /* that were written */
} Page;

static const OofSpot *
next_spot (const Page *self)
{
  return self->at < oof_draft_length (self->draft) ? oof_draft_spot (self->draft, self->at) : NULL;
}

static gboolean
is_gap (const OofSpot *spot)
{
  return spot->kind == OOF_SPOT_BULLET || spot->kind == OOF_SPOT_TAB || oof_spot_ends_line (spot);
}

/* The next spot that stands for something of this token; NULL: none. */
static const OofSpot *
next_content (const Page *self)
{
  for (guint i = self->at; i < oof_draft_length (self->draft); i++) {
    const OofSpot *spot = oof_draft_spot (self->draft, i);

    if (spot->begin >= self->walk.end)
      return NULL;
    if (!is_gap (spot))
      return spot;
  }
  return NULL;
}

/* Passes over what is not on the page, up to something that stands there in the source. */
static void
take_gap (Page *self, gsize place)
{
  const OofSpot *spot;

  while ((spot = next_spot (self)) != NULL && is_gap (spot) && spot->end <= place) {
    self->gap++;
    self->at++;
  }
}

static void
begin_piece (Page *self)
{
  g_string_append_printf (self->out, "<a-t b=\"%u\">", self->gap);
  self->gap = 0;
  self->n_pieces++;
}

static void
end_piece (Page *self)
{
  g_string_append (self->out, "</a-t>");
}

/* A place for the cursor. */
static void
add_place (Page *self)
{
  begin_piece (self);
  end_piece (self);
}

static const char *
chip_class (const Page *self, const OofSpot *spot)
{
  static const char *const marks[] = { "{{if ", "{{end", "{{else", "{{lang" };
  const char *source = self->draft->html + spot->begin;

  if (spot->kind == OOF_SPOT_RULE)
    return "rule";
  if (*source == '<')
    return "picture";
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (source, marks[i]))
      return "mark";
  return "field";
}

/* A placeholder, a picture or a rule: all spots that are of the same. */
static void
add_chip (Page *self)
{
  const OofSpot *first = next_spot (self);
  const OofSpot *spot = first;
  const char *class = chip_class (self, first);
  g_autoptr (GString) words = g_string_new (NULL);
  guint n = 0;

  while (spot != NULL && spot->kind == first->kind && spot->begin == first->begin) {
    oof_draft_tag_escape (spot->c, words);
    n++;
    self->at++;
    spot = next_spot (self);
  }
  g_string_append_printf (self->out,
                          "<a-c contenteditable=\"false\" class=\"%s\" b=\"%u\" n=\"%u\">", class,
                          self->gap, n);
  if (strcmp (class, "picture") != 0 || !oof_draft_tag_picture (&self->walk.token, self->out))
    g_string_append (self->out, strcmp (class, "rule") == 0 ? "" : words->str);
  g_string_append (self->out, "</a-c>");
  self->gap = 0;
  self->n_pieces++;
}

static void
add_break (Page *self, gsize place)
{
  take_gap (self, place);
  add_place (self);
  g_string_append (self->out, "<br/>");
}

/* Lines of preformatted text end where the source's do. */
static void
add_breaks (Page *self, gsize from, gsize until)
{
  const char *html = self->draft->html;
  const char *at = html + from;

  if (!oof_walk_top (&self->walk)->style.is_pre)
    return;
  while (at < html + until && (at = memchr (at, '\n', (gsize) (html + until - at))) != NULL)
    add_break (self, (gsize) (at++ - html));
}

static void
add_text (Page *self)
{
  gsize from = self->walk.begin;
  const OofSpot *spot;

  while ((spot = next_content (self)) != NULL) {
    add_breaks (self, from, spot->begin);
    take_gap (self, spot->begin);
    if (spot->kind != OOF_SPOT_CHAR) {
      from = spot->end;
      add_chip (self);
    } else {
      begin_piece (self);
      while (spot != NULL && spot->kind == OOF_SPOT_CHAR && spot->begin < self->walk.end) {
        oof_draft_tag_escape (spot->c, self->out);
        from = MAX (from, spot->end);
        self->at++;
        spot = next_spot (self);
      }
      end_piece (self);
    }
  }
  add_breaks (self, from, self->walk.end);
}

/* A cell that nothing is in can be typed into, when the view has a place for it. */
static void
hold_open (Page *self, const Shown *shown)
{
  const OofSpot *spot;

  if (!shown->is_cell || shown->at != self->at)
    return;
  take_gap (self, shown->end);
  spot = next_spot (self);
  if (self->gap > 0 || (spot != NULL && spot->kind == OOF_SPOT_TAB && spot->begin == shown->end))
    add_place (self);
}

static void
close_shown (Page *self)
{
  const Shown *shown = &self->stack[--self->n];

  if (shown->name == NULL)
    return;
  hold_open (self, shown);
  g_string_append_printf (self->out, "</%s>", shown->name);
}

/* The page's stack becomes the walk's. */
static void
follow (Page *self)
{
  const OofWalk *walk = &self->walk;

  while (self->n > walk->n || self->stack[self->n - 1].begin != walk->stack[self->n - 1].begin)
    close_shown (self);
  while (self->n < walk->n) {
    const OofOpen *open = &walk->stack[self->n];
    Shown *shown = &self->stack[self->n++];

    *shown = (Shown){ .begin = open->begin,
                      .end = open->end,
                      .is_cell = open->element->role == OOF_HTML_ROLE_CELL,
                      .at = self->at };
    if (open->style.is_hidden)
      continue;
    shown->name = oof_draft_tag_name (open);
    shown->paper = oof_draft_tag_append (&walk->token, open, shown[-1].paper, self->out);
  }
}

static void
add_tag (Page *self)
{
  OofHtmlRole role = oof_html_element (self->walk.token.name)->role;
  const OofSpot *spot;

  follow (self);
  if (oof_walk_top (&self->walk)->style.is_hidden)
    return;
  if (role == OOF_HTML_ROLE_BREAK) {
    add_break (self, self->walk.begin);
  } else if (role == OOF_HTML_ROLE_RULE || role == OOF_HTML_ROLE_PICTURE) {
    take_gap (self, self->walk.begin);
    spot = next_spot (self);
    if (spot != NULL && spot->begin == self->walk.begin && !is_gap (spot))
      add_chip (self);
  }
}

char *
oof_draft_page (const OofDraft *draft, OofPaper paper)
{
  g_autofree Page *self = g_new0 (Page, 1);

  self->draft = draft;
  self->out = g_string_new ("<body xmlns=\"http://www.w3.org/1999/xhtml\">");
  self->n = 1; /* the document */
  self->stack[0].paper = paper;
  oof_walk_init (&self->walk, draft->html, draft->length);
  while (oof_walk_next (&self->walk))
    if (self->walk.token.kind == OOF_HTML_OPEN || self->walk.token.kind == OOF_HTML_CLOSE)
      add_tag (self);
    else if (!oof_walk_top (&self->walk)->style.is_hidden && self->walk.end > self->walk.begin)
      add_text (self);

  while (self->n > 1)
    close_shown (self);
  take_gap (self, G_MAXSIZE);
  if (self->gap > 0 || self->n_pieces == 0) {
    add_place (self);
    g_string_append (self->out, "<br/>");
  }
  oof_walk_clear (&self->walk);
  g_string_append (self->out, "</body>");
  return g_string_free (self->out, FALSE);
}
