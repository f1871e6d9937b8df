/* panel-error-window.c - the technical words of an error, to be read and copied
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-error-window.h"

#include "session-explain.h"

struct _PanelErrorWindow
{
  AdwWindow parent_instance;
  GtkLabel *sentence;
  GtkLabel *remedy;
  GtkTextView *detail;
};

G_DEFINE_FINAL_TYPE (PanelErrorWindow, panel_error_window, ADW_TYPE_WINDOW)

static void
copy_cb (GtkButton *button, PanelErrorWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->detail);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
panel_error_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ERROR_WINDOW);
  G_OBJECT_CLASS (panel_error_window_parent_class)->dispose (object);
}

static void
panel_error_window_class_init (PanelErrorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_error_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-error-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelErrorWindow, sentence);
  gtk_widget_class_bind_template_child (widget_class, PanelErrorWindow, remedy);
  gtk_widget_class_bind_template_child (widget_class, PanelErrorWindow, detail);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_error_window_init (PanelErrorWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
panel_error_window_open (GtkWidget *from, const GError *error)
{
  PanelErrorWindow *self = g_object_new (PANEL_TYPE_ERROR_WINDOW, NULL);
  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);
  g_autofree char *detail = session_detail (error);

  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->remedy, remedy != NULL ? remedy : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->detail), detail, -1);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (from)));
  gtk_window_present (GTK_WINDOW (self));
}
