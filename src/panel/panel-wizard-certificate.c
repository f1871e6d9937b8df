/* panel-wizard-certificate.c - asks for the certificate of an application
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-certificate.h"

#include "base-error.h"
#include "panel-focus.h"
#include "panel-in-sight.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TYPING_MS 500 /* after the last letter of a passphrase */

struct _PanelWizardCertificate
{
  AdwBin parent_instance;
  AdwActionRow *file;
  GtkWidget *choose;
  GtkWidget *passphrase_row;
  GtkPasswordEntry *passphrase;
  GtkLabel *facts;
  GtkLabel *problem;

  SessionHub *hub;         /* NULL until the page was seen */
  ExchangeProfile *so_far; /* as above */
  char *path;              /* never NULL */
  char *thumbprint;        /* never NULL */
  GError *error;           /* why it cannot be used; NULL: it can, or is not known yet */
  GCancellable *reading;   /* NULL: nothing is read just now */
  guint typing_id;
  GtkNativeDialog *choosing; /* NULL: no file chooser is open */
};

enum
{
  CHANGED,
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardCertificate, panel_wizard_certificate, ADW_TYPE_BIN)

const char *
panel_wizard_certificate_path (PanelWizardCertificate *self)
{
  return self->path;
}

BaseSecret *
panel_wizard_certificate_passphrase (PanelWizardCertificate *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->passphrase));

  return *text != '\0' ? base_secret_new (text, -1) : NULL;
}

const char *
panel_wizard_certificate_thumbprint (PanelWizardCertificate *self)
{
  return self->thumbprint;
}

static void
say (PanelWizardCertificate *self, GtkLabel *label, const char *words, const char *style)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (label), (const char *[]){ style, NULL });
  if (words != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->file)))
    panel_in_sight_show (GTK_WIDGET (label));
}

gboolean
panel_wizard_certificate_check (PanelWizardCertificate *self, GError **error)
{
  static const BaseErrorFacts none = { .reason = "certificate" };

  if (*self->path == '\0') {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &none, "%s",
                          _ ("Choose the file with the application’s certificate."));
    say (self, self->problem, _ ("Choose the file with the application’s certificate."),
         "field-problem");
    return FALSE;
  }
  if (self->error != NULL) {
    g_propagate_error (error, g_error_copy (self->error));
    return FALSE;
  }
  return TRUE;
}

static gboolean
is_about_passphrase (const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;

  return reason != NULL && g_str_has_prefix (reason, "certificate-passphrase");
}

static void
show_error (PanelWizardCertificate *self)
{
  g_autofree char *sentence = session_explain (self->error);
  g_autofree char *remedy = session_remedy (self->error);
  g_autofree char *words = g_strjoin ("\n", sentence, remedy, NULL);

  if (is_about_passphrase (self->error))
    gtk_widget_set_visible (self->passphrase_row, TRUE);
  /* A passphrase that is missing is nothing wrong yet: its field has just come. */
  if (g_strcmp0 (base_error_facts (self->error)->reason, "certificate-passphrase-missing") == 0)
    say (self, self->problem, _ ("The private key is protected: enter its passphrase."),
         "check-warning");
  else
    say (self, self->problem, words, "field-problem");
}

static void
show_certificate (PanelWizardCertificate *self, const SessionCertificate *certificate)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (certificate->until, "%Y-%m-%d");
  SessionEnd end = session_end (certificate->until, now);
  /* Translators: a certificate's name, 40 hexadecimal digits, a date */
  g_autofree char *words = g_strdup_printf (_ ("%s\nThumbprint %s\nGood until %s"),
                                            certificate->subject, certificate->thumbprint, day);

  g_free (self->thumbprint);
  self->thumbprint = g_strdup (certificate->thumbprint);
  say (self, self->facts, words, "dim-label");
  if (end == SESSION_END_OVER)
    say (self, self->problem, _ ("It has come to its end: Microsoft 365 will refuse it."),
         "field-problem");
  else if (end == SESSION_END_SOON)
    say (self, self->problem, _ ("It ends within 30 days: make a new one in time."),
         "check-warning");
  else
    say (self, self->problem, NULL, "check-warning");
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizardCertificate) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionCertificate) certificate =
      session_hub_read_certificate_finish (SESSION_HUB (object), result, &error);

  /* Another one may have been chosen since. */
  if (self->file == NULL || self->reading == NULL ||
      g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;

  g_clear_object (&self->reading);
  if (certificate != NULL) {
    show_certificate (self, certificate);
  } else {
    self->error = g_steal_pointer (&error);
    show_error (self);
  }
  g_signal_emit (self, signals[READ], 0);
}

