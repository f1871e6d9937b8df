/* with-dns.h - a DNS of our own, and a domain that it knows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "with-peer.h"

/* A DNS that knows one domain with two controllers, says nothing, or lies. */
typedef struct
{
  GResolver parent;
  gboolean is_silent;
  const char *targets[3]; /* of corp.test */
  const char *near;       /* of its site Linz; NULL: no record */
  const char *catalog;    /* of the forest "test"; NULL: no record */
  const char *near_catalog;
} TestDns;

typedef GResolverClass TestDnsClass;

GType test_dns_get_type (void);
G_DEFINE_TYPE (TestDns, test_dns, G_TYPE_RESOLVER)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestDns, g_object_unref)

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_task_return_new_error (data, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return G_SOURCE_REMOVE;
}

/* TRUE when it is silent: then only cancelling ends it. */
static gboolean
say_nothing (TestDns *self, GTask *task)
{
  g_autoptr (GSource) source = NULL;

  if (!self->is_silent)
    return FALSE;
  source = g_cancellable_source_new (g_task_get_cancellable (task));
  g_task_attach_source (task, source, G_SOURCE_FUNC (cancelled_cb));
  return TRUE;
}

static void
ask_service (GResolver *resolver, const char *name, GCancellable *cancellable,
             GAsyncReadyCallback done, gpointer data)
{
  TestDns *self = (TestDns *) resolver;
  g_autoptr (GTask) task = g_task_new (self, cancellable, done, data);
  gboolean is_catalog = strstr (name, ".gc._msdcs.") != NULL || g_str_has_prefix (name, "_gc.");
  const char *const near[] = { is_catalog ? self->near_catalog : self->near, NULL };
  const char *const catalog[] = { self->catalog, NULL };
  const char *const *names = self->targets;
  GList *targets = NULL;

  if (say_nothing (self, task))
    return;
  if (strstr (name, "_sites.") != NULL)
    names = strstr (name, "_tcp.Linz._sites.") != NULL ? near : &near[1];
  else if (is_catalog)
    names = catalog;
  for (guint i = 0; names[i] != NULL; i++)
    targets = g_list_append (targets, g_srv_target_new (names[i], 389, 0, 100));
  if (g_str_has_suffix (name, is_catalog ? ".test" : ".corp.test") && targets != NULL)
    g_task_return_pointer (task, targets, NULL);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such record");
}

static GList *
answer (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* dc1… is 127.0.0.1, dc2… is 127.0.0.2 */
static void
ask_host (GResolver *resolver, const char *name, GCancellable *cancellable,
          GAsyncReadyCallback done, gpointer data)
{
  TestDns *self = (TestDns *) resolver;
  g_autoptr (GTask) task = g_task_new (self, cancellable, done, data);
  const char *address = g_str_has_prefix (name, "dc1.")   ? "127.0.0.1"
                        : g_str_has_prefix (name, "dc2.") ? "127.0.0.2"
                                                          : NULL;

  if (say_nothing (self, task))
    return;
  if (address != NULL)
    g_task_return_pointer (task, g_list_append (NULL, g_inet_address_new_from_string (address)),
                           NULL);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name");
}

static void
test_dns_class_init (TestDnsClass *class)
{
  class->lookup_service_async = ask_service;
  class->lookup_service_finish = answer;
  class->lookup_by_name_async = ask_host;
  class->lookup_by_name_finish = answer;
}

static void
test_dns_init (TestDns *self)
{
}

static gint64 clock_us;

static gint64
tell_time (void)
{
  return clock_us;
}

static inline TestDns *
use_dns (const char *first, const char *second)
{
  TestDns *dns = g_object_new (test_dns_get_type (), NULL);

  dns->targets[0] = first;
  dns->targets[1] = second;
  g_resolver_set_default (G_RESOLVER (dns));
  return dns;
}

/* The domain; LDAPS is on the peer's port, everything else where nobody listens. */
static inline DirectoryForest *
make_domain (guint16 port)
{
  const DirectoryPorts ports = {
    .ldap = 1, .ldaps = port, .catalog = 1, .catalog_tls = 1, .kerberos = 1
  };
  const ExchangeProfile draft = { .directory = (char *) "corp.test",
                                  .directory_auth = EXCHANGE_DIRECTORY_AUTH_SIMPLE,
                                  .directory_user = (char *) "ann@corp.test" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (BaseSecret) secret = base_secret_new (PEER_PASSWORD, -1);
  DirectoryForest *forest = directory_forest_new (profile, secret);

  directory_state_set_ports (forest, &ports);
  directory_state_set_clock (forest, tell_time);
  return forest;
}

/* Its link before anybody logs in. */
static inline DirectoryLink *
connect_once (DirectoryForest *forest, DirectoryTransport transport, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_auto (DirectoryPlace) place = { 0 };

  if (!directory_locate (forest, call, NULL, &place, error))
    return NULL;
  return directory_connect (forest, call, &place, DIRECTORY_PORT_DOMAIN, transport, error);
}
