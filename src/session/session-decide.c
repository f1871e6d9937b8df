/* session-decide.c - what is to be done about one mailbox at one moment
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-decide-private.h"

#include "base-error.h"
#include "oof-date.h"
#include "session-acts.h"

/* So far ahead an absence is loaded. */
#define HORIZON_S (400 * (gint64) OOF_DAY_S)

const char *const session_action_names[] = {
  [SESSION_ACTION_WRITE] = "write",   [SESSION_ACTION_SKIP] = "skip",
  [SESSION_ACTION_WAIT] = "wait",     [SESSION_ACTION_CONFLICT] = "conflict",
  [SESSION_ACTION_REFUSE] = "refuse", NULL
};

const char *const session_drift_policy_names[] = { [SESSION_DRIFT_LEAVE] = "leave",
                                                   [SESSION_DRIFT_ASK] = "ask",
                                                   [SESSION_DRIFT_REAPPLY] = "re-apply",
                                                   NULL };

void
session_words_clear (SessionWords *self)
{
  g_clear_pointer (&self->inside, g_free);
  g_clear_pointer (&self->outside, g_free);
  g_clear_pointer (&self->gaps, g_strfreev);
}

void
session_decision_free (SessionDecision *self)
{
  if (self == NULL)
    return;

  oof_item_unref (self->item);
  oof_item_unref (self->shown);
  oof_state_unref (self->before);
  oof_state_unref (self->ours);
  oof_state_unref (self->wanted);
  g_clear_pointer (&self->segments, g_array_unref);
  store_managed_free (self->keep);
  g_strfreev (self->gaps);
  g_free (self->over);
  g_clear_error (&self->error);
  g_free (self);
}

const OofRow *
session_decide_row_at (const SessionDeciding *self, guint16 row)
{
  return oof_plan_row (session_plan_oof (self->about->plan), row);
}

void
session_decide_say (SessionDeciding *self, SessionAction action, const char *reason)
{
  self->made->action = action;
  self->made->reason = reason;
}

void
session_decide_note_drift (const SessionDeciding *self, StoreManaged *keep)
{
  if (!self->gave_up)
    return;

  keep->drift = self->drift;
  g_free (keep->left_item);
  keep->left_item = g_strdup (self->left_item);
  keep->left_from_s = self->left_from_s;
  keep->left_until_s = self->left_until_s;
}

static void
say_gave_up (SessionDeciding *self)
{
  static const char *const reasons[] = { [STORE_DRIFT_NONE] = "drifted",
                                         [STORE_DRIFT_CHANGED] = "drifted",
                                         [STORE_DRIFT_OFF] = "came-back",
                                         [STORE_DRIFT_UNDONE] = "undone" };
  const StoreManaged *managed = self->about->managed;
  gboolean asks = self->about->drift == SESSION_DRIFT_ASK && self->drift == STORE_DRIFT_CHANGED;

  session_decide_say (self, asks ? SESSION_ACTION_CONFLICT : SESSION_ACTION_SKIP,
                      reasons[self->drift]);
  if (managed->wanted != NULL) {
    self->made->keep = store_managed_new (managed->mailbox, "");
    self->made->keep->held =
        oof_state_ref (managed->held != NULL ? managed->held : managed->wanted);
    if (managed->own != NULL) /* for when it is not to be left any more */
      self->made->keep->own = oof_state_ref (managed->own);
    session_decide_note_drift (self, self->made->keep);
  }
}

