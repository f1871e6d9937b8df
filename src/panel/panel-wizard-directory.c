/* panel-wizard-directory.c - the wizard's part for Active Directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-directory.h"

#include "base-error.h"
#include "panel-ca-row.h"
#include "panel-wizard-verify.h"
#include "panel-wrong.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PanelWizardDirectory
{
  AdwBin parent_instance;
  AdwExpanderRow *use;
  GtkSwitch *use_switch;
  AdwEntryRow *directory;
  AdwComboRow *method;
  GtkSwitch *same_account;
  AdwEntryRow *user;
  GtkWidget *password_row;
  GtkPasswordEntry *password;
  GtkLabel *password_note;
  PanelCaRow *ca;
  AdwActionRow *try_row;
  PanelWizardVerify *checks;
  GtkLabel *problem;

  char *found;         /* the domain where none is typed; never NULL */
  char *used;          /* what fill () lent */
  gboolean is_decided; /* somebody switched it on or off, or a profile did */
  gboolean is_filling; /* this part itself changes something just now */
};

enum
{
  CHANGED,
  TEST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardDirectory, panel_wizard_directory, ADW_TYPE_BIN)

static const char *
row_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_used (PanelWizardDirectory *self)
{
  return gtk_switch_get_active (self->use_switch);
}

void
panel_wizard_directory_fill (PanelWizardDirectory *self, ExchangeProfile *draft)
{
  const char *typed = row_text (self->directory);

  g_free (self->used);
  self->used = g_strdup (!is_used (self) ? "" : *typed != '\0' ? typed : self->found);
  g_strstrip (self->used);
  draft->directory = self->used;
  draft->directory_auth = (ExchangeDirectoryAuth) adw_combo_row_get_selected (self->method);
  draft->directory_ca_pem = (char *) panel_ca_row_pem (self->ca);
  draft->directory_user =
      gtk_switch_get_active (self->same_account) ? NULL : (char *) row_text (self->user);
}

BaseSecret *
panel_wizard_directory_password (PanelWizardDirectory *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->password));

  return *text != '\0' && is_used (self) && !gtk_switch_get_active (self->same_account)
             ? base_secret_new (text, -1)
             : NULL;
}

const char *
panel_wizard_directory_obstacle (PanelWizardDirectory *self)
{
  if (!is_used (self))
    return _ ("To look somebody up, switch Active Directory on below.");
  if (*row_text (self->directory) == '\0' && *self->found == '\0')
    return _ ("To look somebody up, enter a domain of Active Directory below.");
  return panel_wizard_verify_failure (self->checks);
}

gboolean
panel_wizard_directory_show_problem (PanelWizardDirectory *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_address = g_strcmp0 (reason, "directory") == 0;
  gboolean is_user = g_strcmp0 (reason, "directory-user") == 0;
  gboolean is_ca = g_strcmp0 (reason, "directory-ca") == 0 || g_strcmp0 (reason, "ca") == 0;
  gboolean is_ours = is_address || is_user || is_ca;

  panel_wrong_set (GTK_WIDGET (self->directory), is_address);
  panel_wrong_set (GTK_WIDGET (self->user), is_user);
  panel_wrong_say (self->problem, is_ours ? error->message : NULL);
  if (!is_ours)
    return FALSE;

  adw_expander_row_set_expanded (self->use, TRUE);
  gtk_widget_grab_focus (is_address ? GTK_WIDGET (self->directory)
                         : is_user  ? GTK_WIDGET (self->user)
                                    : GTK_WIDGET (self->ca));
  return TRUE;
}

/* What is shown depends on what was chosen; what the last test found is of what was typed then. */
static void
update (PanelWizardDirectory *self)
{
  gboolean has_own = !gtk_switch_get_active (self->same_account);
  gboolean needs_none = adw_combo_row_get_selected (self->method) == EXCHANGE_DIRECTORY_AUTH_TICKET;
  const char *typed = row_text (self->directory);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->user), has_own);
  gtk_widget_set_visible (self->password_row, has_own && !needs_none);
  if (*self->found != '\0')
    /* Translators: name of a field; %s is the domain that is taken when nothing is typed */
    title = g_strdup_printf (_ ("Domain or controller (empty: %s)"), self->found);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->directory),
                                 title != NULL ? title : _ ("Domain or controller"));
  adw_expander_row_set_subtitle (self->use, !is_used (self)
                                                ? _ ("People are looked for in Exchange only")
                                            : *typed != '\0'       ? typed
                                            : *self->found != '\0' ? self->found
                                                                   : _ ("Enter a domain"));
}

