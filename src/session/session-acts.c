/* session-acts.c - what happens beside the replies of mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-acts.h"

#include "base-fault.h"
#include "session-act-behind.h"
#include "session-act-moved.h"
#include "session-act-way.h"
#include "session-org-private.h"

#include <string.h>

typedef struct
{
  const SessionActsOrder *order;
  BaseCall *call;
  SessionActAbout about;
  GPtrArray *kept;   /* StoreAct: what there is */
  GPtrArray *wanted; /* StoreAct: what there is to be */
  GPtrArray *told;   /* SessionAct */
} Acting;

/* Takes error. */
static void
tell (Acting *self, const StoreAct *act, SessionActDoes does, GError *error)
{
  const SessionActWay *way = session_act_way_find (act->kind);
  SessionAct *told = g_new0 (SessionAct, 1);

  told->kind = store_act_kinds[act->kind];
  told->does = does;
  told->words = way != NULL && *act->what != '\0' ? way->say (act, does) : NULL;
  told->error = error;
  g_ptr_array_add (self->told, told);
}

static const char *
profile_of (const Acting *self)
{
  return session_org_profile (self->order->org)->id;
}

static gboolean
save (Acting *self, StoreAct *act, StoreActState state, GError **error)
{
  act->state = state;
  act->at_s = state == STORE_ACT_MAKING ? self->about.begun_s : self->order->now_s;
  if (!store_act_save (session_org_db (self->order->org), profile_of (self), act, error))
    return FALSE;
  base_fault ("act-kept");
  return TRUE;
}

static gboolean
forget (Acting *self, const StoreAct *act, GError **error)
{
  if (!store_act_forget (session_org_db (self->order->org), profile_of (self), act, error))
    return FALSE;
  base_fault ("act-forgotten");
  return TRUE;
}

/* One change on its way through delivery. */
typedef struct
{
  const Acting *self;
  StoreAct *act;
  gboolean makes;
} Step;

static gboolean
step_cb (ExchangeBackend *backend, BaseCall *call, gpointer data, char **ret_request_id,
         GError **error)
{
  const Step *step = data;
  const SessionActWay *way = session_act_way_find (step->act->kind);

  return (step->makes ? way->make : way->take_back) (backend, call, &step->self->about, step->act,
                                                     ret_request_id, error);
}

static gboolean
deliver (Acting *self, StoreAct *act, gboolean makes, GError **error)
{
  Step step = { self, act, makes };
  g_autofree char *words =
      g_strdup_printf ("%s: %s → %s (%s)", store_act_kinds[act->kind],
                       makes ? "nothing" : act->what, makes ? act->what : "nothing", act->mark);
  const DeliveryActOrder order = { .mailbox = self->order->mailbox,
                                   .held = self->order->held,
                                   .words = words,
                                   .step = step_cb,
                                   .data = &step };

  return delivery_act_do (self->order->run, self->call, &order, error);
}

/* Why it failed stays with the row, until it does not. Takes problem. */
static void
note_problem (Acting *self, StoreAct *act, SessionActDoes does, GError *problem)
{
  g_free (act->problem);
  act->problem = problem != NULL ? g_strdup (problem->message) : NULL;
  if (problem != NULL)
    store_act_save (session_org_db (self->order->org), profile_of (self), act, NULL);
  tell (self, act, does, problem);
}

/* Two whose substitutes are each other may come at the same moment: one of them is first. */
static gboolean
claim (Acting *self, StoreAct *act, GError **error)
{
  static GMutex one_at_a_time;
  const SessionActWay *way = session_act_way_find (act->kind);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);

  return (way->claim == NULL || way->claim (&self->about, act, error)) &&
         save (self, act, STORE_ACT_MAKING, error);
}

static void
make (Acting *self, StoreAct *act)
{
  const SessionActWay *way = session_act_way_find (act->kind);
  GError *problem = NULL;
  gboolean is_asked = way->check == NULL || way->check (self->call, &self->about, act, &problem);

  if (!is_asked || self->order->run == NULL) {
    tell (self, act, SESSION_ACT_MAKES, problem);
    return;
  }

  store_act_set (&act->run, delivery_run_id (self->order->run));
  if (!claim (self, act, &problem)) {
    tell (self, act, SESSION_ACT_MAKES, problem);
    return;
  }
  if (deliver (self, act, TRUE, &problem)) {
    g_clear_pointer (&act->problem, g_free);
    save (self, act, STORE_ACT_THERE, &problem);
  }
  note_problem (self, act, SESSION_ACT_MAKES, problem);
}

