/* store-digest.c - SHA-256, as the tables have it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-digest.h"

#include <openssl/sha.h>

void
store_digest_make (const void *bytes, gsize size, char ret[STORE_DIGEST_CHARS + 1])
{
  static const char digits[] = "0123456789abcdef";
  guchar digest[SHA256_DIGEST_LENGTH];

  if (SHA256 (bytes, size, digest) == NULL)
    g_error ("libcrypto has no SHA-256");
  for (gsize i = 0; i < sizeof digest; i++) {
    ret[2 * i] = digits[digest[i] >> 4];
    ret[2 * i + 1] = digits[digest[i] & 15];
  }
  ret[STORE_DIGEST_CHARS] = '\0';
}
