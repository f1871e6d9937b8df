/* busy.h - how long the main thread takes for something, by two clocks
 *
 * Its own processor time: what else the computer does has no part in it, nor has waiting. Time on
 * the wall without what the thread spent in a queue for a processor: waiting for a lock, the disk
 * or the X server counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

typedef struct
{
  double own_ms;
  double wall_ms;
} Busy;

static inline double
busy_clock_ms (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* What the kernel counts for the calling thread, which has to be the first one. */
static inline double
busy_queued_ms (void)
{
  static int fd = -1;
  unsigned long long ran, queued;
  char text[96] = "";

  if (fd < 0)
    fd = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  if (pread (fd, text, sizeof text - 1, 0) <= 0 || sscanf (text, "%llu %llu", &ran, &queued) != 2)
    return 0;
  return (double) queued / 1e6;
}

static inline Busy
busy_now (void)
{
  return (Busy){ busy_clock_ms (CLOCK_THREAD_CPUTIME_ID),
                 busy_clock_ms (CLOCK_MONOTONIC) - busy_queued_ms () };
}

static inline Busy
busy_since (const Busy *begin)
{
  Busy now = busy_now ();

  return (Busy){ now.own_ms - begin->own_ms, now.wall_ms - begin->wall_ms };
}
