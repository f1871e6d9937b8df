/* panel-holidays-file.h - reads a calendar file (ICS) that somebody chose or dropped
 *
 * Main thread only.
 */
#pragma once

#include "oof-days.h"
#include "session-hub.h"

#include <gtk/gtk.h>

/* days: borrowed; NULL with error: what is wrong with the file, with its line. */
typedef void (*PanelHolidaysFileDone) (OofDays *days, const GError *error, gpointer data);

/* Asks for a file. done is not called when none is chosen. */
void panel_holidays_file_choose (GtkWindow *parent, SessionHub *hub, GCancellable *cancellable,
                                 PanelHolidaysFileDone done, gpointer data);
/* The calendar is called as the file is. data: as long as the call. */
void panel_holidays_file_read (GFile *file, SessionHub *hub, GCancellable *cancellable,
                               PanelHolidaysFileDone done, gpointer data);
