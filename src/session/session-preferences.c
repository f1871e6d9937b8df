/* session-preferences.c - what somebody prefers of the program itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-preferences.h"

#include "session-core-private.h"
#include "store-setting.h"

#define LOG "log"
#define DESKTOP "desktop"

void
session_preferences_load (SessionCore *core, SessionPreferences *ret)
{
  g_autofree char *level = store_setting_get (session_core_db (core), LOG, NULL);
  g_autofree char *desktop = store_setting_get (session_core_db (core), DESKTOP, NULL);

  ret->log = SESSION_LOG_INFO;
  for (guint i = 0; level != NULL && session_log_names[i] != NULL; i++)
    if (g_str_equal (session_log_names[i], level))
      ret->log = (SessionLogLevel) i;
  ret->tells_desktop = g_strcmp0 (desktop, "off") != 0;
}

gboolean
session_preferences_save (SessionCore *core, const SessionPreferences *preferences, GError **error)
{
  return store_setting_set (session_core_db (core), LOG, session_log_names[preferences->log],
                            error) &&
         store_setting_set (session_core_db (core), DESKTOP,
                            preferences->tells_desktop ? "on" : "off", error);
}
