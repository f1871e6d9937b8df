/* session-decide-write.c - an absence is in force or comes next: may it be written, has it to be?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-decide-private.h"

#include "base-error.h"
#include "oof-date.h"

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
  session_decide_note_drift (self, keep);
  return keep;
}

/* The mailbox holds it: what is still to be known of it. */
static void
say_in_step (SessionDeciding *self, OofState *wanted)
{
  const SessionCase *about = self->about;
  gboolean is_known = about->managed != NULL && self->is_ours;

  session_decide_say (self, SESSION_ACTION_SKIP, "in-step");
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

/* The mailbox holds what the server made of that very state. What was read back before a write that
 * never arrived is still ours, but not what is wanted. */
static gboolean
is_confirmed (const SessionCase *about, const OofState *wanted)
{
  const StoreManaged *managed = about->managed;

  return session_decide_is_same (about->before, managed->held) &&
         oof_state_reads_alike (managed->held, managed->wanted) &&
         is_in_step (managed->wanted, wanted, about->now_s);
}

static void
decide_write (SessionDeciding *self, OofState *wanted)
{
  const SessionCase *about = self->about;
  gboolean is_held = self->is_ours && is_confirmed (about, wanted);

  if (is_held || is_in_step (about->before, wanted, about->now_s)) {
    say_in_step (self, wanted);
    return;
  }

  session_decide_say (self, SESSION_ACTION_WRITE, find_reason (self));
  self->made->replaces_own =
      !self->is_ours && (*about->before->inside != '\0' || *about->before->outside != '\0');
  self->made->wanted = oof_state_ref (wanted);
  self->made->keep = make_keep (self, wanted);
}

static void
refuse (SessionDeciding *self, GError *error)
{
  const char *reason = base_error_facts (error)->reason;

  session_decide_say (self, SESSION_ACTION_REFUSE, reason != NULL ? reason : "rejected");
  self->made->error = error;
}

/* TRUE when it may not be written yet. */
static gboolean
has_to_wait (SessionDeciding *self, const OofItemParts *parts)
{
  gint64 not_before_s = parts->not_before_day * (gint64) OOF_DAY_S;

  if (parts->approval == OOF_APPROVAL_WANTED) {
    session_decide_say (self, SESSION_ACTION_WAIT, "approval");
    return TRUE;
  }
  if (parts->not_before_day == 0 || self->about->now_s >= not_before_s)
    return FALSE;

  session_decide_say (self, SESSION_ACTION_WAIT, "not-before");
  self->made->due_s = not_before_s;
  return TRUE;
}

void
session_decide_item (SessionDeciding *self)
{
  const SessionCase *about = self->about;
  SessionDecision *made = self->made;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (about->now_s);
  g_auto (SessionWords) words = { NULL };
  g_autoptr (OofState) wanted = NULL;
  GError *error = NULL;

  g_clear_pointer (&made->item, oof_item_unref);
  made->item = oof_item_ref (oof_row_item (session_decide_row_at (self, made->now.row)));
  if (has_to_wait (self, oof_item_parts (made->item)))
    return;
  if (!about->words (made->item, about->person, &made->now, about->data, &words, &error)) {
    refuse (self, error);
    return;
  }
  if (words.gaps != NULL && words.gaps[0] != NULL) {
    session_decide_say (self, SESSION_ACTION_REFUSE, "gap");
    made->gaps = g_steal_pointer (&words.gaps);
    return;
  }

  wanted = oof_slot_state (&made->now, words.audience, words.inside, words.outside);
  if (!oof_state_validate (wanted, now, &error))
    refuse (self, error);
  else if (words.audience > about->allowed)
    session_decide_say (self, SESSION_ACTION_REFUSE, "audience-ceiling");
  else
    decide_write (self, wanted);
}
