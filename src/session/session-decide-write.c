/* session-decide-write.c - an absence is in force or comes next: may it be written, has it to be?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-decide-private.h"

#include "base-error.h"
#include "oof-date.h"

/* Behind a text; readers of HTML do not show it. */
#define REPEAT_MARK "<!-- %u -->"

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
  keep->written_s = about->now_s;
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

/* Is it what the mailbox holds already, but for the mark? */
static gboolean
is_repeated (const SessionDeciding *self, const OofState *wanted)
{
  const StoreManaged *managed = self->about->managed;

  return managed != NULL && self->is_ours && managed->wanted != NULL &&
         oof_item_parts (self->made->item)->repeat_days > 0 &&
         oof_state_compare (managed->wanted, wanted) != 0 &&
         oof_state_reads_alike (managed->wanted, wanted);
}

/* Why it is written. */
static const char *
find_reason (const SessionDeciding *self, const OofState *wanted)
{
  const StoreManaged *managed = self->about->managed;

  if (session_decide_reapplies (self))
    return "re-applied";
  if (is_repeated (self, wanted))
    return "repeat";
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

  session_decide_say (self, SESSION_ACTION_WRITE, find_reason (self, wanted));
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

/* How often the same senders were to hear of it again by now; 0: not yet, or never. */
static guint
count_repeats (const SessionDeciding *self, const OofItemParts *parts)
{
  const OofSlot *slot = &self->made->now;
  gint64 interval_s = parts->repeat_days * (gint64) OOF_DAY_S;

  return interval_s > 0 && slot->is_now && self->about->now_s > slot->away_from_s
             ? (guint) ((self->about->now_s - slot->away_from_s) / interval_s)
             : 0;
}

/* Exchange forgets who has had a reply when the reply is another one: what nobody sees makes it
 * one. */
static void
mark_repeat (char **text, guint count)
{
  g_autofree char *before = g_steal_pointer (text);

  *text = *before == '\0' ? g_strdup ("") : g_strdup_printf ("%s" REPEAT_MARK, before, count);
}

static void
repeat (SessionDeciding *self, SessionWords *words)
{
  const OofItemParts *parts = oof_item_parts (self->made->item);
  guint count = count_repeats (self, parts);
  gint64 interval_s = parts->repeat_days * (gint64) OOF_DAY_S;

  if (interval_s > 0 && self->made->now.is_now)
    self->made->due_s =
        MIN (self->made->due_s, self->made->now.away_from_s + (count + 1) * interval_s);
  if (count == 0)
    return;
  mark_repeat (&words->inside, count);
  mark_repeat (&words->outside, count);
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
  if (!about->words (made->item, about->person, &made->now, about->data, &words, &error)) {
    refuse (self, error);
    return;
  }
  if (words.gaps != NULL && words.gaps[0] != NULL) {
    session_decide_say (self, SESSION_ACTION_REFUSE, "gap");
    made->gaps = g_steal_pointer (&words.gaps);
    return;
  }

  repeat (self, &words);
  wanted = oof_slot_state (&made->now, words.audience, words.inside, words.outside);
  if (!oof_state_validate (wanted, now, &error))
    refuse (self, error);
  else if (words.audience > about->allowed)
    session_decide_say (self, SESSION_ACTION_REFUSE, "audience-ceiling");
  else
    decide_write (self, wanted);
}
