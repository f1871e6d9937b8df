/* race.c - two threads and a number that nobody guards: what must be found, or the rest proves
 * nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>

static int number;

static gpointer
count (gpointer data)
{
  for (int i = 0; i < 1000; i++)
    number++;
  return NULL;
}

int
main (void)
{
  GThread *one = g_thread_new ("one", count, NULL);
  GThread *other = g_thread_new ("other", count, NULL);

  g_thread_join (one);
  g_thread_join (other);
  return number == 0;
}
