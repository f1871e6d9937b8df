/* kerberos-end-point.c - what ties a login to the TLS connection that it goes over
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-end-point.h"

#include <string.h>

#define TAG_INTEGER 0x02
#define TAG_SEQUENCE 0x30
#define TAG_VERSION 0xA0

/* What is left to read. */
typedef struct
{
  const guint8 *at;
  gsize left;
} Der;

/* Takes the next element off, whose content becomes *ret. FALSE when it is none of that tag. */
static gboolean
take (Der *self, guint8 tag, Der *ret)
{
  gsize head = 2;
  gsize length;

  if (self->left < head || self->at[0] != tag)
    return FALSE;

  length = self->at[1];
  if (length > 0x80) {
    gsize n = length - 0x80;

    if (n > 4 || self->left < head + n)
      return FALSE;
    length = 0;
    for (gsize i = 0; i < n; i++)
      length = length << 8 | self->at[head + i];
    head += n;
  }
  if (length > self->left - head)
    return FALSE;

  *ret = (Der){ self->at + head, length };
  self->at += head + length;
  self->left -= head + length;
  return TRUE;
}

/* The algorithm of the signature as the signed part names it: RFC 5280, 4.1. */
static gboolean
take_algorithm (Der certificate, Der *ret)
{
  Der body;
  Der signed_part;
  Der passed;

  if (!take (&certificate, TAG_SEQUENCE, &body) || !take (&body, TAG_SEQUENCE, &signed_part))
    return FALSE;
  take (&signed_part, TAG_VERSION, &passed);
  return take (&signed_part, TAG_INTEGER, &passed) && take (&signed_part, TAG_SEQUENCE, ret);
}

static GChecksumType
hash_of (Der algorithm)
{
  static const struct
  {
    const char *oid; /* with its tag and length */
    gsize length;
    GChecksumType hash;
  } rows[] = {
    { "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c", 11, G_CHECKSUM_SHA384 }, /* with RSA */
    { "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d", 11, G_CHECKSUM_SHA512 },
    { "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03", 10, G_CHECKSUM_SHA384 }, /* with ECDSA */
    { "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04", 10, G_CHECKSUM_SHA512 },
    /* the hash itself, in the parameters of RSA-PSS */
    { "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02", 11, G_CHECKSUM_SHA384 },
    { "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03", 11, G_CHECKSUM_SHA512 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (memmem (algorithm.at, algorithm.left, rows[i].oid, rows[i].length) != NULL)
      return rows[i].hash;
  return G_CHECKSUM_SHA256;
}

GBytes *
kerberos_end_point (const guint8 *der, gsize length)
{
  static const char prefix[] = "tls-server-end-point:";
  g_autoptr (GChecksum) sum = NULL;
  g_autoptr (GByteArray) end_point = NULL;
  guint8 digest[64];
  gsize digest_length = sizeof digest;
  Der algorithm;

  if (!take_algorithm ((Der){ der, length }, &algorithm))
    return NULL;

  sum = g_checksum_new (hash_of (algorithm));
  g_checksum_update (sum, der, (gssize) length);
  g_checksum_get_digest (sum, digest, &digest_length);

  end_point = g_byte_array_new ();
  g_byte_array_append (end_point, (const guint8 *) prefix, strlen (prefix));
  g_byte_array_append (end_point, digest, (guint) digest_length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&end_point));
}
