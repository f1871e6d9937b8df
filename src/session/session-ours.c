/* session-ours.c - whether a mailbox holds what another process of ours has put there
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-ours.h"

#include "session-decide-private.h"
#include "store-journal.h"

#define MOST_ROWS 6   /* of writes at about the same time, and of what happened beside them */
#define TOGETHER_S 60 /* between two writes that overtake each other */
#define JUST_NOW_S 10 /* since a mailbox was read, and was written since */

/* Written at about the time of the one that is kept, and arrived after it; or gone by the time at
 * which it is looked for. */
static gboolean
is_ours (const StoreJournalRow *row, const StoreManaged *managed, const OofState *before,
         gint64 now_s)
{
  gint64 at_s = g_date_time_to_unix (row->at);

  return (ABS (at_s - managed->written_s) <= TOGETHER_S &&
          oof_state_reads_alike (before, row->after)) ||
         (ABS (now_s - at_s) <= JUST_NOW_S && oof_state_compare (before, row->before) == 0);
}

gboolean
session_ours_recognize (StoreDb *db, const char *profile, StoreManaged *managed, OofState *before,
                        gint64 now_s, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (managed == NULL || managed->wanted == NULL || before->mode == OOF_MODE_OFF ||
      session_decide_holds_ours (before, managed, now_s))
    return TRUE;

  rows = store_journal_list (db, profile, managed->mailbox, MOST_ROWS, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (is_ours (rows->pdata[i], managed, before, now_s)) {
      oof_state_unref (managed->held);
      managed->held = oof_state_ref (before);
      return TRUE;
    }
  return rows != NULL;
}
