/* panel-wizard.c - "Target server connection"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-question.h"
#include "panel-run-guard.h"
#include "panel-wizard-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PanelWizard, panel_wizard, ADW_TYPE_WINDOW)

static PanelWizardWay
way_of (PanelWizard *self)
{
  return (PanelWizardWay){ self->first, panel_wizard_target_kind (self->target),
                           panel_wizard_server_is_automatic (self->server) };
}

static void
show_way (PanelWizard *self)
{
  const PanelWizardWay way = way_of (self);
  g_autofree char *subtitle = panel_wizard_way_subtitle (&way, self->step);

  adw_window_title_set_subtitle (self->window_title, subtitle);
  panel_wizard_way_show (&way, self->dots, self->step);
}

static void
update (PanelWizard *self)
{
  gboolean is_keeping = self->cancellable != NULL;

  gtk_widget_set_visible (self->back, self->step > self->first);
  gtk_button_set_label (self->next, self->step == STEP_FINISH ? _ ("_Finish") : _ ("_Next"));
  gtk_widget_set_visible (self->keeping, is_keeping);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.next",
                                 panel_wizard_can_go_on (self) && !is_keeping);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.back", !is_keeping);
}

static void
show_step (PanelWizard *self, PanelWizardStep step)
{
  GtkWidget *const focus[] = {
    [STEP_WELCOME] = GTK_WIDGET (self->next),         [STEP_TARGET] = GTK_WIDGET (self->target),
    [STEP_SERVER] = GTK_WIDGET (self->server),        [STEP_ADMIN] = GTK_WIDGET (self->admin),
    [STEP_SEARCH] = GTK_WIDGET (self->next),          [STEP_CLOUD] = GTK_WIDGET (self->cloud),
    [STEP_REGISTER] = GTK_WIDGET (self->registering), [STEP_VERIFY] = GTK_WIDGET (self->next),
    [STEP_FINISH] = GTK_WIDGET (self->finish),
  };

  /* What runs there begins on the page that is seen; what is shown is there before. */
  if (step != STEP_SEARCH && step != STEP_VERIFY)
    panel_wizard_enter (self, step);
  self->step = step;
  gtk_stack_set_visible_child_name (self->stack, panel_wizard_way_page (step));
  show_way (self);
  if (step == STEP_SEARCH || step == STEP_VERIFY)
    panel_wizard_enter (self, step);
  update (self);
  gtk_widget_grab_focus (focus[step]);
}

static void
close_now (PanelWizard *self)
{
  self->is_closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
adopted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizard) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  gboolean is_kept = session_hub_adopt_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL)
    return;
  g_clear_object (&self->cancellable);
  update (self);
  if (is_kept) {
    panel_wizard_verify_keep (self->verify);
    close_now (self);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    panel_wizard_finish_show_problem (self->finish, error);
}

static void keep_again (GtkWindow *window);

/* What is under way would end with the connection. */
static void
keep (PanelWizard *self, ExchangeProfile *profile)
{
  g_auto (SessionPasswords) passwords = { NULL };

  if (!panel_run_guard (GTK_WINDOW (self), self->hub, PANEL_RUN_GUARD_SWITCH, keep_again))
    return;
  panel_wizard_passwords (self, &passwords);
  self->cancellable = g_cancellable_new ();
  update (self);
  session_hub_adopt_async (self->hub, profile, &passwords, self->cancellable, adopted_cb,
                           g_object_ref (self));
}

static void
keep_again (GtkWindow *window)
{
  PanelWizard *self = PANEL_WIZARD (window);
  g_autoptr (ExchangeProfile) profile =
      self->stack != NULL ? panel_wizard_make_profile (self) : NULL;

  if (profile != NULL && self->step == STEP_FINISH)
    keep (self, profile);
}

/* What is verified next is not what was typed, and the search need not begin again. */
static void
take_found (PanelWizard *self)
{
  panel_wizard_server_take_found (self->server, panel_wizard_search_found (self->search));
  self->is_searched = TRUE;
}

static void
next_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelWizard *self = PANEL_WIZARD (widget);
  const PanelWizardWay way = way_of (self);
  g_autoptr (ExchangeProfile) profile = panel_wizard_make_profile (self);

  if (!panel_wizard_check (self, self->step, profile)) {
    /* What is missing is typed on the page before. */
    if (self->step == STEP_REGISTER) {
      show_step (self, STEP_CLOUD);
      panel_wizard_check (self, STEP_CLOUD, profile);
    }
    return;
  }
  if (self->step == STEP_FINISH) {
    keep (self, profile);
    return;
  }
  if (self->step == STEP_SEARCH)
    take_found (self);
  else
    panel_wizard_leave (self, self->step);
  show_step (self, panel_wizard_way_next (&way, self->step));
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelWizard *self = PANEL_WIZARD (widget);
  const PanelWizardWay way = way_of (self);

  panel_wizard_leave (self, self->step);
  show_step (self, panel_wizard_way_previous (&way, self->step));
}

