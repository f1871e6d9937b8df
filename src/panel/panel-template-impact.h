/* panel-template-impact.h - asks, before a template is saved that absences use, with how many
 * mailboxes that changes
 *
 * Main thread only.
 */
#pragma once

#include "session-hub.h"

#include <gtk/gtk.h>

/* name: NULL: it is a new one. Where nothing is to come that uses it, nothing is asked. */
void panel_template_impact_async (GtkWindow *parent, SessionHub *hub, const char *name,
                                  GAsyncReadyCallback done, gpointer user_data);
/* TRUE: it is to be saved. FALSE with G_IO_ERROR_CANCELLED: not. */
gboolean panel_template_impact_finish (GAsyncResult *result, GError **error);
