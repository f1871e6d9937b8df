/* panel-settings.c - the settings window
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-settings.h"

#include "panel-settings-log.h"
#include "panel-settings-mail.h"
#include "panel-settings-plan.h"
#include "panel-settings-time.h"

struct _PanelSettings
{
  AdwPreferencesWindow parent_instance;
  PanelSettingsMail *mail;
  PanelSettingsPlan *plan;
  PanelSettingsTime *time;
  PanelSettingsLog *log;
};

G_DEFINE_FINAL_TYPE (PanelSettings, panel_settings, ADW_TYPE_PREFERENCES_WINDOW)

void
panel_settings_open (GtkWindow *parent, SessionHub *hub)
{
  PanelSettings *self = g_object_new (PANEL_TYPE_SETTINGS, "transient-for", parent, NULL);

  panel_settings_mail_set_hub (self->mail, hub);
  panel_settings_plan_set_hub (self->plan, hub);
  panel_settings_time_set_hub (self->time, hub);
  panel_settings_log_set_hub (self->log, hub);
  gtk_window_present (GTK_WINDOW (self));
}

static void
panel_settings_class_init (PanelSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PANEL_TYPE_SETTINGS_MAIL);
  g_type_ensure (PANEL_TYPE_SETTINGS_LOG);
  g_type_ensure (PANEL_TYPE_SETTINGS_PLAN);
  g_type_ensure (PANEL_TYPE_SETTINGS_TIME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelSettings, mail);
  gtk_widget_class_bind_template_child (widget_class, PanelSettings, plan);
  gtk_widget_class_bind_template_child (widget_class, PanelSettings, time);
  gtk_widget_class_bind_template_child (widget_class, PanelSettings, log);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_settings_init (PanelSettings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
