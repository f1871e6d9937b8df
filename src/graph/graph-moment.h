/* graph-moment.h - a dateTimeTimeZone of Graph: {"dateTime": "2026-12-21T16:00:00.0000000",
 * "timeZone": "UTC"}. Inside the room. Pure; any thread.
 */
#pragma once

#include <json-glib/json-glib.h>

/* zone: a name of base-zone.h; NULL is UTC. NULL with REJECTED; caller unrefs. */
GDateTime *graph_moment_parse (const char *text, const char *zone, GError **error);

/* A member of object; path is for messages. NULL with PROTOCOL when it is missing or odd. Caller
 * unrefs. */
GDateTime *graph_moment_read (JsonObject *object, const char *path, const char *name,
                              GError **error);
