/* panel-wizard-admin.c - the wizard's page "Administrator"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-admin.h"

#include "base-error.h"
#include "panel-directory-picker.h"
#include "panel-focus.h"
#include "panel-wizard-directory.h"
#include "panel-wrong.h"
#include "session-hub-lookup.h"

#include <glib/gi18n-lib.h>

struct _PanelWizardAdmin
{
  AdwBin parent_instance;
  AdwEntryRow *upn;
  GtkWidget *browse_upn;
  GtkLabel *upn_warning;
  GtkPasswordEntry *password;
  GtkLabel *password_note;
  AdwEntryRow *mailbox;
  GtkWidget *browse_mailbox;
  GtkLabel *browse_note;
  PanelWizardDirectory *directory;
  AdwComboRow *method;
  GtkLabel *problem;

  SessionHub *hub;         /* NULL until the page was seen */
  ExchangeProfile *so_far; /* what the pages before it say; NULL as above */
  gboolean is_filling;     /* this page itself writes into the fields just now */
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
  panel_wizard_directory_fill (self->directory, draft);
}

void
panel_wizard_admin_passwords (PanelWizardAdmin *self, SessionPasswords *ret)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (*text != '\0')
    ret->admin = base_secret_new (text, -1);
  ret->directory = panel_wizard_directory_password (self->directory);
}

void
panel_wizard_admin_show_problem (PanelWizardAdmin *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_mailbox = g_strcmp0 (reason, "test-mailbox") == 0;

  if (panel_wizard_directory_show_problem (self->directory, error))
    error = NULL; /* it is shown there */
  panel_wrong_set (GTK_WIDGET (self->upn), error != NULL && !is_mailbox);
  panel_wrong_set (GTK_WIDGET (self->mailbox), is_mailbox);
  panel_wrong_say (self->problem, error != NULL ? error->message : NULL);
  if (error != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (is_mailbox ? self->mailbox : self->upn));
}

/* Where nobody can be looked up, the buttons say why; so do their tooltips. */
static void
show_obstacle (PanelWizardAdmin *self)
{
  const char *obstacle = panel_wizard_directory_obstacle (self->directory);
  GtkWidget *const buttons[] = { self->browse_upn, self->browse_mailbox };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++) {
    gtk_widget_set_sensitive (buttons[i], obstacle == NULL);
    gtk_widget_set_tooltip_text (buttons[i], obstacle != NULL ? obstacle : _ ("Look somebody up"));
  }
  gtk_label_set_text (self->browse_note, obstacle);
  gtk_widget_set_visible (GTK_WIDGET (self->browse_note), obstacle != NULL);
}

static void
changed_cb (PanelWizardAdmin *self)
{
  panel_wizard_admin_show_problem (self, NULL);
  show_obstacle (self);
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
upn_changed_cb (PanelWizardAdmin *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->upn_warning), FALSE);
  panel_wizard_directory_set_upn (self->directory,
                                  gtk_editable_get_text (GTK_EDITABLE (self->upn)));
  changed_cb (self);
}

static ExchangeProfile *
make_draft (PanelWizardAdmin *self)
{
  ExchangeProfile draft = *self->so_far;

  panel_wizard_admin_fill (self, &draft);
  return exchange_profile_new (&draft);
}

static void
test_cb (PanelWizardAdmin *self)
{
  g_autoptr (ExchangeProfile) draft = make_draft (self);
  g_auto (SessionPasswords) passwords = { NULL };
  g_autoptr (GError) error = NULL;

  if (!exchange_profile_validate (draft, EXCHANGE_PROFILE_PART_DIRECTORY, &error)) {
    panel_wizard_admin_show_problem (self, error);
    return;
  }
  panel_wizard_admin_passwords (self, &passwords);
  panel_wizard_directory_test (self->directory, self->hub, draft, &passwords);
}

/* The attribute is what administrators know it by; a logon name may hold an apostrophe. */
static void
warn_of_no_upn (PanelWizardAdmin *self, const ExchangePerson *person, const char *implicit)
{
  g_auto (GStrv) logon_parts = g_strsplit (person->logon, "'", -1);
  g_auto (GStrv) upn_parts = g_strsplit (implicit, "'", -1);
  g_autofree char *logon = g_strjoinv ("''", logon_parts);
  g_autofree char *upn = g_strjoinv ("''", upn_parts);
  g_autofree char *words = g_strdup_printf (
      /* Translators: name of an account; the user principal name that every account has without one
         of its own; the command's two arguments */
      _ ("%s has no user principal name (attribute userPrincipalName). The implicit one, %s, was "
         "filled in; logging in with it works, but not every server knows it. Set one: "
         "Set-ADUser -Identity '%s' -UserPrincipalName '%s'"),
      person->name, implicit, logon, upn);

  gtk_label_set_text (self->upn_warning, words);
  gtk_widget_set_visible (GTK_WIDGET (self->upn_warning), TRUE);
}

