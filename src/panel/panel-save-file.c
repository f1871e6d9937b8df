/* panel-save-file.c - asks where something shall go, and writes it there
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-save-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GtkNativeDialog *dialog;
  GBytes *text;
  PanelSaveFileDone done;
  gpointer data;
} Saving;

static void
end (Saving *self, const char *words)
{
  self->done (words, self->data);
  g_object_unref (self->dialog);
  g_bytes_unref (self->text);
  g_free (self);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_parse_name (G_FILE (object));
  g_autofree char *words = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    /* Translators: %s is a file */
    words = g_strdup_printf (_ ("Saved as %s."), name);
  else
    /* Translators: %s is why, in the words of the system */
    words = g_strdup_printf (_ ("Not saved: %s."), error->message);
  end (user_data, words);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Saving *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file == NULL) {
    end (self, NULL);
    return;
  }
  /* Into a new file that takes the old one's place: it is there as a whole or not at all. */
  g_file_replace_contents_bytes_async (file, self->text, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, written_cb, self);
}

void
panel_save_file (GtkWindow *parent, const char *title, const char *name, char *text,
                 PanelSaveFileDone done, gpointer data)
{
  Saving *self = g_new0 (Saving, 1);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  self->dialog = GTK_NATIVE_DIALOG (chooser);
  self->text = g_bytes_new_take (text, strlen (text));
  self->done = done;
  self->data = data;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (self->dialog, TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (self->dialog);
}
