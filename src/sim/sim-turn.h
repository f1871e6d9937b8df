/* sim-turn.h - a request from its arrival to its end
 *
 * An answer goes out when its latency is over, so a turn outlives its handler; the client may be
 * gone by then. One thread.
 */
#pragma once

#include "sim-delay.h"
#include "sim-ews.h"
#include "sim-garbage.h"

#include <libsoup/soup.h>

typedef struct
{
  SimWorld *world; /* borrowed */
  SimDelay *delay; /* borrowed */
  SoupServerMessage *message;
  gulong finished; /* the signal's handler */
  gint64 came_us;
  gint64 due_us;     /* when the answer shall be out; 0: as soon as it is there */
  gboolean is_over;  /* answered, or the client has gone */
  gboolean is_raw;   /* raw goes out instead of an answer */
  gboolean is_reset; /* nothing goes out: the connection ends */
  SimRaw raw;
} SimTurn;

/* Counts the request. */
SimTurn *sim_turn_new (SimWorld *world, SimDelay *delay, SoupServerMessage *message);
void sim_turn_unref (SimTurn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimTurn, sim_turn_unref)

/* What the answer is to be. */
void sim_turn_set_status (SimTurn *self, guint status);
void sim_turn_set_answer (SimTurn *self, const SimAnswer *answer);
void sim_turn_set_garbage (SimTurn *self, SimGarbage garbage);
/* What a rule of the faults says; answer: what is shown where it shows one. */
void sim_turn_set_action (SimTurn *self, const SimAction *action, const SimAnswer *answer);

/* Lets it go when the latency, and slow_ms more, have passed since the request came. */
void sim_turn_finish (SimTurn *self, gint64 slow_ms);
