/* files-json.h - what JSON writes in another way than YAML. Inside the room. Pure; any thread. */
#pragma once

#include <glib.h>

/* JSON escapes what is beyond U+FFFF as a pair of surrogates, \ud83d\ude00, which YAML does not
 * know: those in a JSON text become \U0001F600, lines stay lines. NULL: nothing has to be changed.
 * Caller frees. */
GString *files_json_to_yaml (const char *bytes, gsize size);
