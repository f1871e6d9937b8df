/* ews-gate.h - sees to it that a wrong password is tried once, not once a worker
 *
 * The first authenticated request of an open server goes alone and the others wait for how it ends.
 * Accepted: the gate stands open. Refused: it is shut until the profile is opened again, and nobody
 * touches the network. No answer at all: those who waited get the same error, the next one goes
 * alone again. When a request is refused although others were let in before, the gate closes again
 * and that request may go once more, alone: some servers say 401 when they mean "slow down", but an
 * account must never be locked out by us.
 *
 * Any thread.
 */
#pragma once

#include "base-call.h"

typedef struct _EwsGate EwsGate;

EwsGate *ews_gate_new (void);
void ews_gate_free (EwsGate *self); /* NULL is fine */

typedef enum
{
  EWS_PASS_OPEN, /* one of many */
  EWS_PASS_ALONE /* the one that tries the credentials */
} EwsPass;

/* Waits for its turn, cancellably. FALSE with AUTH "credentials-refused" when the gate is shut. */
gboolean ews_gate_enter (EwsGate *self, BaseCall *call, EwsPass *ret_pass, GError **error);

typedef enum
{
  EWS_LOGIN_ACCEPTED,
  EWS_LOGIN_REFUSED,
  EWS_LOGIN_UNKNOWN /* no answer, or one that says nothing about the credentials */
} EwsLogin;

/* Every pass must be given back. problem: why there was no answer; NULL when there was one. TRUE:
 * refused, but worth one more try, through the gate again; the caller tries no third time. */
gboolean ews_gate_leave (EwsGate *self, EwsPass pass, EwsLogin login, const GError *problem);