/* Is in the way of an item, and what that says about it. */
static void
say_own (SessionDeciding *self)
{
  session_decide_say (self, SESSION_ACTION_SKIP, "own");
  for (guint i = 0; i < self->segments->len; i++) {
    const OofSegment *segment = &g_array_index (self->segments, OofSegment, i);
    OofItem *item;

    if (segment->kind != OOF_SEGMENT_OWN || segment->n_hidden == 0)
      continue;
    item = oof_row_item (session_decide_row_at (self, segment->hidden[0]));
    g_clear_pointer (&self->made->item, oof_item_unref);
    self->made->item = oof_item_ref (item);
    if (segment->asks)
      session_decide_say (self, SESSION_ACTION_CONFLICT, "own-asks");
    else if (oof_item_parts (item)->own == OOF_OWN_AFTER)
      session_decide_say (self, SESSION_ACTION_WAIT, "after-own");
    else
      session_decide_say (self, SESSION_ACTION_SKIP, "own-stays");
    return;
  }
  /* It gives way when the item begins; or it only begins later, and the item would come before. */
  for (guint i = 0; i < self->segments->len; i++) {
    const OofSegment *segment = &g_array_index (self->segments, OofSegment, i);

    if (segment->kind != OOF_SEGMENT_ITEM)
      continue;
    g_clear_pointer (&self->made->item, oof_item_unref);
    self->made->item = oof_item_ref (oof_row_item (session_decide_row_at (self, segment->row)));
    if (segment->from_s > self->about->now_s && oof_item_replaces_own (self->made->item)) {
      session_decide_say (self, SESSION_ACTION_WAIT, "own-first");
      self->made->due_s = segment->from_s;
    } else {
      session_decide_say (self, SESSION_ACTION_WAIT, "after-own");
    }
    return;
  }
}

/* Ours is to go, and that to come. */
static void
put_back (SessionDeciding *self, OofState *wanted, const char *reason)
{
  self->made->forgets = !self->gave_up;
  if (session_decide_is_same (self->about->before, wanted)) {
    session_decide_say (self, SESSION_ACTION_SKIP, "over");
    return;
  }

  session_decide_say (self, SESSION_ACTION_WRITE, reason);
  self->made->wanted = oof_state_ref (wanted);
  self->made->keep = store_managed_copy (self->about->managed);
  self->made->keep->written_s = self->about->now_s;
  oof_state_unref (self->made->keep->wanted);
  self->made->keep->wanted = oof_state_ref (wanted);
  if (self->is_ours) { /* also when it was never seen that it arrived */
    oof_state_unref (self->made->keep->held);
    self->made->keep->held = oof_state_ref (self->about->before);
  }
}

/* What the mailbox holds is of an absence of which nobody knows at the moment whom it means:
 * nothing else is in force, so it stays. TRUE after that was said. */
static gboolean
stays_unsure (SessionDeciding *self)
{
  const SessionPlan *plan = self->about->plan;
  gboolean is_in_force = self->made->now.kind == OOF_SLOT_ITEM && self->made->now.is_now;
  OofItem *item;

  if (!self->is_ours || is_in_force || !session_plan_is_unsure (plan, self->about->managed->item))
    return FALSE;
  if (self->made->now.kind == OOF_SLOT_ITEM &&
      g_str_equal (
          oof_item_parts (oof_row_item (session_decide_row_at (self, self->made->now.row)))->id,
          self->about->managed->item))
    return FALSE;

  item = session_decide_find_item (plan, self->about->managed->item);
  g_clear_pointer (&self->made->item, oof_item_unref);
  self->made->item = item != NULL ? oof_item_ref (item) : NULL;
  session_decide_say (self, SESSION_ACTION_WAIT, "members-unknown");
  return TRUE;
}

static void
decide_free (SessionDeciding *self)
{
  const SessionCase *about = self->about;
  const OofState *texts = self->own_state != NULL ? self->own_state : about->before;
  g_autoptr (OofState) off =
      oof_state_new (OOF_MODE_OFF, texts->audience, NULL, NULL, texts->inside, texts->outside);

  gboolean puts_back =
      self->is_ours || (about->managed != NULL && about->managed->wanted != NULL &&
                        self->drift != STORE_DRIFT_NONE && about->drift == SESSION_DRIFT_REAPPLY);

  if (self->is_ours && self->own_state == NULL &&
      session_decide_is_over (about->before, about->now_s)) {
    session_decide_say (self, SESSION_ACTION_SKIP, "over");
    self->made->forgets = TRUE;
  } else if (puts_back) {
    put_back (self, off, "restore");
  } else if (self->gave_up) {
    say_gave_up (self);
  } else {
    session_decide_say (self, SESSION_ACTION_SKIP, "nothing");
    self->made->forgets = about->managed != NULL;
  }
}

