/* fuzz-sealed.c - damaged encrypted bodies: what is taken out was in it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "http-sealed-body.h"

static void
target (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autoptr (GBytes) sealed = http_sealed_body_unpack (body, &length, &error);

  g_assert_true ((sealed == NULL) == (error != NULL));
  if (sealed == NULL)
    return;

  g_assert_cmpuint (g_bytes_get_size (sealed), >, length);
  g_assert_nonnull (
      memmem (data, size, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed)));
}

static void
add_sample (GPtrArray *samples, HttpSeal seal, gsize length)
{
  g_autofree guint8 *noise = g_malloc0 (length);
  g_autoptr (GBytes) head = g_bytes_new_static ("0123456789", 10);
  g_autoptr (GBytes) cipher = g_bytes_new (noise, length);

  g_ptr_array_add (samples, http_sealed_body_pack (seal, length, head, cipher));
}

int
main (int argc, char **argv)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  add_sample (samples, HTTP_SEAL_KERBEROS, 5);
  add_sample (samples, HTTP_SEAL_NEGOTIATE, 300);
  return fuzz_main (argc, argv, target, samples);
}
