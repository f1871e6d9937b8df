/* base-zone.h - time zones by name: IANA's, which this program uses, and Windows', which Exchange
 * uses
 *
 * The mapping is CLDR's, through ICU (libxml2 brings that library into the process anyway). Any
 * thread.
 */
#pragma once

#include <glib.h>

/* "Europe/Berlin" or "W. Europe Standard Time" or "UTC". NULL with BASE_ERROR_REJECTED when nobody
 * knows it. */
GTimeZone *base_zone_new (const char *name, GError **error);

/* "W. Europe Standard Time" → "Europe/Berlin"; an IANA name is returned as it is; NULL when
 * unknown. Caller frees. */
char *base_zone_iana_name (const char *name);
/* "Europe/Berlin" → "W. Europe Standard Time"; a Windows name as it is; NULL when Windows has none
 * for it. Caller frees. */
char *base_zone_windows_name (const char *name);
