/* panel-support.c - shows what would be in a support package, then saves it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-support.h"

#include "panel-error-page.h"
#include "panel-save-file.h"
#include "panel-toast.h"
#include "session-hub-support.h"

#include <glib/gi18n-lib.h>

struct _PanelSupport
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  PanelErrorPage *error_page;
  AdwPreferencesGroup *list;

  SessionHub *hub;
  GPtrArray *parts; /* SessionSupportPart; NULL until they have come */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PanelSupport, panel_support, ADW_TYPE_WINDOW)

static GtkWidget *
make_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "check-detail");
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  return label;
}

static GtkWidget *
make_row (const SessionSupportPart *part)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *inner = adw_preferences_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), part->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), part->what);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), make_text (part->text));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);
  return row;
}

static void
collected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelSupport) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = session_hub_support_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (parts == NULL) {
    panel_error_page_show (self->error_page, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }

  self->parts = g_steal_pointer (&parts);
  for (guint i = 0; i < self->parts->len; i++)
    adw_preferences_group_add (self->list, make_row (self->parts->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "support.save", TRUE);
}

static void
collect (PanelSupport *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  session_hub_support_async (self->hub, self->cancellable, collected_cb, g_object_ref (self));
}

static void
try_again_cb (PanelErrorPage *page, PanelSupport *self)
{
  collect (self);
}

static void
saved_cb (const char *words, gpointer data)
{
  g_autoptr (PanelSupport) self = data;

  panel_toast_say (self->toasts, words);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelSupport *self = PANEL_SUPPORT (widget);

  panel_save_file (GTK_WINDOW (self), _ ("Save the Support Package"), "absentia-support.txt",
                   session_support_text (self->parts), saved_cb, g_object_ref (self));
}

void
panel_support_open (GtkWindow *parent, SessionHub *hub)
{
  PanelSupport *self = g_object_new (PANEL_TYPE_SUPPORT, "transient-for", parent, NULL);

  self->hub = g_object_ref (hub);
  gtk_window_present (GTK_WINDOW (self));
  collect (self);
}

static void
panel_support_dispose (GObject *object)
{
  PanelSupport *self = PANEL_SUPPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_SUPPORT);
  G_OBJECT_CLASS (panel_support_parent_class)->dispose (object);
}

static void
panel_support_class_init (PanelSupportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_support_dispose;
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-support.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelSupport, toasts);
  gtk_widget_class_bind_template_child (widget_class, PanelSupport, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelSupport, error_page);
  gtk_widget_class_bind_template_child (widget_class, PanelSupport, list);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_install_action (widget_class, "support.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_support_init (PanelSupport *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "support.save", FALSE);
}