static void
forget (PanelWizardCertificate *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->typing_id, g_source_remove);
  g_clear_error (&self->error);
  g_free (self->thumbprint);
  self->thumbprint = g_strdup ("");
  say (self, self->facts, NULL, "dim-label");
  say (self, self->problem, NULL, "check-warning");
}

static void
read_file (PanelWizardCertificate *self)
{
  g_autoptr (BaseSecret) passphrase = panel_wizard_certificate_passphrase (self);
  g_autoptr (ExchangeProfile) draft = NULL;
  ExchangeProfile filled;

  forget (self);
  if (self->hub == NULL || *self->path == '\0')
    return;

  filled = *self->so_far;
  filled.certificate = self->path;
  draft = exchange_profile_new (&filled);
  self->reading = g_cancellable_new ();
  session_hub_read_certificate_async (self->hub, draft, passphrase, self->reading, read_cb,
                                      g_object_ref (self));
}

void
panel_wizard_certificate_show (PanelWizardCertificate *self, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  if (path != self->path) {
    g_free (self->path);
    self->path = g_strdup (path);
  }
  adw_action_row_set_subtitle (self->file,
                               *path != '\0' ? name : _ ("PEM, or PKCS#12 (.pfx, .p12)"));
  read_file (self);
}

void
panel_wizard_certificate_begin (PanelWizardCertificate *self, SessionHub *hub,
                                ExchangeProfile *so_far)
{
  gboolean is_first = self->hub == NULL;

  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  self->so_far = exchange_profile_ref (so_far);
  if (is_first)
    read_file (self);
}

static gboolean
typed_enough_cb (gpointer data)
{
  PanelWizardCertificate *self = data;

  self->typing_id = 0;
  read_file (self);
  return G_SOURCE_REMOVE;
}

static void
passphrase_changed_cb (PanelWizardCertificate *self)
{
  forget (self);
  self->typing_id = g_timeout_add (TYPING_MS, typed_enough_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, PanelWizardCertificate *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_clear_object (&self->choosing);
  if (file == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  gtk_widget_set_visible (self->passphrase_row, FALSE);
  if (g_file_peek_path (file) != NULL) {
    panel_wizard_certificate_show (self, g_file_peek_path (file));
  } else {
    panel_wizard_certificate_show (self, "");
    say (self, self->problem, _ ("The file has to be on this computer."), "field-problem");
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose_cb (PanelWizardCertificate *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->choosing != NULL)
    return;
  self->choosing = GTK_NATIVE_DIALOG (
      gtk_file_chooser_native_new (_ ("Choose the Application’s Certificate"), window,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel")));
  gtk_native_dialog_set_modal (self->choosing, TRUE);
  g_signal_connect_object (self->choosing, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (self->choosing);
}

static void
next_field_cb (PanelWizardCertificate *self)
{
  gtk_widget_activate_default (GTK_WIDGET (self));
}

static gboolean
panel_wizard_certificate_grab_focus (GtkWidget *widget)
{
  PanelWizardCertificate *self = PANEL_WIZARD_CERTIFICATE (widget);

  return gtk_widget_grab_focus (is_about_passphrase (self->error) ? GTK_WIDGET (self->passphrase)
                                                                  : self->choose);
}

static void
panel_wizard_certificate_dispose (GObject *object)
{
  PanelWizardCertificate *self = PANEL_WIZARD_CERTIFICATE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->typing_id, g_source_remove);
  g_clear_object (&self->choosing);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_CERTIFICATE);
  G_OBJECT_CLASS (panel_wizard_certificate_parent_class)->dispose (object);
}

static void
panel_wizard_certificate_finalize (GObject *object)
{
  PanelWizardCertificate *self = PANEL_WIZARD_CERTIFICATE (object);

  g_free (self->path);
  g_free (self->thumbprint);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (panel_wizard_certificate_parent_class)->finalize (object);
}

static void
panel_wizard_certificate_class_init (PanelWizardCertificateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_certificate_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_certificate_finalize;
  panel_focus_pass_on (widget_class, panel_wizard_certificate_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_CERTIFICATE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[READ] = g_signal_new ("read", PANEL_TYPE_WIZARD_CERTIFICATE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/absentia/Absentia/panel-wizard-certificate.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCertificate, file);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCertificate, choose);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCertificate, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCertificate, passphrase);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCertificate, facts);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardCertificate, problem);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_field_cb);
}

static void
panel_wizard_certificate_init (PanelWizardCertificate *self)
{
  self->path = g_strdup ("");
  self->thumbprint = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  panel_wizard_certificate_show (self, self->path);
}
