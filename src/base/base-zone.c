/* base-zone.c - time zones by name
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-zone.h"

#include "base-error.h"
#include "base-text.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#define MOST_CHARS 128

/* A name becomes a path below zoneinfo: nothing that could leave it. */
static gboolean
is_sane (const char *name)
{
  if (*name == '\0' || strlen (name) >= MOST_CHARS || strstr (name, "..") != NULL)
    return FALSE;

  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("/_+-. ()", *c) == NULL)
      return FALSE;
  return *name != '/' && *name != '.';
}

/* The system's folder of zones holds other files too, which GLib reads as if they were zones: a
 * name has to be one that ICU knows. */
static gboolean
is_iana (const UChar *name)
{
  UChar canonical[MOST_CHARS];
  UBool is_system = FALSE;
  UErrorCode status = U_ZERO_ERROR;

  ucal_getCanonicalTimeZoneID (name, -1, canonical, MOST_CHARS, &is_system, &status);
  return U_SUCCESS (status) && is_system;
}

char *
base_zone_iana_name (const char *name)
{
  UChar given[MOST_CHARS];
  UChar iana[MOST_CHARS];
  char ascii[MOST_CHARS];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;

  if (name == NULL || !is_sane (name))
    return NULL;

  u_charsToUChars (name, given, (int32_t) strlen (name) + 1);
  length = ucal_getTimeZoneIDForWindowsID (given, -1, NULL, iana, MOST_CHARS, &status);
  if (U_SUCCESS (status) && length > 0 && length < MOST_CHARS) {
    u_UCharsToChars (iana, ascii, length);
    return g_strndup (ascii, (gsize) length);
  }
  return is_iana (given) ? g_strdup (name) : NULL;
}

char *
base_zone_windows_name (const char *name)
{
  g_autofree char *iana = base_zone_iana_name (name);
  UChar given[MOST_CHARS];
  UChar windows[MOST_CHARS];
  char ascii[MOST_CHARS];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;

  if (iana == NULL)
    return NULL;

  u_charsToUChars (iana, given, (int32_t) strlen (iana) + 1);
  length = ucal_getWindowsTimeZoneID (given, -1, windows, MOST_CHARS, &status);
  if (U_FAILURE (status) || length <= 0 || length >= MOST_CHARS)
    return NULL;
  u_UCharsToChars (windows, ascii, length);
  return g_strndup (ascii, (gsize) length);
}

GTimeZone *
base_zone_new (const char *name, GError **error)
{
  g_autofree char *iana = base_zone_iana_name (name);
  g_autofree char *ours = iana != NULL ? g_strconcat (":", iana, NULL) : NULL;
  GTimeZone *zone = ours != NULL ? g_time_zone_new_identifier (ours) : NULL;

  if (zone == NULL && iana != NULL) /* UTC on a machine without zone data */
    zone = g_time_zone_new_identifier (iana);
  if (zone == NULL) {
    g_autofree char *shown = base_text_for_display (name != NULL ? name : "", 60);

    base_error_set (error, BASE_ERROR_REJECTED, "“%s” is not a known time zone", shown);
  }
  return zone;
}

GTimeZone *
base_zone_local (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  GTimeZone *zone = base_zone_new (base_zone_name (local), NULL);

  return zone != NULL ? zone : g_steal_pointer (&local);
}

const char *
base_zone_name (GTimeZone *self)
{
  const char *name = g_time_zone_get_identifier (self);

  return name != NULL && *name == ':' ? name + 1 : name;
}
