/* session-act-moved.c - whether something that was done belongs to an absence that was moved since
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-act-moved.h"

gboolean
session_act_is_moved (const StoreAct *kept, const StoreAct *wanted, gint64 now_s)
{
  return kept->kind == wanted->kind && g_str_equal (kept->item, wanted->item) &&
         g_str_equal (kept->what, wanted->what) &&
         (kept->state == STORE_ACT_THERE || kept->state == STORE_ACT_MAKING) &&
         kept->away_from_s != wanted->away_from_s && kept->away_from_s <= now_s &&
         wanted->away_from_s <= now_s && kept->away_until_s > wanted->away_from_s &&
         wanted->away_until_s > kept->away_from_s;
}
