/* store-throttle.h - what was learnt of how much a server allows an account, for the next run
 *
 * Any thread. Errors as in store-db.h.
 */
#pragma once

#include "store-db.h"

typedef struct
{
  double rate;          /* requests a second, to a thousandth; 0: no limit was met */
  double rate_high;     /* refused at this, as rate */
  double burst;         /* requests after a pause, as rate; 0: not known */
  guint at_once;        /* requests at the same time */
  gint64 wait_ms;       /* how long a refusal lasted */
  gboolean was_refused; /* ever */
  gint64 at_us;         /* when that was, since 1970, UTC */
} StoreThrottle;

/* FALSE without an error when nothing is known. */
gboolean store_throttle_find (StoreDb *db, const char *server, const char *account,
                              StoreThrottle *ret, GError **error);
/* Need not outlive a power cut. */
gboolean store_throttle_keep (StoreDb *db, const char *server, const char *account,
                              const StoreThrottle *what, GError **error);