static void
changed_cb (PanelWizardDirectory *self)
{
  if (self->is_filling)
    return;
  panel_wizard_verify_clear (self->checks);
  gtk_widget_set_visible (GTK_WIDGET (self->checks), FALSE);
  adw_action_row_set_subtitle (self->try_row, _ ("Finds a controller, logs in and looks around"));
  panel_wizard_directory_show_problem (self, NULL);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
used_changed_cb (PanelWizardDirectory *self)
{
  if (!self->is_filling)
    self->is_decided = TRUE;
  changed_cb (self);
}

static void
ca_refused_cb (PanelCaRow *row, const GError *error, PanelWizardDirectory *self)
{
  panel_wizard_directory_show_problem (self, error);
}

/* How it came out stands beside the button, too: the steps below may be out of sight. */
static void
checks_changed_cb (PanelWizardDirectory *self)
{
  const char *failure = panel_wizard_verify_failure (self->checks);

  adw_action_row_set_subtitle (
      self->try_row, failure != NULL ? failure : panel_wizard_verify_summary (self->checks));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
test_cb (PanelWizardDirectory *self)
{
  g_signal_emit (self, signals[TEST], 0);
}

void
panel_wizard_directory_test (PanelWizardDirectory *self, SessionHub *hub, ExchangeProfile *profile,
                             const SessionPasswords *passwords)
{
  gtk_widget_set_visible (GTK_WIDGET (self->checks), TRUE);
  panel_wizard_verify_run (self->checks, hub, profile, passwords);
  gtk_widget_grab_focus (GTK_WIDGET (self->checks)); /* and into view */
}

void
panel_wizard_directory_stop (PanelWizardDirectory *self)
{
  panel_wizard_verify_stop (self->checks);
}

void
panel_wizard_directory_set_upn (PanelWizardDirectory *self, const char *upn)
{
  const char *at = strrchr (upn, '@');

  g_free (self->found);
  self->found = g_strdup (at != NULL ? at + 1 : "");
  update (self);
}

static void
set_used (PanelWizardDirectory *self, gboolean should_be)
{
  self->is_filling = TRUE;
  gtk_switch_set_active (self->use_switch, should_be);
  adw_expander_row_set_expanded (self->use, FALSE);
  self->is_filling = FALSE;
  update (self);
}

void
panel_wizard_directory_offer (PanelWizardDirectory *self)
{
  if (!self->is_decided)
    set_used (self, TRUE);
}

void
panel_wizard_directory_show (PanelWizardDirectory *self, const ExchangeProfile *profile)
{
  self->is_decided = TRUE;
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->directory), profile->directory);
  gtk_editable_set_text (GTK_EDITABLE (self->user), profile->directory_user);
  gtk_switch_set_active (self->same_account, *profile->directory_user == '\0');
  adw_combo_row_set_selected (self->method, profile->directory_auth);
  panel_ca_row_set_pem (self->ca, profile->directory_ca_pem);
  gtk_label_set_text (self->password_note,
                      _ ("Leave it empty to use the one that is in the keyring."));
  self->is_filling = FALSE;
  set_used (self, *profile->directory != '\0');
}

static void
panel_wizard_directory_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_DIRECTORY);
  G_OBJECT_CLASS (panel_wizard_directory_parent_class)->dispose (object);
}

static void
panel_wizard_directory_finalize (GObject *object)
{
  g_free (PANEL_WIZARD_DIRECTORY (object)->found);
  g_free (PANEL_WIZARD_DIRECTORY (object)->used);
  G_OBJECT_CLASS (panel_wizard_directory_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, use);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, use_switch);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, directory);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, method);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, same_account);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, user);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, password_row);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, password);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, password_note);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, ca);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, try_row);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, checks);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardDirectory, problem);
}

static void
panel_wizard_directory_class_init (PanelWizardDirectoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[] = { "changed", "test" };

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_directory_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_directory_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    signals[i] = g_signal_new (names[i], PANEL_TYPE_WIZARD_DIRECTORY, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_CA_ROW);
  g_type_ensure (PANEL_TYPE_WIZARD_VERIFY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-directory.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, used_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_refused_cb);
  gtk_widget_class_bind_template_callback (widget_class, checks_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

static void
panel_wizard_directory_init (PanelWizardDirectory *self)
{
  g_autoptr (GtkStringList) methods = gtk_string_list_new (NULL);

  self->found = g_strdup ("");
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* In the order of ExchangeDirectoryAuth. */
  gtk_string_list_append (methods, _ ("Automatic"));
  gtk_string_list_append (methods, _ ("Kerberos ticket"));
  gtk_string_list_append (methods, _ ("Password, with Kerberos"));
  gtk_string_list_append (methods, _ ("Password, over TLS"));
  adw_combo_row_set_model (self->method, G_LIST_MODEL (methods));
  adw_action_row_set_subtitle (self->try_row, _ ("Finds a controller, logs in and looks around"));
  panel_wizard_verify_set_part (self->checks, PANEL_VERIFY_DIRECTORY);
  self->is_filling = FALSE;
  update (self);
}
