/* panel-existing-more.c - what becomes of existing replies: switched off, made a template, kept in
 * a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-existing-private.h"

#include "panel-question.h"
#include "panel-save-file.h"
#include "panel-templates.h"
#include "session-hub-existing.h"
#include "session-hub-items.h"
#include "session-replies-file.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMES 8 /* that a question tells one by one */

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelExisting) self = user_data;
  g_autoptr (GError) error = NULL;
  SessionBulkSummary summary;
  g_autofree char *run =
      session_hub_existing_undo_finish (SESSION_HUB (object), result, &summary, &error);

  if (run == NULL)
    panel_existing_tell_error (self, error);
  else if (self->stack != NULL)
    panel_existing_read (self);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelExisting *self = PANEL_EXISTING (widget);
  g_autofree char *run = g_steal_pointer (&self->run);

  if (run != NULL)
    session_hub_existing_undo_async (self->hub, run, self->cancellable, undone_cb,
                                     g_object_ref (self));
}

static void
cleaned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelExisting) self = user_data;
  g_autoptr (GError) error = NULL;
  SessionBulkSummary summary;
  g_autofree char *sentence = NULL;
  char *run = session_hub_existing_clean_finish (SESSION_HUB (object), result, &summary, &error);

  if (run == NULL) {
    panel_existing_tell_error (self, error);
    return;
  }
  g_free (self->run);
  self->run = run;
  if (self->stack == NULL)
    return;
  sentence = g_strdup_printf (
      ngettext ("%'u reply was switched off, %'u left alone, %'u failed.",
                "%'u replies were switched off, %'u left alone, %'u failed.", summary.written),
      summary.written, summary.skipped, summary.failed);
  panel_existing_tell (self, sentence, _ ("Undo"), "existing.undo");
  panel_existing_read (self);
}

static void
clean_accepted_cb (PanelExisting *self)
{
  g_autoptr (GPtrArray) chosen = panel_existing_chosen (self);
  g_autoptr (GPtrArray) stale = panel_existing_filter (chosen, panel_existing_is_stale);

  if (stale->len > 0 && self->stop == NULL)
    session_hub_existing_clean_async (self->hub, self->replies, stale, self->cancellable,
                                      cleaned_cb, g_object_ref (self));
}

/* Who it is about, and what happens to them. */
static void
clean_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelExisting *self = PANEL_EXISTING (widget);
  g_autoptr (GPtrArray) chosen = panel_existing_chosen (self);
  g_autoptr (GPtrArray) stale = panel_existing_filter (chosen, panel_existing_is_stale);
  g_autoptr (GString) body = g_string_new (
      _ ("Nobody who writes to them gets an answer any more. The texts stay in the mailboxes; what "
         "is protected by hand, or was changed meanwhile, is left alone. It can be undone."));
  g_autofree char *heading = g_strdup_printf (
      ngettext ("Switch off %'u reply?", "Switch off %'u replies?", stale->len), stale->len);
  PanelQuestion question = { .heading = heading,
                             .refuse = _ ("_Cancel"),
                             .accept = _ ("_Switch Off"),
                             .look = ADW_RESPONSE_DESTRUCTIVE };

  g_string_append (body, "\n");
  for (guint i = 0; i < MIN (stale->len, MOST_NAMES); i++) {
    const SessionReply *reply = stale->pdata[i];

    g_string_append_printf (body, "\n%s",
                            reply->person != NULL ? reply->person->name : reply->mailbox);
  }
  if (stale->len > MOST_NAMES)
    g_string_append (body, "\n…");
  question.body = body->str;
  g_signal_connect_object (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                           G_CALLBACK (clean_accepted_cb), self, G_CONNECT_SWAPPED);
}

static void
template_made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelExisting) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!session_hub_edit_items_finish (SESSION_HUB (object), result, &error))
    panel_existing_tell_error (self, error);
  else if (self->stack != NULL)
    panel_templates_open (GTK_WINDOW (self), self->hub);
}

/* "Reply of Ann Berg", or the same with a number. */
static char *
find_name (PanelExisting *self, const SessionReply *reply)
{
  const SessionItems *items = session_hub_saved_items (self->hub);
  const char *who = reply->person != NULL ? reply->person->name : reply->mailbox;
  /* Translators: the name of a template; %s is somebody's name */
  char *name = g_strdup_printf (_ ("Reply of %s"), who);

  for (guint i = 2; items != NULL && session_items_find_template (items, name) != NULL; i++) {
    g_free (name);
    /* Translators: the name of a template; %s is somebody's name, %u a number */
    name = g_strdup_printf (_ ("Reply of %s (%u)"), who, i);
  }
  return name;
}

static void
template_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelExisting *self = PANEL_EXISTING (widget);
  g_autoptr (GPtrArray) chosen = panel_existing_chosen (self);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_text_unref);
  const SessionItemsEdit edit = { .templates = texts, .expected_revision = -1 };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = chosen->len > 0 ? find_name (self, chosen->pdata[0]) : NULL;
  OofText *text =
      name != NULL ? session_adopt_template (self->replies, chosen->pdata[0], name, &error) : NULL;

  if (error != NULL)
    panel_existing_tell_error (self, error);
  if (text == NULL)
    return;
  g_ptr_array_add (texts, text);
  session_hub_edit_items_async (self->hub, &edit, _ ("Make Template"), self->cancellable,
                                template_made_cb, g_object_ref (self));
}

static void
saved_cb (const char *words, gpointer user_data)
{
  g_autoptr (PanelExisting) self = user_data;

  if (self->stack != NULL && words != NULL)
    panel_existing_tell (self, words, NULL, NULL);
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelExisting *self = PANEL_EXISTING (widget);
  g_autoptr (GDateTime) now = session_hub_now (self->hub);
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: the beginning of a file's name; a date follows */
  g_autofree char *name = g_strdup_printf ("%s-%s.json", _ ("replies"), day);

  panel_save_file (GTK_WINDOW (self), _ ("Export the Replies"), name,
                   session_replies_write (self->replies, session_hub_profile_name (self->hub)),
                   saved_cb, g_object_ref (self));
}

void
panel_existing_install_more (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "existing.template", NULL, template_cb);
  gtk_widget_class_install_action (widget_class, "existing.clean", NULL, clean_cb);
  gtk_widget_class_install_action (widget_class, "existing.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "existing.export", NULL, export_cb);
}
