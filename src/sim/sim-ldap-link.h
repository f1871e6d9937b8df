/* sim-ldap-link.h - one connection to the simulated controller: messages in, answers out, TLS
 *
 * Everything is bounded: the size of a message, how long one may take to come, how much may wait to
 * be sent before more is read. One thread: that of the main loop's default context.
 */
#pragma once

#include "sim-delay.h"
#include "sim-ldap-session.h"

#include <gio/gio.h>

typedef enum
{
  SIM_LDAP_TLS_AT_ONCE,
  SIM_LDAP_TLS_WHEN_ASKED
} SimLdapTls;

typedef struct _SimLdapLink SimLdapLink;

typedef struct
{
  SimWorld *world;
  SimDelay *delay;
  GTlsCertificate *certificate;
  SimLdapSide side;
  SimLdapTls tls;
} SimLdapTerms; /* all borrowed until the link is dropped */

/* Begins to serve. */
SimLdapLink *sim_ldap_link_new (const SimLdapTerms *terms, GSocketConnection *connection);
/* Ends it, whatever it does, and gives the reference up. */
void sim_ldap_link_drop (SimLdapLink *self);

gboolean sim_ldap_link_is_over (const SimLdapLink *self);
/* TRUE when it has been idle, or in the middle of something, for longer than a client may. */
gboolean sim_ldap_link_is_late (const SimLdapLink *self, gint64 now_us);
