/* delivery-gate.h - one gate for all requests to one server by one account: how many, and when not
 *
 * Shared by every worker and every run of a session. When the server says that it is too busy,
 * everybody waits; when it counts too many connections, fewer are let in, and slowly more again.
 * Any thread.
 */
#pragma once

#include "base-call.h"

typedef struct _DeliveryGate DeliveryGate;

DeliveryGate *delivery_gate_new (guint most_at_once);
DeliveryGate *delivery_gate_ref (DeliveryGate *self);
void delivery_gate_unref (DeliveryGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryGate, delivery_gate_unref)

/* Blocks until a request may go out. FALSE as base_call_check (): then leave must not be called. */
gboolean delivery_gate_enter (DeliveryGate *self, BaseCall *call, GError **error);

/* The request came back; problem: NULL when it succeeded. */
void delivery_gate_leave (DeliveryGate *self, const GError *problem);

/* TRUE once any request has succeeded: a server that was there and is gone is worth waiting for,
 * one that never was is not. */
gboolean delivery_gate_has_succeeded (DeliveryGate *self);
