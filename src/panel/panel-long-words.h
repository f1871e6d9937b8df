/* panel-long-words.h - text without any space, of many thousand characters, in a text view
 *
 * Pango shapes the rest of such a word anew for each line that it breaks it into: 70,000 characters
 * hold the window up for seconds, at each key. In slices with another spacing (of a thousandth of a
 * pixel, which nobody sees) each line costs its slice only.
 */
#pragma once

#include <gtk/gtk.h>

/* Slices the long words that have a part in [from, until), in characters. The text stays as it is.
 * What is short is not looked at: what somebody types is within a slice already. */
void panel_long_words_slice (GtkTextBuffer *buffer, int from, int until);
/* Those of the whole buffer. */
void panel_long_words_slice_all (GtkTextBuffer *buffer);
