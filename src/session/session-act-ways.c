/* session-act-ways.c - the kinds of things that happen beside replies
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-act-calendar.h"
#include "session-act-forward.h"
#include "session-act-tell.h"
#include "session-acts.h"

const SessionActWay *const session_act_ways[] = {
  &session_act_forward,         &session_act_calendar,     &session_act_tell_user,
  &session_act_tell_substitute, &session_act_tell_manager, NULL
};

const SessionActWay *
session_act_way_find (StoreActKind kind)
{
  for (guint i = 0; session_act_ways[i] != NULL; i++)
    if (session_act_ways[i]->kind == kind)
      return session_act_ways[i];
  return NULL;
}

gboolean
session_acts_wait_for_begin (const OofItem *item)
{
  for (guint i = 0; session_act_ways[i] != NULL; i++)
    if (!session_act_ways[i]->is_ahead && session_act_ways[i]->is_wanted (item))
      return TRUE;
  return FALSE;
}

gboolean
session_acts_is_settled (const StoreAct *act, gint64 now_s)
{
  const SessionActWay *way = session_act_way_find (act->kind);

  return way != NULL && way->stays && act->state == STORE_ACT_THERE && act->away_until_s <= now_s;
}
