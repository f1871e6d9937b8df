/* store-coverage.h - until when each mailbox does the right thing without anybody
 *
 * Kept whenever a mailbox was looked at by the plan. Instants are seconds since 1970, UTC, but
 * at_us microseconds. Any thread; errors as in store-db.h.
 */
#pragma once

#include "store-db.h"

/* Borrowed. */
typedef struct
{
  const char *mailbox;
  gint64 until_s;     /* G_MAXINT64: as long as the plan is the same */
  const char *reason; /* why it is not right from then on, as a word; "" when that is not known yet:
                         it will be looked at before */
  gint64 at_us;       /* when the mailbox was looked at */
} StoreCoverage;

/* All of them, or none. A gap that has begun and is there still, for the same reason, is as old as
 * it was. */
gboolean store_coverage_keep (StoreDb *db, const char *profile, const StoreCoverage *rows, guint n,
                              GError **error);

/* Everybody whom the plan of that revision reaches was looked at since began_us: whoever was not is
 * none of its business any more. */
gboolean store_coverage_end_pass (StoreDb *db, const char *profile, gint64 revision,
                                  gint64 began_us, gint64 now_us, GError **error);
/* When that was last, and of which revision; 0 both: never. */
gboolean store_coverage_last_pass (StoreDb *db, const char *profile, gint64 *ret_revision,
                                   gint64 *ret_at_us, GError **error);

/* How many are covered for less long than that. */
gboolean store_coverage_count (StoreDb *db, const char *profile, gint64 before_s, guint *ret,
                               GError **error);

typedef void (*StoreCoverageFunc) (const StoreCoverage *row, gpointer data);

/* The first gap first. */
gboolean store_coverage_each (StoreDb *db, const char *profile, StoreCoverageFunc each,
                              gpointer data, GError **error);
/* The earliest of all; G_MAXINT64: there is none. */
gboolean store_coverage_first (StoreDb *db, const char *profile, gint64 *ret_until_s,
                               GError **error);
