/* panel-edit-page.h - the text that is edited, as Outlook shows it: in a browser's engine
 *
 * Another face of a PanelEditView, which stays the document: whatever is done here is done to it,
 * and what it says then is shown. So undo, the source and what is saved are the same with either,
 * and when the engine is not there, cannot be locked in or dies, the other is there as it was.
 * Emits "turned" when it begins or ceases to be of use, and "settled". Main thread only.
 *
 * On a dark desktop the page is dark, as mail programs show a text that is written there: colours
 * are fitted to it, and what has a background of its own is shown as it is. Screen readers do not
 * see into the engine before GTK 4.14: while one is used there, the text view stays.
 * ABSENTIA_EDITOR=text in the environment keeps it, too.
 */
#pragma once

#include "panel-edit-view.h"

#include <adwaita.h>

#define PANEL_TYPE_EDIT_PAGE (panel_edit_page_get_type ())
G_DECLARE_FINAL_TYPE (PanelEditPage, panel_edit_page, PANEL, EDIT_PAGE, AdwBin)

/* Opens the engine, which takes a moment; once. */
void panel_edit_page_prepare (PanelEditPage *self, PanelEditView *text);
/* Is it to be shown, rather than the text view? */
gboolean panel_edit_page_is_shown (PanelEditPage *self);
/* Has anything been typed or clicked there that may not have been heard of yet? */
gboolean panel_edit_page_is_behind (PanelEditPage *self);
/* The last keys that the engine was given: those that mean nothing to it it hands back. GdkEvents;
 * borrowed. */
const GQueue *panel_edit_page_sent (PanelEditPage *self);
/* "settled" is emitted when all of it was: see panel-edit-wait.h. */
void panel_edit_page_settle (PanelEditPage *self);
/* For screen readers; translated. */
void panel_edit_page_set_label (PanelEditPage *self, const char *label);
