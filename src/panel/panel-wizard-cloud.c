/* panel-wizard-cloud.c - the wizard's page "Organisation and app"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-cloud.h"

#include "base-error.h"
#include "panel-ca-row.h"
#include "panel-focus.h"
#include "panel-wizard-app.h"
#include "panel-wizard-tenant.h"
#include "panel-wrong.h"

#include <string.h>

struct _PanelWizardCloud
{
  AdwBin parent_instance;
  AdwComboRow *cloud;
  PanelWizardTenant *tenant;
  AdwEntryRow *client_id;
  GtkLabel *client_id_problem;
  PanelWizardApp *app;
  GtkWidget *mailbox_group;
  AdwEntryRow *mailbox;
  GtkLabel *mailbox_problem;
  AdwExpanderRow *addresses;
  AdwEntryRow *login_url;
  AdwEntryRow *graph_url;
  AdwEntryRow *admin_api_url;
  PanelCaRow *ca;
  GtkLabel *address_problem;

  GPtrArray *clouds;       /* SessionCloud, by the row's index */
  SessionHub *hub;         /* NULL until the page was seen */
  ExchangeProfile *so_far; /* what the pages before it say; NULL as above */
};

enum
{
  CHANGED,
  REGISTER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardCloud, panel_wizard_cloud, ADW_TYPE_BIN)

static char *
row_text (AdwEntryRow *row)
{
  return (char *) gtk_editable_get_text (GTK_EDITABLE (row));
}

void
panel_wizard_cloud_fill (PanelWizardCloud *self, ExchangeProfile *draft)
{
  const SessionCloud *cloud = self->clouds->pdata[adw_combo_row_get_selected (self->cloud)];

  draft->cloud = cloud->id;
  draft->tenant = (char *) panel_wizard_tenant_text (self->tenant);
  draft->client_id = row_text (self->client_id);
  draft->login_url = row_text (self->login_url);
  draft->graph_url = row_text (self->graph_url);
  draft->admin_api_url = row_text (self->admin_api_url);
  panel_wizard_app_fill (self->app, draft);
  /* In a hybrid organisation these two are those of the servers on premises. */
  if (draft->kind == EXCHANGE_KIND_ONLINE) {
    draft->ca_pem = (char *) panel_ca_row_pem (self->ca);
    draft->test_mailbox = row_text (self->mailbox);
  }
  if (draft->sign_in == EXCHANGE_SIGN_IN_PERSON) /* there is no other */
    draft->test_mailbox = draft->online_user;
}

void
panel_wizard_cloud_passwords (PanelWizardCloud *self, SessionPasswords *ret)
{
  ret->client = panel_wizard_app_secret (self->app);
}

const char *
panel_wizard_cloud_thumbprint (PanelWizardCloud *self)
{
  return panel_wizard_app_thumbprint (self->app);
}

gboolean
panel_wizard_cloud_check (PanelWizardCloud *self, GError **error)
{
  return panel_wizard_app_check (self->app, error);
}

typedef struct
{
  const char *reason;
  GtkWidget *field;
  GtkLabel *label;
} Place;

void
panel_wizard_cloud_show_problem (PanelWizardCloud *self, const GError *error)
{
  const Place places[] = {
    { "client-id", GTK_WIDGET (self->client_id), self->client_id_problem },
    { "test-mailbox", GTK_WIDGET (self->mailbox), self->mailbox_problem },
    { "login-url", GTK_WIDGET (self->login_url), self->address_problem },
    { "graph-url", GTK_WIDGET (self->graph_url), self->address_problem },
    { "admin-api-url", GTK_WIDGET (self->admin_api_url), self->address_problem },
    { "ca", GTK_WIDGET (self->ca), self->address_problem },
  };
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_tenant = g_strcmp0 (reason, "tenant") == 0;

  panel_wizard_tenant_say (self->tenant, is_tenant ? error->message : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    panel_wrong_set (places[i].field, FALSE);
    panel_wrong_say (places[i].label, NULL);
  }
  if (panel_wizard_app_show_problem (self->app, error) || error == NULL)
    return;
  if (is_tenant)
    gtk_widget_grab_focus (GTK_WIDGET (self->tenant));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (reason, places[i].reason) == 0) {
      panel_wrong_set (places[i].field, TRUE);
      panel_wrong_say (places[i].label, error->message);
      if (places[i].label == self->address_problem)
        adw_expander_row_set_expanded (self->addresses, TRUE);
      gtk_widget_grab_focus (places[i].field);
    }
}

