/* sim-throttle.h - a budget of requests as Exchange gives its accounts one. Pure. */
#pragma once

#include <glib.h>

#define SIM_THROTTLE_BURST 30
#define SIM_THROTTLE_A_SECOND 20
#define SIM_THROTTLE_AT_ONCE 10

typedef struct
{
  double tokens;
  gint64 filled_us;
} SimThrottle;

void sim_throttle_init (SimThrottle *self, gint64 now_us);

/* 0, or for how many milliseconds to stay away. */
gint64 sim_throttle_take (SimThrottle *self, gint64 now_us);
