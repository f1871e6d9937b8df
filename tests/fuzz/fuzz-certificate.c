/* fuzz-certificate.c - damaged certificates: the hash that ties a login to one, or none
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "kerberos-end-point.h"

static const guint8 sample[] = { 0x30, 0x18, 0x30, 0x16, 0xa0, 0x03, 0x02, 0x01, 0x02,
                                 0x02, 0x02, 0x06, 0x09, 0x30, 0x0b, 0x06, 0x09, 0x2a,
                                 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c };

static void
target (const guint8 *data, gsize size)
{
  gsize prefix = strlen ("tls-server-end-point:");
  g_autoptr (GBytes) end_point = kerberos_end_point (data, size);
  gsize length = end_point != NULL ? g_bytes_get_size (end_point) : prefix + 32;

  g_assert_true (length == prefix + 32 || length == prefix + 48 || length == prefix + 64);
}

int
main (int argc, char **argv)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (samples, g_bytes_new_static (sample, sizeof sample));
  return fuzz_main (argc, argv, target, samples);
}
