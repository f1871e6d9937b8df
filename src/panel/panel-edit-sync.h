/* panel-edit-sync.h - a text buffer that shows a draft
 *
 * Main thread.
 */
#pragma once

#include "oof-draft.h"

#include <gtk/gtk.h>

/* The tags that the drafts need. */
void panel_edit_sync_prepare (GtkTextBuffer *buffer);

/* Colours follow the style, light or dark. */
void panel_edit_sync_recolor (GtkTextBuffer *buffer);

/* Makes the buffer show what is now, which it showed as was (NULL: it is empty); touches only what
 * differs. */
void panel_edit_sync (GtkTextBuffer *buffer, const OofDraft *was, const OofDraft *now);
