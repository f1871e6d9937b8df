/* panel-edit-paste.h - what is pasted into the editor, cleaned before it gets in
 */
#pragma once

#include "panel-edit-view.h"

/* What the clipboard holds: as HTML that a reply may have (oof-html-clean.h), or as plain text. */
void panel_edit_paste (PanelEditView *view);
void panel_edit_paste_plain (PanelEditView *view);
/* Plain, into the text view with the source beside it. */
void panel_edit_paste_source (GtkTextView *source, PanelEditView *view);

/* FALSE, and "refused" of view, for more than a reply holds: nothing of it gets in. */
gboolean panel_edit_paste_fits (PanelEditView *view, gsize size);