/* after: UNDONE: the row stays, so that it is not made again. */
static void
take_back (Acting *self, StoreAct *act, StoreActState after)
{
  const SessionActWay *way = session_act_way_find (act->kind);
  gboolean is_gone = act->state == STORE_ACT_UNDONE || way == NULL || way->take_back == NULL;
  GError *problem = NULL;

  if (self->order->run == NULL) {
    if (!is_gone)
      tell (self, act, SESSION_ACT_TAKES_BACK, NULL);
    return;
  }
  if (!is_gone &&
      !(save (self, act, STORE_ACT_REMOVING, &problem) && deliver (self, act, FALSE, &problem))) {
    note_problem (self, act, SESSION_ACT_TAKES_BACK, problem);
    return;
  }
  g_clear_pointer (&act->problem, g_free);
  if (after == STORE_ACT_UNDONE)
    save (self, act, STORE_ACT_UNDONE, &problem);
  else
    forget (self, act, &problem);
  if (!is_gone || problem != NULL)
    tell (self, act, SESSION_ACT_TAKES_BACK, problem);
}

static gboolean
is_same (const StoreAct *a, const StoreAct *b)
{
  return a->kind == b->kind && a->away_from_s == b->away_from_s && g_str_equal (a->item, b->item);
}

static StoreAct *
find_same (const GPtrArray *acts, const StoreAct *act)
{
  for (guint i = 0; i < acts->len; i++)
    if (is_same (acts->pdata[i], act))
      return acts->pdata[i];
  return NULL;
}

/* It does what is wanted, or did and was undone. */
static gboolean
stays (const StoreAct *kept, const StoreAct *wanted)
{
  return kept->state == STORE_ACT_UNDONE ||
         (kept->state != STORE_ACT_REMOVING && g_str_equal (kept->what, wanted->what));
}

/* What belongs to the absence that is in force, or comes next. */
static void
want (Acting *self, const SessionActWay *way)
{
  const OofSlot *slot = self->about.slot;
  g_autoptr (StoreAct) act = store_act_new (
      way->kind, self->order->mailbox, oof_item_parts (self->about.item)->id, slot->away_from_s);
  GError *problem = NULL;

  act->away_until_s = slot->away_until_s;
  if (!way->plan (&self->about, act, &problem)) {
    tell (self, act, SESSION_ACT_MAKES, problem);
    return;
  }
  if (!slot->is_now && !way->is_ahead) {
    if (self->order->run == NULL) {
      if (way->check != NULL)
        way->check (self->call, &self->about, act, &problem);
      tell (self, act, SESSION_ACT_LATER, problem);
    }
    return;
  }
  g_ptr_array_add (self->wanted, g_steal_pointer (&act));
}

/* Another absence goes before it, now or next, and what shows it to others need not go for that. */
static gboolean
is_behind (const Acting *self, const StoreAct *kept)
{
  const SessionActWay *way = session_act_way_find (kept->kind);

  return way != NULL && way->stays && kept->state == STORE_ACT_THERE &&
         session_act_is_planned (self->order->plan, self->order->person, kept, self->order->now_s);
}

/* Keeps it for the absence as it is now, where that was moved and what was done cannot be undone.
 * The new row comes first: two are none too many, and none would be told once more. */
static gboolean
follow (Acting *self, StoreAct *kept)
{
  const SessionActWay *way = session_act_way_find (kept->kind);
  gint64 from_s = kept->away_from_s;
  GError *problem = NULL;

  for (guint i = 0; way != NULL && way->take_back == NULL && i < self->wanted->len; i++) {
    const StoreAct *wanted = self->wanted->pdata[i];

    if (!session_act_is_moved (kept, wanted, self->order->now_s))
      continue;
    kept->away_from_s = wanted->away_from_s;
    kept->away_until_s = wanted->away_until_s;
    if (self->order->run == NULL)
      return TRUE;
    if (save (self, kept, kept->state, &problem)) {
      kept->away_from_s = from_s;
      forget (self, kept, &problem);
      kept->away_from_s = wanted->away_from_s;
    }
    if (problem != NULL)
      tell (self, kept, SESSION_ACT_STAYS, problem);
    return TRUE;
  }
  return FALSE;
}

