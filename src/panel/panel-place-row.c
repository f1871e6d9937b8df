/* panel-place-row.c - one place of the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-place-row.h"

#include <glib/gi18n-lib.h>

struct _PanelPlaceRow
{
  GtkBox parent_instance;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *detail;
  GtkSpinner *asking;
  GtkWidget *warning;
  GSignalGroup *watch;
};

G_DEFINE_FINAL_TYPE (PanelPlaceRow, panel_place_row, GTK_TYPE_BOX)

static const char *const icons[] = {
  [EXCHANGE_LOCATION_FOREST] = "absentia-directory-symbolic",
  [EXCHANGE_LOCATION_DOMAIN] = "absentia-server-symbolic",
  [EXCHANGE_LOCATION_TRUST] = "absentia-trust-symbolic",
  [EXCHANGE_LOCATION_UNIT] = "absentia-folder-symbolic",
};

static void
show_state (PanelPlaceRow *self, SessionPlace *place)
{
  SessionPlaceState state = session_place_state (place);
  const char *detail = session_place_detail (place);

  if (state == SESSION_PLACE_FAILED)
    detail = session_place_problem (place);
  if (state == SESSION_PLACE_NEEDS_SIGN_IN)
    detail = _ ("Does not know your account: sign in to this domain to search there");

  gtk_label_set_text (self->name, session_place_name (place));
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), *detail != '\0' ? detail : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_image_set_from_icon_name (self->icon, icons[session_place_location (place)->kind]);
  gtk_spinner_set_spinning (self->asking, state == SESSION_PLACE_ASKING);
  gtk_widget_set_visible (GTK_WIDGET (self->asking), state == SESSION_PLACE_ASKING);
  gtk_widget_set_visible (self->warning, state == SESSION_PLACE_FAILED);
  if (state == SESSION_PLACE_FAILED || state == SESSION_PLACE_NEEDS_SIGN_IN)
    gtk_widget_add_css_class (GTK_WIDGET (self), "silent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "silent");
}

static void
state_changed_cb (SessionPlace *place, GParamSpec *pspec, PanelPlaceRow *self)
{
  show_state (self, place);
}

void
panel_place_row_show (PanelPlaceRow *self, SessionPlace *place)
{
  g_signal_group_set_target (self->watch, place);
  if (place != NULL)
    show_state (self, place);
}

static void
panel_place_row_dispose (GObject *object)
{
  g_clear_object (&PANEL_PLACE_ROW (object)->watch);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PLACE_ROW);
  G_OBJECT_CLASS (panel_place_row_parent_class)->dispose (object);
}

static void
panel_place_row_class_init (PanelPlaceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_place_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPlaceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelPlaceRow, name);
  gtk_widget_class_bind_template_child (widget_class, PanelPlaceRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PanelPlaceRow, asking);
  gtk_widget_class_bind_template_child (widget_class, PanelPlaceRow, warning);
}

static void
panel_place_row_init (PanelPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = g_signal_group_new (SESSION_TYPE_PLACE);
  g_signal_group_connect (self->watch, "notify::state", G_CALLBACK (state_changed_cb), self);
}
