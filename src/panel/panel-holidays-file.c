/* panel-holidays-file.c - reads a calendar file (ICS) that somebody chose or dropped
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-holidays-file.h"

#include "base-error.h"
#include "session-hub-holidays.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SessionHub *hub;
  GFile *file;
  GCancellable *cancellable;
  GtkNativeDialog *dialog; /* NULL: none */
  PanelHolidaysFileDone done;
  gpointer data;
} Reading;

static void
free_reading (Reading *self)
{
  g_object_unref (self->hub);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dialog);
  g_free (self);
}

/* Once it is cancelled whoever asked is gone. */
static void
end (Reading *self, OofDays *days, const GError *error)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    self->done (days, error, self->data);
  free_reading (self);
}

/* Takes error. */
static void
fail (Reading *self, GError *error)
{
  end (self, NULL, error);
  g_error_free (error);
}

static GError *
refuse (const char *reason, const char *words)
{
  const BaseErrorFacts facts = { .reason = reason };
  GError *error = NULL;

  base_error_set_facts (&error, BASE_ERROR_REJECTED, &facts, "%s", words);
  return error;
}

static void
understood_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reading *self = user_data;
  GError *error = NULL;
  g_autoptr (OofDays) days = session_hub_read_ics_finish (SESSION_HUB (object), result, &error);

  if (days == NULL)
    fail (self, error);
  else
    end (self, days, NULL);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reading *self = user_data;
  GError *error = NULL;
  char *text = NULL;
  gsize size = 0;
  g_autofree char *base = g_file_get_basename (self->file);
  g_autofree char *name = g_utf8_make_valid (base, -1);
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_load_contents_finish (G_FILE (object), result, &text, &size, NULL, &error)) {
    fail (self, error);
    return;
  }
  bytes = g_bytes_new_take (text, size);
  session_hub_read_ics_async (self->hub, name, bytes, self->cancellable, understood_cb, self);
}

/* A pipe or a device would never end. */
static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reading *self = user_data;
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);

  if (info == NULL)
    fail (self, error);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    fail (self, refuse ("file-kind", _ ("This is not a file: choose a calendar file (ICS).")));
  else if (g_file_info_get_size (info) > SESSION_HOLIDAYS_MOST_BYTES)
    fail (self, refuse ("file-too-large", _ ("The file is too large for a calendar of holidays.")));
  else
    g_file_load_contents_async (self->file, self->cancellable, loaded_cb, self);
}

static void
read_file (Reading *self)
{
  g_file_query_info_async (
      self->file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, self->cancellable, looked_cb, self);
}

static Reading *
new_reading (SessionHub *hub, GCancellable *cancellable, PanelHolidaysFileDone done, gpointer data)
{
  Reading *self = g_new0 (Reading, 1);

  self->hub = g_object_ref (hub);
  self->cancellable = g_object_ref (cancellable);
  self->done = done;
  self->data = data;
  return self;
}

void
panel_holidays_file_read (GFile *file, SessionHub *hub, GCancellable *cancellable,
                          PanelHolidaysFileDone done, gpointer data)
{
  Reading *self = new_reading (hub, cancellable, done, data);

  self->file = g_object_ref (file);
  read_file (self);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Reading *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (self->file == NULL || g_cancellable_is_cancelled (self->cancellable))
    free_reading (self);
  else
    read_file (self);
}

void
panel_holidays_file_choose (GtkWindow *parent, SessionHub *hub, GCancellable *cancellable,
                            PanelHolidaysFileDone done, gpointer data)
{
  Reading *self = new_reading (hub, cancellable, done, data);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Choose a Calendar File"), parent,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) calendars = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (calendars, _ ("Calendars (ICS)"));
  gtk_file_filter_add_suffix (calendars, "ics");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), calendars);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  self->dialog = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (self->dialog, TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (self->dialog);
}
