/* panel-type.h - the colour of a type of absence
 *
 * Out of the platform's palette. Never all that tells types apart: a word, or its first letter,
 * stands beside it (session-words-item.h). In style sheets the same colours are the classes
 * "type-vacation" and so on.
 */
#pragma once

#include "oof-item.h"

#include <gtk/gtk.h>

/* alpha: 1 for as it is. */
GdkRGBA panel_type_color (GtkWidget *widget, OofType type, float alpha);
