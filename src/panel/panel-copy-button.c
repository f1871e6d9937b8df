/* panel-copy-button.c - a button that copies a text, and says that it did
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-copy-button.h"

#include <glib/gi18n-lib.h>

#define TOLD_S 2

struct _PanelCopyButton
{
  GtkButton parent_instance;

  char *text;
  guint told_id; /* while it says that it did; 0: it does not */
};

G_DEFINE_FINAL_TYPE (PanelCopyButton, panel_copy_button, GTK_TYPE_BUTTON)

static gboolean
told_cb (gpointer data)
{
  PanelCopyButton *self = data;

  self->told_id = 0;
  gtk_button_set_label (GTK_BUTTON (self), _ ("Copy"));
  return G_SOURCE_REMOVE;
}

static void
panel_copy_button_clicked (GtkButton *button)
{
  PanelCopyButton *self = PANEL_COPY_BUTTON (button);

  if (self->text == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  gtk_button_set_label (button, _ ("Copied"));
  g_clear_handle_id (&self->told_id, g_source_remove);
  self->told_id = g_timeout_add_seconds (TOLD_S, told_cb, self);
}

void
panel_copy_button_set_text (PanelCopyButton *self, const char *text)
{
  char *copied = g_strdup (text);

  g_free (self->text);
  self->text = copied;
}

static void
panel_copy_button_dispose (GObject *object)
{
  PanelCopyButton *self = PANEL_COPY_BUTTON (object);

  g_clear_handle_id (&self->told_id, g_source_remove);
  G_OBJECT_CLASS (panel_copy_button_parent_class)->dispose (object);
}

static void
panel_copy_button_finalize (GObject *object)
{
  g_free (PANEL_COPY_BUTTON (object)->text);
  G_OBJECT_CLASS (panel_copy_button_parent_class)->finalize (object);
}

static void
panel_copy_button_class_init (PanelCopyButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = panel_copy_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_copy_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = panel_copy_button_clicked;
}

static void
panel_copy_button_init (PanelCopyButton *self)
{
  gtk_button_set_label (GTK_BUTTON (self), _ ("Copy"));
}
