/* panel-diff-view.h - what changes in texts, line by line, as a patch shows it
 *
 * Lines have a sign in front, so that colour is not all that tells.
 */
#pragma once

#include "oof-state.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_DIFF_VIEW (panel_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (PanelDiffView, panel_diff_view, PANEL, DIFF_VIEW, GtkTextView)

void panel_diff_view_clear (PanelDiffView *self);
void panel_diff_view_add_title (PanelDiffView *self, const char *title);
void panel_diff_view_add_note (PanelDiffView *self, const char *note);
/* One line that stays or changes. before: NULL: not known. */
void panel_diff_view_add_words (PanelDiffView *self, const char *title, const char *before,
                                const char *after);
/* HTML. before: NULL: not known. */
void panel_diff_view_add_text (PanelDiffView *self, const char *title, const char *before,
                               const char *after);
/* All of a mailbox's reply. before: NULL: not known. */
void panel_diff_view_add_states (PanelDiffView *self, const OofState *before,
                                 const OofState *after);
