/* panel-edit-deed.h - what somebody does on a PanelEditPage, done to the text
 */
#pragma once

#include "panel-edit-view.h"
#include "web-face.h"

/* To what is selected. text: of the engine's process, which may have been taken over. */
void panel_edit_deed (PanelEditView *view, WebEdit edit, const char *text);
