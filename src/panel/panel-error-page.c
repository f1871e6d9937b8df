/* panel-error-page.c - an error where the content would be
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-error-page.h"

#include "panel-error-window.h"
#include "session-explain.h"

struct _PanelErrorPage
{
  AdwBin parent_instance;
  AdwStatusPage *page;
  GtkWidget *connection;
  GError *error; /* NULL until one is shown */
};

enum
{
  TRY_AGAIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelErrorPage, panel_error_page, ADW_TYPE_BIN)

void
panel_error_page_show (PanelErrorPage *self, const GError *error)
{
  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);
  g_autofree char *title = g_markup_escape_text (sentence, -1);
  g_autofree char *description = g_markup_escape_text (remedy != NULL ? remedy : "", -1);

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, description);
}

void
panel_error_page_offer_connection (PanelErrorPage *self)
{
  gtk_widget_set_visible (self->connection, TRUE);
}

static void
details_cb (GtkButton *button, PanelErrorPage *self)
{
  if (self->error != NULL)
    panel_error_window_open (GTK_WIDGET (self), self->error);
}

static void
try_again_cb (GtkButton *button, PanelErrorPage *self)
{
  g_signal_emit (self, signals[TRY_AGAIN], 0);
}

static void
panel_error_page_dispose (GObject *object)
{
  g_clear_error (&PANEL_ERROR_PAGE (object)->error);
  /* AdwBin would not notice that its child goes with the template. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ERROR_PAGE);
  G_OBJECT_CLASS (panel_error_page_parent_class)->dispose (object);
}

static void
panel_error_page_class_init (PanelErrorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_error_page_dispose;
  signals[TRY_AGAIN] = g_signal_new ("try-again", PANEL_TYPE_ERROR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelErrorPage, page);
  gtk_widget_class_bind_template_child (widget_class, PanelErrorPage, connection);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
panel_error_page_init (PanelErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
