/* panel-wrap.c - children side by side, on as many lines as they need
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wrap.h"

#define SPACING 6

struct _PanelWrap
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PanelWrap, panel_wrap, GTK_TYPE_WIDGET)

static int
natural_width (GtkWidget *child, int most)
{
  int least = 0;
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return CLAMP (natural, least, MAX (most, least));
}

static int
natural_height (GtkWidget *child, int width)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Puts the children into lines of that width, really or only to see how high they are. */
static int
flow (GtkWidget *widget, int width, gboolean is_for_real)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int child_width;
    int child_height;

    if (!gtk_widget_should_layout (child))
      continue;
    child_width = natural_width (child, width);
    child_height = natural_height (child, child_width);
    if (x > 0 && x + child_width > width) {
      y += line_height + SPACING;
      x = line_height = 0;
    }
    if (is_for_real)
      gtk_widget_size_allocate (child,
                                &(GtkAllocation){ is_mirrored ? width - x - child_width : x, y,
                                                  child_width, child_height },
                                -1);
    x += child_width + SPACING;
    line_height = MAX (line_height, child_height);
  }
  return y + line_height;
}

static void
panel_wrap_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *least,
                    int *natural, int *least_baseline, int *natural_baseline)
{
  *least = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child)) {
      int child_least = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_least, NULL, NULL, NULL);
      *least = MAX (*least, child_least);
      *natural += natural_width (child, G_MAXINT) + SPACING;
    }
    *natural = MAX (*natural, *least);
  } else {
    *least = *natural = flow (widget, for_size >= 0 ? for_size : G_MAXINT / 2, FALSE);
  }
}

static void
panel_wrap_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  flow (widget, width, TRUE);
}

static GtkSizeRequestMode
panel_wrap_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* GTK gives the focus also to a menu button that is not shown. */
static gboolean
take_focus (GtkWidget *child)
{
  return gtk_widget_get_visible (child) && gtk_widget_grab_focus (child);
}

static gboolean
focus_beside (GtkWidget *widget, GtkWidget *child, gboolean is_forward)
{
  for (;;) {
    child = is_forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child);
    if (child == NULL)
      return FALSE;
    if (take_focus (child))
      return TRUE;
  }
}

static gboolean
panel_wrap_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (child == NULL) {
    child =
        direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_LEFT || direction == GTK_DIR_UP
            ? gtk_widget_get_last_child (widget)
            : gtk_widget_get_first_child (widget);
    return child != NULL && (take_focus (child) || focus_beside (widget, child, TRUE) ||
                             focus_beside (widget, child, FALSE));
  }

  if (gtk_widget_child_focus (child, direction))
    return TRUE;

  switch (direction) {
  case GTK_DIR_UP:
    return focus_beside (widget, child, FALSE);
  case GTK_DIR_DOWN:
    return focus_beside (widget, child, TRUE);
  case GTK_DIR_LEFT:
    return focus_beside (widget, child, is_mirrored);
  case GTK_DIR_RIGHT:
    return focus_beside (widget, child, !is_mirrored);
  default:
    return FALSE;
  }
}

void
panel_wrap_append (PanelWrap *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
panel_wrap_remove_all (PanelWrap *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
panel_wrap_dispose (GObject *object)
{
  panel_wrap_remove_all (PANEL_WRAP (object));
  G_OBJECT_CLASS (panel_wrap_parent_class)->dispose (object);
}

static void
panel_wrap_class_init (PanelWrapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wrap_dispose;
  widget_class->measure = panel_wrap_measure;
  widget_class->size_allocate = panel_wrap_size_allocate;
  widget_class->get_request_mode = panel_wrap_get_request_mode;
  widget_class->focus = panel_wrap_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
panel_wrap_init (PanelWrap *self)
{
}