static void
upn_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizardAdmin) self = user_data; /* the window may be closed by now */
  g_autoptr (GPtrArray) persons = panel_directory_picker_choose_finish (result, NULL);
  const ExchangePerson *person = persons != NULL ? persons->pdata[0] : NULL;
  g_autofree char *upn = NULL;

  if (self->upn == NULL || person == NULL)
    return;
  upn = exchange_person_any_upn (person);
  gtk_editable_set_text (GTK_EDITABLE (self->upn), upn);
  if (*person->upn == '\0')
    warn_of_no_upn (self, person, upn);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
mailbox_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizardAdmin) self = user_data; /* the window may be closed by now */
  g_autoptr (GPtrArray) persons = panel_directory_picker_choose_finish (result, NULL);
  const ExchangePerson *person = persons != NULL ? persons->pdata[0] : NULL;

  if (self->upn == NULL || person == NULL)
    return;
  if (*person->mail == '\0') {
    const BaseErrorFacts facts = { .reason = "test-mailbox" };
    g_autoptr (GError) error = NULL;

    base_error_set_facts (&error, BASE_ERROR_REJECTED, &facts, _ ("%s has no mail address."),
                          person->name);
    panel_wizard_admin_show_problem (self, error);
    return;
  }
  gtk_editable_set_text (GTK_EDITABLE (self->mailbox), person->mail);
  gtk_widget_grab_focus (GTK_WIDGET (self->mailbox));
}

static void
browse (PanelWizardAdmin *self, ExchangeWant want, GAsyncReadyCallback chosen)
{
  g_autoptr (ExchangeProfile) draft = make_draft (self);
  g_auto (SessionPasswords) passwords = { NULL };
  g_autoptr (SessionLookup) lookup = NULL;
  PanelPick pick = { .mode = PANEL_PICK_ONE, .allowed = want, .want = want };
  g_autoptr (GError) error = NULL;

  if (!exchange_profile_validate (draft, EXCHANGE_PROFILE_PART_DIRECTORY, &error)) {
    panel_wizard_admin_show_problem (self, error);
    return;
  }
  panel_wizard_admin_passwords (self, &passwords);
  lookup = session_hub_new_lookup (self->hub, draft, &passwords);
  pick.parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  pick.lookup = lookup;
  panel_directory_picker_choose_async (&pick, chosen, g_object_ref (self));
}

static void
browse_upn_cb (PanelWizardAdmin *self)
{
  browse (self, EXCHANGE_WANT_USERS, upn_chosen_cb);
}

static void
browse_mailbox_cb (PanelWizardAdmin *self)
{
  browse (self, EXCHANGE_WANT_MAILBOXES, mailbox_chosen_cb);
}

void
panel_wizard_admin_begin (PanelWizardAdmin *self, SessionHub *hub, ExchangeProfile *so_far)
{
  g_autofree char *upn = session_hub_suggest_upn (hub);
  /* Translators: %s is a list such as "Negotiate, NTLM, Basic" */
  g_autofree char *offered = g_strdup_printf (_ ("The server offers %s"), so_far->offered);

  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  self->so_far = exchange_profile_ref (so_far);
  self->is_filling = TRUE;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->upn)) == '\0' && *upn != '\0') {
    gtk_editable_set_text (GTK_EDITABLE (self->upn), upn);
    panel_wizard_directory_offer (self->directory);
  }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->method),
                               *so_far->offered != '\0' ? offered : "");
  show_obstacle (self);
  self->is_filling = FALSE;
}

void
panel_wizard_admin_stop (PanelWizardAdmin *self)
{
  panel_wizard_directory_stop (self->directory);
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
  panel_wizard_directory_show (self->directory, profile);
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
  PanelWizardAdmin *self = PANEL_WIZARD_ADMIN (object);

  g_clear_object (&self->hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_ADMIN);
  G_OBJECT_CLASS (panel_wizard_admin_parent_class)->dispose (object);
}

static void
panel_wizard_admin_class_init (PanelWizardAdminClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_admin_dispose;
  panel_focus_pass_on (widget_class, panel_wizard_admin_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_ADMIN, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_WIZARD_DIRECTORY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-admin.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, upn);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, browse_upn);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, upn_warning);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, password);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, password_note);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, mailbox);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, browse_mailbox);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, browse_note);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, directory);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, method);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardAdmin, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, upn_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_upn_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_mailbox_cb);
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
