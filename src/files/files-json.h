/* files-json.h - what JSON writes in another way than YAML. Pure; any thread. */
#pragma once

#include <glib.h>

/* JSON escapes what is beyond U+FFFF as a pair of surrogates, \ud83d\ude00, which YAML does not
 * know: those in a JSON text become \U0001F600; and what only YAML takes for the end of a line is
 * escaped. Lines stay lines. bytes: UTF-8. NULL: it is no JSON. Caller frees. Inside the room. */
GString *files_json_to_yaml (const char *bytes, gsize size);

/* What files_document_write () wrote, as one line of JSON. NULL: it is too large to be read again.
 * Caller frees. */
char *files_yaml_to_json (const char *yaml);
