/* panel-journal.h - the window "Journal": what was written to which mailbox, when, by whom and why,
 * what was there before, and the way back
 *
 * Main thread only.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_JOURNAL (panel_journal_get_type ())
G_DECLARE_FINAL_TYPE (PanelJournal, panel_journal, PANEL, JOURNAL, AdwWindow)

/* search: what is looked for to begin with, or "". parent is the main window. */
void panel_journal_open (GtkWindow *parent, SessionHub *hub, const char *search);
