/* session-words-conflict.c - what competes for a mailbox's one reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words-conflict.h"

#include "session-words-item.h"
#include "session-words-plan.h"

#include <glib/gi18n-lib.h>

const char *const session_clash_names[] = { [SESSION_CLASH_ITEMS] = "items",
                                            [SESSION_CLASH_OWN] = "own",
                                            [SESSION_CLASH_PROTECTED] = "protected",
                                            [SESSION_CLASH_POLICY] = "policy",
                                            [SESSION_CLASH_CHANGED] = "changed",
                                            [SESSION_CLASH_REFUSED] = "refused",
                                            NULL };

static void
clear_conflict (gpointer data)
{
  SessionClash *self = data;

  g_ptr_array_unref (self->losers);
  g_free (self->words);
}

static OofItem *
item_of (const SessionPlan *plan, guint16 row)
{
  return oof_row_item (oof_plan_row (session_plan_oof (plan), row));
}

static const char *
say_own (const OofItem *item)
{
  switch (oof_item_parts (item)->own) {
  case OOF_OWN_AFTER:
    return _ ("It waits until the person’s own reply ends.");
  case OOF_OWN_ASK:
    return _ ("The person has a reply of their own: somebody has to decide.");
  case OOF_OWN_LEAVE:
  case OOF_OWN_REPLACE:
  case OOF_OWN_REPLACE_RESTORE:
  default:
    return _ ("The person has a reply of their own, and the absence leaves it alone.");
  }
}

static void
add_segment (GArray *found, const SessionPlan *plan, const OofSegment *segment)
{
  SessionClash conflict = { .kind = segment->kind == OOF_SEGMENT_OWN ? SESSION_CLASH_OWN
                                                                     : SESSION_CLASH_ITEMS,
                            .from_s = segment->from_s,
                            .until_s = segment->until_s,
                            .why = segment->why };
  const char *words;

  if (segment->kind == OOF_SEGMENT_IN || segment->n_hidden == 0)
    return;

  conflict.losers = g_ptr_array_new ();
  for (guint i = 0; i < segment->n_hidden; i++)
    g_ptr_array_add (conflict.losers, item_of (plan, segment->hidden[i]));
  if (segment->kind == OOF_SEGMENT_ITEM)
    conflict.winner = item_of (plan, segment->row);
  words = segment->kind == OOF_SEGMENT_OWN ? say_own (conflict.losers->pdata[0])
                                           : session_words_why (segment->why);
  conflict.words = g_strdup (words != NULL ? words : "");
  g_array_append_val (found, conflict);
}

/* What the decision says beyond the segments. FALSE: nothing. */
static gboolean
find_kind (const SessionDecision *made, SessionClashKind *ret)
{
  static const struct
  {
    const char *reason;
    SessionClashKind kind;
  } kinds[] = { { "protected", SESSION_CLASH_PROTECTED },
                { "audience-ceiling", SESSION_CLASH_POLICY },
                { "drifted", SESSION_CLASH_CHANGED },
                { "came-back", SESSION_CLASH_CHANGED },
                { "own-first", SESSION_CLASH_OWN } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (made->reason, kinds[i].reason)) {
      *ret = kinds[i].kind;
      return TRUE;
    }
  *ret = made->replaces_own ? SESSION_CLASH_OWN : SESSION_CLASH_REFUSED;
  return made->action == SESSION_ACTION_REFUSE ||
         (made->replaces_own && made->before->mode != OOF_MODE_OFF);
}

static void
add_decision (GArray *found, const SessionDecision *made)
{
  SessionClash conflict = { .from_s = made->now.from_s, .until_s = made->now.until_s };

  if (made->item == NULL || !find_kind (made, &conflict.kind))
    return;
  conflict.losers = g_ptr_array_new ();
  if (made->replaces_own)
    conflict.winner = made->item;
  else
    g_ptr_array_add (conflict.losers, made->item);
  conflict.words = made->replaces_own ? g_strdup (_ ("It replaces a reply of the person’s own."))
                                      : session_words_decision (made);
  g_array_append_val (found, conflict);
}

GArray *
session_clashes (const SessionPlan *plan, const SessionDecision *decision)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (SessionClash));

  g_array_set_clear_func (found, clear_conflict);
  add_decision (found, decision);
  for (guint i = 0; decision->segments != NULL && i < decision->segments->len; i++)
    add_segment (found, plan, &g_array_index (decision->segments, OofSegment, i));
  return found;
}
