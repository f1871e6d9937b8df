/* panel-type.c - the colour of a type of absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-type.h"

#include "panel-color.h"

/* As in style.css. */
static const char *const colors[] = {
  [OOF_TYPE_VACATION] = "blue_3",    [OOF_TYPE_SICK] = "red_2",
  [OOF_TYPE_PARENTAL] = "purple_3",  [OOF_TYPE_TRAINING] = "green_4",
  [OOF_TYPE_PART_TIME] = "yellow_5", [OOF_TYPE_CLOSURE] = "brown_3",
  [OOF_TYPE_LEFT] = "dark_1",        [OOF_TYPE_OTHER] = "orange_4",
};

GdkRGBA
panel_type_color (GtkWidget *widget, OofType type, float alpha)
{
  return panel_color_named (widget, colors[type], alpha);
}
