/* panel-wizard-register.c - the wizard's page "Register the app"
 *
 * What Microsoft's pages "Register an application", "Admin consent" and "Role Based Access Control
 * for Applications in Exchange Online" say is to be done. Names in the portal are Microsoft's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-register.h"

#include "panel-cloud-wait.h"
#include "panel-copy-row.h"
#include "panel-focus.h"
#include "panel-in-sight.h"

struct _PanelWizardRegister
{
  AdwBin parent_instance;
  PanelCopyRow *portal;
  PanelCopyRow *thumbprint;
  GtkWidget *consent;
  GtkLabel *consent_note;
  GtkLabel *consented;
  PanelCloudWait *wait;
  PanelCopyRow *principal;
  PanelCopyRow *assignment;
  PanelCopyRow *proof;

  SessionHub *hub;          /* NULL until the page was seen */
  ExchangeProfile *profile; /* as above */
};

G_DEFINE_FINAL_TYPE (PanelWizardRegister, panel_wizard_register, ADW_TYPE_BIN)

/* Where an id is not known yet, its name stands. */
static const char *
id_or_name (const ExchangeProfile *profile)
{
  return g_uuid_string_is_valid (profile->client_id) ? profile->client_id : "APPLICATION-ID";
}

static void
show_cmdlets (PanelWizardRegister *self)
{
  const char *id = id_or_name (self->profile);
  const char *mailbox =
      *self->profile->test_mailbox != '\0' ? self->profile->test_mailbox : "ann@example.com";
  g_autofree char *principal = g_strdup_printf (
      "New-ServicePrincipal -AppId %s -ObjectId ENTERPRISE-OBJECT-ID -DisplayName Absentia", id);
  g_auto (GStrv) parts = g_strsplit (mailbox, "'", -1);
  g_autofree char *quoted = g_strjoinv ("''", parts);
  g_autofree char *proof = g_strdup_printf (
      "Test-ServicePrincipalAuthorization -Identity %s -Resource '%s'", id, quoted);

  panel_copy_row_set_value (self->principal, principal);
  panel_copy_row_set_value (
      self->assignment, "New-ManagementRoleAssignment -App ENTERPRISE-OBJECT-ID -Role "
                        "\"Application MailboxSettings.ReadWrite\" -CustomResourceScope Absentia");
  panel_copy_row_set_value (self->proof, proof);
}

static void
show_consent (PanelWizardRegister *self)
{
  gboolean can_ask = exchange_profile_validate (self->profile, EXCHANGE_PROFILE_PART_ONLINE, NULL);

  gtk_widget_set_sensitive (self->consent, can_ask && !panel_cloud_wait_is_waiting (self->wait));
  gtk_widget_set_visible (GTK_WIDGET (self->consent_note), !can_ask);
}

static void
say_consented (PanelWizardRegister *self, gboolean is_given)
{
  gtk_widget_set_visible (GTK_WIDGET (self->consented), is_given);
}

void
panel_wizard_register_begin (PanelWizardRegister *self, SessionHub *hub, ExchangeProfile *profile,
                             const char *thumbprint)
{
  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  self->profile = exchange_profile_ref (profile);
  panel_copy_row_set_value (self->thumbprint, thumbprint);
  panel_cloud_wait_clear (self->wait);
  say_consented (self, FALSE);
  show_cmdlets (self);
  show_consent (self);
}

void
panel_wizard_register_stop (PanelWizardRegister *self)
{
  panel_cloud_wait_clear (self->wait);
}

static void
consent_cb (PanelWizardRegister *self)
{
  say_consented (self, FALSE);
  panel_cloud_wait_begin (self->wait, self->hub, self->profile, SESSION_SIGN_IN_CONSENT);
  show_consent (self);
}

static void
ended_cb (PanelCloudWait *wait, const SessionSignedIn *who, PanelWizardRegister *self)
{
  say_consented (self, who != NULL);
  show_consent (self);
  gtk_widget_grab_focus (self->consent);
  if (who != NULL)
    panel_in_sight_show (GTK_WIDGET (self->consented));
}

static gboolean
panel_wizard_register_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (PANEL_WIZARD_REGISTER (widget)->portal),
                                 GTK_DIR_TAB_FORWARD);
}

static void
panel_wizard_register_dispose (GObject *object)
{
  PanelWizardRegister *self = PANEL_WIZARD_REGISTER (object);

  g_clear_object (&self->hub);
  g_clear_pointer (&self->profile, exchange_profile_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_REGISTER);
  G_OBJECT_CLASS (panel_wizard_register_parent_class)->dispose (object);
}

static void
panel_wizard_register_class_init (PanelWizardRegisterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_register_dispose;
  panel_focus_pass_on (widget_class, panel_wizard_register_grab_focus);
  g_type_ensure (PANEL_TYPE_COPY_ROW);
  g_type_ensure (PANEL_TYPE_CLOUD_WAIT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-register.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, portal);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, thumbprint);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, consent);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, consent_note);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, consented);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, wait);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, principal);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, assignment);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardRegister, proof);
  gtk_widget_class_bind_template_callback (widget_class, consent_cb);
  gtk_widget_class_bind_template_callback (widget_class, ended_cb);
}

static void
panel_wizard_register_init (PanelWizardRegister *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
