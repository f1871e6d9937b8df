/* panel-wizard-app.c - asks how one logs in online
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-app.h"

#include "base-error.h"
#include "panel-cloud-wait.h"
#include "panel-wizard-certificate.h"
#include "panel-wrong.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PanelWizardApp
{
  AdwBin parent_instance;
  GtkCheckButton *by_certificate;
  GtkCheckButton *by_secret;
  GtkCheckButton *by_person;
  PanelWizardCertificate *certificate;
  GtkWidget *secret_group;
  GtkPasswordEntry *secret;
  GtkLabel *secret_note;
  AdwEntryRow *until;
  GtkWidget *person_group;
  AdwActionRow *who;
  GtkWidget *in_browser;
  GtkWidget *by_code;
  PanelCloudWait *wait;
  GtkLabel *problem;

  SessionHub *hub;         /* NULL until the page was seen */
  ExchangeProfile *so_far; /* as above */
  char *user;              /* who has signed in; never NULL */
  BaseSecret *refresh;     /* of them; NULL: the one in the keyring */
  char *kept_id;           /* the application whose secret is in the keyring; NULL: none */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardApp, panel_wizard_app, ADW_TYPE_BIN)

static gboolean
is_person (PanelWizardApp *self)
{
  return gtk_check_button_get_active (self->by_person);
}

static gboolean
has_certificate (PanelWizardApp *self)
{
  return gtk_check_button_get_active (self->by_certificate);
}

void
panel_wizard_app_fill (PanelWizardApp *self, ExchangeProfile *draft)
{
  gboolean has_secret = gtk_check_button_get_active (self->by_secret);

  draft->sign_in = is_person (self) ? EXCHANGE_SIGN_IN_PERSON : EXCHANGE_SIGN_IN_APPLICATION;
  draft->online_user = is_person (self) ? self->user : NULL;
  draft->certificate =
      has_certificate (self) ? (char *) panel_wizard_certificate_path (self->certificate) : NULL;
  draft->client_until =
      has_secret ? (char *) gtk_editable_get_text (GTK_EDITABLE (self->until)) : NULL;
}

BaseSecret *
panel_wizard_app_secret (PanelWizardApp *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->secret));

  if (is_person (self))
    return self->refresh != NULL ? base_secret_ref (self->refresh) : NULL;
  if (has_certificate (self))
    return panel_wizard_certificate_passphrase (self->certificate);
  return *text != '\0' ? base_secret_new (text, -1) : NULL;
}

const char *
panel_wizard_app_thumbprint (PanelWizardApp *self)
{
  return has_certificate (self) ? panel_wizard_certificate_thumbprint (self->certificate) : "";
}

static gboolean
refuse (GError **error, const char *field, const char *sentence)
{
  const BaseErrorFacts facts = { .reason = field };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", sentence);
  return FALSE;
}

static gboolean
has_kept_secret (PanelWizardApp *self)
{
  return self->kept_id != NULL && self->so_far != NULL &&
         g_ascii_strcasecmp (self->kept_id, self->so_far->client_id) == 0;
}

gboolean
panel_wizard_app_check (PanelWizardApp *self, GError **error)
{
  if (has_certificate (self))
    return panel_wizard_certificate_check (self->certificate, error);
  if (is_person (self))
    return *self->user != '\0' ||
           refuse (error, "sign-in", _ ("Sign in first, in the browser or with a code."));
  return *gtk_editable_get_text (GTK_EDITABLE (self->secret)) != '\0' || has_kept_secret (self) ||
         refuse (error, "secret", _ ("Enter the secret: its Value, not its Secret ID."));
}

gboolean
panel_wizard_app_show_problem (PanelWizardApp *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_secret = g_strcmp0 (reason, "secret") == 0;
  gboolean is_until = g_strcmp0 (reason, "client-until") == 0;
  gboolean is_sign_in = g_strcmp0 (reason, "sign-in") == 0;
  gboolean is_certificate = reason != NULL && g_str_has_prefix (reason, "certificate");

  panel_wrong_set (GTK_WIDGET (self->until), is_until);
  panel_wrong_say (self->problem, is_secret || is_until || is_sign_in ? error->message : NULL);
  if (is_secret)
    gtk_widget_grab_focus (GTK_WIDGET (self->secret));
  else if (is_until)
    gtk_widget_grab_focus (GTK_WIDGET (self->until));
  else if (is_sign_in)
    gtk_widget_grab_focus (self->in_browser);
  else if (is_certificate)
    gtk_widget_grab_focus (GTK_WIDGET (self->certificate));
  return is_secret || is_until || is_sign_in || is_certificate;
}

static void
show_who (PanelWizardApp *self)
{
  gboolean is_known = *self->user != '\0';

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->who),
                                 is_known ? _ ("Signed in") : _ ("Nobody has signed in yet"));
  adw_action_row_set_subtitle (self->who, self->user);
  gtk_widget_set_sensitive (self->in_browser, !panel_cloud_wait_is_waiting (self->wait));
  gtk_widget_set_sensitive (self->by_code, !panel_cloud_wait_is_waiting (self->wait));
}

