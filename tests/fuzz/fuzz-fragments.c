/* fuzz-fragments.c - damaged fragments and the messages in them: wherever they are cut, the same
 * comes out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "powershell-fragment.h"
#include "powershell-make.h"
#include "powershell-message.h"

static gboolean
take_message (GBytes *message, gpointer data, GError **error)
{
  g_auto (PowershellMessage) read = { 0 };

  g_checksum_update (data, g_bytes_get_data (message, NULL), (gssize) g_bytes_get_size (message));
  return powershell_message_read (message, &read, error);
}

/* What came out, when it is pushed in steps of that size. Caller frees. */
static char *
join (const guint8 *data, gsize size, gsize step)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (PowershellJoiner) joiner = powershell_joiner_new (take_message, sum);
  g_autoptr (GError) error = NULL;

  for (gsize at = 0; at < size && error == NULL; at += step) {
    gboolean is_fine = powershell_joiner_push (joiner, data + at, MIN (step, size - at), &error);

    g_assert_true (is_fine == (error == NULL));
  }
  return g_strdup_printf ("%s %s %d", g_checksum_get_string (sum),
                          error != NULL ? error->message : "",
                          error == NULL && powershell_joiner_is_empty (joiner));
}

static void
target (const guint8 *data, gsize size)
{
  g_autofree char *whole = join (data, size, MAX (size, 1));
  g_autofree char *pieces = join (data, size, 13);
  g_autofree char *bytes = join (data, size, size < 4096 ? 1 : 997);

  g_assert_cmpstr (whole, ==, pieces);
  g_assert_cmpstr (whole, ==, bytes);
}

static void
add_fragments (GByteArray *out, guint64 object, PowershellValue *body /* taken */)
{
  PowershellGuid guid = { { 1, 2, 3 } };
  g_autoptr (GBytes) message =
      powershell_message_write (POWERSHELL_PIPELINE_OUTPUT, &guid, &guid, body);
  gsize size = g_bytes_get_size (message);
  guint8 *copy = g_memdup2 (g_bytes_get_data (message, NULL), size);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GPtrArray) fragments = NULL;

  copy[0] = 1; /* from the server */
  answer = g_bytes_new_take (copy, size);
  fragments = powershell_fragment_split (object, answer);
  for (guint i = 0; i < fragments->len; i++)
    g_byte_array_append (out, g_bytes_get_data (fragments->pdata[i], NULL),
                         (guint) g_bytes_get_size (fragments->pdata[i]));
  powershell_value_unref (body);
}

int
main (int argc, char **argv)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GByteArray *small = g_byte_array_new ();
  GByteArray *large = g_byte_array_new ();
  g_autofree char *text = g_strnfill (POWERSHELL_MOST_FRAGMENT_BYTES + 100, 'a');

  add_fragments (small, 1, powershell_message_capability ());
  add_fragments (small, 2, powershell_make_string ("x"));
  add_fragments (large, 3, powershell_make_string (text));
  g_ptr_array_add (samples, g_byte_array_free_to_bytes (small));
  g_ptr_array_add (samples, g_byte_array_free_to_bytes (large));
  return fuzz_main (argc, argv, target, samples);
}
