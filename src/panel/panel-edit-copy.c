/* panel-edit-copy.c - what goes out of the editor and elsewhere: copied, cut, dragged
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-copy.h"

#include "panel-edit-paste.h"
#include "panel-edit-view-private.h"

#include <string.h>

#define HEAD "<meta charset=\"utf-8\">" /* some programs guess else */

static gboolean
copy (PanelEditView *self)
{
  g_autofree char *html = NULL;
  g_autofree char *words = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkContentProvider) all = NULL;
  GdkContentProvider *kinds[2];
  guint from, until;

  panel_edit_view_range (self, &from, &until);
  if (from == until)
    return FALSE;
  html = oof_draft_copy (self->draft, from, until);
  words = oof_draft_copy_text (self->draft, from, until);
  whole = g_strconcat (HEAD, html, NULL);
  bytes = g_bytes_new (whole, strlen (whole));
  kinds[0] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  kinds[1] = gdk_content_provider_new_typed (G_TYPE_STRING, words);
  all = gdk_content_provider_new_union (kinds, G_N_ELEMENTS (kinds));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
  return TRUE;
}

static void
copy_clipboard (GtkTextView *view)
{
  copy (PANEL_EDIT_VIEW (view));
}

static void
cut_clipboard (GtkTextView *view)
{
  if (copy (PANEL_EDIT_VIEW (view)))
    gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (view), TRUE, TRUE);
}

static void
paste_clipboard (GtkTextView *view)
{
  panel_edit_paste (PANEL_EDIT_VIEW (view), PANEL_PASTE_CLIPBOARD);
}

void
panel_edit_copy_install (GtkTextViewClass *klass)
{
  klass->copy_clipboard = copy_clipboard;
  klass->cut_clipboard = cut_clipboard;
  klass->paste_clipboard = paste_clipboard;
}

void
panel_edit_copy_move (PanelEditView *self, guint from, guint until, guint to)
{
  g_autofree char *html = NULL;
  g_autoptr (OofDraft) more = NULL;
  guint length = oof_draft_length (self->draft);
  guint cursor = 0;
  guint added = 0;
  OofDraft *next;

  if (from >= until || until > length || to > length || (to >= from && to <= until))
    return;
  html = oof_draft_copy (self->draft, from, until);
  more = oof_draft_paste (self->draft, to, to, html, &cursor);
  if (to < from)
    added = oof_draft_length (more) - length;
  next = oof_draft_type (more, from + added, until + added, "", NULL, NULL);
  if (to > until) /* what was before it is gone */
    cursor -= MIN (cursor, oof_draft_length (more) - oof_draft_length (next));
  cursor = MIN (cursor, oof_draft_length (next));
  panel_edit_view_commit (self, next, cursor, cursor, FALSE);
}

/* GTK would put in what is shown of them, and take out what was dragged. */
static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, PanelEditView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *source = g_value_get_object (value);
  guint from, until, to;
  int left, top;
  GtkTextIter start, end;

  panel_edit_view_range (self, &from, &until);
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &left,
                                         &top);
  gtk_text_view_get_iter_at_location (view, &start, left, top);
  to = (guint) gtk_text_iter_get_offset (&start);
  panel_edit_view_select (self, to, to);
  panel_edit_view_range (self, &to, &to); /* beside a placeholder, not in it */
  if (source == gtk_text_view_get_buffer (view)) {
    panel_edit_copy_move (self, from, until, to);
  } else if (gtk_text_buffer_get_selection_bounds (source, &start, &end)) {
    g_autofree char *words = gtk_text_buffer_get_text (source, &start, &end, FALSE);

    if (panel_edit_paste_fits (self, strlen (words)))
      panel_edit_view_insert (self, words);
  }
  return TRUE;
}

static gboolean
file_dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y,
                 PanelEditView *self)
{
  panel_edit_paste_refuse_file (self);
  return TRUE;
}

static void
add_target (PanelEditView *self, GType type, GCallback dropped)
{
  GtkDropTarget *target = gtk_drop_target_new (type, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", dropped, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* The last one added is asked first; a file is offered as its path, too. */
void
panel_edit_copy_take_drops (PanelEditView *self)
{
  add_target (self, GTK_TYPE_TEXT_BUFFER, G_CALLBACK (dropped_cb));
  add_target (self, GDK_TYPE_FILE_LIST, G_CALLBACK (file_dropped_cb));
}
