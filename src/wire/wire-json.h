/* wire-json.h - strict reading of JSON from outside: missing or odd input is BASE_ERROR_PROTOCOL
 * with a path
 *
 * "path" is only for messages: "ready line", "faults[2]". Where a text has an escape that no text
 * can hold, a NUL or half of a pair of surrogates, it has U+FFFF: who keeps texts looks for it.
 */
#pragma once

#include <json-glib/json-glib.h>

/* One JSON object, not deeper than 64, not larger than size. Caller unrefs. */
JsonObject *wire_json_parse (const char *data, gsize size, const char *path, GError **error);

/* Borrowed from the object. NULL with an error when missing or of another kind. */
const char *wire_json_need_string (JsonObject *object, const char *path, const char *name,
                                   GError **error);
/* NULL when it is missing; an error only when it is there and no string. */
const char *wire_json_string (JsonObject *object, const char *path, const char *name,
                              GError **error);

/* fallback when missing; FALSE with an error when it is no integer between least and most. */
gboolean wire_json_integer (JsonObject *object, const char *path, const char *name, gint64 least,
                            gint64 most, gint64 fallback, gint64 *ret, GError **error);

/* One line of text without spaces between the parts. Caller frees. */
char *wire_json_to_text (JsonObject *object);
