/* wire-json-write.h - writing JSON that is long and the same for thousands: the shape is the
 * caller's, texts are escaped here
 */
#pragma once

#include "wire-recent.h"

/* In quotes, with what may not stand in a text escaped. text is UTF-8. */
void wire_json_append (GString *json, const char *text);

/* The same of a text that many others may be written with; recent may be NULL. */
void wire_json_append_recent (GString *json, const char *text, WireRecent *recent);
