/* directory-value.h - what stands in attributes as bytes or in forms of their own. Pure; any
 * thread. For this room only.
 */
#pragma once

#include <glib.h>

#define DIRECTORY_GUID_BYTES 16
#define DIRECTORY_GUID_TEXT 37 /* with its end */
#define DIRECTORY_SID_MOST_BYTES 68
#define DIRECTORY_PHOTO_MOST_BYTES (1024 * 1024)

/* "67661d7f-8fc4-4fa7-bfac-e1d7794c1f68": the first three groups stand with their bytes reversed.
 * FALSE when data is no GUID. */
gboolean directory_value_guid_text (gconstpointer data, gsize length,
                                    char ret[DIRECTORY_GUID_TEXT]);
/* With braces or without. */
gboolean directory_value_guid (const char *text, guint8 ret[DIRECTORY_GUID_BYTES]);

/* "S-1-5-21-…"; NULL when data is none. Caller frees. */
char *directory_value_sid_text (gconstpointer data, gsize length);
gboolean directory_value_sid (const char *text, guint8 ret[DIRECTORY_SID_MOST_BYTES],
                              gsize *ret_length);

/* Of a size and with the first bytes of a JPEG or PNG picture. */
gboolean directory_value_is_photo (gconstpointer data, gsize length);
