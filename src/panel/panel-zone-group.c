/* panel-zone-group.c - in whose time zone the times of an absence are
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-zone-group.h"

#include "base-error.h"
#include "base-zone.h"
#include "panel-wrong-row.h"
#include "panel-wrong.h"

#include <glib/gi18n-lib.h>

struct _PanelZoneGroup
{
  AdwPreferencesGroup parent_instance;
  AdwComboRow *kind;
  AdwEntryRow *name;
  PanelWrongRow *problem;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelZoneGroup, panel_zone_group, ADW_TYPE_PREFERENCES_GROUP)

OofZoneKind
panel_zone_group_kind (PanelZoneGroup *self)
{
  return (OofZoneKind) adw_combo_row_get_selected (self->kind);
}

const char *
panel_zone_group_name (PanelZoneGroup *self)
{
  return panel_zone_group_kind (self) == OOF_IN_FIXED_ZONE
             ? gtk_editable_get_text (GTK_EDITABLE (self->name))
             : NULL;
}

GTimeZone *
panel_zone_group_zone (PanelZoneGroup *self, GError **error)
{
  const char *name = panel_zone_group_name (self);
  GTimeZone *zone = name != NULL ? base_zone_new (name, NULL) : g_time_zone_new_local ();
  const BaseErrorFacts facts = { .reason = "zone-unknown" };

  if (zone == NULL)
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                          _ ("Nobody knows this time zone. Enter a name such as Europe/Berlin or "
                             "W. Europe Standard Time."));
  return zone;
}

static void
update (PanelZoneGroup *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = panel_zone_group_zone (self, &error);

  gtk_widget_set_visible (GTK_WIDGET (self->name),
                          panel_zone_group_kind (self) == OOF_IN_FIXED_ZONE);
  panel_wrong_set (GTK_WIDGET (self->name), zone == NULL);
  panel_wrong_row_say (self->problem, error != NULL ? error->message : NULL);
}

static void
changed_cb (PanelZoneGroup *self)
{
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_zone_group_set (PanelZoneGroup *self, OofZoneKind kind, const char *name)
{
  g_autoptr (GTimeZone) own = g_time_zone_new_local ();

  gtk_editable_set_text (GTK_EDITABLE (self->name),
                         name != NULL ? name : g_time_zone_get_identifier (own));
  adw_combo_row_set_selected (self->kind, kind);
  update (self);
}

static void
panel_zone_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ZONE_GROUP);
  G_OBJECT_CLASS (panel_zone_group_parent_class)->dispose (object);
}

static void
panel_zone_group_class_init (PanelZoneGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_zone_group_dispose;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_ZONE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_WRONG_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-zone-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelZoneGroup, kind);
  gtk_widget_class_bind_template_child (widget_class, PanelZoneGroup, name);
  gtk_widget_class_bind_template_child (widget_class, PanelZoneGroup, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
panel_zone_group_init (PanelZoneGroup *self)
{
  /* In the order of OofZoneKind. */
  const char *const kinds[] = { _ ("Each mailbox’s own"), _ ("One for all, by name"),
                                _ ("This computer’s"), NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (kinds);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (words));
  panel_zone_group_set (self, OOF_IN_MAILBOX_ZONE, NULL);
}