/* What is looked up and signed in to is what is typed by now. */
static void
pass_on (PanelWizardCloud *self)
{
  ExchangeProfile filled;
  g_autoptr (ExchangeProfile) draft = NULL;

  if (self->hub == NULL)
    return;

  filled = *self->so_far;
  panel_wizard_cloud_fill (self, &filled);
  draft = exchange_profile_new (&filled);
  gtk_widget_set_visible (self->mailbox_group, draft->kind == EXCHANGE_KIND_ONLINE &&
                                                   draft->sign_in != EXCHANGE_SIGN_IN_PERSON);
  panel_wizard_tenant_begin (self->tenant, self->hub, draft);
  panel_wizard_app_begin (self->app, self->hub, draft);
}

static void
changed_cb (PanelWizardCloud *self)
{
  panel_wizard_cloud_show_problem (self, NULL);
  pass_on (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ca_refused_cb (PanelCaRow *row, const GError *error, PanelWizardCloud *self)
{
  panel_wizard_cloud_show_problem (self, error);
}

static void
register_cb (PanelWizardCloud *self)
{
  g_signal_emit (self, signals[REGISTER], 0);
}

void
panel_wizard_cloud_begin (PanelWizardCloud *self, SessionHub *hub, ExchangeProfile *so_far)
{
  gboolean is_alone = so_far->kind == EXCHANGE_KIND_ONLINE;

  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  self->so_far = exchange_profile_ref (so_far);
  gtk_widget_set_visible (GTK_WIDGET (self->ca), is_alone);
  pass_on (self);
}

void
panel_wizard_cloud_stop (PanelWizardCloud *self)
{
  panel_wizard_tenant_stop (self->tenant);
  panel_wizard_app_stop (self->app);
}

static void
choose_cloud (PanelWizardCloud *self, const char *id)
{
  for (guint i = 0; i < self->clouds->len; i++)
    if (strcmp (((const SessionCloud *) self->clouds->pdata[i])->id, id) == 0)
      adw_combo_row_set_selected (self->cloud, i);
}

void
panel_wizard_cloud_show (PanelWizardCloud *self, const ExchangeProfile *profile)
{
  if (!exchange_profile_is_online (profile))
    return;

  choose_cloud (self, profile->cloud);
  panel_wizard_tenant_show (self->tenant, profile->tenant);
  gtk_editable_set_text (GTK_EDITABLE (self->client_id), profile->client_id);
  gtk_editable_set_text (GTK_EDITABLE (self->mailbox), profile->test_mailbox);
  gtk_editable_set_text (GTK_EDITABLE (self->login_url), profile->login_url);
  gtk_editable_set_text (GTK_EDITABLE (self->graph_url), profile->graph_url);
  gtk_editable_set_text (GTK_EDITABLE (self->admin_api_url), profile->admin_api_url);
  panel_ca_row_set_pem (self->ca, profile->ca_pem);
  panel_wizard_app_show (self->app, profile);
}

static gboolean
panel_wizard_cloud_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_WIZARD_CLOUD (widget)->tenant));
}

static void
panel_wizard_cloud_dispose (GObject *object)
{
  PanelWizardCloud *self = PANEL_WIZARD_CLOUD (object);

  g_clear_object (&self->hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_CLOUD);
  G_OBJECT_CLASS (panel_wizard_cloud_parent_class)->dispose (object);
}

static void
panel_wizard_cloud_finalize (GObject *object)
{
  g_ptr_array_unref (PANEL_WIZARD_CLOUD (object)->clouds);
  G_OBJECT_CLASS (panel_wizard_cloud_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, cloud);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, tenant);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, client_id);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, client_id_problem);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, app);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, mailbox_group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, mailbox);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, mailbox_problem);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, addresses);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, login_url);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, graph_url);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, admin_api_url);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, ca);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCloud, address_problem);
}

static void
panel_wizard_cloud_class_init (PanelWizardCloudClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_cloud_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_cloud_finalize;
  panel_focus_pass_on (widget_class, panel_wizard_cloud_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_CLOUD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REGISTER] = g_signal_new ("register", PANEL_TYPE_WIZARD_CLOUD, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_CA_ROW);
  g_type_ensure (PANEL_TYPE_WIZARD_APP);
  g_type_ensure (PANEL_TYPE_WIZARD_TENANT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-cloud.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_refused_cb);
  gtk_widget_class_bind_template_callback (widget_class, register_cb);
}

static void
panel_wizard_cloud_init (PanelWizardCloud *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->clouds = session_cloud_list ();
  for (guint i = 0; i < self->clouds->len; i++)
    gtk_string_list_append (names, ((const SessionCloud *) self->clouds->pdata[i])->name);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->cloud, G_LIST_MODEL (names));
}
