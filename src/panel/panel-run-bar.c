/* panel-run-bar.c - the run that is under way, in one line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-run-bar.h"

#include "panel-run-words.h"

struct _PanelRunBar
{
  GtkBox parent_instance;
  GtkProgressBar *bar;
  GtkLabel *words;
  GtkWidget *dismiss;

  SessionHub *hub;
  SessionProgress *run; /* NULL: none, or its end was seen */
  gulong watch;
  guint clock; /* a server that is silent changes nothing but the time */
};

G_DEFINE_FINAL_TYPE (PanelRunBar, panel_run_bar, GTK_TYPE_BOX)

static void
show (PanelRunBar *self)
{
  g_autofree char *words = NULL;
  guint total;

  gtk_widget_set_visible (GTK_WIDGET (self), self->run != NULL);
  if (self->run == NULL)
    return;
  words = panel_run_words_line (self->run);
  total = session_progress_total (self->run);
  gtk_label_set_text (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  gtk_progress_bar_set_fraction (
      self->bar, total > 0 ? (double) session_progress_done (self->run) / total : 1);
  gtk_widget_set_visible (self->dismiss, session_progress_is_over (self->run));
}

static gboolean
clock_cb (gpointer user_data)
{
  PanelRunBar *self = user_data;

  show (self);
  if (!session_progress_is_over (self->run))
    return G_SOURCE_CONTINUE;
  self->clock = 0;
  return G_SOURCE_REMOVE;
}

static void
leave (PanelRunBar *self)
{
  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->run != NULL)
    g_clear_signal_handler (&self->watch, self->run);
  g_clear_object (&self->run);
}

static void
follow (PanelRunBar *self, SessionProgress *run)
{
  leave (self);
  if (run != NULL) {
    self->run = g_object_ref (run);
    self->watch =
        g_signal_connect_object (run, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    self->clock = g_timeout_add_seconds (1, clock_cb, self);
  }
  show (self);
}

static void
run_changed_cb (PanelRunBar *self)
{
  follow (self, session_hub_run (self->hub));
}

void
panel_run_bar_set_hub (PanelRunBar *self, SessionHub *hub)
{
  self->hub = g_object_ref (hub);
  g_signal_connect_object (hub, "run-changed", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  run_changed_cb (self);
}

void
panel_run_bar_dismiss (PanelRunBar *self)
{
  if (self->run != NULL && session_progress_is_over (self->run))
    follow (self, NULL);
}

static void
panel_run_bar_dispose (GObject *object)
{
  PanelRunBar *self = PANEL_RUN_BAR (object);

  leave (self);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_RUN_BAR);
  G_OBJECT_CLASS (panel_run_bar_parent_class)->dispose (object);
}

static void
panel_run_bar_class_init (PanelRunBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_run_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-run-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelRunBar, bar);
  gtk_widget_class_bind_template_child (widget_class, PanelRunBar, words);
  gtk_widget_class_bind_template_child (widget_class, PanelRunBar, dismiss);
}

static void
panel_run_bar_init (PanelRunBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
