/* base-retry.c - how long to wait before the next try
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-retry.h"

guint64
base_retry_wait_ms (guint tries, guint64 first_ms, guint64 most_ms, double share)
{
  guint64 roof_ms = first_ms;

  for (guint i = 0; i < tries && roof_ms < most_ms; i++)
    roof_ms *= 2;

  return (guint64) ((double) MIN (roof_ms, most_ms) * share);
}
