/* delivery-pace.h - how long the rest of a run will take, as far as that can be told
 *
 * By what was done in the last minute, with all waits in it: while a server asks everybody to stay
 * away, the rest gets longer and not shorter. Pure: what time it is, the caller says, by any clock
 * that does not jump. Not for several threads at once.
 */
#pragma once

#include <glib.h>

#define DELIVERY_PACE_SAMPLES 13

/* Its fields are its own. */
typedef struct
{
  guint total;
  guint done;
  struct
  {
    gint64 at_us;
    guint done;
  } samples[DELIVERY_PACE_SAMPLES]; /* the last minute, five seconds apart; a ring */
  guint first;
  guint n;
} DeliveryPace;

void delivery_pace_init (DeliveryPace *self, guint total, gint64 now_us);

/* So many are done by now. */
void delivery_pace_note (DeliveryPace *self, guint done, gint64 now_us);

/* -1: it cannot be told yet. */
gint64 delivery_pace_remaining_s (const DeliveryPace *self, gint64 now_us);
