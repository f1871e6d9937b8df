/* web-view.h - the engine's widget, for one text
 *
 * Inside the module; the functions of WebModule.
 */
#pragma once

#include "web-face.h"

GtkWidget *web_view_create (const WebEvents *events, gpointer data);
void web_view_close (GtkWidget *face);
void web_view_settle (GtkWidget *face);
void web_view_show (GtkWidget *face, const WebLook *look, const char *page, guint from,
                    guint until);
