/* panel-toast.h - a sentence that is shown for some seconds at the lower edge of a window
 */
#pragma once

#include <adwaita.h>

/* sentence: plain text; nothing is shown where that or the overlay is NULL: there was nothing to
 * say, or the window is closed by now. */
void panel_toast_say (AdwToastOverlay *overlay, const char *sentence);

/* The same with a button for an action; button NULL: without. */
void panel_toast_offer (AdwToastOverlay *overlay, const char *sentence, const char *button,
                        const char *action);
