/* base-zone.h - time zones by name: IANA's, which this program uses, and Windows', which Exchange
 * uses
 *
 * The mapping is CLDR's, through ICU (libxml2 brings that library into the process anyway). Any
 * thread.
 *
 * GLib reads a zone's rules anew once nobody holds it any more, and holds the computer's own one
 * for ever; so ours have names of their own there (POSIX': with a colon). Whoever lets go of all
 * that were made here, and makes them again, goes by the rules that are on the disk then.
 */
#pragma once

#include <glib.h>

/* "Europe/Berlin" or "W. Europe Standard Time" or "UTC". NULL with BASE_ERROR_REJECTED when nobody
 * knows it. */
GTimeZone *base_zone_new (const char *name, GError **error);
/* This computer's. Caller unrefs. */
GTimeZone *base_zone_local (void);
/* "Europe/Berlin", as it was made with; borrowed. */
const char *base_zone_name (GTimeZone *self);

/* "W. Europe Standard Time" → "Europe/Berlin"; an IANA name is returned as it is; NULL when
 * unknown. Caller frees. */
char *base_zone_iana_name (const char *name);
/* "Europe/Berlin" → "W. Europe Standard Time"; a Windows name as it is; NULL when Windows has none
 * for it. Caller frees. */
char *base_zone_windows_name (const char *name);
