/* panel-item-check.h - looks, before an absence is saved, whether its texts can be filled in for
 * those whom it is for
 *
 * The texts are made on a worker, as they would be written. Where something is missing, the people
 * are listed, and somebody decides. Main thread only.
 */
#pragma once

#include "oof-item.h"
#include "session-hub.h"

#include <gtk/gtk.h>

/* Texts without placeholders, and a list of people that is not there yet, are not waited for. */
void panel_item_check_async (GtkWindow *parent, SessionHub *hub, OofItem *item,
                             GCancellable *cancellable, GAsyncReadyCallback done,
                             gpointer user_data);
/* TRUE: nothing is missing, or it is to be saved anyway. FALSE with G_IO_ERROR_CANCELLED: not. */
gboolean panel_item_check_finish (GAsyncResult *result, GError **error);
