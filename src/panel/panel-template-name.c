/* panel-template-name.c - keeps the texts of an absence as a template
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-template-name.h"

#include "session-explain.h"
#include "session-hub-items.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWindow *parent;
  SessionHub *hub;
  AdwMessageDialog *dialog;
  GtkEditable *entry;
  OofText *parts;
  char *name;
  PanelTemplateNameDone done;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *self = data;

  g_object_unref (self->parent);
  g_object_unref (self->hub);
  oof_text_unref (self->parts);
  g_free (self->name);
  g_free (self);
}

static OofText *
make_text (const Asking *self, GError **error)
{
  OofText parts = *self->parts;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  parts.name = name;
  return oof_text_new (&parts, error);
}

static gboolean
is_taken (const Asking *self, const char *name)
{
  SessionItems *items = session_hub_saved_items (self->hub);

  return items != NULL && session_items_find_template (items, name) != NULL;
}

/* What the name would be, while it is typed. */
static void
changed_cb (Asking *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofText) text = make_text (self, &error);
  gboolean is_there = text != NULL && is_taken (self, text->name);
  gboolean is_empty = *gtk_editable_get_text (self->entry) == '\0';
  const char *body = _ ("Absences can share it from then on.");

  if (is_there)
    body = _ ("There is a template of that name already: choose another one.");
  else if (error != NULL && !is_empty)
    body = error->message;
  adw_message_dialog_set_body (self->dialog, body);
  adw_message_dialog_set_response_enabled (self->dialog, "save", text != NULL && !is_there);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Asking *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (session_hub_edit_items_finish (SESSION_HUB (object), result, &error))
    words = g_strdup_printf (_ ("The template “%s” is saved."), self->name);
  else
    words = session_explain (error);
  self->done (self->parent, words);
  free_asking (self);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Asking *self)
{
  g_autoptr (OofText) text = g_str_equal (response, "save") ? make_text (self, NULL) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const SessionItemsEdit edit = { .templates = texts, .expected_revision = -1 };

  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL); /* as in panel-question.c */
  if (text == NULL || is_taken (self, text->name)) {
    free_asking (self);
    return;
  }
  g_ptr_array_add (texts, text);
  self->name = g_strdup (text->name);
  session_hub_edit_items_async (self->hub, &edit, _ ("New Template"), NULL, saved_cb, self);
}

void
panel_template_name_ask (GtkWindow *parent, SessionHub *hub, const OofText *parts,
                         PanelTemplateNameDone done)
{
  Asking *self = g_new0 (Asking, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Save as Template"), NULL);
  GtkWidget *entry = gtk_entry_new ();
  OofText named = *parts;

  named.name = (char *) "-";
  self->parent = g_object_ref (parent);
  self->hub = g_object_ref (hub);
  self->parts = oof_text_new (&named, NULL);
  self->dialog = ADW_MESSAGE_DIALOG (dialog);
  self->entry = GTK_EDITABLE (entry);
  self->done = done;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name of the template"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the template"), -1);
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Save as Template"));
  adw_message_dialog_set_extra_child (self->dialog, entry);
  adw_message_dialog_add_response (self->dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (self->dialog, "save", _ ("_Save"));
  adw_message_dialog_set_response_appearance (self->dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (self->dialog, "save");
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), self);
  changed_cb (self);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
