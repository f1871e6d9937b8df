/* base-fault.c - points at which a test lets the process die
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-fault.h"

#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
base_fault (const char *point)
{
  static int passed;
  const char *wanted = g_getenv ("ABSENTIA_FAULT");
  const char *colon = wanted != NULL ? strchr (wanted, ':') : NULL;
  gsize length = colon != NULL ? (gsize) (colon - wanted) : strlen (wanted != NULL ? wanted : "");
  guint64 number = 1;

  if (wanted == NULL || strlen (point) != length || strncmp (wanted, point, length) != 0)
    return;
  if (colon != NULL && !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXINT, &number, NULL))
    return;
  if ((guint64) g_atomic_int_add (&passed, 1) + 1 == number)
    kill (getpid (), SIGKILL);
}
