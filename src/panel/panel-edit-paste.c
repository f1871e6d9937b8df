/* panel-edit-paste.c - what is pasted into the editor
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-paste.h"

#include "oof-html-clean.h"
#include "oof-state.h"
#include "panel-edit-view-private.h"
#include "panel-key-gate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_WAIT_MS 5000
#define MOST_CLIPBOARD_BYTES (8 * 1024 * 1024) /* of HTML, most of which is left out */

/* Nothing is changed, and the editor says why. */
static void
refuse (PanelEditView *view, gsize size)
{
  g_autofree char *shown = g_format_size (size);
  g_autofree char *sentence =
      /* Translators: %s is the size of what is on the clipboard: "5.2 MB" */
      g_strdup_printf (_ ("What you pasted is too long (%s): a reply holds at most %d KB. Nothing "
                          "was changed; paste less of it."),
                       shown, OOF_MOST_TEXT_BYTES / 1024);

  gtk_widget_error_bell (GTK_WIDGET (view));
  panel_edit_view_refuse (view, sentence);
}

gboolean
panel_edit_paste_fits (PanelEditView *view, gsize size)
{
  if (size > OOF_MOST_TEXT_BYTES)
    refuse (view, size);
  return size <= OOF_MOST_TEXT_BYTES;
}

void
panel_edit_paste_refuse_file (PanelEditView *view)
{
  gtk_widget_error_bell (GTK_WIDGET (view));
  panel_edit_view_refuse (view, _ ("A file cannot be put into a reply, which is text alone. Copy "
                                   "its words, or write where the file is."));
}

/* Words that are on their way from another program, which may never answer. */
typedef struct
{
  PanelEditView *view;     /* NULL: it has been given up */
  GdkClipboard *clipboard; /* the display's */
  PanelKeyGate *gate;
  guint deadline; /* source; 0: none */
  char *bytes;
} Paste;

/* What was typed behind it may come. */
static void
end_paste (Paste *self)
{
  g_autoptr (PanelEditView) view = g_steal_pointer (&self->view);

  g_clear_handle_id (&self->deadline, g_source_remove);
  panel_key_gate_open (g_steal_pointer (&self->gate));
  if (view == NULL)
    return;
  view->n_pasting--;
  panel_edit_view_tell_moved (view);
}

static void
free_paste (Paste *self)
{
  end_paste (self);
  g_free (self->bytes);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, free_paste)

static gboolean
give_up_cb (gpointer user_data)
{
  Paste *self = user_data;

  self->deadline = 0;
  panel_edit_view_refuse (self->view, _ ("The program that you copied from does not answer. Copy "
                                         "it again."));
  end_paste (self);
  return G_SOURCE_REMOVE;
}

static Paste *
begin_paste (PanelEditView *view, GdkClipboard *clipboard)
{
  Paste *self = g_new0 (Paste, 1);

  self->view = g_object_ref (view);
  self->clipboard = clipboard;
  self->gate = panel_key_gate_close (GTK_WIDGET (view), NULL);
  self->deadline = g_timeout_add (MOST_WAIT_MS, give_up_cb, self);
  view->n_pasting++;
  return self;
}

/* Is there still somewhere to put it? */
static gboolean
is_wanted (const Paste *self)
{
  return self->view != NULL && gtk_widget_get_root (GTK_WIDGET (self->view)) != NULL;
}

static void
read_text_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL && is_wanted (self) && panel_edit_paste_fits (self->view, strlen (text)))
    panel_edit_view_insert (self->view, text);
}

static void
read_text (Paste *self)
{
  gdk_clipboard_read_text_async (self->clipboard, NULL, read_text_cb, self);
}

void
panel_edit_paste_plain (PanelEditView *view)
{
  read_text (begin_paste (view, gtk_widget_get_clipboard (GTK_WIDGET (view))));
}

typedef struct
{
  GtkTextView *source;
  PanelEditView *view;
} Source;

static void
read_source_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Source *to = user_data;
  g_autoptr (GtkTextView) source = to->source;
  g_autoptr (PanelEditView) view = to->view;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (source);

  if (text == NULL || gtk_widget_get_root (GTK_WIDGET (source)) == NULL ||
      !panel_edit_paste_fits (view, strlen (text)))
    return;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, gtk_text_view_get_editable (source));
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1,
                                                gtk_text_view_get_editable (source));
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (source, gtk_text_buffer_get_insert (buffer));
}

void
panel_edit_paste_source (GtkTextView *source, PanelEditView *view)
{
  Source *to = g_new0 (Source, 1);

  to->source = g_object_ref (source);
  to->view = g_object_ref (view);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (source)), NULL,
                                 read_source_cb, to);
}

/* Browsers put UTF-8 there, some programs UTF-16. Caller frees. */
static char *
decode (const char *bytes, gsize length)
{
  if (length >= 2 && ((guint8) bytes[0] == 0xFF || (guint8) bytes[0] == 0xFE))
    return g_convert (bytes, (gssize) length, "UTF-8", "UTF-16", NULL, NULL, NULL);
  return g_strndup (bytes, strnlen (bytes, length));
}

gboolean
panel_edit_paste_html (PanelEditView *view, const char *html)
{
  g_autofree char *clean = oof_html_clean (html, strlen (html), OOF_MOST_TEXT_BYTES);

  if (clean == NULL || *clean == '\0')
    return FALSE;
  panel_edit_view_paste (view, clean);
  return TRUE;
}

static void
read_all_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) self = user_data;
  g_autofree char *html = NULL;
  gsize size = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &size, NULL))
    size = 0;
  if (!is_wanted (self))
    return;
  if (size > 0 && size <= MOST_CLIPBOARD_BYTES)
    html = decode (self->bytes, size);
  if (html == NULL || !panel_edit_paste_html (self->view, html)) /* its words may fit */
    read_text (g_steal_pointer (&self));
}

static void
read_html_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) self = user_data;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, NULL);
  char *bytes;

  if (!is_wanted (self))
    return;
  if (stream == NULL) {
    read_text (g_steal_pointer (&self));
    return;
  }
  self->bytes = g_malloc (MOST_CLIPBOARD_BYTES + 1); /* one more tells that there is more */
  bytes = self->bytes;
  g_input_stream_read_all_async (stream, bytes, MOST_CLIPBOARD_BYTES + 1, G_PRIORITY_DEFAULT, NULL,
                                 read_all_cb, g_steal_pointer (&self));
}

void
panel_edit_paste (PanelEditView *view, PanelPaste from)
{
  static const char *const types[] = { "text/html", NULL };
  GdkClipboard *clipboard = from == PANEL_PASTE_PRIMARY
                                ? gtk_widget_get_primary_clipboard (GTK_WIDGET (view))
                                : gtk_widget_get_clipboard (GTK_WIDGET (view));

  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"))
    gdk_clipboard_read_async (clipboard, (const char **) types, G_PRIORITY_DEFAULT, NULL,
                              read_html_cb, begin_paste (view, clipboard));
  else
    read_text (begin_paste (view, clipboard));
}
