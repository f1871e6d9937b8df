/* broken.c - a reader that must not see a zero byte: what the driver does about that
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

static void
target (const guint8 *data, gsize size)
{
  g_assert_null (memchr (data, 0, size));
}

int
main (int argc, char **argv)
{
  static const char *const samples[] = { "a sample without one", NULL };

  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
