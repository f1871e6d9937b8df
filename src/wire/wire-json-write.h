/* wire-json-write.h - writing JSON that is long and the same for thousands: the shape is the
 * caller's, texts are escaped here
 */
#pragma once

#include <glib.h>

/* In quotes, with what may not stand in a text escaped. text is UTF-8. */
void wire_json_append (GString *json, const char *text);
