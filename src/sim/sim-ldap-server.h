/* sim-ldap-server.h - the simulated domain controller: LDAP on loopback
 *
 * Three ports, as a real controller has them: the domain with TLS from the start, the domain in
 * clear with StartTLS, and the global catalog with TLS. One thread: that of the main loop's default
 * context.
 */
#pragma once

#include "sim-world.h"

#include <gio/gio.h>

typedef enum
{
  SIM_LDAP_PORT_TLS,
  SIM_LDAP_PORT_PLAIN,
  SIM_LDAP_PORT_CATALOG,
  SIM_LDAP_N_PORTS
} SimLdapPort;

typedef struct _SimLdapServer SimLdapServer;

/* Listens. world is borrowed. Errors: those of GIO. */
SimLdapServer *sim_ldap_server_new (SimWorld *world, GTlsCertificate *certificate, GError **error);
void sim_ldap_server_free (SimLdapServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimLdapServer, sim_ldap_server_free)

int sim_ldap_server_port (const SimLdapServer *self, SimLdapPort which);
#define SIM_LDAP_MOST_CONNECTIONS 200

/* Ends the connections whose clients take longer than they may; done every few seconds by itself.
 * now_us: of g_get_monotonic_time (). */
void sim_ldap_server_sweep (SimLdapServer *self, gint64 now_us);
guint sim_ldap_server_connections (const SimLdapServer *self);
