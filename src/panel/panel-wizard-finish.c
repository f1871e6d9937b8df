/* panel-wizard-finish.c - the wizard's last page
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-finish.h"

#include "base-error.h"
#include "panel-focus.h"
#include "panel-problem.h"

#include <string.h>

struct _PanelWizardFinish
{
  AdwBin parent_instance;
  PanelProblem *problem;
  AdwEntryRow *name;
  GtkLabel *name_problem;
  AdwActionRow *server;
  AdwActionRow *admin;
  AdwActionRow *verified;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardFinish, panel_wizard_finish, ADW_TYPE_BIN)

void
panel_wizard_finish_fill (PanelWizardFinish *self, ExchangeProfile *draft)
{
  draft->name = (char *) gtk_editable_get_text (GTK_EDITABLE (self->name));
}

void
panel_wizard_finish_show (PanelWizardFinish *self, const ExchangeProfile *profile,
                          const char *verified)
{
  const char *at = strchr (profile->admin_upn, '@');
  const char *proposed = at != NULL ? at + 1 : profile->server;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->name)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->name),
                           *profile->name != '\0' ? profile->name : proposed);
  adw_action_row_set_subtitle (self->server, profile->ews_url);
  adw_action_row_set_subtitle (self->admin, profile->admin_upn);
  adw_action_row_set_subtitle (self->verified, verified);
}

void
panel_wizard_finish_show_problem (PanelWizardFinish *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_name = g_strcmp0 (reason, "name") == 0;

  gtk_label_set_text (self->name_problem, is_name ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->name_problem), is_name);
  panel_problem_show (self->problem, is_name ? NULL : error);
  if (is_name)
    gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
changed_cb (AdwEntryRow *row, PanelWizardFinish *self)
{
  panel_wizard_finish_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
panel_wizard_finish_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_WIZARD_FINISH (widget)->name));
}

static void
panel_wizard_finish_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_FINISH);
  G_OBJECT_CLASS (panel_wizard_finish_parent_class)->dispose (object);
}

static void
panel_wizard_finish_class_init (PanelWizardFinishClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_finish_dispose;
  panel_focus_pass_on (widget_class, panel_wizard_finish_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_FINISH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_PROBLEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-finish.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, name);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, name_problem);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, server);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, admin);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, verified);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
panel_wizard_finish_init (PanelWizardFinish *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
