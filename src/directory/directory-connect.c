/* directory-connect.c - a link to one of a domain's controllers, not bound yet
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-connect.h"

#include "base-error.h"
#include "base-socket.h"
#include "directory-error.h"
#include "directory-tls.h"

#include <openldap.h>
#include <string.h>
#include <unistd.h>

#define MOST_ROUNDS 4
#define READ_AHEAD_BYTES 65536

DirectoryLink *
directory_link_ref (DirectoryLink *self)
{
  self->refs++;
  return self;
}

void
directory_link_unref (DirectoryLink *self)
{
  if (self == NULL || --self->refs > 0)
    return;

  if (self->ldap != NULL)
    ldap_unbind_ext (self->ldap, NULL, NULL);
  else if (self->fd >= 0)
    close (self->fd);
  directory_dse_free (self->dse);
  directory_forest_unref (self->forest);
  g_free (self->host);
  g_free (self->account);
  g_free (self);
}

/* The port for that, 0 when there is none: a place with a port of its own has no other. */
static guint16
find_port (DirectoryForest *forest, const DirectoryPlace *place, DirectoryPort port,
           DirectoryTransport transport)
{
  gboolean is_tls = transport == DIRECTORY_TRANSPORT_TLS;
  gboolean is_catalog = port == DIRECTORY_PORT_CATALOG;

  if (place->port != 0 || place->is_tls) {
    guint16 named = place->port != 0 ? place->port : forest->ports.ldaps;
    gboolean wants_tls =
        place->is_tls || named == forest->ports.ldaps || named == forest->ports.catalog_tls;

    return wants_tls == is_tls && !is_catalog ? named : 0;
  }
  if (is_catalog)
    return is_tls ? forest->ports.catalog_tls : forest->ports.catalog;
  return is_tls ? forest->ports.ldaps : forest->ports.ldap;
}

/* Everything that ldap.conf or the environment may have set otherwise. */
static gboolean
set_options (LDAP *ldap)
{
  const int version = LDAP_VERSION3;
  const int never = LDAP_DEREF_NEVER;
  const int none = 0;
  const struct timeval limit = { 30, 0 }; /* directory-watch.h has a shorter one */
  ber_len_t most = DIRECTORY_CONNECT_MOST_BYTES;
  ber_len_t ahead = READ_AHEAD_BYTES;
  Sockbuf *buffer = NULL;

  return ldap_set_option (ldap, LDAP_OPT_PROTOCOL_VERSION, &version) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_REFERRALS, LDAP_OPT_OFF) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_RESTART, LDAP_OPT_ON) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_DEREF, &never) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_SIZELIMIT, &none) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_TIMELIMIT, &none) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_CONNECT_ASYNC, LDAP_OPT_ON) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_NETWORK_TIMEOUT, &limit) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_TIMEOUT, &limit) == LDAP_OPT_SUCCESS &&
         ldap_get_option (ldap, LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS && buffer != NULL &&
         ber_sockbuf_ctrl (buffer, LBER_SB_OPT_SET_MAX_INCOMING, &most) == 1 &&
         /* Else each entry costs three calls of the system: TLS reads the head and the rest of a
          * record by themselves. */
         ber_sockbuf_add_io (buffer, &ber_sockbuf_io_readahead, LBER_SBIOD_LEVEL_PROVIDER,
                             &ahead) == 0;
}

