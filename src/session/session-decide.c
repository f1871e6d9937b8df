/* session-decide.c - what is to be done about one mailbox at one moment
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-decide-private.h"

#include "base-error.h"
#include "oof-date.h"

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
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionWords, session_words_clear)

void
session_decision_free (SessionDecision *self)
{
  if (self == NULL)
    return;

  oof_item_unref (self->item);
  oof_state_unref (self->before);
  oof_state_unref (self->wanted);
  g_clear_pointer (&self->segments, g_array_unref);
  store_managed_free (self->keep);
  g_strfreev (self->gaps);
  g_clear_error (&self->error);
  g_free (self);
}

static const OofRow *
row_at (const SessionDeciding *self, guint16 row)
{
  return oof_plan_row (session_plan_oof (self->about->plan), row);
}

static void
say (SessionDeciding *self, SessionAction action, const char *reason)
{
  self->made->action = action;
  self->made->reason = reason;
}

static void
note_drift (const SessionDeciding *self, StoreManaged *keep)
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

  say (self, asks ? SESSION_ACTION_CONFLICT : SESSION_ACTION_SKIP, reasons[self->drift]);
  if (managed->wanted != NULL) {
    self->made->keep = store_managed_new (managed->mailbox, "");
    note_drift (self, self->made->keep);
  }
}

/* Is in the way of an item, and what that says about it. */
static void
say_own (SessionDeciding *self)
{
  say (self, SESSION_ACTION_SKIP, "own");
  for (guint i = 0; i < self->segments->len; i++) {
    const OofSegment *segment = &g_array_index (self->segments, OofSegment, i);
    OofItem *item;

    if (segment->kind != OOF_SEGMENT_OWN || segment->n_hidden == 0)
      continue;
    item = oof_row_item (row_at (self, segment->hidden[0]));
    g_clear_pointer (&self->made->item, oof_item_unref);
    self->made->item = oof_item_ref (item);
    if (segment->asks)
      say (self, SESSION_ACTION_CONFLICT, "own-asks");
    else if (oof_item_parts (item)->own == OOF_OWN_AFTER)
      say (self, SESSION_ACTION_WAIT, "after-own");
    else
      say (self, SESSION_ACTION_SKIP, "own-stays");
    return;
  }
  /* It gives way when the item begins; or it only begins later, and the item would come before. */
  for (guint i = 0; i < self->segments->len; i++) {
    const OofSegment *segment = &g_array_index (self->segments, OofSegment, i);

    if (segment->kind != OOF_SEGMENT_ITEM)
      continue;
    g_clear_pointer (&self->made->item, oof_item_unref);
    self->made->item = oof_item_ref (oof_row_item (row_at (self, segment->row)));
    if (segment->from_s > self->about->now_s && oof_item_replaces_own (self->made->item)) {
      say (self, SESSION_ACTION_WAIT, "own-first");
      self->made->due_s = segment->from_s;
    } else {
      say (self, SESSION_ACTION_WAIT, "after-own");
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
    say (self, SESSION_ACTION_SKIP, "over");
    return;
  }

  say (self, SESSION_ACTION_WRITE, reason);
  self->made->wanted = oof_state_ref (wanted);
  self->made->keep = store_managed_copy (self->about->managed);
  oof_state_unref (self->made->keep->wanted);
  self->made->keep->wanted = oof_state_ref (wanted);
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
    say (self, SESSION_ACTION_SKIP, "over");
    self->made->forgets = TRUE;
  } else if (puts_back) {
    put_back (self, off, "restore");
  } else if (self->gave_up) {
    say_gave_up (self);
  } else {
    say (self, SESSION_ACTION_SKIP, "nothing");
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

/* A window that is in force begins when it began. */
static gboolean
is_in_step (const OofState *before, const OofState *wanted, gint64 now_s)
{
  OofDiffers differs = oof_state_compare (before, wanted);
  gboolean both = before->from != NULL && before->until != NULL && wanted->from != NULL;

  if (differs != OOF_DIFFERS_WINDOW || !both)
    return differs == 0;
  return g_date_time_to_unix (before->from) <= now_s &&
         g_date_time_to_unix (wanted->from) <= now_s &&
         g_date_time_to_unix (before->until) == g_date_time_to_unix (wanted->until);
}

static StoreManaged *
make_keep (const SessionDeciding *self, OofState *wanted)
{
  const SessionCase *about = self->about;
  const OofItemParts *parts = oof_item_parts (self->made->item);
  const ExchangePerson *person =
      session_roster_person (session_plan_roster (about->plan), about->person);
  StoreManaged *keep = store_managed_new (person->mail, parts->id);

  keep->away_from_s = self->made->now.away_from_s;
  keep->away_until_s = self->made->now.away_until_s;
  keep->wanted = oof_state_ref (wanted);
  if (self->is_ours)
    keep->held = oof_state_ref (about->before);
  if (self->own_state != NULL && parts->own != OOF_OWN_REPLACE)
    keep->own = oof_state_ref (self->own_state);
  note_drift (self, keep);
  return keep;
}

/* The mailbox holds it: what is still to be known of it. */
static void
say_in_step (SessionDeciding *self, OofState *wanted)
{
  const SessionCase *about = self->about;
  gboolean is_known = about->managed != NULL && self->is_ours;

  say (self, SESSION_ACTION_SKIP, "in-step");
  if (is_known && about->managed->held != NULL)
    return;
  if (is_known) { /* it arrived, and nobody saw that */
    self->made->keep = store_managed_copy (about->managed);
  } else { /* it was there before we came: it stays when we are through */
    self->made->keep = make_keep (self, wanted);
    g_clear_pointer (&self->made->keep->own, oof_state_unref);
  }
  self->made->keep->held = oof_state_ref (about->before);
}

/* Why it is written. */
static const char *
find_reason (const SessionDeciding *self)
{
  const StoreManaged *managed = self->about->managed;

  if (self->drift != STORE_DRIFT_NONE && self->about->drift == SESSION_DRIFT_REAPPLY)
    return "re-applied";
  if (managed != NULL && self->is_ours &&
      g_str_equal (managed->item, oof_item_parts (self->made->item)->id) &&
      managed->away_from_s == self->made->now.away_from_s)
    return "changed";
  return self->made->now.is_now ? "due" : "ahead";
}

static void
decide_write (SessionDeciding *self, OofState *wanted)
{
  const SessionCase *about = self->about;
  gboolean is_held = self->is_ours &&
                     session_decide_is_same (about->before, about->managed->held) &&
                     is_in_step (about->managed->wanted, wanted, about->now_s);

  if (is_held || is_in_step (about->before, wanted, about->now_s)) {
    say_in_step (self, wanted);
    return;
  }

  say (self, SESSION_ACTION_WRITE, find_reason (self));
  self->made->replaces_own =
      !self->is_ours && (*about->before->inside != '\0' || *about->before->outside != '\0');
  self->made->wanted = oof_state_ref (wanted);
  self->made->keep = make_keep (self, wanted);
}

static void
refuse (SessionDeciding *self, GError *error)
{
  const char *reason = base_error_facts (error)->reason;

  say (self, SESSION_ACTION_REFUSE, reason != NULL ? reason : "rejected");
  self->made->error = error;
}

/* TRUE when it may not be written yet. */
static gboolean
has_to_wait (SessionDeciding *self, const OofItemParts *parts)
{
  gint64 not_before_s = parts->not_before_day * (gint64) OOF_DAY_S;

  if (parts->approval == OOF_APPROVAL_WANTED) {
    say (self, SESSION_ACTION_WAIT, "approval");
    return TRUE;
  }
  if (parts->not_before_day == 0 || self->about->now_s >= not_before_s)
    return FALSE;

  say (self, SESSION_ACTION_WAIT, "not-before");
  self->made->due_s = not_before_s;
  return TRUE;
}

static void
decide_item (SessionDeciding *self)
{
  const SessionCase *about = self->about;
  SessionDecision *made = self->made;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (about->now_s);
  g_auto (SessionWords) words = { NULL };
  g_autoptr (OofState) wanted = NULL;
  GError *error = NULL;

  g_clear_pointer (&made->item, oof_item_unref);
  made->item = oof_item_ref (oof_row_item (row_at (self, made->now.row)));
  if (has_to_wait (self, oof_item_parts (made->item)))
    return;
  if (!about->words (made->item, about->person, &made->now, about->data, &words, &error)) {
    refuse (self, error);
    return;
  }
  if (words.gaps != NULL && words.gaps[0] != NULL) {
    say (self, SESSION_ACTION_REFUSE, "gap");
    made->gaps = g_steal_pointer (&words.gaps);
    return;
  }

  wanted = oof_slot_state (&made->now, words.audience, words.inside, words.outside);
  if (!oof_state_validate (wanted, now, &error))
    refuse (self, error);
  else if (words.audience > about->allowed)
    say (self, SESSION_ACTION_REFUSE, "audience-ceiling");
  else
    decide_write (self, wanted);
}

/* Who goes before whom, of the segment that the slot is about. */
static void
note_why (SessionDeciding *self)
{
  for (guint i = 0; i < self->segments->len; i++) {
    const OofSegment *segment = &g_array_index (self->segments, OofSegment, i);

    if (segment->kind != OOF_SEGMENT_ITEM || segment->row != self->made->now.row)
      continue;
    self->made->why = segment->why;
    self->made->n_hidden = segment->n_hidden;
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

  self.made->before = oof_state_ref (about->before);
  session_decide_find_owner (&self);
  session_decide_find_own (&self);
  self.segments = segments = oof_plan_segments_at (plan, about->person, place, about->now_s,
                                                   about->now_s + HORIZON_S, self.own);
  if (about->show_until_s > about->show_from_s)
    self.made->segments = oof_plan_segments_at (plan, about->person, place, about->show_from_s,
                                                about->show_until_s, self.own);
  session_decide_give_up (&self);
  oof_slot_find (plan, segments, self.own, about->now_s, &self.made->now, &self.made->next);
  note_why (&self);
  note_times (&self);
  if (self.made->now.kind == OOF_SLOT_ITEM)
    decide_item (&self);
  else if (self.made->now.kind == OOF_SLOT_OWN)
    decide_own (&self);
  else
    decide_free (&self);
  session_decide_protect (&self);
  return self.made;
}
