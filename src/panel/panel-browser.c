/* panel-browser.c - the person's browser
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-browser.h"

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    g_debug ("no browser: %s", error->message);
}

void
panel_browser_open (GtkWidget *widget, const char *url)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);
  g_autoptr (GdkAppLaunchContext) context =
      gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  if (g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0)
    g_app_info_launch_default_for_uri_async (url, G_APP_LAUNCH_CONTEXT (context), NULL, opened_cb,
                                             NULL);
}
