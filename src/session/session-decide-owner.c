/* session-decide-owner.c - whose the reply is that a mailbox holds, and what became of ours
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-decide-private.h"

#include "oof-date.h"

gboolean
session_decide_is_same (const OofState *a, const OofState *b)
{
  return a != NULL && b != NULL && oof_state_compare (a, b) == 0;
}

gboolean
session_decide_is_over (const OofState *state, gint64 now_s)
{
  return state->mode == OOF_MODE_OFF ||
         (state->mode == OOF_MODE_SCHEDULED && state->until != NULL &&
          g_date_time_to_unix (state->until) <= now_s);
}

/* Some servers switch off a window that has passed. */
static gboolean
is_ended (const OofState *before, const OofState *ours, gint64 now_s)
{
  const OofDiffers outer = OOF_DIFFERS_MODE | OOF_DIFFERS_WINDOW;

  return ours != NULL && before->mode == OOF_MODE_OFF && ours->mode == OOF_MODE_SCHEDULED &&
         session_decide_is_over (ours, now_s) && (oof_state_compare (before, ours) & ~outer) == 0;
}

gboolean
session_decide_holds_ours (const OofState *before, const StoreManaged *managed, gint64 now_s)
{
  return managed->wanted != NULL &&
         (session_decide_is_same (before, managed->held) ||
          oof_state_reads_alike (before, managed->wanted) ||
          is_ended (before, managed->held, now_s) || is_ended (before, managed->wanted, now_s));
}

/* What became of ours: as it was found before, else as it is found now. */
static void
find_drift (SessionDeciding *self)
{
  const StoreManaged *managed = self->about->managed;

  self->drift = managed->drift;
  self->left_item = managed->left_item;
  self->left_from_s = managed->left_from_s;
  self->left_until_s = managed->left_until_s;
  if (self->is_ours)
    return;
  if (managed->held != NULL || managed->wanted != NULL)
    self->made->ours = oof_state_ref (managed->held != NULL ? managed->held : managed->wanted);
  if (managed->wanted == NULL)
    return;

  self->drift = self->about->before->mode == OOF_MODE_OFF ? STORE_DRIFT_OFF : STORE_DRIFT_CHANGED;
  self->left_item = managed->item;
  self->left_from_s = managed->away_from_s;
  self->left_until_s = managed->away_until_s;
}

OofItem *
session_decide_find_item (const SessionPlan *plan, const char *id)
{
  const GPtrArray *items = session_plan_items (plan);

  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (oof_item_parts (items->pdata[i])->id, id))
      return items->pdata[i];
  return NULL;
}

/* What the person had is kept all the same, for as long as somebody may take the item away again.
 */
static gboolean
replaces_for_good (const SessionCase *about)
{
  const OofItem *item = about->managed->own != NULL
                            ? session_decide_find_item (about->plan, about->managed->item)
                            : NULL;

  return item != NULL && oof_item_parts (item)->own == OOF_OWN_REPLACE;
}

gboolean
session_decide_reapplies (const SessionDeciding *self)
{
  return self->policy == SESSION_DRIFT_REAPPLY &&
         (self->drift == STORE_DRIFT_CHANGED || self->drift == STORE_DRIFT_OFF);
}

/* It was left when it was found, and is not to be left any more: the policy is another by now. */
static gboolean
is_taken_up (const SessionDeciding *self)
{
  const StoreManaged *managed = self->about->managed;

  return managed->wanted == NULL && managed->own != NULL && session_decide_reapplies (self) &&
         self->left_until_s > self->about->now_s &&
         session_decide_find_item (self->about->plan, self->left_item) != NULL;
}

void
session_decide_find_owner (SessionDeciding *self)
{
  const SessionCase *about = self->about;
  const StoreManaged *managed = about->managed;
  /* Begun and never arrived: as if it had not been. */
  gboolean never_arrived = managed != NULL && managed->held == NULL &&
                           session_decide_is_same (about->before, managed->own);

  self->own_state = about->before;
  if (managed == NULL)
    return;

  self->is_ours =
      !never_arrived && session_decide_holds_ours (about->before, managed, about->now_s);
  if (!never_arrived)
    find_drift (self);
  session_decide_find_policy (self);
  if (self->is_ours ||
      (managed->wanted != NULL && !never_arrived && self->policy == SESSION_DRIFT_REAPPLY) ||
      is_taken_up (self))
    self->own_state = replaces_for_good (about) ? NULL : managed->own;
}

void
session_decide_find_own (SessionDeciding *self)
{
  const OofState *state = self->own_state;

  if (state == NULL || session_decide_is_over (state, self->about->now_s))
    return;

  self->own_reply = (OofOwnReply){ OOF_DATE_FIRST_S, OOF_OPEN_END };
  if (state->from != NULL)
    self->own_reply.from_s = g_date_time_to_unix (state->from);
  if (state->until != NULL)
    self->own_reply.until_s = g_date_time_to_unix (state->until);
  self->own = &self->own_reply;
  self->made->has_own = TRUE;
  self->made->own = self->own_reply;
}

void
session_decide_give_up (SessionDeciding *self)
{
  const OofPlan *plan = session_plan_oof (self->about->plan);
  OofItem *item = NULL;

  if (self->drift == STORE_DRIFT_NONE || session_decide_reapplies (self) ||
      self->left_until_s <= self->about->now_s ||
      (item = session_decide_find_item (self->about->plan, self->left_item)) == NULL)
    return;

  self->gave_up = TRUE;
  self->made->item = oof_item_ref (item);
  for (guint i = 0; i < self->segments->len; i++) {
    OofSegment *segment = &g_array_index (self->segments, OofSegment, i);

    if (segment->kind == OOF_SEGMENT_ITEM && segment->away_from_s == self->left_from_s &&
        g_str_equal (oof_item_parts (oof_row_item (oof_plan_row (plan, segment->row)))->id,
                     self->left_item))
      segment->kind = OOF_SEGMENT_IN;
  }
}

void
session_decide_protect (SessionDeciding *self)
{
  SessionDecision *made = self->made;
  OofProtection protection = self->about->protection;
  gboolean is_protected = protection == OOF_PROTECTION_CHOSEN ||
                          (protection == OOF_PROTECTION_FOUND && self->own != NULL &&
                           !self->is_ours && !g_str_equal (made->reason, "after-own"));

  if (!is_protected || made->action == SESSION_ACTION_SKIP)
    return;

  made->action = SESSION_ACTION_SKIP;
  made->reason = "protected";
  made->replaces_own = FALSE;
  made->forgets = FALSE;
  g_clear_pointer (&made->wanted, oof_state_unref);
  g_clear_pointer (&made->keep, store_managed_free);
  g_clear_pointer (&made->gaps, g_strfreev);
  g_clear_error (&made->error);
}
