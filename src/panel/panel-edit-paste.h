/* panel-edit-paste.h - what is pasted into the editor, cleaned before it gets in
 */
#pragma once

#include "panel-edit-view.h"

/* What the clipboard holds: as HTML that a reply may have (oof-html-clean.h), or as plain text. */
void panel_edit_paste (PanelEditView *view);
void panel_edit_paste_plain (PanelEditView *view);
