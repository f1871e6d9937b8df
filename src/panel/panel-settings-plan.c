/* panel-settings-plan.c - the page Absences of the settings
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-settings-plan.h"

#include "panel-item-policy.h"
#include "panel-settings-said.h"

#define NO_HOURS "none"

struct _PanelSettingsPlan
{
  AdwPreferencesPage parent_instance;
  AdwComboRow *own;
  GtkSpinButton *repeat;
  AdwEntryRow *interval;
  AdwEntryRow *quiet;
  AdwComboRow *drift;
  GtkSwitch *outside;
  AdwEntryRow *language;
  AdwEntryRow *name;
  AdwEntryRow *phone;
  AdwEntryRow *emergency;
  GtkLabel *said;

  SessionHub *hub;
  GCancellable *cancellable;
  gboolean is_filling; /* until what is set has come, too */
};

G_DEFINE_FINAL_TYPE (PanelSettingsPlan, panel_settings_plan, ADW_TYPE_PREFERENCES_PAGE)

static void
keep (PanelSettingsPlan *self, SessionDefault which, const char *text)
{
  if (!self->is_filling)
    panel_settings_keep (self->said, self->hub, which, text);
}

static void
own_cb (PanelSettingsPlan *self)
{
  guint chosen = adw_combo_row_get_selected (self->own);

  if (chosen <= OOF_OWN_ASK)
    keep (self, SESSION_DEFAULT_OWN, oof_own_names[chosen]);
}

static void
drift_cb (PanelSettingsPlan *self)
{
  guint chosen = adw_combo_row_get_selected (self->drift);

  if (chosen <= SESSION_DRIFT_REAPPLY)
    keep (self, SESSION_DEFAULT_DRIFT, session_drift_policy_names[chosen]);
}

static void
repeat_cb (PanelSettingsPlan *self)
{
  g_autofree char *days = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (self->repeat));

  keep (self, SESSION_DEFAULT_REPEAT, days);
}

static void
outside_cb (PanelSettingsPlan *self)
{
  keep (self, SESSION_DEFAULT_OUTSIDE, gtk_switch_get_active (self->outside) ? "on" : "off");
}

static void
interval_cb (PanelSettingsPlan *self)
{
  keep (self, SESSION_DEFAULT_INTERVAL, gtk_editable_get_text (GTK_EDITABLE (self->interval)));
}

static void
quiet_cb (PanelSettingsPlan *self)
{
  const char *hours = gtk_editable_get_text (GTK_EDITABLE (self->quiet));

  keep (self, SESSION_DEFAULT_QUIET, *hours != '\0' ? hours : NO_HOURS);
}

/* The rows about the organisation, each with what it is. */
static void
list_organisation (PanelSettingsPlan *self, AdwEntryRow *rows[SESSION_N_ORGANISATION])
{
  rows[0] = self->name;
  rows[1] = self->phone;
  rows[2] = self->emergency;
}

static void
organisation_cb (PanelSettingsPlan *self, AdwEntryRow *row)
{
  AdwEntryRow *rows[SESSION_N_ORGANISATION];

  list_organisation (self, rows);
  for (guint i = 0; i < SESSION_N_ORGANISATION; i++)
    if (rows[i] == row)
      keep (self, SESSION_DEFAULT_ORGANISATION_NAME + i,
            gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
language_cb (PanelSettingsPlan *self)
{
  keep (self, SESSION_DEFAULT_LANGUAGE, gtk_editable_get_text (GTK_EDITABLE (self->language)));
}

static void
show_texts (PanelSettingsPlan *self, char *const *texts)
{
  AdwEntryRow *rows[SESSION_N_ORGANISATION];

  gtk_editable_set_text (GTK_EDITABLE (self->language), texts[SESSION_DEFAULT_LANGUAGE]);
  adw_entry_row_set_show_apply_button (self->language, TRUE);
  list_organisation (self, rows);
  for (guint i = 0; i < SESSION_N_ORGANISATION; i++) {
    gtk_editable_set_text (GTK_EDITABLE (rows[i]), texts[SESSION_DEFAULT_ORGANISATION_NAME + i]);
    adw_entry_row_set_show_apply_button (rows[i], TRUE);
  }
}

static void
show (PanelSettingsPlan *self, char *const *texts)
{
  const char *quiet = texts[SESSION_DEFAULT_QUIET];

  adw_combo_row_set_selected (self->own,
                              panel_settings_place (oof_own_names, texts[SESSION_DEFAULT_OWN]));
  gtk_spin_button_set_value (self->repeat, g_ascii_strtod (texts[SESSION_DEFAULT_REPEAT], NULL));
  gtk_editable_set_text (GTK_EDITABLE (self->interval), texts[SESSION_DEFAULT_INTERVAL]);
  gtk_editable_set_text (GTK_EDITABLE (self->quiet), g_str_equal (quiet, NO_HOURS) ? "" : quiet);
  adw_combo_row_set_selected (
      self->drift, panel_settings_place (session_drift_policy_names, texts[SESSION_DEFAULT_DRIFT]));
  gtk_switch_set_active (self->outside, g_str_equal (texts[SESSION_DEFAULT_OUTSIDE], "on"));
  show_texts (self, texts);
  /* What was filled in is nothing to apply. */
  adw_entry_row_set_show_apply_button (self->interval, TRUE);
  adw_entry_row_set_show_apply_button (self->quiet, TRUE);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelSettingsPlan) self = user_data; /* our reference: the window may be closed */
  g_autoptr (SessionSettings) settings =
      panel_settings_take (SESSION_HUB (object), result, self->said);

  if (settings == NULL)
    return;
  show (self, settings->defaults);
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

void
panel_settings_plan_set_hub (PanelSettingsPlan *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  session_hub_settings_async (hub, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
panel_settings_plan_dispose (GObject *object)
{
  PanelSettingsPlan *self = PANEL_SETTINGS_PLAN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_SETTINGS_PLAN);
  G_OBJECT_CLASS (panel_settings_plan_parent_class)->dispose (object);
}

static void
panel_settings_plan_class_init (PanelSettingsPlanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_settings_plan_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-settings-plan.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, own);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, repeat);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, interval);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, quiet);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, drift);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, outside);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, language);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, name);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, phone);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, emergency);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsPlan, said);
  gtk_widget_class_bind_template_callback (widget_class, own_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeat_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, organisation_cb);
  gtk_widget_class_bind_template_callback (widget_class, interval_cb);
  gtk_widget_class_bind_template_callback (widget_class, quiet_cb);
  gtk_widget_class_bind_template_callback (widget_class, drift_cb);
  gtk_widget_class_bind_template_callback (widget_class, outside_cb);
}

static void
panel_settings_plan_init (PanelSettingsPlan *self)
{
  g_autoptr (GListModel) owns = panel_item_policy_own_model ();

  self->is_filling = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  adw_combo_row_set_model (self->own, owns);
  gtk_spin_button_set_range (self->repeat, 0, OOF_ITEM_MOST_REPEAT_DAYS);
  gtk_spin_button_set_increments (self->repeat, 1, 7);
}
