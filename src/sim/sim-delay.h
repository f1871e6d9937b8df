/* sim-delay.h - things to do later, to the tenth of a millisecond
 *
 * GLib's timeouts come up to a millisecond late, which would be a fifth of a simulated latency of
 * 5 ms. One thread: that of the main loop's default context.
 */
#pragma once

#include <glib.h>

typedef struct _SimDelay SimDelay;

SimDelay *sim_delay_new (void);
void sim_delay_free (SimDelay *self); /* what is not due yet is destroyed, not done */

/* How late something was really done, with all that it brought with it: later ones begin as much
 * earlier, so that on average they are done in time. */
void sim_delay_learn (SimDelay *self, gint64 late_us);

/* at_us: of g_get_monotonic_time (). destroy follows due. */
void sim_delay_add (SimDelay *self, gint64 at_us, void (*due) (gpointer data), gpointer data,
                    GDestroyNotify destroy);
