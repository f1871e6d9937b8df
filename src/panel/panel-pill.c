/* panel-pill.c - a person's state as a small coloured pill
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-pill.h"

struct _PanelPill
{
  GtkBox parent_instance;
  GtkImage *icon;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (PanelPill, panel_pill, GTK_TYPE_BOX)

static const struct
{
  const char *style;
  const char *icon;
} looks[] = {
  [SESSION_PRESENCE_UNKNOWN] = { "unknown", "absentia-unknown-symbolic" },
  [SESSION_PRESENCE_IN] = { "in", "absentia-in-symbolic" },
  [SESSION_PRESENCE_PLANNED] = { "planned", "absentia-planned-symbolic" },
  [SESSION_PRESENCE_AWAY_UNTIL] = { "away", "absentia-away-symbolic" },
  [SESSION_PRESENCE_OPEN_END] = { "open", "absentia-open-symbolic" },
  [SESSION_PRESENCE_FAILED] = { "failed", "absentia-failed-symbolic" },
};

const char *
panel_pill_icon (SessionPresence presence)
{
  return looks[presence].icon;
}

void
panel_pill_set_style (GtkWidget *widget, SessionPresence presence)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (i != presence)
      gtk_widget_remove_css_class (widget, looks[i].style);
  gtk_widget_add_css_class (widget, looks[presence].style);
}

void
panel_pill_show (PanelPill *self, SessionRow *row)
{
  SessionPresence presence = session_row_presence (row);
  g_autofree char *text = session_row_presence_text (row);

  panel_pill_set_style (GTK_WIDGET (self), presence);
  gtk_image_set_from_icon_name (self->icon, looks[presence].icon);
  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
}

static void
panel_pill_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PILL);
  G_OBJECT_CLASS (panel_pill_parent_class)->dispose (object);
}

static void
panel_pill_class_init (PanelPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_pill_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPill, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelPill, label);
}

static void
panel_pill_init (PanelPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
