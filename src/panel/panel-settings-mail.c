/* panel-settings-mail.c - the page Notifications of the settings
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-settings-mail.h"

#include "panel-ca-row.h"
#include "session-explain.h"
#include "session-hub-mail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PanelSettingsMail
{
  AdwPreferencesPage parent_instance;
  AdwEntryRow *to;
  AdwEntryRow *from;
  AdwEntryRow *host;
  AdwEntryRow *port;
  AdwComboRow *tls;
  AdwEntryRow *user;
  AdwPasswordEntryRow *password;
  PanelCaRow *ca;
  GtkSwitch *tells[SESSION_N_NOTIFY];
  GtkSpinButton *threshold;
  GtkSpinButton *period;
  GtkSwitch *desktop;
  GtkLabel *said;
  GtkWidget *save;
  GtkWidget *try;

  SessionHub *hub;
  SessionSettings *settings; /* as they are kept; NULL until they have come */
  GCancellable *cancellable;
  gboolean is_showing; /* what is kept is put into the fields: nobody has changed anything */
};

G_DEFINE_FINAL_TYPE (PanelSettingsMail, panel_settings_mail, ADW_TYPE_PREFERENCES_PAGE)

typedef enum
{
  SAID_WELL,
  SAID_WRONG
} Said;

static void
say (PanelSettingsMail *self, Said how, const char *words)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->said), "error");
  if (how == SAID_WRONG)
    gtk_widget_add_css_class (GTK_WIDGET (self->said), "error");
  gtk_label_set_text (self->said, words);
  gtk_widget_set_visible (GTK_WIDGET (self->said), *words != '\0');
}

/* Also where the label is out of sight. */
static void
say_loudly (PanelSettingsMail *self, Said how, const char *sentence, const char *more)
{
  g_autofree char *words = g_strjoin (" ", sentence, more, NULL);
  g_autofree char *title = g_markup_escape_text (sentence, -1);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  say (self, how, words);
  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (title));
}

static void
say_error (PanelSettingsMail *self, const GError *error)
{
  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);

  say_loudly (self, SAID_WRONG, sentence, remedy);
}

static void
set_text (gpointer row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
show_settings (PanelSettingsMail *self)
{
  const SessionMailSettings *mail = &self->settings->mail;
  g_autofree char *port = mail->port != 0 ? g_strdup_printf ("%u", mail->port) : g_strdup ("");

  self->is_showing = TRUE;
  set_text (self->to, mail->to);
  set_text (self->from, mail->from);
  set_text (self->host, mail->host);
  set_text (self->port, port);
  set_text (self->user, mail->user);
  set_text (self->password, "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password),
                                 self->settings->has_password ? _ ("Password (one is kept)")
                                                              : _ ("Password"));
  for (guint i = 0; session_mail_tls_names[i] != NULL; i++)
    if (g_str_equal (session_mail_tls_names[i], mail->tls))
      adw_combo_row_set_selected (self->tls, i);
  panel_ca_row_set_pem (self->ca, mail->ca_pem);
  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    gtk_switch_set_active (self->tells[i], mail->tells[i]);
  gtk_spin_button_set_value (self->threshold, mail->threshold);
  gtk_spin_button_set_value (self->period, mail->period_min);
  gtk_switch_set_active (self->desktop, self->settings->preferences.tells_desktop);
  self->is_showing = FALSE;
}

static char *
get_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* FALSE with a sentence for a port that is no number. */
static gboolean
read_port (PanelSettingsMail *self, guint *ret)
{
  g_autofree char *text = get_text (self->port);
  guint64 port = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL)) {
    say_loudly (self, SAID_WRONG, _ ("A port is a number up to 65535."), NULL);
    return FALSE;
  }
  *ret = (guint) port;
  return TRUE;
}

/* What is in the fields. Caller frees; NULL: something is wrong, and said. */
static SessionSettings *
read_settings (PanelSettingsMail *self)
{
  g_autoptr (SessionSettings) settings = g_new0 (SessionSettings, 1);
  SessionMailSettings *mail = &settings->mail;
  guint tls = adw_combo_row_get_selected (self->tls);

  if (!read_port (self, &mail->port))
    return NULL;

  settings->preferences = self->settings->preferences;
  settings->preferences.tells_desktop = gtk_switch_get_active (self->desktop);
  mail->host = get_text (self->host);
  mail->tls = g_strdup (session_mail_tls_names[MIN (tls, 2)]);
  mail->user = get_text (self->user);
  mail->from = get_text (self->from);
  mail->to = get_text (self->to);
  mail->ca_pem = g_strdup (panel_ca_row_pem (self->ca));
  mail->threshold = (guint) gtk_spin_button_get_value_as_int (self->threshold);
  mail->period_min = (guint) gtk_spin_button_get_value_as_int (self->period);
  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    mail->tells[i] = gtk_switch_get_active (self->tells[i]);
  return g_steal_pointer (&settings);
}