/* Also without anything typed yet: who has no application has nothing to type. */
static void
register_cb (PanelWizard *self)
{
  panel_wizard_leave (self, STEP_CLOUD);
  show_step (self, STEP_REGISTER);
}

static void
typed_cb (PanelWizard *self)
{
  self->is_typed = TRUE;
  self->is_searched = FALSE;
  self->is_verified = FALSE;
  show_way (self);
}

/* A server that was found is none of the cloud's. */
static void
target_changed_cb (PanelWizard *self)
{
  typed_cb (self);
  update (self);
}

/* The name is no part of what was verified. */
static void
typed_name_cb (PanelWizard *self)
{
  self->is_typed = TRUE;
}

/* A page that decides whether one can go on. */
static void
outcome_changed_cb (PanelWizard *self)
{
  ExchangeProfile seen = { 0 };

  panel_wizard_server_fill (self->server, &seen);
  if (self->is_verified && panel_wizard_verify_learn (self->verify, &seen))
    panel_wizard_server_set_seen (self->server, &seen);
  update (self);
}

/* A program of its own, beside this one: the wizard stays as it is. */
static void
demo_cb (GtkButton *button, PanelWizard *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) demo =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--demo", NULL);

  if (demo == NULL)
    g_debug ("the demo did not start: %s", error->message);
}

static gboolean
close_request_cb (PanelWizard *self)
{
  PanelQuestion question = { .heading = _ ("Leave the Connection as It Was?"),
                             .body = _ ("What you typed here is not kept. Nothing has been saved."),
                             .refuse = _ ("_Stay"),
                             .accept = _ ("_Leave"),
                             .look = ADW_RESPONSE_DESTRUCTIVE };

  if (self->is_closing || !self->is_typed) {
    panel_wizard_leave (self, self->step);
    return GDK_EVENT_PROPAGATE;
  }
  g_signal_connect_object (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                           G_CALLBACK (close_now), self, G_CONNECT_SWAPPED);
  return GDK_EVENT_STOP;
}

static void
panel_wizard_dispose (GObject *object)
{
  PanelWizard *self = PANEL_WIZARD (object);

  g_clear_object (&self->hub);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD);
  G_OBJECT_CLASS (panel_wizard_parent_class)->dispose (object);
}

static void
panel_wizard_finalize (GObject *object)
{
  PanelWizard *self = PANEL_WIZARD (object);

  exchange_profile_unref (self->kept);
  G_OBJECT_CLASS (panel_wizard_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, window_title);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, dots);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, back);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, next);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, target);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, server);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, admin);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, search);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, cloud);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, registering);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, verify);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, finish);
  gtk_widget_class_bind_template_child (widget_class, PanelWizard, keeping);
}

static void
panel_wizard_class_init (PanelWizardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_finalize;
  g_type_ensure (PANEL_TYPE_WIZARD_TARGET);
  g_type_ensure (PANEL_TYPE_WIZARD_SERVER);
  g_type_ensure (PANEL_TYPE_WIZARD_ADMIN);
  g_type_ensure (PANEL_TYPE_WIZARD_SEARCH);
  g_type_ensure (PANEL_TYPE_WIZARD_CLOUD);
  g_type_ensure (PANEL_TYPE_WIZARD_REGISTER);
  g_type_ensure (PANEL_TYPE_WIZARD_VERIFY);
  g_type_ensure (PANEL_TYPE_WIZARD_FINISH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, register_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, outcome_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_install_action (widget_class, "wizard.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "wizard.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_wizard_init (PanelWizard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PanelWizard *
panel_wizard_new (GtkWindow *parent, SessionHub *hub)
{
  PanelWizard *self = g_object_new (PANEL_TYPE_WIZARD, "transient-for", parent, NULL);
  ExchangeProfile *profile = session_hub_profile (hub);
  const ExchangeProfile none = { .kind = EXCHANGE_KIND_ON_PREMISES };
  const ExchangeProfile *was = profile != NULL ? profile : &none;

  self->hub = g_object_ref (hub);
  self->first = profile != NULL ? STEP_TARGET : STEP_WELCOME;
  self->kept = exchange_profile_new (was); /* the pages write over what they ask for */
  if (profile != NULL) {
    panel_wizard_target_show (self->target, profile->kind);
    panel_wizard_server_show (self->server, profile);
    panel_wizard_admin_show (self->admin, profile);
    panel_wizard_cloud_show (self->cloud, profile);
  }
  self->is_typed = FALSE;
  show_step (self, self->first);
  return self;
}
