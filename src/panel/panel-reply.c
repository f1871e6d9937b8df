/* panel-reply.c - the dialog of one person's automatic reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-reply.h"

#include "base-error.h"
#include "panel-edit-wait.h"
#include "panel-error-page.h"
#include "panel-picker.h"
#include "panel-problem.h"
#include "panel-question.h"
#include "panel-words.h"

#include <glib/gi18n-lib.h>

struct _PanelReply
{
  AdwWindow parent_instance;
  AdwWindowTitle *window_title;
  GtkWidget *save_button;
  GtkWidget *saving;
  PanelProblem *problem;
  GtkStack *stack;
  PanelPicker *picker;
  PanelReplyForm *form;
  PanelErrorPage *error_page;

  SessionHub *hub;
  SessionRow *row; /* NULL: still to be picked */
  PanelReplyTask task;
  SessionReading *reading;   /* what the person looks at; NULL until it has come */
  SessionReading *newer;     /* what somebody else wrote meanwhile; NULL: nobody did */
  GCancellable *cancellable; /* of the window */
  GCancellable *save;        /* of the save under way; NULL: none */
  gboolean is_discarded;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelReply, panel_reply, ADW_TYPE_WINDOW)

static void
show_page (PanelReply *self, const char *name)
{
  gboolean is_form = g_str_equal (name, "form");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->save_button, is_form);
}

static void
show_form (PanelReply *self)
{
  g_autoptr (GDateTime) now = session_hub_now (self->hub);

  panel_reply_form_fill (self->form, self->reading, now, self->task);
  show_page (self, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelReply) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionReading) reading =
      session_hub_read_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reading == NULL) {
    panel_error_page_show (self->error_page, error);
    show_page (self, "error");
    return;
  }
  self->reading = g_steal_pointer (&reading);
  show_form (self);
}

static void
begin_reading (PanelReply *self)
{
  adw_window_title_set_subtitle (self->window_title, session_row_name (self->row));
  show_page (self, "loading");
  session_hub_read_async (self->hub, session_row_mail (self->row), self->cancellable, read_cb,
                          g_object_ref (self));
}

static void
picked_cb (PanelPicker *picker, SessionRow *row, PanelReply *self)
{
  g_set_object (&self->row, row);
  begin_reading (self);
}

static void
try_again_cb (PanelErrorPage *page, PanelReply *self)
{
  begin_reading (self);
}

static void
set_saving (PanelReply *self, GCancellable *save)
{
  g_set_object (&self->save, save);
  gtk_widget_set_visible (self->saving, save != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), save == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reply.save", save == NULL);
}

/* Look at the new state: it takes the place of what was typed. */
static void
look_cb (PanelReply *self)
{
  if (self->newer == NULL)
    return;
  g_clear_pointer (&self->reading, session_reading_free);
  self->reading = g_steal_pointer (&self->newer);
  self->task = PANEL_REPLY_EDIT;
  show_form (self);
}

/* Keep editing: the next Save goes over the state that the person knows of by now. */
static void
keep_cb (PanelReply *self)
{
  if (self->newer == NULL)
    return;
  g_clear_pointer (&self->reading, session_reading_free);
  self->reading = g_steal_pointer (&self->newer);
}

