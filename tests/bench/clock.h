/* clock.h - processor time, how often a thing is done to find its best, and what is told beside
 * goals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 7

static inline double
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

/* One line for figures.py: what was measured, and what it is to be at the most. */
static inline void
note_figure (const char *what, double value, double goal)
{
  const char *path = getenv ("FIGURES");
  FILE *file = path != NULL ? fopen (path, "a") : NULL;

  if (file == NULL)
    return;
  fprintf (file, "%s\t%.4g\t%g\tmost\t\n", what, value, goal);
  fclose (file);
}
