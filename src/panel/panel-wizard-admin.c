/* panel-wizard-admin.c - the wizard's page "Administrator"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-admin.h"

#include "base-error.h"

#include <glib/gi18n-lib.h>

struct _PanelWizardAdmin
{
  AdwBin parent_instance;
  AdwEntryRow *upn;
  GtkPasswordEntry *password;
  GtkLabel *password_note;
  AdwEntryRow *mailbox;
  AdwComboRow *method;
  GtkLabel *problem;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardAdmin, panel_wizard_admin, ADW_TYPE_BIN)

void
panel_wizard_admin_fill (PanelWizardAdmin *self, ExchangeProfile *draft)
{
  draft->admin_upn = (char *) gtk_editable_get_text (GTK_EDITABLE (self->upn));
  draft->test_mailbox = (char *) gtk_editable_get_text (GTK_EDITABLE (self->mailbox));
  draft->auth = (ExchangeAuth) adw_combo_row_get_selected (self->method);
}

void
panel_wizard_admin_passwords (PanelWizardAdmin *self, SessionPasswords *ret)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (*text != '\0')
    ret->admin = base_secret_new (text, -1);
}

static void
set_wrong (GtkWidget *widget, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

void
panel_wizard_admin_show_problem (PanelWizardAdmin *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_mailbox = g_strcmp0 (reason, "test-mailbox") == 0;

  set_wrong (GTK_WIDGET (self->upn), error != NULL && !is_mailbox);
  set_wrong (GTK_WIDGET (self->mailbox), is_mailbox);
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (error != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (is_mailbox ? self->mailbox : self->upn));
}

static void
changed_cb (PanelWizardAdmin *self)
{
  panel_wizard_admin_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
next_field_cb (PanelWizardAdmin *self)
{
  gtk_widget_activate_default (GTK_WIDGET (self));
}

void
panel_wizard_admin_show (PanelWizardAdmin *self, const ExchangeProfile *profile)
{
  gtk_editable_set_text (GTK_EDITABLE (self->upn), profile->admin_upn);
  gtk_editable_set_text (GTK_EDITABLE (self->mailbox), profile->test_mailbox);
  adw_combo_row_set_selected (self->method, profile->auth);
  gtk_label_set_text (self->password_note,
                      _ ("Leave it empty to use the one that is in the keyring."));
}

static gboolean
panel_wizard_admin_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_WIZARD_ADMIN (widget)->upn));
}

static void
panel_wizard_admin_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_ADMIN);
  G_OBJECT_CLASS (panel_wizard_admin_parent_class)->dispose (object);
}

static void
panel_wizard_admin_class_init (PanelWizardAdminClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_admin_dispose;
  widget_class->grab_focus = panel_wizard_admin_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_ADMIN, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-admin.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, upn);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, password);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, password_note);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, mailbox);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, method);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_field_cb);
}

static void
panel_wizard_admin_init (PanelWizardAdmin *self)
{
  g_autoptr (GtkStringList) methods = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* In the order of ExchangeAuth. */
  gtk_string_list_append (methods, _ ("Automatic"));
  gtk_string_list_append (methods, _ ("Kerberos"));
  gtk_string_list_append (methods, _ ("NTLM"));
  gtk_string_list_append (methods, _ ("Basic, over TLS"));
  adw_combo_row_set_model (self->method, G_LIST_MODEL (methods));
}
