/* panel-cloud-wait.c - waits for somebody who signs in, or consents, outside of this program
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-cloud-wait.h"

#include "panel-browser.h"
#include "panel-copy-button.h"
#include "panel-copy-row.h"
#include "panel-in-sight.h"
#include "panel-problem.h"

#include <glib/gi18n-lib.h>

struct _PanelCloudWait
{
  AdwBin parent_instance;
  GtkWidget *waiting;
  GtkLabel *words;
  GtkWidget *stop;
  GtkWidget *code_box;
  GtkLabel *code;
  PanelCopyButton *copy_code;
  GtkLabel *left;
  PanelCopyRow *address;
  PanelProblem *problem;

  GCancellable *cancellable; /* NULL: it does not wait */
  gint64 until_us;           /* the code's end, by the monotonic clock */
  guint tick_id;
};

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelCloudWait, panel_cloud_wait, ADW_TYPE_BIN)

gboolean
panel_cloud_wait_is_waiting (PanelCloudWait *self)
{
  return self->cancellable != NULL;
}

static void
show_words (PanelCloudWait *self, const char *words)
{
  gtk_label_set_text (self->words, words);
}

static void
stop_waiting (PanelCloudWait *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->waiting, FALSE);
  gtk_widget_set_visible (self->code_box, FALSE);
  panel_copy_row_set_value (self->address, "");
}

void
panel_cloud_wait_clear (PanelCloudWait *self)
{
  g_cancellable_cancel (self->cancellable);
  stop_waiting (self);
  panel_problem_show (self->problem, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show_problem (PanelCloudWait *self, const GError *error)
{
  panel_problem_show (self->problem, error);
  panel_in_sight_show (GTK_WIDGET (self->problem));
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelCloudWait) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionSignedIn) who =
      session_hub_sign_in_finish (SESSION_HUB (object), result, &error);

  /* Another one may have begun since. */
  if (self->words == NULL || self->cancellable == NULL ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  stop_waiting (self);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[ENDED], 0, who);
}

static gboolean
tick_cb (gpointer data)
{
  PanelCloudWait *self = data;
  gint64 left_s = MAX (0, (self->until_us - g_get_monotonic_time ()) / G_USEC_PER_SEC);
  /* Translators: how long a code may still be used: minutes and seconds, "14:05" */
  g_autofree char *left =
      g_strdup_printf (_ ("Good for %d:%02d"), (int) MIN (left_s / 60, 9999), (int) (left_s % 60));

  gtk_label_set_text (self->left, left);
  return G_SOURCE_CONTINUE;
}

/* The way to a code is the person's: it may be another computer. */
static void
show_code_cb (const SessionDeviceCode *code, gpointer data)
{
  PanelCloudWait *self = data;

  if (self->words == NULL || self->cancellable == NULL)
    return;
  gtk_label_set_text (self->code, code->user_code);
  panel_copy_button_set_text (self->copy_code, code->user_code);
  panel_copy_row_set_value (self->address, code->url);
  self->until_us = g_get_monotonic_time () + code->life_s * G_USEC_PER_SEC;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  tick_cb (self);
  gtk_widget_set_visible (self->code_box, TRUE);
  panel_in_sight_show (self->waiting);
  show_words (self, _ ("On any device, open the page below, enter this code and sign in."));
}

static void
open_cb (const char *url, gpointer data)
{
  PanelCloudWait *self = data;

  if (self->words == NULL || self->cancellable == NULL)
    return;
  panel_copy_row_set_value (self->address, url);
  panel_in_sight_show (self->waiting);
  show_words (self, _ ("Go on in the browser. If none opens, copy the address into one on this "
                       "computer."));
  panel_browser_open (GTK_WIDGET (self), url);
}

void
panel_cloud_wait_begin (PanelCloudWait *self, SessionHub *hub, ExchangeProfile *draft,
                        SessionSignInWay way)
{
  const SessionSignIn how = {
    .draft = draft, .way = way, .open = open_cb, .show = show_code_cb, .data = self
  };

  panel_cloud_wait_clear (self);
  self->cancellable = g_cancellable_new ();
  show_words (self, _ ("Asking the login server…"));
  gtk_widget_set_visible (self->waiting, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  panel_in_sight_focus (self->stop);
  session_hub_sign_in_async (hub, &how, self->cancellable, ended_cb, g_object_ref (self));
}

static void
stop_cb (PanelCloudWait *self)
{
  panel_cloud_wait_clear (self);
  g_signal_emit (self, signals[ENDED], 0, NULL);
}

/* Whoever waits for an answer holds a reference: the end of the window is here, not in dispose. */
static void
panel_cloud_wait_unrealize (GtkWidget *widget)
{
  PanelCloudWait *self = PANEL_CLOUD_WAIT (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (panel_cloud_wait_parent_class)->unrealize (widget);
}

static void
panel_cloud_wait_dispose (GObject *object)
{
  PanelCloudWait *self = PANEL_CLOUD_WAIT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_CLOUD_WAIT);
  G_OBJECT_CLASS (panel_cloud_wait_parent_class)->dispose (object);
}

static void
panel_cloud_wait_class_init (PanelCloudWaitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_cloud_wait_dispose;
  widget_class->unrealize = panel_cloud_wait_unrealize;
  signals[ENDED] = g_signal_new ("ended", PANEL_TYPE_CLOUD_WAIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (PANEL_TYPE_COPY_BUTTON);
  g_type_ensure (PANEL_TYPE_COPY_ROW);
  g_type_ensure (PANEL_TYPE_PROBLEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-cloud-wait.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, waiting);
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, words);
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, stop);
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, code_box);
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, code);
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, copy_code);
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, left);
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, address);
  gtk_widget_class_bind_template_child (widget_class, PanelCloudWait, problem);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
panel_cloud_wait_init (PanelCloudWait *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  panel_copy_row_set_value (self->address, "");
}
