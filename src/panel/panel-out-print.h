/* panel-out-print.h - who is out, on paper */
#pragma once

#include "session-out.h"

#include <gtk/gtk.h>

/* An operation that prints it: as many pages as it takes, the columns' titles on each. Caller runs
 * it, and unrefs. */
GtkPrintOperation *panel_out_print_new (SessionOut *out);
