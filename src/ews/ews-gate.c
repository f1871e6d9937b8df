/* ews-gate.c - sees to it that a wrong password is tried once
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-gate.h"

#include "base-error.h"

typedef enum
{
  UNPROVEN,
  TRYING, /* somebody is inside alone */
  OPEN,
  SHUT
} State;

struct _EwsGate
{
  GMutex lock;
  GCond changed;
  State state;
  guint round;     /* how many have gone alone and come back */
  GError *problem; /* why the last of them got no answer; NULL when it got one or was cancelled */
};

EwsGate *
ews_gate_new (void)
{
  EwsGate *self = g_new0 (EwsGate, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

void
ews_gate_free (EwsGate *self)
{
  if (self == NULL)
    return;

  g_clear_error (&self->problem);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
cancelled_cb (GCancellable *cancellable, EwsGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_cond_broadcast (&self->changed);
}

/* With the lock held. FALSE when there is no point in waiting on. */
static gboolean
wait_for_turn (EwsGate *self, BaseCall *call, GError **error)
{
  guint round = self->round;

  while (self->state == TRYING && self->round == round) {
    if (!base_call_check (call, error))
      return FALSE;
    g_cond_wait_until (&self->changed, &self->lock, base_call_end_us (call));
  }

  if (self->round == round + 1 && self->state == UNPROVEN && self->problem != NULL) {
    g_propagate_error (error, g_error_copy (self->problem));
    return FALSE;
  }
  return TRUE;
}

static gboolean
set_shut (GError **error)
{
  static const BaseErrorFacts facts = { .reason = "credentials-refused", .http_status = 401 };

  base_error_set_facts (error, BASE_ERROR_AUTH, &facts,
                        "the server refused these credentials before; they are not tried again");
  return FALSE;
}

/* With the lock held. */
static gboolean
take_pass (EwsGate *self, BaseCall *call, EwsPass *ret_pass, GError **error)
{
  while (self->state == TRYING)
    if (!wait_for_turn (self, call, error))
      return FALSE;
  if (self->state == SHUT)
    return set_shut (error);

  *ret_pass = self->state == OPEN ? EWS_PASS_OPEN : EWS_PASS_ALONE;
  if (self->state == UNPROVEN)
    self->state = TRYING;
  return TRUE;
}

gboolean
ews_gate_enter (EwsGate *self, BaseCall *call, EwsPass *ret_pass, GError **error)
{
  GCancellable *cancellable = base_call_cancellable (call);
  gulong watch = 0;
  gboolean is_in;

  g_mutex_lock (&self->lock);
  if (self->state == TRYING) {
    /* Not with the lock held: the callback takes it, perhaps at once. */
    g_mutex_unlock (&self->lock);
    watch = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
    g_mutex_lock (&self->lock);
  }
  is_in = take_pass (self, call, ret_pass, error);
  g_mutex_unlock (&self->lock);

  if (watch != 0)
    g_cancellable_disconnect (cancellable, watch);
  return is_in;
}

static void
end_round (EwsGate *self, EwsLogin login, const GError *problem)
{
  static const State states[] = {
    [EWS_LOGIN_ACCEPTED] = OPEN, [EWS_LOGIN_REFUSED] = SHUT, [EWS_LOGIN_UNKNOWN] = UNPROVEN
  };

  self->state = states[login];
  self->round++;
  g_clear_error (&self->problem);
  if (login == EWS_LOGIN_UNKNOWN && problem != NULL && problem->domain == BASE_ERROR)
    self->problem = g_error_copy (problem);
  g_cond_broadcast (&self->changed);
}

gboolean
ews_gate_leave (EwsGate *self, EwsPass pass, EwsLogin login, const GError *problem)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (pass == EWS_PASS_OPEN && login != EWS_LOGIN_REFUSED)
    return FALSE;

  locker = g_mutex_locker_new (&self->lock);
  if (pass != EWS_PASS_OPEN) {
    end_round (self, login, problem);
    return FALSE;
  }
  if (self->state == OPEN)
    self->state = UNPROVEN;
  return self->state != SHUT;
}
