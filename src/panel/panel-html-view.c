/* panel-html-view.c - a reply from a mailbox, shown but never trusted
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-html-view.h"

#include "base-text.h"
#include "oof-html.h"
#include "panel-long-words.h"
#include "panel-question.h"

#include <glib/gi18n-lib.h>

/* GtkTextView lays out a whole paragraph at once; what nobody reads to the end is cut here. */
#define MOST_CHARS 40000
/* As much of a link's target as fits into a question. */
#define MOST_LINK_CHARS 400

struct _PanelHtmlView
{
  GtkTextView parent_instance;
  GHashTable *links; /* GtkTextTag → its target */
  char *asked;       /* the target that the person is asked about */
};

G_DEFINE_FINAL_TYPE (PanelHtmlView, panel_html_view, GTK_TYPE_TEXT_VIEW)

static const struct
{
  OofRunStyle style;
  const char *tag;
} tags[] = {
  { OOF_RUN_BOLD, "bold" },           { OOF_RUN_ITALIC, "italic" },
  { OOF_RUN_UNDERLINE, "underline" }, { OOF_RUN_HEADING, "heading" },
  { OOF_RUN_PICTURE, "picture" },
};

static const char *
link_colour (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "#99c1f1" : "#1a5fb4";
}

static GtkTextTag *
add_link_tag (PanelHtmlView *self, GtkTextBuffer *buffer, const char *target)
{
  GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE,
                                                "foreground", link_colour (), NULL);

  g_hash_table_insert (self->links, g_object_ref (tag), g_strdup (target));
  return tag;
}

/* How much of text may still be shown; the whole of it as -1. */
static int
shown_bytes (const char *text, glong *left)
{
  glong chars = g_utf8_strlen (text, -1);
  glong shown = MIN (chars, *left);

  *left -= shown;
  return shown == chars ? -1 : (int) (g_utf8_offset_to_pointer (text, shown) - text);
}

static void
insert_run (PanelHtmlView *self, GtkTextBuffer *buffer, const OofRun *run, glong *left)
{
  GtkTextIter start, end;
  int offset;

  gtk_text_buffer_get_end_iter (buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (buffer, &end, run->text, shown_bytes (run->text, left));
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if ((run->style & tags[i].style) != 0)
      gtk_text_buffer_apply_tag_by_name (buffer, tags[i].tag, &start, &end);
  if (run->link != NULL)
    gtk_text_buffer_apply_tag (buffer, add_link_tag (self, buffer, run->link), &start, &end);
}

static void
forget_links (PanelHtmlView *self)
{
  GtkTextTagTable *table =
      gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
  GHashTableIter iter;
  gpointer tag;

  g_hash_table_iter_init (&iter, self->links);
  while (g_hash_table_iter_next (&iter, &tag, NULL)) {
    gtk_text_tag_table_remove (table, tag);
    g_hash_table_iter_remove (&iter);
  }
}

void
panel_html_view_show (PanelHtmlView *self, const char *html)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autoptr (GPtrArray) runs = oof_html_to_runs (html);
  glong left = MOST_CHARS;
  GtkTextIter iter;

  gtk_text_buffer_set_text (buffer, "", 0);
  forget_links (self);
  for (guint i = 0; i < runs->len && left > 0; i++)
    insert_run (self, buffer, runs->pdata[i], &left);

  if (left == 0) {
    gtk_text_buffer_get_end_iter (buffer, &iter);
    gtk_text_buffer_insert_with_tags_by_name (
        buffer, &iter, _ ("\n(The text goes on, but is too long to be shown here.)"), -1, "picture",
        NULL);
  }
  panel_long_words_slice_all (buffer);
  gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static const char *
link_at (PanelHtmlView *self, const GtkTextIter *iter)
{
  g_autoptr (GSList) here = gtk_text_iter_get_tags (iter);

  for (GSList *l = here; l != NULL; l = l->next) {
    const char *target = g_hash_table_lookup (self->links, l->data);

    if (target != NULL)
      return target;
  }
  return NULL;
}

static const char *
link_at_point (PanelHtmlView *self, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  int bx, by;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &bx, &by);
  return gtk_text_view_get_iter_at_location (view, &iter, bx, by) ? link_at (self, &iter) : NULL;
}

static void
open_accepted_cb (PanelHtmlView *self)
{
  if (self->asked != NULL)
    g_app_info_launch_default_for_uri_async (self->asked, NULL, NULL, NULL, NULL);
}

static void
ask_about (PanelHtmlView *self, const char *target)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *shown = base_text_for_display (target, MOST_LINK_CHARS);
  PanelQuestion question = { .heading = _ ("Open This Link?"),
                             .body = shown,
                             .refuse = _ ("_Cancel"),
                             .accept = _ ("_Open"),
                             .look = ADW_RESPONSE_DEFAULT };

  g_free (self->asked);
  self->asked = g_strdup (target);
  g_signal_connect_object (panel_question_ask (GTK_WINDOW (root), &question), "response::accept",
                           G_CALLBACK (open_accepted_cb), self, G_CONNECT_SWAPPED);
}

static void
released_cb (GtkGestureClick *gesture, int presses, double x, double y, PanelHtmlView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  const char *target = link_at_point (self, x, y);

  if (target != NULL && !gtk_text_buffer_get_has_selection (buffer))
    ask_about (self, target);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state,
                PanelHtmlView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;
  const char *target;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  target = link_at (self, &iter);
  if (target == NULL)
    return GDK_EVENT_PROPAGATE;

  ask_about (self, target);
  return GDK_EVENT_STOP;
}

static void
moved_cb (GtkEventControllerMotion *controller, double x, double y, PanelHtmlView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   link_at_point (self, x, y) != NULL ? "pointer" : "text");
}

static void
dark_changed_cb (PanelHtmlView *self)
{
  GHashTableIter iter;
  gpointer tag;

  g_hash_table_iter_init (&iter, self->links);
  while (g_hash_table_iter_next (&iter, &tag, NULL))
    g_object_set (tag, "foreground", link_colour (), NULL);
}

static void
panel_html_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_HTML_VIEW);
  G_OBJECT_CLASS (panel_html_view_parent_class)->dispose (object);
}

static void
panel_html_view_finalize (GObject *object)
{
  PanelHtmlView *self = PANEL_HTML_VIEW (object);

  g_hash_table_unref (self->links);
  g_free (self->asked);
  G_OBJECT_CLASS (panel_html_view_parent_class)->finalize (object);
}

static void
panel_html_view_class_init (PanelHtmlViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_html_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_html_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-html-view.ui");
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
}

static void
panel_html_view_init (PanelHtmlView *self)
{
  GtkTextBuffer *buffer;

  self->links = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "underline", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "scale", 1.2, NULL);
  gtk_text_buffer_create_tag (buffer, "picture", "style", PANGO_STYLE_ITALIC, "scale", 0.9, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
}
