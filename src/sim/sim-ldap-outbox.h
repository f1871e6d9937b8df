/* sim-ldap-outbox.h - the answers of a connection that are on their way, some of them late on
 * purpose
 *
 * One thread: that of the main loop's default context.
 */
#pragma once

#include "sim-delay.h"
#include "sim-ldap-session.h"

typedef struct _SimLdapOutbox SimLdapOutbox;

/* due (data) is called when an answer may be sent that was not there before. */
SimLdapOutbox *sim_ldap_outbox_new (SimDelay *delay, void (*due) (gpointer data), gpointer data);
/* Nothing comes of it any more. NULL is fine. */
void sim_ldap_outbox_close (SimLdapOutbox *self);

/* Takes the answer's bytes. */
void sim_ldap_outbox_add (SimLdapOutbox *self, const SimLdapAnswer *answer, gint64 latency_ms);
void sim_ldap_outbox_abandon (SimLdapOutbox *self, ber_int_t id);

GBytes *sim_ldap_outbox_peek (const SimLdapOutbox *self); /* the next; NULL: none; borrowed */
SimLdapThen sim_ldap_outbox_pop (SimLdapOutbox *self);
gsize sim_ldap_outbox_bytes (const SimLdapOutbox *self); /* the late ones too */
