/* panel-settings-said.c - the line of a settings page that says what went wrong with what was set
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-settings-said.h"

#include "session-explain.h"

void
panel_settings_say (GtkLabel *said, const GError *error)
{
  gboolean is_wrong = error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *sentence = is_wrong ? session_explain (error) : NULL;

  gtk_label_set_text (said, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (said), sentence != NULL);
}

SessionSettings *
panel_settings_take (SessionHub *hub, GAsyncResult *result, GtkLabel *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionSettings) settings = session_hub_settings_finish (hub, result, &error);

  if (said == NULL)
    return NULL;
  panel_settings_say (said, error);
  return g_steal_pointer (&settings);
}

void
panel_settings_kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkLabel) said = user_data; /* our reference: the window may be closed */
  g_autoptr (GError) error = NULL;

  session_hub_set_finish (SESSION_HUB (object), result, &error);
  panel_settings_say (said, error);
}

void
panel_settings_keep (GtkLabel *said, SessionHub *hub, SessionDefault which, const char *text)
{
  session_hub_set_default_async (hub, which, text, NULL, panel_settings_kept_cb,
                                 g_object_ref (said));
}

guint
panel_settings_place (const char *const *words, const char *word)
{
  guint place = 0;

  while (words[place] != NULL && !g_str_equal (words[place], word))
    place++;
  return words[place] != NULL ? place : 0;
}
