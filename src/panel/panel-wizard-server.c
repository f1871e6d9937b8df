/* panel-wizard-server.c - the wizard's page "Server connection"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-server.h"

#include "base-error.h"

#include <glib/gi18n-lib.h>

/* A file with certificates is a few kilobytes; a folder full of authorities some hundred. */
#define MOST_CA_BYTES (1024 * 1024)

struct _PanelWizardServer
{
  AdwBin parent_instance;
  AdwEntryRow *server;
  GtkLabel *ip_warning;
  AdwEntryRow *url;
  GtkWidget *reset;
  AdwActionRow *ca;
  GtkWidget *ca_remove;
  GtkLabel *problem;

  char *ca_pem;              /* never NULL */
  gboolean is_own_url;       /* somebody typed it: it does not follow the server's name any more */
  gboolean is_filling;       /* this page itself writes into the URL just now */
  GtkNativeDialog *choosing; /* NULL: no file chooser is open */
  GCancellable *cancellable;
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
  draft->ca_pem = self->ca_pem;
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
panel_wizard_server_show_problem (PanelWizardServer *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_url = g_strcmp0 (reason, "ews-url") == 0;
  gboolean is_ca = g_strcmp0 (reason, "ca") == 0;

  set_wrong (GTK_WIDGET (self->server), g_strcmp0 (reason, "server") == 0);
  set_wrong (GTK_WIDGET (self->url), is_url);
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
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
  tell_change (self);
}

static void
reset_cb (GtkButton *button, PanelWizardServer *self)
{
  self->is_own_url = FALSE;
  fill_url (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->url));
}

static char *
describe_certificate (const char *pem, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, error);
  g_autofree char *subject = NULL;

  if (certificate == NULL)
    return NULL;
  subject = g_tls_certificate_get_subject_name (certificate);
  return subject != NULL ? g_steal_pointer (&subject) : g_strdup (_ ("A certificate of your own"));
}

static void
show_ca (PanelWizardServer *self)
{
  g_autofree char *subject =
      *self->ca_pem != '\0' ? describe_certificate (self->ca_pem, NULL) : NULL;

  gtk_widget_set_visible (self->ca_remove, *self->ca_pem != '\0');
  if (*self->ca_pem == '\0')
    adw_action_row_set_subtitle (self->ca, _ ("Those that this computer trusts"));
  else
    adw_action_row_set_subtitle (self->ca, subject != NULL ? subject : _ ("From a file"));
}

static void
set_ca (PanelWizardServer *self, const char *pem)
{
  g_free (self->ca_pem);
  self->ca_pem = g_strdup (pem);
  show_ca (self);
  tell_change (self);
}

static gboolean
read_more (const char *contents, goffset size, gpointer user_data)
{
  return size <= MOST_CA_BYTES;
}

static void
ca_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizardServer) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *subject = NULL;
  gsize length = 0;

  if (!g_file_load_partial_contents_finish (G_FILE (object), result, &contents, &length, NULL,
                                            &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->problem != NULL)
      panel_wizard_server_show_problem (self, error);
    return;
  }
  if (self->problem == NULL)
    return;
  if (length <= MOST_CA_BYTES && g_utf8_validate (contents, (gssize) length, NULL))
    subject = describe_certificate (contents, NULL);
  if (subject == NULL) {
    const BaseErrorFacts facts = { .reason = "ca" };

    base_error_set_facts (&error, BASE_ERROR_REJECTED, &facts, "%s",
                          _ ("This file holds no certificate in PEM form."));
    panel_wizard_server_show_problem (self, error);
    return;
  }
  set_ca (self, contents);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, PanelWizardServer *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    g_file_load_partial_contents_async (file, self->cancellable, read_more, ca_read_cb,
                                        g_object_ref (self));
  g_clear_object (&self->choosing);
}

static void
choose_cb (GtkButton *button, PanelWizardServer *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->choosing != NULL)
    return;
  self->choosing = GTK_NATIVE_DIALOG (
      gtk_file_chooser_native_new (_ ("Choose the Authority’s Certificate"), window,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel")));
  gtk_native_dialog_set_modal (self->choosing, TRUE);
  g_signal_connect_object (self->choosing, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (self->choosing);
}

static void
remove_cb (GtkButton *button, PanelWizardServer *self)
{
  set_ca (self, "");
}

void
panel_wizard_server_show (PanelWizardServer *self, const ExchangeProfile *profile)
{
  g_autofree char *made = exchange_profile_ews_url (profile->server);

  gtk_editable_set_text (GTK_EDITABLE (self->server), profile->server);
  self->is_own_url = g_strcmp0 (made, profile->ews_url) != 0;
  if (self->is_own_url)
    gtk_editable_set_text (GTK_EDITABLE (self->url), profile->ews_url);
  set_ca (self, profile->ca_pem);
}

static gboolean
panel_wizard_server_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_WIZARD_SERVER (widget)->server));
}

static void
panel_wizard_server_dispose (GObject *object)
{
  PanelWizardServer *self = PANEL_WIZARD_SERVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->choosing);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_SERVER);
  G_OBJECT_CLASS (panel_wizard_server_parent_class)->dispose (object);
}

static void
panel_wizard_server_finalize (GObject *object)
{
  g_free (PANEL_WIZARD_SERVER (object)->ca_pem);
  G_OBJECT_CLASS (panel_wizard_server_parent_class)->finalize (object);
}

static void
panel_wizard_server_class_init (PanelWizardServerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_server_finalize;
  widget_class->grab_focus = panel_wizard_server_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_SERVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-server.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, server);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, ip_warning);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, url);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, reset);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, ca);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, ca_remove);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardServer, problem);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
panel_wizard_server_init (PanelWizardServer *self)
{
  self->ca_pem = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_ca (self);
}
