/* panel-edit-paste.c - what is pasted into the editor
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-paste.h"

#include "oof-html-clean.h"
#include "oof-state.h"

#include <string.h>

#define MOST_CLIPBOARD_BYTES (8 * 1024 * 1024)

static void
read_text_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEditView) view = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text == NULL || gtk_widget_get_root (GTK_WIDGET (view)) == NULL)
    return;
  if (strlen (text) > OOF_MOST_TEXT_BYTES)
    gtk_widget_error_bell (GTK_WIDGET (view));
  else
    panel_edit_view_insert (view, text);
}

void
panel_edit_paste_plain (PanelEditView *view)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));

  gdk_clipboard_read_text_async (clipboard, NULL, read_text_cb, g_object_ref (view));
}

/* Browsers put UTF-8 there, some programs UTF-16. Caller frees. */
static char *
decode (const char *bytes, gsize length)
{
  if (length >= 2 && ((guint8) bytes[0] == 0xFF || (guint8) bytes[0] == 0xFE))
    return g_convert (bytes, (gssize) length, "UTF-8", "UTF-16", NULL, NULL, NULL);
  return g_strndup (bytes, strnlen (bytes, length));
}

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEditView) view = user_data;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (object);
  gssize size = g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, NULL);
  g_autofree char *html = NULL;
  g_autofree char *clean = NULL;

  if (gtk_widget_get_root (GTK_WIDGET (view)) == NULL)
    return;
  if (size > 0 && size <= MOST_CLIPBOARD_BYTES)
    html = decode (g_memory_output_stream_get_data (memory), (gsize) size);
  if (html != NULL)
    clean = oof_html_clean (html, strlen (html), OOF_MOST_TEXT_BYTES);
  if (clean != NULL && *clean != '\0')
    panel_edit_view_paste (view, clean);
  else
    panel_edit_paste_plain (view); /* too long as HTML: its words may fit */
}

static void
read_html_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEditView) view = user_data;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL) {
    panel_edit_paste_plain (view);
    return;
  }
  g_output_stream_splice_async (
      memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
      G_PRIORITY_DEFAULT, NULL, spliced_cb, g_steal_pointer (&view));
}

void
panel_edit_paste (PanelEditView *view)
{
  static const char *const types[] = { "text/html", NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));

  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"))
    gdk_clipboard_read_async (clipboard, (const char **) types, G_PRIORITY_DEFAULT, NULL,
                              read_html_cb, g_object_ref (view));
  else
    panel_edit_paste_plain (view);
}