static void
take_back_others (Acting *self)
{
  for (guint i = 0; i < self->kept->len; i++) {
    StoreAct *kept = self->kept->pdata[i];
    const StoreAct *wanted = find_same (self->wanted, kept);

    if (session_acts_is_settled (kept, self->order->now_s) ||
        (wanted == NULL && (is_behind (self, kept) || follow (self, kept))))
      continue;
    if (wanted == NULL || !stays (kept, wanted))
      take_back (self, kept, STORE_ACT_REMOVING);
  }
}

/* kept: NULL, or what is known of earlier tries. */
static void
make_once_more (Acting *self, StoreAct *wanted, const StoreAct *kept)
{
  gboolean is_again = kept != NULL && kept->state == STORE_ACT_MAKING && stays (kept, wanted);

  self->about.begun_s = is_again ? kept->at_s : self->order->now_s;
  if (is_again && *kept->remote != '\0')
    store_act_set (&wanted->remote, kept->remote);
  make (self, wanted);
}

/* item: of which; NULL: of all. */
static void
make_wanted (Acting *self, const OofItem *item)
{
  for (guint i = 0; i < self->wanted->len; i++) {
    StoreAct *wanted = self->wanted->pdata[i];
    const StoreAct *kept = find_same (self->kept, wanted);

    if (item != NULL && !g_str_equal (wanted->item, oof_item_parts (item)->id))
      continue;
    if (kept != NULL && kept->state == STORE_ACT_REMOVING && kept->problem != NULL)
      continue; /* the one before it is still there */
    if (kept == NULL || !stays (kept, wanted) || kept->state == STORE_ACT_MAKING)
      make_once_more (self, wanted, kept);
    else if (kept->state == STORE_ACT_THERE)
      tell (self, wanted, SESSION_ACT_STAYS, NULL);
  }
}

static gboolean
is_undecided (const SessionDecision *made)
{
  return made->action == SESSION_ACTION_CONFLICT || g_str_equal (made->reason, "members-unknown");
}

/* Its reply is there, or will be. */
static gboolean
may_make (const SessionActsOrder *order, const SessionDecision *made, gboolean is_written)
{
  return (made->action == SESSION_ACTION_WRITE && (is_written || order->run == NULL)) ||
         (made->action == SESSION_ACTION_SKIP && g_str_equal (made->reason, "in-step"));
}

static void
begin (Acting *self, const SessionActsOrder *order, BaseCall *call)
{
  g_autoptr (GError) problem = NULL;

  *self = (Acting){ .order = order,
                    .call = call,
                    .about = { .org = order->org,
                               .plan = order->plan,
                               .mailbox = order->mailbox,
                               .person = order->person,
                               .now_s = order->now_s },
                    .wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) store_act_free),
                    .told = g_ptr_array_new_with_free_func (session_act_free) };
  self->kept =
      store_act_list (session_org_db (order->org), profile_of (self), order->mailbox, &problem);
  if (self->kept == NULL) {
    SessionAct *told = g_new0 (SessionAct, 1);

    told->kind = "";
    told->error = g_steal_pointer (&problem);
    g_ptr_array_add (self->told, told);
    self->kept = g_ptr_array_new ();
  }
}

static GPtrArray *
end (Acting *self)
{
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->wanted);
  return self->told;
}

/* item: NULL: there is none. */
static void
want_all (Acting *self, OofItem *item, const OofSlot *slot)
{
  self->about.item = item;
  self->about.slot = slot;
  for (guint i = 0; item != NULL && session_act_ways[i] != NULL; i++)
    if (session_act_ways[i]->is_wanted (item))
      want (self, session_act_ways[i]);
}

GPtrArray *
session_acts_run (const SessionActsOrder *order, BaseCall *call, const SessionDecision *made,
                  gboolean is_written)
{
  Acting self;

  begin (&self, order, call);
  if (self.told->len > 0 || is_undecided (made))
    return end (&self);

  want_all (&self, made->shown, &made->shown_slot);
  want_all (&self, made->now.kind == OOF_SLOT_ITEM ? made->item : NULL, &made->now);
  take_back_others (&self);
  if (may_make (order, made, is_written))
    make_wanted (&self, NULL);
  else if (made->shown != NULL)
    make_wanted (&self, made->shown);
  return end (&self);
}

GPtrArray *
session_acts_undo (const SessionActsOrder *order, BaseCall *call, const char *run)
{
  Acting self;

  begin (&self, order, call);
  for (guint i = 0; i < self.kept->len; i++) {
    StoreAct *kept = self.kept->pdata[i];

    if (g_str_equal (kept->run, run) && kept->state != STORE_ACT_UNDONE)
      take_back (&self, kept, STORE_ACT_UNDONE);
  }
  return end (&self);
}
