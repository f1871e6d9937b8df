/* panel-edit-paste.h - what is pasted into the editor, cleaned before it gets in
 */
#pragma once

#include "panel-edit-view.h"

typedef enum
{
  PANEL_PASTE_CLIPBOARD,
  PANEL_PASTE_PRIMARY /* what was selected last, wherever: with the middle button */
} PanelPaste;

/* What is there: as HTML that a reply may have (oof-html-clean.h), or as plain text. */
void panel_edit_paste (PanelEditView *view, PanelPaste from);
void panel_edit_paste_plain (PanelEditView *view);
/* Plain, into the text view with the source beside it. */
void panel_edit_paste_source (GtkTextView *source, PanelEditView *view);

/* HTML from elsewhere, cleaned, in the place of the selection. FALSE: nothing is left of it. */
gboolean panel_edit_paste_html (PanelEditView *view, const char *html);

/* "refused" of view: a file was dropped on it. */
void panel_edit_paste_refuse_file (PanelEditView *view);

/* FALSE, and "refused" of view, for more than a reply holds: nothing of it gets in. */
gboolean panel_edit_paste_fits (PanelEditView *view, gsize size);
