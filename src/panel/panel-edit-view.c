/* panel-edit-view.c - the part of the editor that is typed into
 *
 * The buffer never changes by itself: what GTK wants to put in or take out is done to the draft,
 * and the buffer is brought in step.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-view.h"

#include "oof-html.h"
#include "panel-edit-copy.h"
#include "panel-edit-paste.h"
#include "panel-edit-sync.h"
#include "panel-edit-view-private.h"
#include "panel-field.h"

#include <adwaita.h>
#include <string.h>

#define MOST_CHARS 60000 /* GtkTextView lays out a whole paragraph at once */
#define MOST_STEPS 200
#define MOST_STEP_BYTES (8 * 1024 * 1024)

typedef struct
{
  OofDraft *draft;
  guint cursor;
} Step;

enum
{
  CHANGED,
  MOVED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelEditView, panel_edit_view, GTK_TYPE_TEXT_VIEW)

static GtkTextBuffer *
buffer_of (PanelEditView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

void
panel_edit_view_range (PanelEditView *self, guint *ret_from, guint *ret_until)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer_of (self), &start, &end);
  *ret_from = (guint) gtk_text_iter_get_offset (&start);
  *ret_until = (guint) gtk_text_iter_get_offset (&end);
}

static void
clear_step (gpointer data)
{
  Step *step = data;

  oof_draft_unref (step->draft);
  g_free (step);
}

static void
push_step (GQueue *queue, OofDraft *draft, guint cursor)
{
  Step *step = g_new0 (Step, 1);
  gsize size = strlen (oof_draft_html (draft)) * 20 + 1; /* with its view */

  step->draft = oof_draft_ref (draft);
  step->cursor = cursor;
  g_queue_push_tail (queue, step);
  while (queue->length > MAX (2, MIN (MOST_STEPS, MOST_STEP_BYTES / size)))
    clear_step (g_queue_pop_head (queue));
}

/* Shows another draft; the cursor goes there, or the selection stays. */
static void
show (PanelEditView *self, OofDraft *draft, guint from, guint until)
{
  GtkTextBuffer *buffer = buffer_of (self);
  GtkTextIter start, end;

  self->is_syncing = TRUE;
  panel_edit_sync (buffer, self->draft, draft);
  oof_draft_unref (self->draft);
  self->draft = oof_draft_ref (draft);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) until);
  gtk_text_buffer_select_range (buffer, &end, &start);
  self->last_cursor = until;
  self->is_syncing = FALSE;
}

void
panel_edit_view_tell_moved (PanelEditView *self)
{
  g_signal_emit (self, signals[MOVED], 0);
}

static void
tell (PanelEditView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[MOVED], 0);
}

/* An edit: can be undone. Takes the draft. */
void
panel_edit_view_commit (PanelEditView *self, OofDraft *draft, guint from, guint until,
                        gboolean is_joined)
{
  g_autoptr (OofDraft) next = draft;
  guint begin, end;

  if (strcmp (oof_draft_html (next), oof_draft_html (self->draft)) == 0) {
    show (self, next, from, until);
    return;
  }
  panel_edit_view_range (self, &begin, &end);
  if (!is_joined)
    push_step (&self->done, self->draft, end);
  g_queue_clear_full (&self->undone, clear_step);
  show (self, next, from, until);
  self->typed_at = G_MAXUINT;
  tell (self);
}

/* --- what GTK wants to do to the buffer --- */

/* Words of more than one line are text from elsewhere, in which a blank line parts paragraphs. */
OofDraft *
panel_edit_view_type (PanelEditView *self, const OofDraft *draft, guint from, guint until,
                      const char *text, guint *ret_cursor)
{
  g_autofree char *html = NULL;

  if (strchr (text, '\n') == NULL || strcmp (text, "\n") == 0)
    return oof_draft_type (draft, from, until, text,
                           self->pen.mask != 0 || self->pen.has_colour ? &self->pen : NULL,
                           ret_cursor);
  html = oof_html_from_text (text);
  return oof_draft_paste (draft, from, until, html, ret_cursor);
}

