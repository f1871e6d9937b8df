/* panel-settings-log.c - the page Log of the settings
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-settings-log.h"

#include "panel-copy-row.h"
#include "panel-settings-said.h"
#include "panel-support.h"

struct _PanelSettingsLog
{
  AdwPreferencesPage parent_instance;
  AdwComboRow *level;
  PanelCopyRow *engine_log;
  PanelCopyRow *panel_log;
  GtkLabel *said;

  SessionHub *hub;
  SessionSettings *settings; /* as they are kept; NULL until they have come */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PanelSettingsLog, panel_settings_log, ADW_TYPE_PREFERENCES_PAGE)

/* At once: there is nothing that could be wrong with it. */
static void
chosen_cb (PanelSettingsLog *self)
{
  guint chosen = adw_combo_row_get_selected (self->level);

  if (self->settings == NULL || chosen >= SESSION_N_LOG ||
      self->settings->preferences.log == (SessionLogLevel) chosen)
    return;

  self->settings->preferences.log = (SessionLogLevel) chosen;
  session_hub_set_async (self->hub, SESSION_SETTINGS_PREFERENCES, self->settings, NULL, NULL,
                         panel_settings_kept_cb, g_object_ref (self->said));
}

static void
support_cb (PanelSettingsLog *self)
{
  panel_support_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->hub);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelSettingsLog) self = user_data; /* our reference: the window may be closed */
  g_autoptr (SessionSettings) settings =
      panel_settings_take (SESSION_HUB (object), result, self->said);

  if (settings == NULL)
    return;
  adw_combo_row_set_selected (self->level, settings->preferences.log);
  self->settings = g_steal_pointer (&settings);
  gtk_widget_set_sensitive (GTK_WIDGET (self->level), TRUE);
}

void
panel_settings_log_set_hub (PanelSettingsLog *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  gtk_widget_set_sensitive (GTK_WIDGET (self->level), FALSE);
  session_hub_settings_async (hub, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
panel_settings_log_dispose (GObject *object)
{
  PanelSettingsLog *self = PANEL_SETTINGS_LOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->settings, session_settings_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_SETTINGS_LOG);
  G_OBJECT_CLASS (panel_settings_log_parent_class)->dispose (object);
}

static void
panel_settings_log_class_init (PanelSettingsLogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_settings_log_dispose;
  g_type_ensure (PANEL_TYPE_COPY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-settings-log.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsLog, level);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsLog, engine_log);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsLog, panel_log);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsLog, said);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, support_cb);
}

static void
panel_settings_log_init (PanelSettingsLog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  panel_copy_row_set_value (self->engine_log, "journalctl -t absentiactl -o short-iso");
  panel_copy_row_set_value (self->panel_log, "journalctl --user -t absentia -o short-iso");
}
