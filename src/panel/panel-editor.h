/* panel-editor.h - the editor of a reply's text: HTML in, HTML out
 *
 * What was set is kept byte for byte until somebody changes it. A text with formatting, which plain
 * text cannot say, is shown and kept until the person asks to replace it. Emits "changed" whenever
 * the text or what would be saved may be another; the property "is-edited" (boolean, read only) is
 * notified. Main thread only.
 */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_EDITOR (panel_editor_get_type ())
G_DECLARE_FINAL_TYPE (PanelEditor, panel_editor, PANEL, EDITOR, GtkBox)

/* Forgets what was typed; "is-edited" is FALSE then. */
void panel_editor_set_html (PanelEditor *self, const char *html);

/* The HTML to save: the very bytes that were set when nothing was changed. Caller frees. */
char *panel_editor_html (PanelEditor *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean panel_editor_is_edited (PanelEditor *self);

/* sentence: NULL takes it away. */
void panel_editor_show_problem (PanelEditor *self, const char *sentence);

/* For screen readers; translated. */
void panel_editor_set_label (PanelEditor *self, const char *label);
