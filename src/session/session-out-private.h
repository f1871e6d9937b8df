/* session-out-private.h - inside of the table of who is out, for what writes it */
#pragma once

#include "oof-date.h"
#include "oof-zone.h"
#include "session-out.h"

struct _SessionOut
{
  gatomicrefcount count;
  char *organisation;
  OofZone *zone;
  gint64 from_s;
  gint64 until_s;
  gint64 now_s;
  GPtrArray *rows; /* SessionOutRow */
  gboolean is_sorted;
  guint n_unknown;
};

/* Its local times (G_MININT64 and OOF_OPEN_END stay); TRUE when both are midnights. */
gboolean session_out_is_all_day (const SessionOut *self, const SessionOutRow *row,
                                 gint64 *ret_from_s, gint64 *ret_until_s);
