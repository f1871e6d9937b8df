/* session-org-private.h - inside session only: the organisation's store, and runs that decide */
#pragma once

#include "base-time.h"
#include "delivery-run.h"
#include "session-org.h"

StoreDb *session_org_db (SessionOrg *self);              /* borrowed */
ExchangeBackend *session_org_backend (SessionOrg *self); /* borrowed; behind its gate */

/* Whose store and keyring it has; NULL: opened without one. Borrowed. Set before anybody else knows
 * self. */
SessionCore *session_org_core (SessionOrg *self);
void session_org_set_core (SessionOrg *self, SessionCore *core);

/* What time it is for runs; borrowed. Before anybody else knows self: another one than this
 * computer's. */
const BaseClock *session_org_clock (SessionOrg *self);
void session_org_set_clock (SessionOrg *self, const BaseClock *clock);

/* As session_org_new_run (); id: of a run that is gone on with; NULL: a new one; decide: NULL:
 * changes are ordered. */
DeliveryRun *session_org_new_deciding_run (SessionOrg *self, const char *id, const char *why,
                                           DeliveryDecide decide, gpointer data);
