/* panel-wizard-target.c - the wizard's page "Target server"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-target.h"

#include "panel-focus.h"

struct _PanelWizardTarget
{
  AdwBin parent_instance;
  GtkCheckButton *on_premises;
  GtkCheckButton *online;
  GtkCheckButton *hybrid;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardTarget, panel_wizard_target, ADW_TYPE_BIN)

ExchangeKind
panel_wizard_target_kind (PanelWizardTarget *self)
{
  if (gtk_check_button_get_active (self->online))
    return EXCHANGE_KIND_ONLINE;
  return gtk_check_button_get_active (self->hybrid) ? EXCHANGE_KIND_HYBRID
                                                    : EXCHANGE_KIND_ON_PREMISES;
}

static GtkCheckButton *
button_of (PanelWizardTarget *self, ExchangeKind kind)
{
  GtkCheckButton *const buttons[] = { [EXCHANGE_KIND_ON_PREMISES] = self->on_premises,
                                      [EXCHANGE_KIND_ONLINE] = self->online,
                                      [EXCHANGE_KIND_HYBRID] = self->hybrid };

  return buttons[kind];
}

void
panel_wizard_target_show (PanelWizardTarget *self, ExchangeKind kind)
{
  gtk_check_button_set_active (button_of (self, kind), TRUE);
}

/* Of two that change at once the one that was chosen tells. */
static void
toggled_cb (PanelWizardTarget *self, GtkCheckButton *button)
{
  if (gtk_check_button_get_active (button))
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
panel_wizard_target_grab_focus (GtkWidget *widget)
{
  PanelWizardTarget *self = PANEL_WIZARD_TARGET (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (button_of (self, panel_wizard_target_kind (self))));
}

static void
panel_wizard_target_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_TARGET);
  G_OBJECT_CLASS (panel_wizard_target_parent_class)->dispose (object);
}

static void
panel_wizard_target_class_init (PanelWizardTargetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_target_dispose;
  panel_focus_pass_on (widget_class, panel_wizard_target_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_TARGET, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-target.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTarget, on_premises);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTarget, online);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTarget, hybrid);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
panel_wizard_target_init (PanelWizardTarget *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
