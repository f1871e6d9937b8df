/* panel-edit-view-commands.c - what can be done to the selection
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-view-private.h"

#include <string.h>

OofPen
panel_edit_view_pen (PanelEditView *self)
{
  OofPen pen = { .mask = OOF_RUN_BOLD | OOF_RUN_ITALIC | OOF_RUN_UNDERLINE, .has_colour = TRUE };
  const OofDraftLook *look;
  guint from, until;

  panel_edit_view_range (self, &from, &until);
  if (from == until && from > 0 && !oof_spot_ends_line (oof_draft_spot (self->draft, from - 1)))
    from--;
  if (from < oof_draft_length (self->draft)) {
    look = oof_draft_look (self->draft, oof_draft_spot (self->draft, from));
    pen.style = look->style & pen.mask;
    pen.colour = look->colour;
    pen.link = look->link;
    pen.has_link = look->link != NULL;
  }
  pen.style = (pen.style & ~self->pen.mask) | (self->pen.style & self->pen.mask);
  if (self->pen.has_colour)
    pen.colour = self->pen.colour;
  return pen;
}

OofBlock
panel_edit_view_block (PanelEditView *self)
{
  guint from, until;

  panel_edit_view_range (self, &from, &until);
  return oof_draft_block (self->draft, from);
}

char *
panel_edit_view_selection (PanelEditView *self)
{
  guint from, until;

  panel_edit_view_range (self, &from, &until);
  return oof_draft_text (self->draft, from, until);
}

void
panel_edit_view_paint (PanelEditView *self, const OofPen *pen)
{
  guint from, until;

  panel_edit_view_range (self, &from, &until);
  if (from < until) {
    OofDraft *next = oof_draft_paint (self->draft, from, until, pen);

    panel_edit_view_commit (self, next, from, until, FALSE);
    return;
  }
  self->pen.style = (self->pen.style & ~pen->mask) | (pen->style & pen->mask);
  self->pen.mask |= pen->mask;
  if (pen->has_colour) {
    self->pen.has_colour = TRUE;
    self->pen.colour = pen->colour;
  }
  panel_edit_view_tell_moved (self);
}

void
panel_edit_view_toggle (PanelEditView *self, OofRunStyle mark)
{
  OofPen now = panel_edit_view_pen (self);
  OofPen pen = { .mask = mark, .style = (now.style & mark) != 0 ? 0 : mark };

  panel_edit_view_paint (self, &pen);
}

void
panel_edit_view_set_block (PanelEditView *self, OofBlock block)
{
  guint from, until, cursor;
  OofDraft *next;

  panel_edit_view_range (self, &from, &until);
  next = oof_draft_set_block (self->draft, from, until, block, &cursor);
  panel_edit_view_commit (self, next, cursor, cursor, FALSE);
}

/* The whole of the link that the cursor stands in. */
static void
extend_to_link (PanelEditView *self, const char *link, guint *from, guint *until)
{
  while (*from > 0 &&
         oof_draft_look (self->draft, oof_draft_spot (self->draft, *from - 1))->link == link)
    --*from;
  while (*until < oof_draft_length (self->draft) &&
         oof_draft_look (self->draft, oof_draft_spot (self->draft, *until))->link == link)
    ++*until;
}

void
panel_edit_view_link (PanelEditView *self, const char *link)
{
  OofPen now = panel_edit_view_pen (self);
  OofPen pen = { .has_link = TRUE, .link = link };
  guint from, until;
  OofDraft *next;

  panel_edit_view_range (self, &from, &until);
  if (from == until && now.link != NULL)
    extend_to_link (self, now.link, &from, &until);
  if (from < until) {
    next = oof_draft_paint (self->draft, from, until, &pen);
    panel_edit_view_commit (self, next, until, until, FALSE);
  } else if (link != NULL) {
    const char *words = g_str_has_prefix (link, "mailto:") ? link + strlen ("mailto:") : link;
    guint cursor;

    next = oof_draft_type (self->draft, from, from, words, &pen, &cursor);
    panel_edit_view_commit (self, next, cursor, cursor, FALSE);
  }
}

void
panel_edit_view_insert (PanelEditView *self, const char *text)
{
  guint from, until, cursor;
  OofDraft *next;

  panel_edit_view_range (self, &from, &until);
  next = panel_edit_view_type (self, self->draft, from, until, text, &cursor);
  panel_edit_view_commit (self, next, cursor, cursor, FALSE);
}

void
panel_edit_view_paste (PanelEditView *self, const char *html)
{
  guint from, until, cursor;
  OofDraft *next;

  panel_edit_view_range (self, &from, &until);
  next = oof_draft_paste (self->draft, from, until, html, &cursor);
  panel_edit_view_commit (self, next, cursor, cursor, FALSE);
  gtk_text_view_scroll_mark_onscreen (
      GTK_TEXT_VIEW (self),
      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))));
}

gboolean
panel_edit_view_is_pasting (PanelEditView *self)
{
  return self->n_pasting > 0;
}

void
panel_edit_view_wrap (PanelEditView *self, const char *before, const char *behind)
{
  guint from, until, cursor;
  g_autoptr (OofDraft) closed = NULL;
  OofDraft *next;

  panel_edit_view_range (self, &from, &until);
  closed = oof_draft_type (self->draft, until, until, behind, NULL, NULL);
  next = oof_draft_type (closed, from, from, before, NULL, &cursor);
  panel_edit_view_commit (self, next, cursor, cursor, FALSE);
}

OofDraft *
panel_edit_view_draft (PanelEditView *self)
{
  return self->draft;
}

void
panel_edit_view_select (PanelEditView *self, guint from, guint until)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  guint length = oof_draft_length (self->draft);
  GtkTextIter start, end;
  guint was_from, was_until;

  panel_edit_view_range (self, &was_from, &was_until);
  until = MIN (until, length);
  from = MIN (from, until);
  if (from == was_from && until == was_until)
    return; /* the pen for what is typed next stays */
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) until);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

void
panel_edit_view_type_text (PanelEditView *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}
