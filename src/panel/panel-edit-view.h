/* panel-edit-view.h - the part of the editor that is typed into: text with its looks
 *
 * The HTML's source is the document (oof-draft.h): whatever is done changes just its place of it.
 * Emits "changed" when the HTML is another, and "moved" when the cursor or the looks at it are.
 * "refused" comes with the sentence why nothing was changed. Main thread only.
 */
#pragma once

#include "oof-draft.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_EDIT_VIEW (panel_edit_view_get_type ())
G_DECLARE_FINAL_TYPE (PanelEditView, panel_edit_view, PANEL, EDIT_VIEW, GtkTextView)

/* Shows it and forgets what could be undone. FALSE: it is too long, and nothing is shown. */
gboolean panel_edit_view_set_html (PanelEditView *self, const char *html);
/* Borrowed; until the next change. */
const char *panel_edit_view_html (PanelEditView *self);
/* The whole of it is another one, as an edit that can be undone. */
void panel_edit_view_replace (PanelEditView *self, const char *html);

/* What is shown. Borrowed; until the next change. */
OofDraft *panel_edit_view_draft (PanelEditView *self);
void panel_edit_view_range (PanelEditView *self, guint *ret_from, guint *ret_until);
/* As somebody does who clicks: cut at the end, and never inside of a placeholder. */
void panel_edit_view_select (PanelEditView *self, guint from, guint until);
/* As somebody does who types, in the place of the selection. */
void panel_edit_view_type_text (PanelEditView *self, const char *text);

/* What the next letter would look like, or the first selected one looks like. */
OofPen panel_edit_view_pen (PanelEditView *self);
OofBlock panel_edit_view_block (PanelEditView *self);
/* The words that are selected. Caller frees. */
char *panel_edit_view_selection (PanelEditView *self);

/* All of these act on the selection, or on what is typed next. */
void panel_edit_view_toggle (PanelEditView *self, OofRunStyle mark);
void panel_edit_view_paint (PanelEditView *self, const OofPen *pen);
void panel_edit_view_set_block (PanelEditView *self, OofBlock block);
/* On the selection, the link around the cursor, or as words of its own. NULL: none. */
void panel_edit_view_link (PanelEditView *self, const char *link);
/* In the place of the selection. */
void panel_edit_view_insert (PanelEditView *self, const char *text);
/* Around it. */
void panel_edit_view_wrap (PanelEditView *self, const char *before, const char *behind);
/* Clean HTML in the place of the selection. */
void panel_edit_view_paste (PanelEditView *self, const char *html);

/* Something is on its way from the clipboard; "moved" comes when it is there. */
gboolean panel_edit_view_is_pasting (PanelEditView *self);

gboolean panel_edit_view_undo (PanelEditView *self);
gboolean panel_edit_view_redo (PanelEditView *self);
gboolean panel_edit_view_can_undo (PanelEditView *self);
gboolean panel_edit_view_can_redo (PanelEditView *self);
