/* panel-edit-paste.c - what is pasted into the editor
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-paste.h"

#include "oof-html-clean.h"
#include "oof-state.h"
#include "panel-edit-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

static void
read_text_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEditView) view = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL && gtk_widget_get_root (GTK_WIDGET (view)) != NULL &&
      panel_edit_paste_fits (view, strlen (text)))
    panel_edit_view_insert (view, text);
}

void
panel_edit_paste_plain (PanelEditView *view)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));

  gdk_clipboard_read_text_async (clipboard, NULL, read_text_cb, g_object_ref (view));
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

typedef struct
{
  PanelEditView *view;
  char *bytes;
} Html;

static void
read_all_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Html *from = user_data;
  g_autoptr (PanelEditView) view = from->view;
  g_autofree char *bytes = from->bytes;
  g_autofree char *html = NULL;
  g_autofree char *clean = NULL;
  gsize size = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &size, NULL))
    size = 0;
  if (gtk_widget_get_root (GTK_WIDGET (view)) == NULL)
    return;
  if (size > 0 && size <= MOST_CLIPBOARD_BYTES)
    html = decode (bytes, size);
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
  Html *to;

  if (stream == NULL) {
    panel_edit_paste_plain (view);
    return;
  }
  to = g_new0 (Html, 1);
  to->bytes = g_malloc (MOST_CLIPBOARD_BYTES + 1); /* one more tells that there is more */
  to->view = g_steal_pointer (&view);
  g_input_stream_read_all_async (stream, to->bytes, MOST_CLIPBOARD_BYTES + 1, G_PRIORITY_DEFAULT,
                                 NULL, read_all_cb, to);
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
