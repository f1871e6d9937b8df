/* oof-html-walk.c - one pass over HTML: which element does what to the text
 *
 * A stack of open elements, bounded: deeper ones are read, but nothing is remembered about them. A
 * closing tag closes the nearest element of its name and all that are in it; one that matches none
 * is passed over.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-walk.h"

#include "oof-html-element.h"
#include "oof-html-entity.h"
#include "oof-html-flow.h"
#include "oof-html-style.h"
#include "oof-html-token.h"

#include <glib/gi18n-lib.h>

#define MOST_DEPTH 256
#define MOST_INDENT 8

/* The line ends around an element. */
static const guint role_lines[] = {
  [OOF_HTML_ROLE_RULE] = 1,    [OOF_HTML_ROLE_BLOCK] = 1, [OOF_HTML_ROLE_PARAGRAPH] = 2,
  [OOF_HTML_ROLE_HEADING] = 2, [OOF_HTML_ROLE_LIST] = 2,  [OOF_HTML_ROLE_NUMBERED] = 2,
  [OOF_HTML_ROLE_ITEM] = 1,    [OOF_HTML_ROLE_TABLE] = 2, [OOF_HTML_ROLE_PRE] = 2,
};

typedef struct
{
  const OofHtmlElement *element;
  OofHtmlStyle style;
  char *link;  /* GRefString or NULL; owned */
  guint lists; /* open ones, this included */
  guint count; /* items of a list, cells of a row */
} Open;

typedef struct
{
  OofHtmlFlow *flow;
  OofHtmlReading *reading;
  Open stack[MOST_DEPTH]; /* the first is the document */
  guint depth;
  gboolean is_pre_fresh; /* a line end directly after <pre> does not count */
} Walk;

static Open *
top (Walk *self)
{
  return &self->stack[self->depth - 1];
}

static guint
lines_around (const Open *open)
{
  guint lines = role_lines[open->element->role];
  gboolean is_list =
      open->element->role == OOF_HTML_ROLE_LIST || open->element->role == OOF_HTML_ROLE_NUMBERED;

  if ((is_list && open->lists > 1) ||
      (open->element->role == OOF_HTML_ROLE_PARAGRAPH && open->style.is_tight))
    return 1;
  return lines;
}

static void
separate (Walk *self, const Open *open)
{
  guint lines = lines_around (open);

  if (lines > 0)
    oof_html_flow_block (self->flow, lines);
}

static void
pop_to (Walk *self, guint depth)
{
  while (self->depth > depth) {
    Open *open = top (self);

    if (open->element->role == OOF_HTML_ROLE_ROW || open->element->role == OOF_HTML_ROLE_TABLE)
      oof_html_flow_end_row (self->flow); /* a table may lack its rows */
    if (open->element->role == OOF_HTML_ROLE_ITEM)
      oof_html_flow_bullet (self->flow, "");
    if (!open->style.is_hidden)
      separate (self, open);
    g_clear_pointer (&open->link, g_ref_string_release);
    self->depth--;
  }
}

/* <p>, <li>, <tr> and <td> end the one before when nobody else did. */
static void
close_sibling (Walk *self, const OofHtmlElement *element)
{
  if (!oof_html_ends_sibling (element))
    return;

  for (guint i = self->depth - 1; i > 0; i--) {
    if (self->stack[i].element == element || (element->role == OOF_HTML_ROLE_CELL &&
                                              self->stack[i].element->role == OOF_HTML_ROLE_CELL)) {
      pop_to (self, i);
      return;
    }
    if (oof_html_is_barrier (self->stack[i].element->role, element->role) ||
        (element->role == OOF_HTML_ROLE_CELL && self->stack[i].element->role == OOF_HTML_ROLE_ROW))
      return;
  }
}

/* The nearest open element of one of two roles, or the document. */
static Open *
find_open (Walk *self, OofHtmlRole one, OofHtmlRole other)
{
  guint i = self->depth - 1;

  while (i > 0 && self->stack[i].element->role != one && self->stack[i].element->role != other)
    i--;
  return &self->stack[i];
}

static void
begin_item (Walk *self, Open *open)
{
  Open *list = find_open (self, OOF_HTML_ROLE_LIST, OOF_HTML_ROLE_NUMBERED);
  g_autoptr (GString) bullet = g_string_new (NULL);

  for (guint i = 1; i < MIN (open->lists, MOST_INDENT); i++)
    g_string_append (bullet, "  ");
  if (list->element->role == OOF_HTML_ROLE_NUMBERED)
    g_string_append_printf (bullet, "%u. ", ++list->count);
  else
    g_string_append (bullet, "• ");
  oof_html_flow_bullet (self->flow, bullet->str);
}

static OofHtmlLook
look_of (const Open *open)
{
  return (
      OofHtmlLook){ .style = open->style.style, .link = open->link, .is_pre = open->style.is_pre };
}

static void
show_picture (Walk *self, const Open *open, const OofHtmlToken *tag)
{
  g_autofree char *alt = oof_html_attribute (tag, "alt");
  OofHtmlLook look = look_of (open);

  look.style |= OOF_RUN_PICTURE;
  look.is_pre = FALSE;
  self->reading->is_readable = TRUE;
  if (alt == NULL || *g_strstrip (alt) == '\0')
    /* Translators: stands in a text where a picture without a description is */
    oof_html_flow_picture (self->flow, _ ("picture"), &look);
  else
    oof_html_flow_picture (self->flow, alt, &look);
}

