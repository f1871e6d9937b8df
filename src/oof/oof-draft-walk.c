/* oof-draft-walk.c - walking a draft's source: what is open where
 *
 * As in showing a reply: the stack is bounded, a closing tag closes the nearest element of its
 * name, one that matches none is passed over.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-impl.h"

#include <string.h>

gboolean
oof_role_is_table (OofHtmlRole role)
{
  return role == OOF_HTML_ROLE_TABLE || role == OOF_HTML_ROLE_ROW || role == OOF_HTML_ROLE_CELL;
}

static gboolean
is_list (OofHtmlRole role)
{
  return role == OOF_HTML_ROLE_LIST || role == OOF_HTML_ROLE_NUMBERED;
}

gboolean
oof_role_is_block (OofHtmlRole role)
{
  return role >= OOF_HTML_ROLE_BLOCK || role == OOF_HTML_ROLE_RULE;
}

static gboolean
is_void (OofHtmlRole role)
{
  return role == OOF_HTML_ROLE_VOID || role == OOF_HTML_ROLE_BREAK || role == OOF_HTML_ROLE_RULE ||
         role == OOF_HTML_ROLE_PICTURE;
}

void
oof_walk_init (OofWalk *self, const char *html, gsize length)
{
  memset (self, 0, sizeof *self);
  self->html = html;
  self->reader = (OofHtmlReader){ html, html + length };
  self->stack[0].element = oof_html_element ("");
  self->n = 1;
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ref_string_release);
}

void
oof_walk_clear (OofWalk *self)
{
  g_clear_pointer (&self->links, g_ptr_array_unref);
}

OofOpen *
oof_walk_top (OofWalk *self)
{
  return &self->stack[self->n - 1];
}

guint
oof_walk_block (const OofWalk *self)
{
  guint i = self->n - 1;

  while (i > 0 && !oof_role_is_block (self->stack[i].element->role))
    i--;
  return i;
}

static void
note_role (OofWalk *self, OofHtmlRole role)
{
  self->is_block |= oof_role_is_block (role);
  self->is_fixed |= oof_role_is_table (role);
}

static void
pop_to (OofWalk *self, guint n)
{
  while (self->n > n)
    note_role (self, self->stack[--self->n].element->role);
}

static void
close_sibling (OofWalk *self, const OofHtmlElement *element)
{
  if (!oof_html_ends_sibling (element))
    return;

  for (guint i = self->n - 1; i > 0; i--) {
    OofHtmlRole role = self->stack[i].element->role;

    if (self->stack[i].element == element ||
        (element->role == OOF_HTML_ROLE_CELL && role == OOF_HTML_ROLE_CELL)) {
      pop_to (self, i);
      return;
    }
    if (oof_html_is_barrier (role, element->role) ||
        (element->role == OOF_HTML_ROLE_CELL && role == OOF_HTML_ROLE_ROW))
      return;
  }
}

static void
begin_link (OofWalk *self, OofOpen *open)
{
  g_autofree char *target = oof_html_attribute (&self->token, "href");

  open->link = target != NULL ? oof_html_style_link (target) : NULL;
  if (open->link != NULL) {
    g_ptr_array_add (self->links, open->link);
    open->style.style |= OOF_RUN_LINK;
  } else {
    open->style.style &= ~(guint) OOF_RUN_LINK;
  }
}

static void
open_element (OofWalk *self)
{
  const OofHtmlElement *element = oof_html_element (self->token.name);
  OofOpen open;

  close_sibling (self, element);
  note_role (self, element->role);
  if (is_void (element->role) || self->n == OOF_DRAFT_MOST_DEPTH)
    return;

  open = *oof_walk_top (self);
  open.element = element;
  g_strlcpy (open.name, self->token.name, sizeof open.name);
  open.begin = self->begin;
  open.end = self->end;
  open.count = 0;
  open.style.is_pre |= element->role == OOF_HTML_ROLE_PRE;
  open.style.style |= element->style;
  open.depth += is_list (element->role) || strcmp (element->name, "blockquote") == 0;
  oof_html_style_apply (&open.style, &self->token);
  if (element->role == OOF_HTML_ROLE_LINK)
    begin_link (self, &open);
  self->stack[self->n++] = open;
  self->is_open = TRUE;
}

static void
close_element (OofWalk *self)
{
  const OofHtmlElement *element = oof_html_element (self->token.name);

  for (guint i = self->n - 1; i > 0; i--) {
    if (strcmp (self->stack[i].name, self->token.name) == 0) {
      pop_to (self, i);
      return;
    }
    /* A stray tag in a cell closes nothing outside of the table. */
    if (self->stack[i].element->role == OOF_HTML_ROLE_TABLE)
      return;
  }
  note_role (self, element->role);
}

gboolean
oof_walk_next (OofWalk *self)
{
  self->n_before = self->n;
  self->is_open = self->is_block = self->is_fixed = FALSE;
  if (!oof_html_read (&self->reader, &self->token))
    return FALSE;

  self->begin = (gsize) (self->token.begin - self->html);
  self->end = (gsize) (self->reader.at - self->html);
  if (self->token.kind == OOF_HTML_OPEN)
    open_element (self);
  else if (self->token.kind == OOF_HTML_CLOSE)
    close_element (self);
  return TRUE;
}

void
oof_walk_to (OofWalk *self, gsize place)
{
  OofHtmlReader ahead = self->reader;
  OofHtmlToken token;

  while (oof_html_read (&ahead, &token) && (gsize) (ahead.at - self->html) <= place) {
    oof_walk_next (self);
    ahead = self->reader;
  }
}

void
oof_walk_close (const OofWalk *self, guint block, GString *out)
{
  for (guint i = self->n - 1; i > block; i--)
    g_string_append_printf (out, "</%s>", self->stack[i].name);
}

void
oof_walk_reopen (const OofWalk *self, guint block, GString *out)
{
  for (guint i = block + 1; i < self->n; i++)
    g_string_append_len (out, self->html + self->stack[i].begin,
                         (gssize) (self->stack[i].end - self->stack[i].begin));
}
