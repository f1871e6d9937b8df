/* delivery-gate.c - makes requests wait for what the throttle says
 *
 * Of those that wait, one watches the time for all, the others sleep until somebody comes out or
 * goes in before them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-gate.h"

#include "base-error.h"
#include "delivery-fate.h"
#include "delivery-gate-memory.h"

#define PATIENCE_US (120 * G_USEC_PER_SEC) /* a server that begins anew is there again by then */

struct _DeliveryGate
{
  GMutex lock;
  GCond changed;
  DeliveryThrottle throttle;
  GHashTable *busy;    /* mailboxes, borrowed from whoever is inside */
  guint waiting;       /* threads */
  guint waiting_busy;  /* of them: for somebody to be done with their mailbox */
  gboolean is_watched; /* one of them watches the time */
  gboolean has_succeeded;
  guint64 refusals;
  gint64 patience_us; /* with a server that does not answer */
  DeliveryGateMemory memory;
};

/* Addresses differ in nothing but the case of letters. */
static guint
hash_address (gconstpointer address)
{
  guint hash = 5381;

  for (const char *at = address; *at != '\0'; at++)
    hash = hash * 33 + (guint) g_ascii_tolower (*at);
  return hash;
}

static gboolean
is_same_address (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

DeliveryGate *
delivery_gate_new (guint most_at_once)
{
  DeliveryGate *self = g_atomic_rc_box_new0 (DeliveryGate);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->busy = g_hash_table_new (hash_address, is_same_address);
  self->patience_us = PATIENCE_US;
  delivery_throttle_init (&self->throttle, most_at_once, g_get_monotonic_time ());
  return self;
}

DeliveryGate *
delivery_gate_ref (DeliveryGate *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
delivery_gate_remember (DeliveryGate *self, StoreDb *db, const char *server, const char *account,
                        const BaseClock *clock)
{
  delivery_gate_memory_open (&self->memory, db, server, account, clock);
  delivery_gate_memory_recall (&self->memory, &self->throttle);
}

/* Without the lock. */
static void
keep_memory (DeliveryGate *self)
{
  DeliveryMemory learnt;

  g_mutex_lock (&self->lock);
  delivery_throttle_remember (&self->throttle, &learnt);
  g_mutex_unlock (&self->lock);
  delivery_gate_memory_keep (&self->memory, &learnt);
}

static void
clear_gate (gpointer data)
{
  DeliveryGate *self = data;

  if (self->has_succeeded)
    keep_memory (self);
  delivery_gate_memory_clear (&self->memory);
  g_hash_table_unref (self->busy);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
}

void
delivery_gate_unref (DeliveryGate *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_gate);
}

void
delivery_gate_set_patience (DeliveryGate *self, gint64 patience_us)
{
  self->patience_us = patience_us;
}

/* With the lock held. */
static gint64
silence_us (const DeliveryGate *self)
{
  return delivery_throttle_silence (&self->throttle, g_get_monotonic_time ());
}

/* With the lock held. */
static gboolean
is_given_up (const DeliveryGate *self)
{
  return silence_us (self) >= self->patience_us;
}

static gboolean
is_any_busy (const DeliveryGate *self, const DeliveryTurn *turn, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (self->busy, turn->mailboxes[i]))
      return TRUE;
  return FALSE;
}

/* Whoever may go next looks for themselves; nobody is woken for nothing. With the lock held. */
static void
wake (DeliveryGate *self)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 next_us;

  if (self->waiting == 0)
    return;

  next_us = delivery_throttle_next (&self->throttle, now_us);
  if (self->waiting_busy > 0 || self->throttle.is_shut || is_given_up (self))
    g_cond_broadcast (&self->changed);
  else if (next_us <= now_us || (next_us != DELIVERY_THROTTLE_LATER && !self->is_watched))
    g_cond_signal (&self->changed);
}

/* When the one that watches has to look: somebody may go, or nobody waits any longer. */
static gint64
watch_until (const DeliveryGate *self, gint64 next_us)
{
  gint64 silent_us = silence_us (self);
  gint64 left_us = self->patience_us - silent_us;

  if (silent_us == 0 || left_us <= 0)
    return next_us;
  return MIN (next_us, g_get_monotonic_time () + left_us);
}

static void
wait_until (DeliveryGate *self, BaseCall *call, gboolean is_busy, gint64 next_us)
{
  gint64 end_us = base_call_end_us (call);
  gboolean is_watching = next_us != DELIVERY_THROTTLE_LATER && !self->is_watched;

  self->waiting++;
  self->waiting_busy += is_busy;
  self->is_watched |= is_watching;
  g_cond_wait_until (&self->changed, &self->lock,
                     is_watching ? MIN (watch_until (self, next_us), end_us) : end_us);
  if (is_watching)
    self->is_watched = FALSE;
  self->waiting_busy -= is_busy;
  self->waiting--;
}