static void
begin_link (Walk *self, Open *open, const OofHtmlToken *tag)
{
  g_autofree char *target = oof_html_attribute (tag, "href");

  g_clear_pointer (&open->link, g_ref_string_release);
  open->style.style &= ~(guint) OOF_RUN_LINK;
  if (target != NULL)
    open->link = oof_html_style_link (target);
  if (open->link != NULL) {
    open->style.style |= OOF_RUN_LINK;
    open->style.has_format = TRUE;
  }
}

/* What an element does to the text before its contents. */
static void
begin (Walk *self, Open *open, const OofHtmlToken *tag)
{
  OofHtmlLook look = look_of (open);
  Open *row;

  separate (self, open);
  switch (open->element->role) {
  case OOF_HTML_ROLE_BREAK:
    oof_html_flow_break (self->flow);
    break;
  case OOF_HTML_ROLE_RULE:
    oof_html_flow_text (self->flow, "――――――――", &look);
    separate (self, open);
    break;
  case OOF_HTML_ROLE_PICTURE:
    show_picture (self, open, tag);
    break;
  case OOF_HTML_ROLE_ITEM:
    begin_item (self, open);
    break;
  case OOF_HTML_ROLE_ROW:
    oof_html_flow_begin_row (self->flow);
    break;
  case OOF_HTML_ROLE_CELL:
    row = find_open (self, OOF_HTML_ROLE_ROW, OOF_HTML_ROLE_TABLE);
    oof_html_flow_begin_cell (self->flow, row->count++);
    break;
  case OOF_HTML_ROLE_PRE:
    self->is_pre_fresh = TRUE;
    break;
  default:
    break;
  }
}

static void
open_element (Walk *self, const OofHtmlToken *tag)
{
  const OofHtmlElement *element = oof_html_element (tag->name);
  Open open;

  close_sibling (self, element);
  open = *top (self);
  open.element = element;
  open.count = 0;
  open.style.is_tight = FALSE;
  open.style.has_format = element->is_formatted;
  open.style.is_pre |= element->role == OOF_HTML_ROLE_PRE;
  open.style.style |= element->style;
  open.lists += element->role == OOF_HTML_ROLE_LIST || element->role == OOF_HTML_ROLE_NUMBERED;
  if (open.link != NULL)
    g_ref_string_acquire (open.link);

  oof_html_style_apply (&open.style, tag);
  if (element->role == OOF_HTML_ROLE_LINK)
    begin_link (self, &open, tag);
  if (!open.style.is_hidden) {
    self->reading->has_format |= open.style.has_format;
    begin (self, &open, tag);
  }

  if (element->role == OOF_HTML_ROLE_VOID || element->role == OOF_HTML_ROLE_BREAK ||
      element->role == OOF_HTML_ROLE_RULE || element->role == OOF_HTML_ROLE_PICTURE ||
      self->depth == MOST_DEPTH)
    g_clear_pointer (&open.link, g_ref_string_release);
  else
    self->stack[self->depth++] = open;
}

static void
close_element (Walk *self, const OofHtmlToken *tag)
{
  const OofHtmlElement *element = oof_html_element (tag->name);

  for (guint i = self->depth - 1; i > 0; i--) {
    if (self->stack[i].element == element) {
      pop_to (self, i);
      return;
    }
    /* A stray tag in a cell closes nothing outside of the table. */
    if (self->stack[i].element->role == OOF_HTML_ROLE_TABLE)
      return;
  }
  if (element->role == OOF_HTML_ROLE_BREAK && !top (self)->style.is_hidden)
    oof_html_flow_break (self->flow); /* </br> is taken for <br> */
}

static void
show_text (Walk *self, const OofHtmlToken *token)
{
  const char *at = token->data;
  const char *end = at + token->length;
  OofHtmlLook look = look_of (top (self));

  if (top (self)->style.is_hidden)
    return;
  if (self->is_pre_fresh && look.is_pre) {
    if (at < end && *at == '\r')
      at++;
    if (at < end && *at == '\n')
      at++;
  }

  while (at < end) {
    gunichar c;

    if (token->kind == OOF_HTML_LITERAL && *at == '&') {
      c = '&';
      at++;
    } else {
      c = oof_html_next_char (&at, end);
    }
    self->reading->is_readable |= g_unichar_isgraph (c) && !g_unichar_iszerowidth (c);
    oof_html_flow_char (self->flow, c, &look);
  }
}

void
oof_html_walk (const char *html, OofHtmlReading *ret)
{
  g_autoptr (OofHtmlFlow) flow = oof_html_flow_new ();
  g_autofree Walk *self = g_new0 (Walk, 1);
  OofHtmlReader reader = { html, html + strlen (html) };
  OofHtmlToken token;

  *ret = (OofHtmlReading){ 0 };
  self->flow = flow;
  self->reading = ret;
  self->stack[0].element = oof_html_element ("");
  self->depth = 1;

  while (oof_html_read (&reader, &token)) {
    if (token.kind == OOF_HTML_OPEN) {
      open_element (self, &token);
      continue;
    }
    if (token.kind == OOF_HTML_CLOSE)
      close_element (self, &token);
    else
      show_text (self, &token);
    self->is_pre_fresh = FALSE;
  }

  pop_to (self, 1);
  ret->runs = oof_html_flow_finish (flow);
}

void
oof_html_reading_clear (OofHtmlReading *self)
{
  g_clear_pointer (&self->runs, g_ptr_array_unref);
}
