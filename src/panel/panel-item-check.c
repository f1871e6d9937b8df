/* panel-item-check.c - looks whether the texts of an absence can be filled in for everybody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-check.h"

#include "panel-question.h"
#include "session-hub-items.h"
#include "session-preview.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIST_WIDTH 360
#define LIST_HEIGHT 160

static gboolean
is_filled_in (const char *text)
{
  return text != NULL && strstr (text, "{{") != NULL;
}

static gboolean
has_placeholders (SessionHub *hub, const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);
  SessionItems *saved = session_hub_saved_items (hub);
  const OofText *text = saved != NULL && parts->template_name != NULL
                            ? session_items_find_template (saved, parts->template_name)
                            : NULL;

  if (text != NULL)
    return is_filled_in (text->inside) || is_filled_in (text->outside);
  return is_filled_in (parts->inside) || is_filled_in (parts->outside);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_margin_start (label, 8);
  gtk_widget_set_margin_end (label, 8);
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_list (const GPtrArray *people)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSelectionModel *selection;
  GtkWidget *list;

  for (guint i = 0; i < people->len; i++) {
    const SessionPreviewPerson *person = people->pdata[i];

    /* Translators: somebody's name, and what is not known of them */
    gtk_string_list_take (lines, g_strdup_printf (_ ("%s: %s"), person->name, person->reason));
  }
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&lines))));
  list = gtk_list_view_new (selection, factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("For whom something is missing"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_widget_set_size_request (scrolled, LIST_WIDTH, -1);
  gtk_widget_add_css_class (scrolled, "card");
  return scrolled;
}

/* Caller frees. */
static char *
make_body (const SessionPreview *preview)
{
  guint n = session_preview_gaps (preview)->len;
  guint n_looked = session_preview_n_looked (preview);
  g_autoptr (GString) body = g_string_new (NULL);

  g_string_append_printf (
      body,
      ngettext ("For %'u person the texts cannot be filled in: nothing is written for them until "
                "this is known, or the placeholder says what stands there instead.",
                "For %'u people the texts cannot be filled in: nothing is written for them until "
                "this is known, or the placeholder says what stands there instead.",
                n),
      n);
  if (n_looked < session_preview_people (preview)->len) {
    g_string_append_c (body, ' ');
    g_string_append_printf (
        body,
        ngettext ("%'u person was looked at.", "The first %'u people were looked at.", n_looked),
        n_looked);
  }
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
ask (const SessionPreview *preview, GTask *task)
{
  g_autofree char *body = make_body (preview);
  const PanelQuestion question = { .heading = _ ("Something Is Missing"),
                                   .body = body,
                                   .refuse = _ ("_Back"),
                                   .accept = _ ("_Save Anyway"),
                                   .extra = make_list (session_preview_gaps (preview)),
                                   .look = ADW_RESPONSE_DESTRUCTIVE };

  panel_question_ask_task (g_task_get_task_data (task), &question, task);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionPreview) preview =
      session_hub_preview_finish (SESSION_HUB (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  /* Who cannot be asked now is asked before anything is written. */
  if (preview == NULL || session_preview_gaps (preview)->len == 0) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  ask (preview, g_steal_pointer (&task));
}

void
panel_item_check_async (GtkWindow *parent, SessionHub *hub, OofItem *item,
                        GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (hub, cancellable, done, user_data);

  if (!has_placeholders (hub, item)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  g_task_set_task_data (task, g_object_ref (parent), g_object_unref);
  session_hub_preview_async (hub, item, SESSION_PREVIEW_TEXTS, cancellable, found_cb,
                             g_steal_pointer (&task));
}

gboolean
panel_item_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
