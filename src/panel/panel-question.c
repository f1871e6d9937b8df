/* panel-question.c - a question that must be answered before something happens
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-question.h"

#include <glib/gi18n-lib.h>

/* The answer may destroy the parent, which libadwaita 1.2 goes on using while the dialog closes. */
static void
answered_cb (AdwMessageDialog *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
}

/* Keys and mouse cannot reach the parent while it is asked; a screen reader's action can. */
static void
refuse_earlier (GtkWindow *parent, const char *heading)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data) && gtk_window_get_transient_for (link->data) == parent &&
        g_strcmp0 (adw_message_dialog_get_heading (link->data), heading) == 0)
      gtk_window_close (link->data);
}

GObject *
panel_question_ask (GtkWindow *parent, const PanelQuestion *question)
{
  GtkWidget *widget;
  AdwMessageDialog *dialog;

  refuse_earlier (parent, question->heading);
  widget = adw_message_dialog_new (parent, question->heading, question->body);
  dialog = ADW_MESSAGE_DIALOG (widget);
  gtk_window_set_title (GTK_WINDOW (widget), question->heading);
  adw_message_dialog_set_extra_child (dialog, question->extra);
  adw_message_dialog_add_response (dialog, "refuse", question->refuse);
  if (question->other != NULL)
    adw_message_dialog_add_response (dialog, "other", question->other);
  adw_message_dialog_add_response (dialog, "accept", question->accept);
  adw_message_dialog_set_response_appearance (dialog, "accept", question->look);
  adw_message_dialog_set_default_response (
      dialog, question->look == ADW_RESPONSE_DESTRUCTIVE ? "refuse" : "accept");
  adw_message_dialog_set_close_response (dialog, "refuse");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), NULL);
  gtk_window_present (GTK_WINDOW (widget));
  return G_OBJECT (widget);
}

GObject *
panel_question_ask_discard (GtkWindow *parent)
{
  const PanelQuestion question = { .heading = _ ("Discard the Changes?"),
                                   .body = _ ("What you typed is not saved yet."),
                                   .refuse = _ ("_Keep Editing"),
                                   .accept = _ ("_Discard"),
                                   .look = ADW_RESPONSE_DESTRUCTIVE };

  return panel_question_ask (parent, &question);
}

gboolean
panel_question_keeps_open (GtkWindow *window, GCallback close_now)
{
  g_signal_connect_object (panel_question_ask_discard (window), "response::accept", close_now,
                           window, G_CONNECT_SWAPPED);
  return TRUE;
}

typedef struct
{
  GTask *task; /* NULL once it has returned */
} Answer;

static void
answer (Answer *self, gboolean is_accepted)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (is_accepted)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "it was not accepted");
}

static void
task_answered_cb (AdwMessageDialog *dialog, const char *response, Answer *self)
{
  if (self->task != NULL)
    answer (self, g_str_equal (response, "accept"));
}

static void
free_answer (gpointer data, GClosure *closure)
{
  Answer *self = data;

  if (self->task != NULL)
    answer (self, FALSE);
  g_free (self);
}

void
panel_question_ask_task (GtkWindow *parent, const PanelQuestion *question, GTask *task)
{
  Answer *self = g_new0 (Answer, 1);

  self->task = task;
  g_signal_connect_data (panel_question_ask (parent, question), "response",
                         G_CALLBACK (task_answered_cb), self, free_answer, 0);
}

void
panel_question_tell (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *widget = adw_message_dialog_new (parent, heading, body);

  gtk_window_set_title (GTK_WINDOW (widget), heading);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (widget), "close", _ ("_Close"));
  g_signal_connect (widget, "response", G_CALLBACK (answered_cb), NULL);
  gtk_window_present (GTK_WINDOW (widget));
}
