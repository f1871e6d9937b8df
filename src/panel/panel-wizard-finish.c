/* panel-wizard-finish.c - the wizard's last page
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-finish.h"

#include "base-error.h"
#include "panel-focus.h"
#include "panel-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PanelWizardFinish
{
  AdwBin parent_instance;
  PanelProblem *problem;
  AdwEntryRow *name;
  GtkLabel *name_problem;
  AdwActionRow *server;
  AdwActionRow *admin;
  AdwActionRow *organisation;
  AdwActionRow *application;
  AdwActionRow *secrets;
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

/* Whose password, secret or key is needed from now on, and where it lies. */
static const char *
describe_secrets (const ExchangeProfile *profile)
{
  if (profile->sign_in == EXCHANGE_SIGN_IN_PERSON)
    return _ ("What keeps you signed in: in this computer’s keyring");
  if (*profile->certificate != '\0')
    return _ ("The private key stays in its file, which is read when it is needed; its passphrase, "
              "if it has one, is in this computer’s keyring");
  return _ ("The application’s secret: in this computer’s keyring");
}

static void
show_row (AdwActionRow *row, gboolean is_there, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (row), is_there);
  adw_action_row_set_subtitle (row, text);
}

static void
show_online (PanelWizardFinish *self, const ExchangeProfile *profile)
{
  gboolean is_online = exchange_profile_is_online (profile);
  gboolean is_person = profile->sign_in == EXCHANGE_SIGN_IN_PERSON;
  /* Translators: an address */
  g_autofree char *person =
      g_strdup_printf (_ ("%s, for their own mailbox only"), profile->online_user);

  show_row (self->organisation, is_online, profile->tenant);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->application),
                                 is_person ? _ ("Signed in") : _ ("Application"));
  show_row (self->application, is_online, is_person ? person : profile->client_id);
  show_row (self->secrets, is_online, is_online ? describe_secrets (profile) : "");
}

/* What a connection could be called: the domain of its administrator or of its organisation. */
static const char *
propose_name (const ExchangeProfile *profile)
{
  const char *at = strchr (profile->admin_upn, '@');

  if (at != NULL)
    return at + 1;
  return exchange_profile_is_on_premises (profile) ? profile->server : profile->tenant;
}

void
panel_wizard_finish_show (PanelWizardFinish *self, const ExchangeProfile *profile,
                          const char *verified)
{
  gboolean is_on_premises = exchange_profile_is_on_premises (profile);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->name)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->name),
                           *profile->name != '\0' ? profile->name : propose_name (profile));
  show_row (self->server, is_on_premises, profile->ews_url);
  show_row (self->admin, is_on_premises, profile->admin_upn);
  show_online (self, profile);
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
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, organisation);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, application);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, secrets);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardFinish, verified);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
panel_wizard_finish_init (PanelWizardFinish *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