static gboolean
set_shut (GError **error)
{
  static const BaseErrorFacts facts = { .reason = "credentials-refused" };

  base_error_set_facts (error, BASE_ERROR_AUTH, &facts,
                        "the server refused these credentials before; they are not tried again");
  return FALSE;
}

static gboolean
set_given_up (GError **error)
{
  static const BaseErrorFacts facts = { .reason = "timed-out" };

  base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts,
                        "the server has not answered anybody for long");
  return FALSE;
}

/* With the lock held. FALSE: not before that time, or not as long as a mailbox is busy. */
static gboolean
try_turn (DeliveryGate *self, DeliveryTurn *turn, gboolean *ret_is_busy, gint64 *ret_next_us)
{
  gint64 now_us = g_get_monotonic_time ();
  guint n = turn->is_divisible ? delivery_throttle_share (&self->throttle, turn->n) : turn->n;

  *ret_is_busy = is_any_busy (self, turn, n);
  *ret_next_us =
      *ret_is_busy ? DELIVERY_THROTTLE_LATER : delivery_throttle_next (&self->throttle, now_us);
  if (!*ret_is_busy && !turn->has_waited && !self->throttle.is_trying && is_given_up (self))
    *ret_next_us = now_us;
  if (*ret_next_us > now_us)
    return FALSE;

  turn->n = n;
  delivery_throttle_begin (&self->throttle, now_us, MAX (n, 1), &turn->pass);
  for (guint i = 0; i < turn->n; i++)
    g_hash_table_add (self->busy, (char *) turn->mailboxes[i]);
  wake (self);
  return TRUE;
}

/* With the lock held. */
static gboolean
wait_for_turn (DeliveryGate *self, BaseCall *call, DeliveryTurn *turn, GError **error)
{
  gboolean is_busy;
  gint64 next_us;

  while (base_call_check (call, error)) {
    if (try_turn (self, turn, &is_busy, &next_us))
      return TRUE;
    if (self->throttle.is_shut)
      return set_shut (error);
    if (turn->has_waited && !self->throttle.is_trying && is_given_up (self)) {
      wake (self);
      return set_given_up (error);
    }
    turn->has_waited = TRUE;
    wait_until (self, call, is_busy, next_us);
  }
  wake (self);
  return FALSE;
}

static void
cancelled_cb (GCancellable *cancellable, DeliveryGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_cond_broadcast (&self->changed);
}

gboolean
delivery_gate_enter (DeliveryGate *self, BaseCall *call, DeliveryTurn *turn, GError **error)
{
  GCancellable *cancellable = base_call_cancellable (call);
  gboolean is_in = FALSE;
  gboolean is_busy;
  gint64 next_us;
  gulong watch;

  turn->has_waited = FALSE;
  if (!base_call_check (call, error))
    return FALSE;

  g_mutex_lock (&self->lock);
  is_in = try_turn (self, turn, &is_busy, &next_us);
  g_mutex_unlock (&self->lock);
  if (is_in)
    return TRUE;

  /* Not with the lock held: the callback takes it, perhaps at once. */
  watch = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  g_mutex_lock (&self->lock);
  is_in = wait_for_turn (self, call, turn, error);
  g_mutex_unlock (&self->lock);
  g_cancellable_disconnect (cancellable, watch);
  return is_in;
}

static void
end_turn (DeliveryGate *self, DeliveryTurn *turn, const DeliveryReturn *how, gboolean is_success)
{
  gint64 now_us = g_get_monotonic_time ();
  gboolean is_worth_keeping;

  g_mutex_lock (&self->lock);
  delivery_throttle_end (&self->throttle, now_us, &turn->pass, how);
  for (guint i = 0; i < turn->n; i++)
    g_hash_table_remove (self->busy, turn->mailboxes[i]);
  self->has_succeeded |= is_success;
  self->refusals += how->refused;
  is_worth_keeping = delivery_gate_memory_is_due (&self->memory, now_us);
  wake (self);
  g_mutex_unlock (&self->lock);

  if (is_worth_keeping)
    keep_memory (self);
}

void
delivery_gate_leave (DeliveryGate *self, DeliveryTurn *turn, const GError *problem)
{
  const DeliveryReturn how = delivery_fate_of_one (problem, turn->pass.parts);

  end_turn (self, turn, &how, problem == NULL);
}

void
delivery_gate_leave_many (DeliveryGate *self, DeliveryTurn *turn, const ExchangeItem *items,
                          guint n)
{
  const DeliveryReturn how = delivery_fate_of_many (items, n);

  end_turn (self, turn, &how, how.answered > 0);
}

guint64
delivery_gate_refusals (DeliveryGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->refusals;
}

gint64
delivery_gate_silence (DeliveryGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return silence_us (self);
}

gboolean
delivery_gate_is_given_up (DeliveryGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return is_given_up (self);
}

gboolean
delivery_gate_has_succeeded (DeliveryGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->has_succeeded;
}
