/* panel-sign-in.c - another account for one domain of the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-sign-in.h"

#include "base-secret.h"
#include "panel-problem.h"

#include <glib/gi18n-lib.h>

struct _PanelSignIn
{
  AdwWindow parent_instance;
  AdwWindowTitle *window_title;
  PanelProblem *problem;
  AdwEntryRow *user;
  GtkPasswordEntry *password;
  GtkSpinner *signing_in;

  SessionLookup *lookup;
  SessionPlace *place;
  GCancellable *cancellable;
  gboolean is_asking;
};

G_DEFINE_FINAL_TYPE (PanelSignIn, panel_sign_in, ADW_TYPE_WINDOW)

static void
update (PanelSignIn *self)
{
  gboolean is_complete = *gtk_editable_get_text (GTK_EDITABLE (self->user)) != '\0' &&
                         *gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.go", is_complete && !self->is_asking);
  gtk_widget_set_visible (GTK_WIDGET (self->signing_in), self->is_asking);
  gtk_spinner_set_spinning (self->signing_in, self->is_asking);
}

static void
changed_cb (PanelSignIn *self)
{
  update (self);
}

static void
activate_cb (PanelSignIn *self)
{
  gtk_widget_activate_default (GTK_WIDGET (self));
}

static void
signed_in_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelSignIn) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  gboolean is_in = session_lookup_sign_in_finish (SESSION_LOOKUP (object), result, &error);

  if (self->problem == NULL)
    return;
  self->is_asking = FALSE;
  update (self);
  if (is_in) {
    gtk_window_close (GTK_WINDOW (self));
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    panel_problem_show (self->problem, error);
    gtk_editable_set_text (GTK_EDITABLE (self->password), "");
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  }
}

static void
go_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelSignIn *self = PANEL_SIGN_IN (widget);
  g_autoptr (BaseSecret) password =
      base_secret_new (gtk_editable_get_text (GTK_EDITABLE (self->password)), -1);

  self->is_asking = TRUE;
  panel_problem_show (self->problem, NULL);
  update (self);
  session_lookup_sign_in_async (self->lookup, self->place,
                                gtk_editable_get_text (GTK_EDITABLE (self->user)), password,
                                self->cancellable, signed_in_cb, g_object_ref (self));
}

/* Whoever waits for an answer holds a reference: the end of the window is here, not in dispose. */
static void
panel_sign_in_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_SIGN_IN (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_sign_in_parent_class)->unrealize (widget);
}

static void
panel_sign_in_dispose (GObject *object)
{
  PanelSignIn *self = PANEL_SIGN_IN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lookup);
  g_clear_object (&self->place);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_SIGN_IN);
  G_OBJECT_CLASS (panel_sign_in_parent_class)->dispose (object);
}

static void
panel_sign_in_class_init (PanelSignInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_sign_in_dispose;
  widget_class->unrealize = panel_sign_in_unrealize;
  g_type_ensure (PANEL_TYPE_PROBLEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelSignIn, window_title);
  gtk_widget_class_bind_template_child (widget_class, PanelSignIn, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelSignIn, user);
  gtk_widget_class_bind_template_child (widget_class, PanelSignIn, password);
  gtk_widget_class_bind_template_child (widget_class, PanelSignIn, signing_in);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.go", NULL, go_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_sign_in_init (PanelSignIn *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

PanelSignIn *
panel_sign_in_new (GtkWindow *parent, SessionLookup *lookup, SessionPlace *place)
{
  PanelSignIn *self = g_object_new (PANEL_TYPE_SIGN_IN, "transient-for", parent, NULL);

  self->lookup = g_object_ref (lookup);
  self->place = g_object_ref (place);
  adw_window_title_set_subtitle (self->window_title, session_place_name (place));
  gtk_widget_grab_focus (GTK_WIDGET (self->user));
  return self;
}
