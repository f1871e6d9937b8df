/* panel-edit-copy.h - what goes out of the editor and elsewhere: copied, cut, dragged
 *
 * As HTML and as plain text. Placeholders go as they are written, and are placeholders again where
 * they are pasted into a reply.
 */
#pragma once

#include "panel-edit-view.h"

/* The clipboard's signals of the class do the right thing. */
void panel_edit_copy_install (GtkTextViewClass *klass);
/* What is dragged within this program keeps its placeholders where it is dropped; files are
 * refused, whose paths GTK would put in. */
void panel_edit_copy_take_drops (PanelEditView *self);
/* From one place to another, as one edit; nothing happens when that is inside of what is moved. */
void panel_edit_copy_move (PanelEditView *self, guint from, guint until, guint to);