static gboolean
is_one_letter (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return *g_utf8_next_char (text) == '\0' && !g_unichar_isspace (c);
}

static void
insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *iter, const char *bytes, int length,
                PanelEditView *self)
{
  g_autofree char *text = length < 0 ? g_strdup (bytes) : g_strndup (bytes, (gsize) length);
  guint at = (guint) gtk_text_iter_get_offset (iter);
  guint cursor = at;
  gboolean is_joined = self->typed_at == at && is_one_letter (text);

  if (self->is_syncing)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (*text == '\0' || !panel_edit_paste_fits (self, strlen (text)))
    return;
  if (self->replaced != NULL && at >= self->replaced_from && at <= self->replaced_from + 2) {
    g_autoptr (OofDraft) before = g_steal_pointer (&self->replaced);
    OofDraft *next = panel_edit_view_type (self, before, self->replaced_from, self->replaced_until,
                                           text, &cursor);

    panel_edit_view_commit (self, next, cursor, cursor, TRUE);
  } else {
    OofDraft *next = panel_edit_view_type (self, self->draft, at, at, text, &cursor);

    panel_edit_view_commit (self, next, cursor, cursor, is_joined);
  }
  if (is_one_letter (text))
    self->typed_at = cursor;
  self->pen = (OofPen){ 0 };
  gtk_text_buffer_get_iter_at_offset (buffer, iter, (int) cursor);
}

static void
delete_range_cb (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, PanelEditView *self)
{
  guint from = (guint) gtk_text_iter_get_offset (start);
  guint until = (guint) gtk_text_iter_get_offset (end);
  guint cursor = from;
  OofDraft *next;

  if (self->is_syncing)
    return;
  g_signal_stop_emission_by_name (buffer, "delete-range");
  if (from > until) {
    guint swap = from;

    from = until;
    until = swap;
  }
  oof_draft_unref (self->replaced);
  self->replaced = oof_draft_ref (self->draft);
  self->replaced_from = from;
  self->replaced_until = until;
  next = oof_draft_type (self->draft, from, until, "", NULL, &cursor);
  panel_edit_view_commit (self, next, cursor, cursor, FALSE);
  gtk_text_buffer_get_iter_at_offset (buffer, start, (int) cursor);
  *end = *start;
}

static void
end_user_action_cb (GtkTextBuffer *buffer, PanelEditView *self)
{
  g_clear_pointer (&self->replaced, oof_draft_unref);
}

/* The cursor does not stand inside of a placeholder, nor before a bullet. */
static guint
snap (PanelEditView *self, guint at)
{
  gboolean is_forward = at >= self->last_cursor;
  const OofSpot *spot =
      at < oof_draft_length (self->draft) ? oof_draft_spot (self->draft, at) : NULL;
  gsize begin;

  if (spot == NULL || spot->kind != OOF_SPOT_CHIP || at == 0 ||
      oof_draft_spot (self->draft, at - 1)->begin != spot->begin ||
      oof_draft_spot (self->draft, at - 1)->kind != OOF_SPOT_CHIP)
    return at;

  begin = spot->begin;
  if (is_forward)
    while (at < oof_draft_length (self->draft) && oof_draft_spot (self->draft, at)->begin == begin)
      at++;
  else
    while (at > 0 && oof_draft_spot (self->draft, at - 1)->begin == begin)
      at--;
  return at;
}

static void
cursor_moved_cb (GtkTextBuffer *buffer, GParamSpec *pspec, PanelEditView *self)
{
  GtkTextIter iter;
  guint at, snapped;

  if (self->is_syncing)
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  at = (guint) gtk_text_iter_get_offset (&iter);
  snapped = snap (self, at);
  self->last_cursor = snapped;
  self->typed_at = self->typed_at == at ? at : G_MAXUINT;
  self->pen = (OofPen){ 0 };
  if (snapped != at) {
    gboolean is_selecting = gtk_text_buffer_get_has_selection (buffer);

    gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) snapped);
    if (is_selecting)
      gtk_text_buffer_move_mark (buffer, gtk_text_buffer_get_insert (buffer), &iter);
    else
      gtk_text_buffer_place_cursor (buffer, &iter);
  }
  g_signal_emit (self, signals[MOVED], 0);
}

