/* panel-wizard-server.c - the wizard's page "Server connection"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-server.h"

#include "base-error.h"
#include "panel-ca-row.h"
#include "panel-focus.h"
#include "panel-wrong.h"

#include <glib/gi18n-lib.h>

struct _PanelWizardServer
{
  AdwBin parent_instance;
  GtkCheckButton *automatic;
  GtkWidget *automatic_group;
  AdwEntryRow *address;
  GtkWidget *manual_group;
  AdwEntryRow *server;
  GtkLabel *ip_warning;
  AdwEntryRow *url;
  GtkWidget *reset;
  AdwPreferencesGroup *version_group;
  AdwComboRow *version;
  PanelCaRow *ca;
  GtkLabel *problem;

  char *build;         /* of the server that is typed; NULL: not known */
  char *offered;       /* the same: its ways to log in */
  gboolean is_own_url; /* somebody typed it: it does not follow the server's name any more */
  gboolean is_filling; /* this page itself writes into the URL just now */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardServer, panel_wizard_server, ADW_TYPE_BIN)

static const char *
row_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

void
panel_wizard_server_fill (PanelWizardServer *self, ExchangeProfile *draft)
{
  draft->server = (char *) row_text (self->server);
  draft->ews_url = (char *) row_text (self->url);
  draft->ca_pem = (char *) panel_ca_row_pem (self->ca);
  draft->version = (ExchangeVersion) adw_combo_row_get_selected (self->version);
  draft->build = self->build;
  draft->offered = self->offered;
}

gboolean
panel_wizard_server_is_automatic (PanelWizardServer *self)
{
  return gtk_check_button_get_active (self->automatic);
}

const char *
panel_wizard_server_address (PanelWizardServer *self)
{
  return row_text (self->address);
}

void
panel_wizard_server_show_problem (PanelWizardServer *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_url = g_strcmp0 (reason, "ews-url") == 0;
  gboolean is_ca = g_strcmp0 (reason, "ca") == 0;

  panel_wrong_set (GTK_WIDGET (self->server), g_strcmp0 (reason, "server") == 0);
  panel_wrong_set (GTK_WIDGET (self->url), is_url);
  panel_wrong_say (self->problem, error != NULL ? error->message : NULL);
  if (error == NULL)
    return;
  if (is_ca)
    gtk_widget_grab_focus (GTK_WIDGET (self->ca));
  else
    gtk_widget_grab_focus (GTK_WIDGET (is_url ? self->url : self->server));
}

static void
tell_change (PanelWizardServer *self)
{
  panel_wizard_server_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_wizard_server_set_seen (PanelWizardServer *self, const ExchangeProfile *seen)
{
  gboolean is_known = seen->build != NULL && *seen->build != '\0';
  g_autofree char *product = is_known ? exchange_version_describe (seen->build) : NULL;
  /* Translators: %s is a product and its build: "Exchange Server 2019 CU14, 15.2.1544.4" */
  g_autofree char *said =
      is_known
          ? g_strdup_printf (_ ("The server says that it is %s."), product)
          : g_strdup (_ ("Which Exchange it is. Automatic finds out what the server understands."));
  char *build;
  char *offered;

  /* seen may be lent from here */
  build = g_strdup (seen->build);
  offered = g_strdup (seen->offered);
  g_free (self->build);
  g_free (self->offered);
  self->build = build;
  self->offered = offered;
  adw_preferences_group_set_description (self->version_group, said);
}

/* It may be another server now. */
static void
forget_seen (PanelWizardServer *self)
{
  const ExchangeProfile nothing = { 0 };

  panel_wizard_server_set_seen (self, &nothing);
}

static void
fill_url (PanelWizardServer *self)
{
  g_autofree char *made = exchange_profile_ews_url (row_text (self->server));

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->url), made != NULL ? made : "");
  self->is_filling = FALSE;
}

static void
server_changed_cb (AdwEntryRow *row, PanelWizardServer *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->ip_warning),
                          exchange_profile_is_ip_address (row_text (row)));
  if (!self->is_own_url)
    fill_url (self);
  tell_change (self);
}

