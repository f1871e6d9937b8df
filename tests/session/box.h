/* box.h - a mailbox through time: what the plan decides about it, what it holds then
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "crew.h"
#include "session-decide.h"
#include "store-managed.h"

/* A mailbox, and what the store knows of it. */
typedef struct
{
  SessionPlan *plan;
  OofState *holds;
  StoreManaged *managed;
  gint64 now_s;
  SessionDriftPolicy drift;
  OofProtection protection;
  const char *gap;
  OofAudience allowed;
} Box;

static inline gboolean
words_cb (OofItem *item, guint32 person, const OofSlot *slot, gpointer data, SessionWords *ret,
          GError **error)
{
  const Box *box = data;

  ret->inside = g_strdup (oof_item_parts (item)->inside);
  ret->outside = g_strdup ("");
  ret->audience = oof_item_parts (item)->audience;
  if (box->gap != NULL)
    ret->gaps = g_strsplit (box->gap, " ", -1);
  return TRUE;
}

/* "off", "on TEXT" or "FROM..UNTIL TEXT". */
static inline OofState *
state (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  g_auto (GStrv) ends = g_strsplit (words[0], "..", 2);
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;

  if (ends[1] == NULL)
    return oof_state_new (g_str_equal (words[0], "on") ? OOF_MODE_ON : OOF_MODE_OFF,
                          OOF_AUDIENCE_NONE, NULL, NULL, words[1], "");
  from = base_time_parse (ends[0], NULL, NULL);
  until = base_time_parse (ends[1], NULL, NULL);
  return oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_NONE, from, until, words[1], "");
}

static inline char *
describe (const OofState *self)
{
  g_autofree char *from = self->from != NULL ? g_date_time_format (self->from, "%d.%H-") : NULL;
  g_autofree char *until = self->until != NULL ? g_date_time_format (self->until, "%d.%H") : NULL;

  return g_strdup_printf ("%s%s %s", from != NULL ? from : oof_mode_names[self->mode],
                          until != NULL ? until : "", self->inside);
}

static inline void
set_up (Box *box, const CrewItem *items, guint n, const char *holds)
{
  static const char *const names[] = { "bob", NULL };
  g_autoptr (GPtrArray) entries = crew_entries (names);
  g_autoptr (SessionRoster) roster = session_roster_new (entries, NULL);
  g_autoptr (SessionMembers) members = session_members_new (roster, NULL);
  g_autoptr (GPtrArray) list = crew_items (items, n);

  session_plan_unref (box->plan);
  box->plan = session_plan_new (members, list, (gint32) (at ("2027-01-01T00:00:00Z") / OOF_DAY_S),
                                366, NULL);
  if (holds == NULL)
    return;
  box->holds = state (holds);
  box->allowed = OOF_AUDIENCE_ALL;
}

static inline void
clear (Box *box)
{
  session_plan_unref (box->plan);
  oof_state_unref (box->holds);
  store_managed_free (box->managed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Box, clear)

typedef enum
{
  ARRIVES,
  NEVER_ARRIVES, /* the process dies before the request leaves */
  UNCONFIRMED    /* and here before the answer is seen */
} Fate;

static inline SessionDecision *
decide (Box *box)
{
  const SessionCase about = { .plan = box->plan,
                              .before = box->holds,
                              .allowed = box->allowed,
                              .managed = box->managed,
                              .protection = box->protection,
                              .now_s = box->now_s,
                              .drift = box->drift,
                              .words = words_cb,
                              .data = box };

  return session_decide (&about);
}

/* As an engine does it: "action reason", and what the mailbox holds then. */
static inline void
step_with (Box *box, Fate fate, const char *when, const char *wanted)
{
  g_autoptr (SessionDecision) made = NULL;
  g_autofree char *holds = NULL;
  g_autofree char *text = NULL;

  box->now_s = at (when);
  made = decide (box);
  if (made->keep != NULL) {
    store_managed_free (box->managed);
    box->managed = store_managed_copy (made->keep);
  }
  if (made->wanted != NULL && fate != NEVER_ARRIVES) {
    oof_state_unref (box->holds);
    box->holds = oof_state_ref (made->wanted);
    if (fate == ARRIVES) {
      oof_state_unref (box->managed->held);
      box->managed->held = oof_state_ref (made->wanted);
    }
  }
  if (made->forgets && fate == ARRIVES)
    g_clear_pointer (&box->managed, store_managed_free);
  holds = describe (box->holds);
  text = g_strdup_printf ("%s %s: %s", session_action_names[made->action], made->reason, holds);
  g_test_message ("%s", when);
  g_assert_cmpstr (text, ==, wanted);
}

static inline void
step (Box *box, const char *when, const char *wanted)
{
  step_with (box, ARRIVES, when, wanted);
}

/* The person does something. */
static inline void
set (Box *box, const char *holds)
{
  oof_state_unref (box->holds);
  box->holds = state (holds);
}

#define VACATION                                                                                   \
  {                                                                                                \
    .id = "v", .who = "bob@corp.example", .from = "2027-05-03", .until = "2027-05-08",             \
    .inside = "away"                                                                               \
  }
