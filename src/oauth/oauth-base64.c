/* oauth-base64.c - base64url without padding, and random texts in it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-base64.h"

#include "base-secret.h"

#include <openssl/rand.h>
#include <string.h>

char *
oauth_base64_encode (const guchar *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

GBytes *
oauth_base64_decode (const char *text, gsize length)
{
  gsize padded = (length + 3) / 4 * 4;
  g_autofree char *standard = g_malloc (padded + 1);
  guchar *bytes;
  gsize size;

  if (length % 4 == 1)
    return NULL;
  for (gsize i = 0; i < padded; i++) {
    char c = i < length ? text[i] : '=';

    if (i < length && !g_ascii_isalnum (c) && c != '-' && c != '_')
      return NULL;
    standard[i] = c == '-' ? '+' : c == '_' ? '/' : c;
  }
  standard[padded] = '\0';
  bytes = g_base64_decode (standard, &size);
  return g_bytes_new_take (bytes, size);
}

char *
oauth_base64_random (void)
{
  guchar bytes[32];
  char *text;

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    g_error ("OpenSSL has no random numbers");
  text = oauth_base64_encode (bytes, sizeof bytes);
  base_secret_wipe (bytes, sizeof bytes);
  return text;
}

char *
oauth_base64_sha256 (const char *text)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_get_digest (sum, digest, &length);
  return oauth_base64_encode (digest, length);
}
