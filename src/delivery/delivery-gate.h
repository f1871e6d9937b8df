/* delivery-gate.h - one gate for all requests to one server by one account: how many, how fast, and
 * when not
 *
 * The policy is delivery-throttle.h; the gate makes threads wait for it. Shared by every worker and
 * every run of a session, and what it has learnt is kept for the next one. Two requests for the
 * same mailbox are never under way at the same time. Any thread.
 */
#pragma once

#include "base-call.h"
#include "base-time.h"
#include "delivery-throttle.h"
#include "exchange-backend.h"
#include "store-db.h"

typedef struct _DeliveryGate DeliveryGate;

DeliveryGate *delivery_gate_new (guint most_at_once);
DeliveryGate *delivery_gate_ref (DeliveryGate *self);
void delivery_gate_unref (DeliveryGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryGate, delivery_gate_unref)

/* Begins with what is known of that server and account, and keeps what is learnt, now and then and
 * when the last reference goes. Before anybody else knows self. clock: borrowed. That the store
 * does not work is no reason not to ask a server. */
void delivery_gate_remember (DeliveryGate *self, StoreDb *db, const char *server,
                             const char *account, const BaseClock *clock);

/* A server that does not answer is waited for, but not for longer than this: then those who wait
 * are let go with an error, and whoever comes anew goes at once, alone. Before anybody else knows
 * self; without it two minutes. */
void delivery_gate_set_patience (DeliveryGate *self, gint64 patience_us);

/* Of one request: whom it is about, and that it has been let in. */
typedef struct
{
  const char *const *mailboxes; /* borrowed until it leaves; not twice the same */
  guint n;                      /* 0: it is about no mailbox of its own */
  gboolean is_divisible;        /* n: as many of them as may go now; let in: as many as do */
  DeliveryPass pass;
  gboolean has_waited; /* the gate's own */
} DeliveryTurn;

/* Blocks until the request may go out. FALSE as base_call_check (), with AUTH
 * "credentials-refused" when the credentials were refused too often, and with OFFLINE "timed-out"
 * when nobody has answered for too long: then leave must not be called. */
gboolean delivery_gate_enter (DeliveryGate *self, BaseCall *call, DeliveryTurn *turn,
                              GError **error);

/* The request came back; problem: NULL when it succeeded. */
void delivery_gate_leave (DeliveryGate *self, DeliveryTurn *turn, const GError *problem);

/* The same of one for several mailboxes, some of which may have been refused. */
void delivery_gate_leave_many (DeliveryGate *self, DeliveryTurn *turn, const ExchangeItem *items,
                               guint n);

/* Requests, or parts of one, that the server refused for being too much. */
guint64 delivery_gate_refusals (DeliveryGate *self);

/* TRUE once any request has succeeded: a server that was there and is gone is worth waiting for,
 * one that never was is not. */
gboolean delivery_gate_has_succeeded (DeliveryGate *self);

/* For how long nobody has been answered who should have been, in µs; 0: that is not so. */
gint64 delivery_gate_silence (DeliveryGate *self);
/* That is longer than it is waited for. */
gboolean delivery_gate_is_given_up (DeliveryGate *self);
