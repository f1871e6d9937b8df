/* web-load.h - finds and opens the module with the browser's engine
 *
 * Looked for beside the program's own file (as after a build) and in the folder that it was
 * installed to, nowhere else; a file that others may write is not opened. Opening costs some tenths
 * of a second, so a thread of its own does it. The module stays open.
 *
 * Errors: BASE_ERROR_UNSUPPORTED, reasons "web-missing", "web-damaged", "web-sandbox": the engine
 * could not be locked in, and is not used then. Without its sandbox it never runs.
 */
#pragma once

#include "web-face.h"

/* done: on the main thread. */
void web_load_async (GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
/* Static. */
const WebModule *web_load_finish (GAsyncResult *result, GError **error);
