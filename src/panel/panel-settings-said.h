/* panel-settings-said.h - the line of a settings page that says what went wrong with what was set
 */
#pragma once

#include "session-hub-mail.h"

#include <gtk/gtk.h>

/* NULL takes it away; so does, for whoever closed the window, G_IO_ERROR_CANCELLED. */
void panel_settings_say (GtkLabel *said, const GError *error);

/* The end of session_hub_settings_async (). NULL when that is said, or when said is NULL: the
 * window has been closed meanwhile. Caller frees. */
SessionSettings *panel_settings_take (SessionHub *hub, GAsyncResult *result, GtkLabel *said);

/* Keeps one that others go by, and says below when it cannot be. */
void panel_settings_keep (GtkLabel *said, SessionHub *hub, SessionDefault which, const char *text);
/* The end of session_hub_set_…_async (); user_data: said, a reference of which it drops. */
void panel_settings_kept_cb (GObject *object, GAsyncResult *result, gpointer user_data);

/* Where a word stands among those that a setting takes; 0: nowhere. */
guint panel_settings_place (const char *const *words, const char *word);