static void
set_busy (PanelSettingsMail *self, gboolean is_busy)
{
  gtk_widget_set_sensitive (self->save, !is_busy);
  gtk_widget_set_sensitive (self->try, !is_busy);
}

static void load (PanelSettingsMail *self);

static gboolean
is_gone (PanelSettingsMail *self, const GError *error)
{
  return self->said == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelSettingsMail) self = user_data; /* our reference: the window may be closed */
  g_autoptr (GError) error = NULL;
  gboolean is_kept = session_hub_set_finish (SESSION_HUB (object), result, &error);

  if (is_gone (self, error))
    return;
  set_busy (self, FALSE);
  if (!is_kept) {
    say_error (self, error);
    return;
  }
  say_loudly (self, SAID_WELL, _ ("Saved."), NULL);
  load (self);
}

static void
tried_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelSettingsMail) self = user_data; /* our reference: the window may be closed */
  g_autoptr (GError) error = NULL;
  gboolean is_sent = session_hub_set_finish (SESSION_HUB (object), result, &error);

  if (is_gone (self, error))
    return;
  set_busy (self, FALSE);
  if (is_sent)
    say_loudly (self, SAID_WELL, _ ("The test message is on its way: look into the mailboxes."),
                NULL);
  else
    say_error (self, error);
}

static void
begin (PanelSettingsMail *self, SessionSettingsTask what, GAsyncReadyCallback done)
{
  g_autoptr (SessionSettings) settings = self->settings != NULL ? read_settings (self) : NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->password));
  g_autoptr (BaseSecret) password = *typed != '\0' ? base_secret_new (typed, -1) : NULL;

  if (settings == NULL)
    return;

  set_busy (self, TRUE);
  say (self, SAID_WELL, what == SESSION_SETTINGS_TRY ? _ ("Sending…") : "");
  session_hub_set_async (self->hub, what, settings, password, self->cancellable, done,
                         g_object_ref (self));
}

static void
save_cb (PanelSettingsMail *self)
{
  begin (self, SESSION_SETTINGS_KEEP, kept_cb);
}

static void
try_cb (PanelSettingsMail *self)
{
  begin (self, SESSION_SETTINGS_TRY, tried_cb);
}

static void
changed_cb (PanelSettingsMail *self)
{
  if (!self->is_showing && self->settings != NULL)
    say (self, SAID_WELL, "");
}

static void
ca_refused_cb (PanelSettingsMail *self, GError *error)
{
  say_error (self, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelSettingsMail) self = user_data; /* our reference: the window may be closed */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionSettings) settings =
      session_hub_settings_finish (SESSION_HUB (object), result, &error);

  if (is_gone (self, error))
    return;
  if (settings == NULL) {
    say_error (self, error);
    return;
  }
  session_settings_free (self->settings);
  self->settings = g_steal_pointer (&settings);
  show_settings (self);
  set_busy (self, FALSE);
}

static void
load (PanelSettingsMail *self)
{
  session_hub_settings_async (self->hub, self->cancellable, loaded_cb, g_object_ref (self));
}

void
panel_settings_mail_set_hub (PanelSettingsMail *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  set_busy (self, TRUE);
  load (self);
}

static void
panel_settings_mail_dispose (GObject *object)
{
  PanelSettingsMail *self = PANEL_SETTINGS_MAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->settings, session_settings_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_SETTINGS_MAIL);
  G_OBJECT_CLASS (panel_settings_mail_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, to);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, from);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, host);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, port);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, tls);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, user);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, password);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, ca);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, threshold);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, period);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, desktop);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, said);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, save);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsMail, try);
  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, session_notify_names[i], FALSE,
        (gssize) (G_STRUCT_OFFSET (PanelSettingsMail, tells) + i * sizeof (GtkSwitch *)));
}

static void
panel_settings_mail_class_init (PanelSettingsMailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_settings_mail_dispose;
  g_type_ensure (PANEL_TYPE_CA_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-settings-mail.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_refused_cb);
}

static void
panel_settings_mail_init (PanelSettingsMail *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
