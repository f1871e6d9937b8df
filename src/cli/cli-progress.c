/* cli-progress.c - how far bulk work is, on the terminal
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-progress.h"

#include "session-pace.h"

#include <stdio.h>
#include <unistd.h>

#define FIRST_US G_USEC_PER_SEC /* what is over sooner needs no line */
#define AGAIN_US (G_USEC_PER_SEC / 5)
#define ERASE "\r\033[K" /* ECMA-48: to the line's begin, and erase to its end */

struct _CliProgress
{
  GMutex lock;
  SessionPace *pace;
  guint done;
  gint64 due_us; /* not rewritten before */
  int printing;  /* so many print something else */
  gboolean is_shown;
  gboolean is_erased; /* it made room for something, and comes again below that */
};

CliProgress *
cli_progress_new (guint total)
{
  gint64 now_us = g_get_monotonic_time ();
  CliProgress *self;

  if (!isatty (STDERR_FILENO))
    return NULL;

  self = g_new0 (CliProgress, 1);
  g_mutex_init (&self->lock);
  self->pace = session_pace_new (total, now_us);
  self->due_us = now_us + FIRST_US;
  return self;
}

/* With the lock held. */
static void
hide (CliProgress *self)
{
  if (!self->is_shown)
    return;
  g_printerr (ERASE);
  self->is_shown = FALSE;
  self->is_erased = TRUE;
}

void
cli_progress_free (CliProgress *self)
{
  if (self == NULL)
    return;

  hide (self);
  session_pace_free (self->pace);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
cli_progress_set_total (CliProgress *self, guint total)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  if (self->done == 0)
    session_pace_set_total (self->pace, total);
  g_mutex_unlock (&self->lock);
}

/* With the lock held. */
static void
show (CliProgress *self)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autofree char *words = NULL;

  session_pace_note (self->pace, self->done, now_us);
  if (self->printing > 0 || (now_us < self->due_us && !self->is_erased))
    return;

  words = session_pace_words (self->pace, now_us);
  g_printerr (ERASE "%s", words);
  self->is_shown = TRUE;
  self->is_erased = FALSE;
  self->due_us = now_us + AGAIN_US;
}

static void
count (CliProgress *self, guint done, int printing)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->done += done;
  self->printing += printing;
  if (printing > 0)
    hide (self);
  else
    show (self);
  g_mutex_unlock (&self->lock);
}

void
cli_progress_hide (CliProgress *self, int fd)
{
  if (isatty (fd))
    count (self, 0, 1);
}

void
cli_progress_show (CliProgress *self, int fd)
{
  if (isatty (fd))
    count (self, 0, -1);
}

void
cli_progress_step (CliProgress *self)
{
  count (self, 1, 0);
}

void
cli_progress_tick (CliProgress *self)
{
  count (self, 0, 0);
}