static void
url_changed_cb (AdwEntryRow *row, PanelWizardServer *self)
{
  g_autofree char *made = exchange_profile_ews_url (row_text (self->server));

  if (!self->is_filling)
    self->is_own_url = g_strcmp0 (row_text (row), made != NULL ? made : "") != 0;
  gtk_widget_set_visible (self->reset, self->is_own_url && made != NULL);
  forget_seen (self);
  tell_change (self);
}

static void
reset_cb (GtkButton *button, PanelWizardServer *self)
{
  self->is_own_url = FALSE;
  fill_url (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->url));
}

void
panel_wizard_server_take_found (PanelWizardServer *self, const SessionAutodiscovered *found)
{
  const ExchangeProfile seen = { .build = found->build, .offered = found->offered };

  gtk_editable_set_text (GTK_EDITABLE (self->server), "");
  gtk_editable_set_text (GTK_EDITABLE (self->url), found->ews_url);
  panel_wizard_server_set_seen (self, &seen);
}

static void
way_changed_cb (PanelWizardServer *self)
{
  gboolean is_automatic = panel_wizard_server_is_automatic (self);

  gtk_widget_set_visible (self->automatic_group, is_automatic);
  gtk_widget_set_visible (self->manual_group, !is_automatic);
  gtk_widget_set_visible (GTK_WIDGET (self->ip_warning),
                          !is_automatic &&
                              exchange_profile_is_ip_address (row_text (self->server)));
  tell_change (self);
}

static void
address_changed_cb (PanelWizardServer *self)
{
  tell_change (self);
}

static void
version_changed_cb (PanelWizardServer *self)
{
  tell_change (self);
}

static void
ca_changed_cb (PanelWizardServer *self)
{
  tell_change (self);
}

static void
ca_refused_cb (PanelCaRow *row, const GError *error, PanelWizardServer *self)
{
  panel_wizard_server_show_problem (self, error);
}

void
panel_wizard_server_show (PanelWizardServer *self, const ExchangeProfile *profile)
{
  g_autofree char *made = exchange_profile_ews_url (profile->server);

  gtk_editable_set_text (GTK_EDITABLE (self->server), profile->server);
  self->is_own_url = g_strcmp0 (made, profile->ews_url) != 0;
  if (self->is_own_url)
    gtk_editable_set_text (GTK_EDITABLE (self->url), profile->ews_url);
  panel_ca_row_set_pem (self->ca, profile->ca_pem);
  adw_combo_row_set_selected (self->version, profile->version);
  panel_wizard_server_set_seen (self, profile);
}

static gboolean
panel_wizard_server_grab_focus (GtkWidget *widget)
{
  PanelWizardServer *self = PANEL_WIZARD_SERVER (widget);

  return gtk_widget_grab_focus (
      GTK_WIDGET (panel_wizard_server_is_automatic (self) ? self->address : self->server));
}

static void
panel_wizard_server_dispose (GObject *object)
{
  PanelWizardServer *self = PANEL_WIZARD_SERVER (object);

  g_clear_pointer (&self->build, g_free);
  g_clear_pointer (&self->offered, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_SERVER);
  G_OBJECT_CLASS (panel_wizard_server_parent_class)->dispose (object);
}

static void
panel_wizard_server_class_init (PanelWizardServerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_server_dispose;
  panel_focus_pass_on (widget_class, panel_wizard_server_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_SERVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_CA_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-server.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, automatic);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, automatic_group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, address);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, manual_group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, server);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, ip_warning);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, url);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, reset);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, version_group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, version);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, ca);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, problem);
  gtk_widget_class_bind_template_callback (widget_class, way_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, version_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_refused_cb);
}

static void
panel_wizard_server_init (PanelWizardServer *self)
{
  g_autoptr (GtkStringList) versions = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (versions, _ ("Automatic"));
  for (guint i = EXCHANGE_VERSION_AUTO + 1; i < EXCHANGE_VERSION_N; i++)
    gtk_string_list_append (versions, exchange_version_labels[i]);
  adw_combo_row_set_model (self->version, G_LIST_MODEL (versions));
  forget_seen (self);
}
