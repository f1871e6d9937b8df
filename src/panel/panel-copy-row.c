/* panel-copy-row.c - a row with a name and a value that can be copied
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-copy-row.h"

#include "panel-copy-button.h"

struct _PanelCopyRow
{
  AdwPreferencesRow parent_instance;
  GtkLabel *value_label;
  PanelCopyButton *copy;

  gboolean is_command;
};

enum
{
  PROP_VALUE = 1,
  PROP_IS_COMMAND,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PanelCopyRow, panel_copy_row, ADW_TYPE_PREFERENCES_ROW)

void
panel_copy_row_set_value (PanelCopyRow *self, const char *value)
{
  const char *shown = value != NULL ? value : "";

  gtk_label_set_text (self->value_label, shown);
  panel_copy_button_set_text (self->copy, shown);
  gtk_widget_set_visible (GTK_WIDGET (self), *shown != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  shown, -1);
}

static void
panel_copy_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PanelCopyRow *self = PANEL_COPY_ROW (object);

  if (id == PROP_VALUE)
    g_value_set_string (value, gtk_label_get_text (self->value_label));
  else if (id == PROP_IS_COMMAND)
    g_value_set_boolean (value, self->is_command);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
panel_copy_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PanelCopyRow *self = PANEL_COPY_ROW (object);

  if (id == PROP_VALUE) {
    panel_copy_row_set_value (self, g_value_get_string (value));
  } else if (id == PROP_IS_COMMAND) {
    self->is_command = g_value_get_boolean (value);
    if (self->is_command)
      gtk_widget_add_css_class (GTK_WIDGET (self->value_label), "check-detail");
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
panel_copy_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_COPY_ROW);
  G_OBJECT_CLASS (panel_copy_row_parent_class)->dispose (object);
}

static void
panel_copy_row_class_init (PanelCopyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = panel_copy_row_get_property;
  object_class->set_property = panel_copy_row_set_property;
  object_class->dispose = panel_copy_row_dispose;
  props[PROP_VALUE] =
      g_param_spec_string ("value", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_IS_COMMAND] = g_param_spec_boolean ("is-command", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (PANEL_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-copy-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelCopyRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, PanelCopyRow, copy);
}

static void
panel_copy_row_init (PanelCopyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
