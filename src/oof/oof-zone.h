/* oof-zone.h - wall-clock times to instants and back, fast
 *
 * A zone with its clock changes of a span at hand; outside the span the answers are as right, only
 * slow. Instants are seconds since 1970 UTC. Immutable, reference-counted; any thread.
 *
 * The meaning is RFC 5545's (3.3.5): a time that a clock change leaves out is read with the offset
 * from before it, a time that comes twice is the first of the two.
 */
#pragma once

#include <glib.h>

typedef struct _OofZone OofZone;

/* Takes a reference to zone. [from_s, until_s) is cut to the years 1 to 9999. */
OofZone *oof_zone_new (GTimeZone *zone, gint64 from_s, gint64 until_s);
OofZone *oof_zone_ref (OofZone *self);
void oof_zone_unref (OofZone *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofZone, oof_zone_unref)

gint64 oof_zone_to_local (const OofZone *self, gint64 instant_s);
gint64 oof_zone_to_instant (const OofZone *self, gint64 local_s);
