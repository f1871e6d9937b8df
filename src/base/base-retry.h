/* base-retry.h - how long to wait before the next try. Pure: the random number is passed in. */
#pragma once

#include <glib.h>

/* Exponential back-off with full jitter: a time between 0 and first_ms * 2^tries, never above
 * most_ms. tries: how many have failed so far, from 0. share: a random number in [0, 1). */
guint64 base_retry_wait_ms (guint tries, guint64 first_ms, guint64 most_ms, double share);
