/* panel-run-guard.h - what would end a run is asked about first
 *
 * Main thread only.
 */
#pragma once

#include "session-hub.h"

#include <gtk/gtk.h>

typedef enum
{
  PANEL_RUN_GUARD_QUIT,
  PANEL_RUN_GUARD_SWITCH /* to another connection */
} PanelRunGuard;

/* TRUE: no run is under way: go on. FALSE: it is asked, over parent; when somebody says so the run
 * is stopped, and once what it had begun is ended done (parent) is called. Somebody who asks again
 * meanwhile need not wait: a write that is cut short is in the journal. */
gboolean panel_run_guard (GtkWindow *parent, SessionHub *hub, PanelRunGuard why,
                          void (*done) (GtkWindow *parent));