/* --- for the toolbar --- */

gboolean
panel_edit_view_set_html (PanelEditView *self, const char *html)
{
  gboolean is_long = strlen (html) > OOF_DRAFT_MOST_BYTES;
  g_autoptr (OofDraft) draft = oof_draft_new (is_long ? "" : html, panel_field_label);

  if (oof_draft_length (draft) > MOST_CHARS) {
    is_long = TRUE;
    oof_draft_unref (draft);
    draft = oof_draft_new ("", panel_field_label);
  }
  g_queue_clear_full (&self->done, clear_step);
  g_queue_clear_full (&self->undone, clear_step);
  self->pen = (OofPen){ 0 };
  show (self, draft, 0, 0);
  g_signal_emit (self, signals[MOVED], 0);
  return !is_long;
}

const char *
panel_edit_view_html (PanelEditView *self)
{
  return oof_draft_html (self->draft);
}

void
panel_edit_view_replace (PanelEditView *self, const char *html)
{
  OofDraft *draft = oof_draft_new (html, panel_field_label);

  panel_edit_view_commit (self, draft, 0, 0, FALSE);
}

static gboolean
step (PanelEditView *self, GQueue *from, GQueue *to)
{
  Step *back = g_queue_pop_tail (from);

  if (back == NULL)
    return FALSE;
  push_step (to, self->draft, self->last_cursor);
  show (self, back->draft, back->cursor, back->cursor);
  clear_step (back);
  self->typed_at = G_MAXUINT;
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (buffer_of (self)));
  tell (self);
  return TRUE;
}

gboolean
panel_edit_view_undo (PanelEditView *self)
{
  return step (self, &self->done, &self->undone);
}

gboolean
panel_edit_view_redo (PanelEditView *self)
{
  return step (self, &self->undone, &self->done);
}

gboolean
panel_edit_view_can_undo (PanelEditView *self)
{
  return !g_queue_is_empty (&self->done);
}

gboolean
panel_edit_view_can_redo (PanelEditView *self)
{
  return !g_queue_is_empty (&self->undone);
}

void
panel_edit_view_refuse (PanelEditView *self, const char *sentence)
{
  g_signal_emit (self, signals[REFUSED], 0, sentence);
}

static void
panel_edit_view_finalize (GObject *object)
{
  PanelEditView *self = PANEL_EDIT_VIEW (object);

  g_queue_clear_full (&self->done, clear_step);
  g_queue_clear_full (&self->undone, clear_step);
  oof_draft_unref (self->draft);
  oof_draft_unref (self->replaced);
  G_OBJECT_CLASS (panel_edit_view_parent_class)->finalize (object);
}

static void
panel_edit_view_class_init (PanelEditViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_edit_view_finalize;
  panel_edit_copy_install (GTK_TEXT_VIEW_CLASS (klass));
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_EDIT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", PANEL_TYPE_EDIT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", PANEL_TYPE_EDIT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
panel_edit_view_init (PanelEditView *self)
{
  GtkTextBuffer *buffer = buffer_of (self);

  self->typed_at = G_MAXUINT;
  self->draft = oof_draft_new ("", panel_field_label);
  gtk_text_buffer_set_enable_undo (buffer, FALSE); /* ours knows the source */
  panel_edit_sync_prepare (buffer);
  panel_edit_copy_take_drops (self);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self, 0);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_range_cb), self, 0);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (end_user_action_cb), self, 0);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self,
                           0);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (panel_edit_sync_recolor), buffer, G_CONNECT_SWAPPED);
}
