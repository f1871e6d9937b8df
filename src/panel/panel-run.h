/* panel-run.h - the window of a run: how far it is, what came of it
 *
 * Closing it leaves the run alone. Main thread only.
 */
#pragma once

#include "session-progress.h"

#include <adwaita.h>

#define PANEL_TYPE_RUN (panel_run_get_type ())
G_DECLARE_FINAL_TYPE (PanelRun, panel_run, PANEL, RUN, AdwWindow)

/* Of that run, once; parent is the main window. */
void panel_run_open (GtkWindow *parent, SessionProgress *apply);

/* Whether a run shall be taken back in so many mailboxes: as panel_question_ask (). */
GObject *panel_run_ask_undo (GtkWindow *parent, guint n);
