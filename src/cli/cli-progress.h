/* cli-progress.h - one line on the terminal that says how far bulk work is, how fast it goes and
 * how long the rest takes
 *
 * It appears on standard error after a second, when that is a terminal, and is rewritten in place;
 * what is printed goes above it. Any thread. All functions take NULL, which is no line at all.
 */
#pragma once

#include <glib.h>

typedef struct _CliProgress CliProgress;

/* Of work that begins now. total: how many there are; 0: nobody knows. NULL: standard error is no
 * terminal. */
CliProgress *cli_progress_new (guint total);
/* Takes the line away. */
void cli_progress_free (CliProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliProgress, cli_progress_free)

void cli_progress_set_total (CliProgress *self, guint total); /* before the first is done */
/* Around whatever is printed there: where that is a terminal the line makes room. */
void cli_progress_hide (CliProgress *self, int fd);
void cli_progress_show (CliProgress *self, int fd);
/* One more is done. */
void cli_progress_step (CliProgress *self);
/* A second or so has passed. */
void cli_progress_tick (CliProgress *self);