static void
changed_cb (PanelWizardApp *self)
{
  panel_wizard_app_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
way_changed_cb (PanelWizardApp *self, GtkCheckButton *button)
{
  if (!gtk_check_button_get_active (button))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->certificate), has_certificate (self));
  gtk_widget_set_visible (self->secret_group, gtk_check_button_get_active (self->by_secret));
  gtk_widget_set_visible (self->person_group, is_person (self));
  panel_cloud_wait_clear (self->wait);
  show_who (self);
  changed_cb (self);
}

static void
sign_in (PanelWizardApp *self, SessionSignInWay way)
{
  g_autoptr (GError) error = NULL;

  changed_cb (self); /* whoever is around gives what is typed by now */
  if (!exchange_profile_validate (self->so_far, EXCHANGE_PROFILE_PART_ONLINE, &error)) {
    panel_wrong_say (self->problem, error->message);
    return;
  }
  panel_cloud_wait_begin (self->wait, self->hub, self->so_far, way);
  show_who (self);
}

static void
in_browser_cb (PanelWizardApp *self)
{
  sign_in (self, SESSION_SIGN_IN_BROWSER);
}

static void
by_code_cb (PanelWizardApp *self)
{
  sign_in (self, SESSION_SIGN_IN_DEVICE);
}

static void
ended_cb (PanelCloudWait *wait, const SessionSignedIn *who, PanelWizardApp *self)
{
  if (who != NULL) {
    g_free (self->user);
    self->user = g_strdup (who->user);
    g_clear_pointer (&self->refresh, base_secret_unref);
    self->refresh = base_secret_ref (who->refresh);
  }
  show_who (self);
  gtk_widget_grab_focus (self->in_browser);
  if (who != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* A sign-in is one to that application there. */
static gboolean
is_same_place (const ExchangeProfile *a, const ExchangeProfile *b)
{
  return g_ascii_strcasecmp (a->tenant, b->tenant) == 0 &&
         g_ascii_strcasecmp (a->client_id, b->client_id) == 0 && strcmp (a->cloud, b->cloud) == 0 &&
         strcmp (a->login_url, b->login_url) == 0;
}

static void
forget_who (PanelWizardApp *self)
{
  g_free (self->user);
  self->user = g_strdup ("");
  g_clear_pointer (&self->refresh, base_secret_unref);
  panel_cloud_wait_clear (self->wait);
  show_who (self);
}

void
panel_wizard_app_begin (PanelWizardApp *self, SessionHub *hub, ExchangeProfile *so_far)
{
  gboolean is_elsewhere = self->so_far != NULL && !is_same_place (self->so_far, so_far);

  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  self->so_far = exchange_profile_ref (so_far);
  if (is_elsewhere)
    forget_who (self);
  panel_wizard_certificate_begin (self->certificate, hub, so_far);
}

void
panel_wizard_app_stop (PanelWizardApp *self)
{
  panel_cloud_wait_clear (self->wait);
  show_who (self);
}

void
panel_wizard_app_show (PanelWizardApp *self, const ExchangeProfile *profile)
{
  gboolean is_by_person = profile->sign_in == EXCHANGE_SIGN_IN_PERSON;
  gboolean is_by_secret = !is_by_person && *profile->certificate == '\0';

  if (!exchange_profile_is_online (profile))
    return;
  panel_wizard_certificate_show (self->certificate, profile->certificate);
  gtk_editable_set_text (GTK_EDITABLE (self->until), profile->client_until);
  g_free (self->user);
  self->user = g_strdup (profile->online_user);
  if (is_by_secret) {
    self->kept_id = g_strdup (profile->client_id);
    gtk_label_set_text (self->secret_note,
                        _ ("Leave it empty to use the one that is in the keyring."));
  }
  gtk_check_button_set_active (is_by_person   ? self->by_person
                               : is_by_secret ? self->by_secret
                                              : self->by_certificate,
                               TRUE);
  show_who (self);
}

static void
next_field_cb (PanelWizardApp *self)
{
  gtk_widget_activate_default (GTK_WIDGET (self));
}

static void
panel_wizard_app_dispose (GObject *object)
{
  PanelWizardApp *self = PANEL_WIZARD_APP (object);

  g_clear_object (&self->hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  g_clear_pointer (&self->refresh, base_secret_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_APP);
  G_OBJECT_CLASS (panel_wizard_app_parent_class)->dispose (object);
}

static void
panel_wizard_app_finalize (GObject *object)
{
  g_free (PANEL_WIZARD_APP (object)->user);
  g_free (PANEL_WIZARD_APP (object)->kept_id);
  G_OBJECT_CLASS (panel_wizard_app_parent_class)->finalize (object);
}

static void
panel_wizard_app_class_init (PanelWizardAppClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_app_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_app_finalize;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_APP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_CLOUD_WAIT);
  g_type_ensure (PANEL_TYPE_WIZARD_CERTIFICATE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-app.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, by_certificate);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, by_secret);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, by_person);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, certificate);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, secret_group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, secret);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, secret_note);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, until);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, person_group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, who);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, in_browser);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, by_code);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, wait);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardApp, problem);
  gtk_widget_class_bind_template_callback (widget_class, way_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, in_browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_code_cb);
  gtk_widget_class_bind_template_callback (widget_class, ended_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_field_cb);
}

static void
panel_wizard_app_init (PanelWizardApp *self)
{
  self->user = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  show_who (self);
}
