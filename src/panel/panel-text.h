/* panel-text.h - one of a reply's two texts, to be edited as plain text
 *
 * What a mailbox holds is kept byte for byte until somebody changes it. A text with formatting,
 * which plain text cannot say, is shown and kept until the person asks to replace it. Emits
 * "changed".
 */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_TEXT (panel_text_get_type ())
G_DECLARE_FINAL_TYPE (PanelText, panel_text, PANEL, TEXT, GtkBox)

void panel_text_set_html (PanelText *self, const char *html);

/* The HTML to save: the very bytes that were set when nothing was changed. Caller frees. */
char *panel_text_html (PanelText *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean panel_text_is_edited (PanelText *self);

/* sentence: NULL takes it away. */
void panel_text_show_problem (PanelText *self, const char *sentence);

/* For screen readers; translated. */
void panel_text_set_label (PanelText *self, const char *label);
