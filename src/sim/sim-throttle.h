/* sim-throttle.h - a budget of requests as Exchange gives its accounts one. Pure. */
#pragma once

#include <glib.h>

#define SIM_THROTTLE_BURST 30
#define SIM_THROTTLE_A_SECOND 20
#define SIM_THROTTLE_AT_ONCE 10

/* What is allowed. */
typedef struct
{
  guint a_second;
  guint burst;
  guint wait_ms; /* a refusal lasts that long; 0: until there is one request again */
  guint at_once;
} SimBudget;

typedef struct
{
  SimBudget budget;
  double tokens;
  gint64 filled_us;
  gint64 told_us;    /* when it was last refused */
  gint64 blocked_us; /* and until when */
  gint64 counted_us; /* of the last one that came although it was asked not to */
  guint in_back_off; /* how many of those there were */
} SimThrottle;

/* budget: copied; its numbers that are 0 are those of the words above. */
void sim_throttle_init (SimThrottle *self, const SimBudget *budget, gint64 now_us);

/* 0, or for how many milliseconds to stay away. came_us: when the request came; what comes in one
 * request came at the same time. */
gint64 sim_throttle_take (SimThrottle *self, gint64 came_us);