static void
decide_own (SessionDeciding *self)
{
  if (self->is_ours) {
    put_back (self, self->own_state, "restore-own");
  } else if (self->gave_up) {
    say_gave_up (self);
  } else {
    say_own (self);
    self->made->forgets = self->about->managed != NULL;
  }
}

/* Who goes before whom, of the segment that the slot is about. */
static void
note_why (SessionDeciding *self)
{
  const OofItem *item;

  for (guint i = 0; i < self->segments->len; i++) {
    const OofSegment *segment = &g_array_index (self->segments, OofSegment, i);

    if (segment->kind != OOF_SEGMENT_ITEM || segment->row != self->made->now.row)
      continue;
    self->made->why = segment->why;
    self->made->rule = segment->rule;
    self->made->n_hidden = segment->n_hidden;
    if (segment->n_hidden > 0) {
      item = oof_row_item (session_decide_row_at (self, segment->hidden[0]));
      self->made->over = g_strdup (oof_item_parts (item)->id);
    }
    return;
  }
}

static void
note_times (SessionDeciding *self)
{
  SessionDecision *made = self->made;
  gboolean has_next = made->next.kind == OOF_SLOT_ITEM;

  made->covered_until_s = has_next ? made->next.from_s : OOF_OPEN_END;
  made->due_s = OOF_OPEN_END;
  if (made->now.kind == OOF_SLOT_ITEM && made->now.mode == OOF_MODE_SCHEDULED)
    made->due_s = made->now.until_s;
  else if (self->own != NULL && self->own->until_s > self->about->now_s)
    made->due_s = self->own->until_s;
  if (made->now.kind == OOF_SLOT_ITEM && !made->now.is_now &&
      session_acts_wait_for_begin (oof_row_item (session_decide_row_at (self, made->now.row))))
    made->due_s = MIN (made->due_s, made->now.from_s);
  if (made->shown != NULL) /* then the next one is */
    made->due_s = MIN (made->due_s, made->shown_slot.away_until_s);
}

SessionDecision *
session_decide (const SessionCase *about)
{
  OofPlan *plan = session_plan_oof (about->plan);
  const OofFrame *frame = oof_plan_frame (plan);
  const OofPlace *place =
      about->place != NULL
          ? about->place
          : &oof_frame_parts (frame)->places[oof_frame_place_of (frame, about->person)];
  g_autoptr (GArray) segments = NULL;
  SessionDeciding self = { .about = about, .made = g_new0 (SessionDecision, 1) };

  self.place = place;
  self.made->before = oof_state_ref (about->before);
  session_decide_find_owner (&self);
  session_decide_find_own (&self);
  self.segments = segments = oof_plan_segments_at (plan, about->person, place, about->now_s,
                                                   about->now_s + HORIZON_S, self.own);
  if (about->show_until_s > about->show_from_s)
    self.made->segments = oof_plan_segments_at (plan, about->person, place, about->show_from_s,
                                                about->show_until_s, self.own);
  session_decide_give_up (&self);
  session_decide_hold_back (&self);
  oof_slot_find (plan, segments, self.own, about->now_s, &self.made->now, &self.made->next);
  note_why (&self);
  note_times (&self);
  if (stays_unsure (&self))
    return self.made;
  if (self.made->now.kind == OOF_SLOT_ITEM)
    session_decide_item (&self);
  else if (self.made->now.kind == OOF_SLOT_OWN)
    decide_own (&self);
  else
    decide_free (&self);
  session_decide_say_held_back (&self);
  session_decide_delay (&self);
  session_decide_protect (&self);
  return self.made;
}
