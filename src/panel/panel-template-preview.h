/* panel-template-preview.h - what three people of the list would answer with a template, in the
 * week to come
 *
 * Main thread only.
 */
#pragma once

#include "oof-text.h"
#include "session-hub.h"

#include <gtk/gtk.h>

void panel_template_preview_open (GtkWindow *parent, SessionHub *hub, const OofText *text);
