/* panel-template-name.h - keeps the texts of an absence as a template, under a name that is asked
 *
 * Main thread only.
 */
#pragma once

#include "oof-text.h"
#include "session-hub.h"

#include <gtk/gtk.h>

/* How it came out, in a sentence. */
typedef void (*PanelTemplateNameDone) (GtkWindow *parent, const char *words);

/* parts: of the template, but for its name; copied. done is called when something was tried; parent
 * may be closed by then. */
void panel_template_name_ask (GtkWindow *parent, SessionHub *hub, const OofText *parts,
                              PanelTemplateNameDone done);
