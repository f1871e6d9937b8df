/* sim-ldap-server.c - the simulated domain controller
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-server.h"

#include "sim-delay.h"
#include "sim-ldap-link.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#define MOST_TRIES 50 /* to find a port that is free on both addresses */
#define SWEEP_S 5

typedef struct
{
  SimLdapServer *server;
  SimLdapTerms terms;
  GSocketService *service;
  int port;
} Door;

struct _SimLdapServer
{
  SimDelay *delay;
  GTlsCertificate *certificate;
  Door doors[SIM_LDAP_N_PORTS];
  GPtrArray *links;
  guint sweeping;
};

static void
drop_link (gpointer data)
{
  sim_ldap_link_drop (data);
}

void
sim_ldap_server_sweep (SimLdapServer *self, gint64 now_us)
{
  for (guint i = self->links->len; i > 0; i--)
    if (sim_ldap_link_is_over (self->links->pdata[i - 1]) ||
        sim_ldap_link_is_late (self->links->pdata[i - 1], now_us))
      g_ptr_array_remove_index_fast (self->links, i - 1);
}

static gboolean
sweep_cb (gpointer user_data)
{
  sim_ldap_server_sweep (user_data, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source,
             gpointer user_data)
{
  Door *door = user_data;
  SimLdapServer *self = door->server;

  sim_ldap_server_sweep (self, g_get_monotonic_time ());
  if (self->links->len >= SIM_LDAP_MOST_CONNECTIONS)
    return TRUE; /* it is closed when nobody holds it */

  g_socket_set_option (g_socket_connection_get_socket (connection), IPPROTO_TCP, TCP_NODELAY, 1,
                       NULL);
  g_ptr_array_add (self->links, sim_ldap_link_new (&door->terms, connection));
  return TRUE;
}

static gboolean
add_address (Door *door, GSocketFamily family, guint port, guint *ret_port, GError **error)
{
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (host, (guint16) port);
  g_autoptr (GSocketAddress) effective = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (door->service), address,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                      error))
    return FALSE;

  *ret_port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return TRUE;
}

/* On both loopback addresses, at the same port; on a machine without IPv6, on the one there is. */
static gboolean
listen_local (Door *door, guint wanted, GError **error)
{
  for (guint i = 0; i < MOST_TRIES; i++) {
    g_autoptr (GError) why = NULL;
    guint port = 0;
    guint other = 0;

    door->service = g_socket_service_new ();
    if (!add_address (door, G_SOCKET_FAMILY_IPV4, wanted, &port, error))
      return FALSE;
    door->port = (int) port;
    if (add_address (door, G_SOCKET_FAMILY_IPV6, port, &other, &why) ||
        !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)) {
      g_signal_connect (door->service, "incoming", G_CALLBACK (incoming_cb), door);
      return TRUE;
    }
    g_socket_listener_close (G_SOCKET_LISTENER (door->service));
    g_clear_object (&door->service);
    if (wanted != 0)
      break;
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, "no free port for LDAP");
  return FALSE;
}

SimLdapServer *
sim_ldap_server_new (SimWorld *world, GTlsCertificate *certificate, GError **error)
{
  const struct
  {
    int port;
    SimLdapSide side;
    SimLdapTls tls;
  } rows[SIM_LDAP_N_PORTS] = {
    [SIM_LDAP_PORT_TLS] = { world->options->ldap_port, SIM_LDAP_ON_DOMAIN, SIM_LDAP_TLS_AT_ONCE },
    [SIM_LDAP_PORT_PLAIN] = { world->options->ldap_plain_port, SIM_LDAP_ON_DOMAIN,
                              SIM_LDAP_TLS_WHEN_ASKED },
    [SIM_LDAP_PORT_CATALOG] = { world->options->ldap_catalog_port, SIM_LDAP_ON_CATALOG,
                                SIM_LDAP_TLS_AT_ONCE },
  };
  g_autoptr (SimLdapServer) self = g_new0 (SimLdapServer, 1);

  self->delay = sim_delay_new ();
  self->certificate = g_object_ref (certificate);
  self->links = g_ptr_array_new_with_free_func (drop_link);
  self->sweeping = g_timeout_add_seconds (SWEEP_S, sweep_cb, self);
  for (guint i = 0; i < SIM_LDAP_N_PORTS; i++) {
    Door *door = &self->doors[i];

    door->server = self;
    door->terms =
        (SimLdapTerms){ world, self->delay, self->certificate, rows[i].side, rows[i].tls };
    if (!listen_local (door, (guint) rows[i].port, error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

void
sim_ldap_server_free (SimLdapServer *self)
{
  if (self == NULL)
    return;

  g_source_remove (self->sweeping);
  for (guint i = 0; i < SIM_LDAP_N_PORTS; i++)
    if (self->doors[i].service != NULL) {
      g_signal_handlers_disconnect_by_data (self->doors[i].service, &self->doors[i]);
      g_socket_service_stop (self->doors[i].service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->doors[i].service));
      g_object_unref (self->doors[i].service);
    }
  g_ptr_array_unref (self->links);
  sim_delay_free (self->delay);
  g_object_unref (self->certificate);
  g_free (self);
}

int
sim_ldap_server_port (const SimLdapServer *self, SimLdapPort which)
{
  return self->doors[which].port;
}

guint
sim_ldap_server_connections (const SimLdapServer *self)
{
  return self->links->len;
}
