/* test-end-point.c - the hash that ties a login to a certificate
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-end-point.h"

#include <string.h>

#define PREFIX "tls-server-end-point:"

/* The beginning of a certificate (RFC 5280, 4.1): version, serial number, algorithm; the numbers
 * before them are lengths. */
#define HEAD_11 "\x30\x18\x30\x16\xa0\x03\x02\x01\x02\x02\x02\x06\x09\x30\x0b"
#define HEAD_10 "\x30\x17\x30\x15\xa0\x03\x02\x01\x02\x02\x02\x06\x09\x30\x0a"
#define HEAD_PSS "\x30\x26\x30\x24\xa0\x03\x02\x01\x02\x02\x02\x06\x09\x30\x19"
#define RSA "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01"

static const struct
{
  const char *der;
  gsize length;
  GChecksumType hash;
} rows[] = {
  { HEAD_11 RSA "\x04", 26, G_CHECKSUM_SHA256 }, /* MD5 */
  { HEAD_11 RSA "\x05", 26, G_CHECKSUM_SHA256 }, /* SHA-1 */
  { HEAD_11 RSA "\x0b", 26, G_CHECKSUM_SHA256 },
  { HEAD_11 RSA "\x0c", 26, G_CHECKSUM_SHA384 },
  { HEAD_11 RSA "\x0d", 26, G_CHECKSUM_SHA512 },
  { HEAD_10 "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02", 25, G_CHECKSUM_SHA256 },
  { HEAD_10 "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03", 25, G_CHECKSUM_SHA384 },
  { HEAD_10 "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04", 25, G_CHECKSUM_SHA512 },
  { HEAD_PSS RSA "\x0a\x30\x0c\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x00", 41,
    G_CHECKSUM_SHA384 },
};

static void
test_hashes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) end_point = NULL;
    g_autoptr (GChecksum) sum = g_checksum_new (rows[i].hash);
    guint8 digest[64];
    gsize length = sizeof digest;
    gsize size;
    const char *bytes;

    g_test_message ("%" G_GSIZE_FORMAT, i);
    end_point = kerberos_end_point ((const guint8 *) rows[i].der, rows[i].length);
    g_assert_nonnull (end_point);
    bytes = g_bytes_get_data (end_point, &size);
    g_checksum_update (sum, (const guchar *) rows[i].der, (gssize) rows[i].length);
    g_checksum_get_digest (sum, digest, &length);
    g_assert_cmpuint (size, ==, strlen (PREFIX) + length);
    g_assert_cmpmem (bytes, strlen (PREFIX), PREFIX, strlen (PREFIX));
    g_assert_cmpmem (bytes + strlen (PREFIX), length, digest, length);
  }
}

/* The number of the certificate is whatever its owner wished: it names no hash. */
static void
test_serial (void)
{
  static const char der[] =
      "\x30\x21\x30\x1f\xa0\x03\x02\x01\x02\x02\x0b" RSA "\x0d\x30\x0b" RSA "\x0b";
  g_autoptr (GBytes) end_point = kerberos_end_point ((const guint8 *) der, sizeof der - 1);

  g_assert_nonnull (end_point);
  g_assert_cmpuint (g_bytes_get_size (end_point), ==, strlen (PREFIX) + 32);
}

/* Cut anywhere, or with lengths that lie: nothing is read that is not there. */
static void
test_damaged (void)
{
  static const guint8 long_length[] = { 0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30 };
  static const guint8 longer_length[] = { 0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1 };

  for (gsize length = 0; length < rows[0].length; length++) {
    g_autofree guint8 *copy = g_memdup2 (rows[0].der, length);

    g_assert_null (kerberos_end_point (copy, length));
  }
  g_assert_null (kerberos_end_point (long_length, sizeof long_length));
  g_assert_null (kerberos_end_point (longer_length, sizeof longer_length));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kerberos/end-point/hashes", test_hashes);
  g_test_add_func ("/kerberos/end-point/serial", test_serial);
  g_test_add_func ("/kerberos/end-point/damaged", test_damaged);
  return g_test_run ();
}
