/* panel-editor.h - the editor of a reply's text: HTML in, HTML out
 *
 * What was set is kept byte for byte until somebody changes it, and then everything but what was
 * changed. Emits "changed" whenever what would be saved may be another; the property "is-edited"
 * (boolean, read only) is notified. Main thread only.
 */
#pragma once

#include "oof-lint.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_EDITOR (panel_editor_get_type ())
G_DECLARE_FINAL_TYPE (PanelEditor, panel_editor, PANEL, EDITOR, GtkBox)

/* Forgets what was typed; "is-edited" is FALSE then. */
void panel_editor_set_html (PanelEditor *self, const char *html);

/* The HTML to save: the very bytes that were set when nothing was changed. Caller frees. */
char *panel_editor_html (PanelEditor *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean panel_editor_is_edited (PanelEditor *self);

typedef enum
{
  PANEL_PLACEHOLDERS_NONE, /* what is saved goes out as it is */
  PANEL_PLACEHOLDERS_ALL   /* it is filled in for each person (oof-template.h) */
} PanelPlaceholders;

/* Shows the menus for placeholders and conditions, and what is wrong with them. NONE at first. */
void panel_editor_set_placeholders (PanelEditor *self, PanelPlaceholders placeholders);

/* What is known of the absence: the text is looked through for what does not belong into it, and
 * what is found is shown below. Nothing of it keeps anybody from saving. Facts are copied. */
void panel_editor_set_facts (PanelEditor *self, const OofLintFacts *facts);

/* sentence: NULL takes it away. */
void panel_editor_show_problem (PanelEditor *self, const char *sentence);

/* For screen readers; translated. */
void panel_editor_set_label (PanelEditor *self, const char *label);