/* Takes fd. */
static DirectoryLink *
wrap (DirectoryForest *forest, int fd, const char *host, guint16 port, GError **error)
{
  g_autoptr (DirectoryLink) self = g_new0 (DirectoryLink, 1);
  g_autofree char *url = NULL;
  int code;

  self->refs = 1;
  self->fd = fd;
  self->forest = directory_forest_ref (forest);
  self->host = g_strdup (host);
  self->port = port;

  /* Nothing is looked up by it: it names the server for TLS. */
  url =
      g_strdup_printf (strchr (host, ':') != NULL ? "ldap://[%s]:%u" : "ldap://%s:%u", host, port);
  code = ldap_init_fd (fd, LDAP_PROTO_TCP, url, &self->ldap);
  if (code == LDAP_SUCCESS && !set_options (self->ldap))
    code = LDAP_LOCAL_ERROR;
  if (code != LDAP_SUCCESS) {
    directory_error_set (error, host, NULL, code, NULL);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/* A catalog may be kept by any domain of the forest. */
static gboolean
check_forest (const DirectoryLink *link, const char *forest, GError **error)
{
  const BaseErrorFacts facts = { .reason = "wrong-domain", .host = link->host };
  g_autofree char *root = directory_dse_domain_of (link->dse->root_base);

  if (forest == NULL || g_ascii_strcasecmp (root, forest) == 0)
    return TRUE;
  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                        "%s answers for the forest %s, not for %s", link->host, root, forest);
  return FALSE;
}

static gboolean
prepare (DirectoryLink *link, BaseCall *call, const DirectoryPlace *place, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-busy" };

  if (link->transport == DIRECTORY_TRANSPORT_TLS && !directory_tls_begin (link, call, error))
    return FALSE;
  if (link->transport == DIRECTORY_TRANSPORT_STARTTLS && !directory_tls_start (link, call, error))
    return FALSE;

  link->dse = directory_dse_read (link, call, error);
  if (link->dse == NULL || !directory_dse_check (link->dse, link->host, place->domain, error) ||
      !check_forest (link, place->forest, error))
    return FALSE;
  if (link->dse->is_out_of_date && place->hosts[1] != NULL) {
    base_error_set_facts (error, BASE_ERROR_BUSY, &facts, "%s has not caught up with the others",
                          link->host);
    return FALSE;
  }
  return TRUE;
}

/* The one that answered last, then the others in their order; those set aside only if nothing else
 * is left. Borrowed strings, NULL at the end. */
static GPtrArray *
order_hosts (DirectoryForest *forest, const DirectoryPlace *place, guint16 port)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
  g_autofree char *winner = directory_state_winner (forest, place->domain, port);

  for (gsize i = 0; place->hosts[i] != NULL; i++)
    if (winner != NULL && strcmp (place->hosts[i], winner) == 0 &&
        !directory_state_is_aside (forest, winner, port))
      g_ptr_array_add (hosts, place->hosts[i]);
  for (gsize i = 0; place->hosts[i] != NULL; i++)
    if (!g_ptr_array_find (hosts, place->hosts[i], NULL) &&
        !directory_state_is_aside (forest, place->hosts[i], port))
      g_ptr_array_add (hosts, place->hosts[i]);
  for (gsize i = 0; hosts->len == 0 && place->hosts[i] != NULL; i++)
    g_ptr_array_insert (hosts, (int) i, place->hosts[i]);
  g_ptr_array_add (hosts, NULL);
  return g_steal_pointer (&hosts);
}

static void
set_losers_aside (DirectoryForest *forest, GPtrArray *tried)
{
  for (guint i = 0; i < tried->len; i++) {
    const BaseTried *row = tried->pdata[i];

    if (row->problem != NULL)
      directory_state_set_aside (forest, row->host, row->port);
  }
}

static DirectoryLink *
open_first (DirectoryForest *forest, BaseCall *call, GPtrArray *hosts, guint16 port, GError **error)
{
  g_autoptr (GPtrArray) tried = g_ptr_array_new_with_free_func ((GDestroyNotify) base_tried_free);
  guint won = 0;
  int fd = base_socket_open (call, (const char *const *) hosts->pdata, port, &won, tried, error);

  set_losers_aside (forest, tried);
  directory_state_note (forest, g_steal_pointer (&tried));
  return fd >= 0 ? wrap (forest, fd, hosts->pdata[won], port, error) : NULL;
}

/* Another controller may do better. */
static gboolean
is_of_this_one (const GError *error)
{
  return g_error_matches (error, BASE_ERROR, BASE_ERROR_OFFLINE) ||
         g_error_matches (error, BASE_ERROR, BASE_ERROR_BUSY);
}

DirectoryLink *
directory_connect (DirectoryForest *forest, BaseCall *call, const DirectoryPlace *place,
                   DirectoryPort port, DirectoryTransport transport, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-no-controller" };
  guint16 number = find_port (forest, place, port, transport);
  guint n = g_strv_length (place->hosts);

  if (number == 0) {
    base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts, "%s has no such port",
                          place->hosts[0]);
    return NULL;
  }

  for (guint round = 1;; round++) {
    g_autoptr (GPtrArray) hosts = order_hosts (forest, place, number);
    g_autoptr (DirectoryLink) link = open_first (forest, call, hosts, number, error);
    g_autoptr (GError) problem = NULL;

    if (link == NULL)
      return NULL;
    link->transport = transport;
    if (prepare (link, call, place, &problem)) {
      directory_state_set_winner (forest, place->domain, number, link->host);
      return g_steal_pointer (&link);
    }

    if (is_of_this_one (problem) && base_call_check (call, NULL))
      directory_state_set_aside (forest, link->host, number);
    if (!is_of_this_one (problem) || !base_call_check (call, NULL) ||
        round >= MIN (n, MOST_ROUNDS)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  }
}