static void
newer_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelReply) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionReading) newer = session_hub_read_finish (SESSION_HUB (object), result, &error);
  PanelQuestion question = { .heading = _ ("Somebody Changed This Reply Meanwhile"),
                             .refuse = _ ("_Keep Editing"),
                             .accept = _ ("_Look at the New State"),
                             .look = ADW_RESPONSE_SUGGESTED };
  g_autoptr (GDateTime) now = session_hub_now (self->hub);
  g_autofree char *body = NULL;
  GObject *dialog;

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (newer == NULL) {
    panel_problem_show (self->problem, error);
    return;
  }

  /* Translators: %s is a sentence such as "No automatic reply goes out.". */
  body = g_strdup_printf (
      _ ("Nothing was saved. The mailbox has a new state: %s\n\nYou can look at it, "
         "or keep your text and save it over the new state."),
      panel_words_state (newer->state, now));
  question.body = body;
  g_clear_pointer (&self->newer, session_reading_free);
  self->newer = g_steal_pointer (&newer);
  dialog = panel_question_ask (GTK_WINDOW (self), &question);
  g_signal_connect_object (dialog, "response::accept", G_CALLBACK (look_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response::refuse", G_CALLBACK (keep_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
close_now (PanelReply *self)
{
  self->is_discarded = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelReply) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionSaved) saved = session_hub_save_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL)
    return;
  set_saving (self, NULL);
  if (saved != NULL) {
    g_signal_emit (self, signals[SAVED], 0, self->row, self->reading->state, saved);
    close_now (self);
    return;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_strcmp0 (base_error_facts (error)->reason, "changed-meanwhile") == 0)
    session_hub_read_async (self->hub, session_row_mail (self->row), self->cancellable, newer_cb,
                            g_object_ref (self));
  else
    panel_problem_show (self->problem, error);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelReply *self = PANEL_REPLY (widget);
  g_autoptr (GDateTime) now = session_hub_now (self->hub);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state = NULL;
  g_autoptr (OofChange) change = NULL;
  g_autoptr (GCancellable) save = g_cancellable_new ();

  if (self->reading == NULL || self->save != NULL || panel_edit_wait (widget, action, value))
    return;

  state = panel_reply_form_state (self->form, now, &error);
  panel_problem_show (self->problem, NULL);
  if (state == NULL) {
    if (!panel_reply_form_show_problem (self->form, error))
      panel_problem_show (self->problem, error);
    return;
  }
  panel_reply_form_show_problem (self->form, NULL);
  change = panel_reply_form_change (self->form, state);
  set_saving (self, save);
  session_hub_save_async (self->hub, session_row_mail (self->row), change, self->reading->state,
                          save, saved_cb, g_object_ref (self));
}

static void
changed_cb (PanelReplyForm *form, PanelReply *self)
{
  panel_problem_show (self->problem, NULL);
  panel_reply_form_show_problem (self->form, NULL);
}

/* Escape stops a save first; then it closes, and asks when something was typed. */
static gboolean
close_request_cb (PanelReply *self)
{
  if (self->save != NULL) {
    g_cancellable_cancel (self->save);
    return GDK_EVENT_STOP;
  }
  if (panel_edit_wait (GTK_WIDGET (self), "window.close", NULL))
    return GDK_EVENT_STOP;
  return !self->is_discarded && panel_reply_form_is_edited (self->form) &&
         panel_question_keeps_open (GTK_WINDOW (self), G_CALLBACK (close_now));
}

static void
panel_reply_dispose (GObject *object)
{
  PanelReply *self = PANEL_REPLY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->save);
  g_clear_pointer (&self->reading, session_reading_free);
  g_clear_pointer (&self->newer, session_reading_free);
  g_clear_object (&self->row);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_REPLY);
  G_OBJECT_CLASS (panel_reply_parent_class)->dispose (object);
}

static void
panel_reply_class_init (PanelReplyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_reply_dispose;
  signals[SAVED] = g_signal_new ("saved", PANEL_TYPE_REPLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, SESSION_TYPE_ROW, G_TYPE_POINTER, G_TYPE_POINTER);
  g_type_ensure (PANEL_TYPE_PROBLEM);
  g_type_ensure (PANEL_TYPE_PICKER);
  g_type_ensure (PANEL_TYPE_REPLY_FORM);
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-reply.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelReply, window_title);
  gtk_widget_class_bind_template_child (widget_class, PanelReply, save_button);
  gtk_widget_class_bind_template_child (widget_class, PanelReply, saving);
  gtk_widget_class_bind_template_child (widget_class, PanelReply, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelReply, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelReply, picker);
  gtk_widget_class_bind_template_child (widget_class, PanelReply, form);
  gtk_widget_class_bind_template_child (widget_class, PanelReply, error_page);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_install_action (widget_class, "reply.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_reply_init (PanelReply *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

PanelReply *
panel_reply_new (GtkWindow *parent, SessionHub *hub, SessionRow *row, PanelReplyTask task)
{
  PanelReply *self = g_object_new (PANEL_TYPE_REPLY, "transient-for", parent, NULL);

  self->hub = g_object_ref (hub);
  self->task = task;
  if (row != NULL) {
    self->row = g_object_ref (row);
    begin_reading (self);
    return self;
  }
  panel_picker_set_hub (self->picker, hub);
  show_page (self, "picker");
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
  return self;
}
