/* panel-conflict.h - what competes for one mailbox in some days: what goes out when, who wins and
 * why, and what can be done about it
 *
 * It follows the plan. What is done here is undone as everything else in the calendar.
 */
#pragma once

#include "session-hub-plan.h"

#include <gtk/gtk.h>

/* [from_s, until_s): instants. */
void panel_conflict_open (GtkWindow *parent, SessionHub *hub, SessionRow *row, gint64 from_s,
                          gint64 until_s);
