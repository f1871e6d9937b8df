/* store-digest.h - SHA-256, as the tables have it
 *
 * Inside the room. With the processor's own instructions, which GLib's checksum does not know: each
 * row of the journal needs several.
 */
#pragma once

#include <glib.h>

#define STORE_DIGEST_CHARS 64

/* ret: small hexadecimal digits, and a NUL. */
void store_digest_make (const void *bytes, gsize size, char ret[STORE_DIGEST_CHARS + 1]);
