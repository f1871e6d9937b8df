/* panel-settings-time.c - the page Time and Holidays of the settings
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-settings-time.h"

#include "oof-date.h"
#include "panel-holidays.h"
#include "panel-lines.h"
#include "panel-settings-said.h"
#include "session-hub-items.h"

#include <glib/gi18n-lib.h>

struct _PanelSettingsTime
{
  AdwPreferencesPage parent_instance;
  AdwComboRow *zone;
  AdwComboRow *week;
  AdwComboRow *usual;
  GtkListBox *calendars;
  GtkWidget *none;
  GtkLabel *said;

  SessionHub *hub;
  GCancellable *cancellable;
  char *usual_name;    /* of the calendar that is set; "": none */
  gboolean is_filling; /* until what is set has come, too */
};

G_DEFINE_FINAL_TYPE (PanelSettingsTime, panel_settings_time, ADW_TYPE_PREFERENCES_PAGE)

static void
zone_cb (PanelSettingsTime *self)
{
  guint chosen = adw_combo_row_get_selected (self->zone);

  if (!self->is_filling && chosen < g_strv_length ((char **) session_default_zones))
    panel_settings_keep (self->said, self->hub, SESSION_DEFAULT_ZONE,
                         session_default_zones[chosen]);
}

static void
week_cb (PanelSettingsTime *self)
{
  guint chosen = adw_combo_row_get_selected (self->week);

  if (!self->is_filling && chosen < g_strv_length ((char **) session_default_weeks))
    panel_settings_keep (self->said, self->hub, SESSION_DEFAULT_WEEK,
                         session_default_weeks[chosen]);
}

/* The first one is none. */
static void
usual_cb (PanelSettingsTime *self)
{
  GListModel *names = adw_combo_row_get_model (self->usual);
  guint chosen = adw_combo_row_get_selected (self->usual);

  if (self->is_filling || chosen == GTK_INVALID_LIST_POSITION)
    return;
  g_free (self->usual_name);
  self->usual_name =
      g_strdup (chosen > 0 ? gtk_string_list_get_string (GTK_STRING_LIST (names), chosen) : "");
  panel_settings_keep (self->said, self->hub, SESSION_DEFAULT_HOLIDAYS, self->usual_name);
}

static void
show_usual (PanelSettingsTime *self, const GPtrArray *all)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gboolean was_filling = self->is_filling;
  guint selected = 0;

  gtk_string_list_append (names, _ ("None: Monday to Friday"));
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const OofDays *days = all->pdata[i];

    gtk_string_list_append (names, days->name);
    if (g_str_equal (days->name, self->usual_name))
      selected = i + 1;
  }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->usual, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->usual, selected);
  self->is_filling = was_filling;
}

/* --- the calendars --- */

/* "12 days, until 2027; 3 absences have it": what is over helps nobody, and is seen. Caller frees.
 */
static char *
describe (SessionItems *items, const OofDays *days)
{
  g_autoptr (GPtrArray) uses = session_items_using_holidays (items, days->name);
  OofYmd last;
  g_autofree char *count =
      g_strdup_printf (ngettext ("%'u day", "%'u days", days->n_days), days->n_days);
  g_autofree char *used =
      uses->len == 0
          ? g_strdup (_ ("no absence has it"))
          : g_strdup_printf (ngettext ("%'u absence has it", "%'u absences have it", uses->len),
                             uses->len);

  if (days->n_days == 0)
    return g_steal_pointer (&used);
  oof_date_split (days->days[days->n_days - 1], &last);
  /* Translators: of a calendar of holidays: how many days, the last year of them, how many use it
   */
  return g_strdup_printf (_ ("%s, until %d; %s"), count, last.year, used);
}

static void
append_calendar (PanelSettingsTime *self, SessionItems *items, const OofDays *days)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = describe (items, days);
  g_autofree char *title = g_markup_escape_text (days->name, -1);
  g_autofree char *subtitle = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (self->calendars, row);
}

static void
show_calendars (PanelSettingsTime *self)
{
  SessionItems *items = session_hub_saved_items (self->hub);
  const GPtrArray *all = items != NULL ? session_items_holidays (items) : NULL;
  guint n = all != NULL ? all->len : 0;

  panel_lines_clear (self->calendars);
  for (guint i = 0; i < n; i++)
    append_calendar (self, items, all->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->calendars), n > 0);
  gtk_widget_set_visible (self->none, n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->usual), n > 0);
  show_usual (self, all);
}

static void
manage_cb (PanelSettingsTime *self)
{
  panel_holidays_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->hub);
}

/* --- what is set --- */

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelSettingsTime) self = user_data; /* our reference: the window may be closed */
  g_autoptr (SessionSettings) settings =
      panel_settings_take (SESSION_HUB (object), result, self->said);

  if (settings == NULL)
    return;
  adw_combo_row_set_selected (
      self->zone,
      panel_settings_place (session_default_zones, settings->defaults[SESSION_DEFAULT_ZONE]));
  adw_combo_row_set_selected (
      self->week,
      panel_settings_place (session_default_weeks, settings->defaults[SESSION_DEFAULT_WEEK]));
  g_free (self->usual_name);
  self->usual_name = g_strdup (settings->defaults[SESSION_DEFAULT_HOLIDAYS]);
  show_calendars (self);
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->zone), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->week), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->usual), TRUE);
}

void
panel_settings_time_set_hub (PanelSettingsTime *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  g_signal_connect_object (hub, "plan-changed", G_CALLBACK (show_calendars), self,
                           G_CONNECT_SWAPPED);
  show_calendars (self);
  session_hub_settings_async (hub, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
panel_settings_time_dispose (GObject *object)
{
  PanelSettingsTime *self = PANEL_SETTINGS_TIME (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->hub != NULL)
    g_signal_handlers_disconnect_by_data (self->hub, self);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_SETTINGS_TIME);
  G_OBJECT_CLASS (panel_settings_time_parent_class)->dispose (object);
}

static void
panel_settings_time_finalize (GObject *object)
{
  g_free (PANEL_SETTINGS_TIME (object)->usual_name);
  G_OBJECT_CLASS (panel_settings_time_parent_class)->finalize (object);
}

static void
panel_settings_time_class_init (PanelSettingsTimeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_settings_time_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_settings_time_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-settings-time.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsTime, zone);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsTime, week);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsTime, usual);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsTime, calendars);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsTime, none);
  gtk_widget_class_bind_template_child (widget_class, PanelSettingsTime, said);
  gtk_widget_class_bind_template_callback (widget_class, zone_cb);
  gtk_widget_class_bind_template_callback (widget_class, week_cb);
  gtk_widget_class_bind_template_callback (widget_class, usual_cb);
  gtk_widget_class_bind_template_callback (widget_class, manage_cb);
}

static void
panel_settings_time_init (PanelSettingsTime *self)
{
  self->is_filling = TRUE;
  self->usual_name = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->zone), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->week), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->usual), FALSE);
}
