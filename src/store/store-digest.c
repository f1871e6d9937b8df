/* store-digest.c - SHA-256, as the tables have it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one call of newer versions looks its algorithm up each time, which takes longer than a row of
 * the journal does; what was there before is there still. */
#define OPENSSL_API_COMPAT 10100

#include "store-digest.h"

#include <openssl/sha.h>

void
store_digest_make (const void *bytes, gsize size, char ret[STORE_DIGEST_CHARS + 1])
{
  static const char digits[] = "0123456789abcdef";
  guchar digest[SHA256_DIGEST_LENGTH];
  SHA256_CTX sum;

  if (SHA256_Init (&sum) == 0 || SHA256_Update (&sum, bytes, size) == 0 ||
      SHA256_Final (digest, &sum) == 0)
    g_error ("libcrypto has no SHA-256");
  for (gsize i = 0; i < sizeof digest; i++) {
    ret[2 * i] = digits[digest[i] >> 4];
    ret[2 * i + 1] = digits[digest[i] & 15];
  }
  ret[STORE_DIGEST_CHARS] = '\0';
}
