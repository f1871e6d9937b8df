/* panel-name-chip.c - one name in the picker's field
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-name-chip.h"

#include "panel-candidates.h"
#include "panel-found.h"

#include <glib/gi18n-lib.h>

struct _PanelNameChip
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *label;
  GtkLabel *about;
  GtkWidget *arrow;
  GtkWidget *popover; /* made when it is opened first; NULL: not yet */
  PanelName *name;    /* borrowed */
};

enum
{
  REMOVE,
  CORRECT,
  ELSEWHERE,
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelNameChip, panel_name_chip, GTK_TYPE_WIDGET)

static const struct
{
  const char *style;
  const char *icon;
} looks[] = {
  [PANEL_NAME_SEVERAL] = { "several", "absentia-people-symbolic" },
  [PANEL_NAME_UNKNOWN] = { "unknown", "absentia-failed-symbolic" },
  [PANEL_NAME_FOUND] = { "found", NULL },
};

PanelName *
panel_name_chip_name (PanelNameChip *self)
{
  return self->name;
}

static GMenuModel *
make_remedies (PanelNameChip *self)
{
  g_autofree char *title = g_strdup_printf (_ ("“%s” was not found"), self->name->text);
  g_autoptr (GMenu) remedies = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (remedies, _ ("_Correct the Name"), "chip.correct");
  g_menu_append (remedies, _ ("_Search Elsewhere…"), "chip.elsewhere");
  g_menu_append (remedies, _ ("_Remove from the List"), "chip.remove");
  g_menu_append_section (menu, title, G_MENU_MODEL (remedies));
  return G_MENU_MODEL (menu);
}

static void
chosen_cb (PanelNameChip *self, PanelFound *found)
{
  g_signal_emit (self, signals[CHOSEN], 0, found);
}

static GtkWidget *
make_popover (PanelNameChip *self)
{
  g_autoptr (GMenuModel) remedies = NULL;
  GtkWidget *popover;

  if (self->name->state == PANEL_NAME_SEVERAL) {
    popover = GTK_WIDGET (panel_candidates_new (self->name->match));
    g_signal_connect_object (popover, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
    return popover;
  }
  remedies = make_remedies (self);
  popover = gtk_popover_menu_new_from_model (remedies);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  return popover;
}

void
panel_name_chip_open (PanelNameChip *self)
{
  if (self->name->state == PANEL_NAME_FOUND)
    return;
  if (self->popover == NULL) {
    self->popover = make_popover (self);
    gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  }
  if (PANEL_IS_CANDIDATES (self->popover))
    panel_candidates_open (PANEL_CANDIDATES (self->popover));
  else
    gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
close_popover (PanelNameChip *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
remove_action_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelNameChip *self = PANEL_NAME_CHIP (widget);

  close_popover (self);
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
correct_action_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelNameChip *self = PANEL_NAME_CHIP (widget);

  close_popover (self);
  g_signal_emit (self, signals[CORRECT], 0);
}

static void
elsewhere_action_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelNameChip *self = PANEL_NAME_CHIP (widget);

  close_popover (self);
  g_signal_emit (self, signals[ELSEWHERE], 0);
}

static void
open_action_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  panel_name_chip_open (PANEL_NAME_CHIP (widget));
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, PanelNameChip *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (GtkGestureClick *click, int n, double x, double y, PanelNameChip *self)
{
  panel_name_chip_open (self);
}

static void
show_name (PanelNameChip *self)
{
  const PanelName *name = self->name;
  gboolean is_found = name->state == PANEL_NAME_FOUND;
  g_autofree char *upn = is_found ? exchange_person_any_upn (name->person) : NULL;
  const char *about = is_found && *upn != '\0' ? upn : is_found ? name->person->mail : NULL;
  g_autofree char *spoken = NULL;

  gtk_widget_add_css_class (GTK_WIDGET (self), looks[name->state].style);
  gtk_image_set_from_icon_name (self->icon, looks[name->state].icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !is_found);
  gtk_widget_set_visible (self->arrow, !is_found);
  gtk_label_set_text (self->label, is_found ? name->person->name : name->text);
  gtk_label_set_text (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), about != NULL && *about != '\0');

  if (is_found)
    /* Translators: a found person, read out: name, logon name */
    spoken = g_strdup_printf (_ ("%s, %s"), name->person->name, about);
  else if (name->state == PANEL_NAME_SEVERAL)
    spoken = g_strdup_printf (_ ("%s: several people have this name"), name->text);
  else
    spoken = g_strdup_printf (_ ("%s: not found"), name->text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.open", !is_found);
}

static void
panel_name_chip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PanelNameChip *self = PANEL_NAME_CHIP (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
panel_name_chip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *least,
                         int *natural, int *least_baseline, int *natural_baseline)
{
  gtk_widget_measure (PANEL_NAME_CHIP (widget)->box, orientation, for_size, least, natural,
                      least_baseline, natural_baseline);
}

/* What is open has the arrow keys. */
static gboolean
panel_name_chip_focus (GtkWidget *widget, GtkDirectionType direction)
{
  PanelNameChip *self = PANEL_NAME_CHIP (widget);

  if (self->popover != NULL && gtk_widget_get_visible (self->popover)) {
    gtk_widget_child_focus (self->popover, direction);
    return TRUE;
  }
  return GTK_WIDGET_CLASS (panel_name_chip_parent_class)->focus (widget, direction);
}

static void
panel_name_chip_dispose (GObject *object)
{
  g_clear_pointer (&PANEL_NAME_CHIP (object)->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_NAME_CHIP);
  G_OBJECT_CLASS (panel_name_chip_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chip.open", NULL, open_action_cb);
  gtk_widget_class_install_action (widget_class, "chip.remove", NULL, remove_action_cb);
  gtk_widget_class_install_action (widget_class, "chip.correct", NULL, correct_action_cb);
  gtk_widget_class_install_action (widget_class, "chip.elsewhere", NULL, elsewhere_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "chip.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "chip.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "chip.open", NULL);
}

static void
panel_name_chip_class_init (PanelNameChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = PANEL_TYPE_NAME_CHIP;

  G_OBJECT_CLASS (klass)->dispose = panel_name_chip_dispose;
  widget_class->focus = panel_name_chip_focus;
  widget_class->measure = panel_name_chip_measure;
  widget_class->size_allocate = panel_name_chip_size_allocate;
  signals[REMOVE] =
      g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CORRECT] =
      g_signal_new ("correct", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ELSEWHERE] =
      g_signal_new ("elsewhere", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, PANEL_TYPE_FOUND);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-name-chip.ui");
  gtk_widget_class_set_css_name (widget_class, "chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_bind_template_child (widget_class, PanelNameChip, box);
  gtk_widget_class_bind_template_child (widget_class, PanelNameChip, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelNameChip, label);
  gtk_widget_class_bind_template_child (widget_class, PanelNameChip, about);
  gtk_widget_class_bind_template_child (widget_class, PanelNameChip, arrow);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  add_keys (widget_class);
}

static void
panel_name_chip_init (PanelNameChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PanelNameChip *
panel_name_chip_new (PanelName *name)
{
  PanelNameChip *self = g_object_new (PANEL_TYPE_NAME_CHIP, NULL);

  self->name = name;
  show_name (self);
  return self;
}
