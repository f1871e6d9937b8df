/* test-locate.c - which controller is asked, with a DNS of our own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-simple.h"
#include "with-peer.h"

/* A DNS that knows one domain with two controllers, says nothing, or lies. */
typedef struct
{
  GResolver parent;
  gboolean is_silent;
  const char *targets[3]; /* of corp.test */
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
  GList *targets = NULL;

  if (say_nothing (self, task))
    return;
  for (guint i = 0; self->targets[i] != NULL; i++)
    targets = g_list_append (targets, g_srv_target_new (self->targets[i], 389, 0, 100));
  if (g_str_has_suffix (name, ".corp.test") && targets != NULL)
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

static TestDns *
use_dns (const char *first, const char *second)
{
  TestDns *dns = g_object_new (test_dns_get_type (), NULL);

  dns->targets[0] = first;
  dns->targets[1] = second;
  g_resolver_set_default (G_RESOLVER (dns));
  return dns;
}

/* The domain; LDAPS is on the peer's port, everything else where nobody listens. */
static DirectoryForest *
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
static DirectoryLink *
connect_once (DirectoryForest *forest, DirectoryTransport transport, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_auto (DirectoryPlace) place = { 0 };

  if (!directory_locate (forest, call, NULL, &place, error))
    return NULL;
  return directory_connect (forest, call, &place, DIRECTORY_PORT_DOMAIN, transport, error);
}

static void
test_aside (void)
{
  g_autoptr (TestDns) dns = use_dns ("dc1.corp.test", "dc2.corp.test");
  g_autoptr (Peer) second = peer_new ("127.0.0.2", 0, NULL);
  g_autoptr (DirectoryForest) forest = make_domain (1);
  g_autoptr (DirectoryLink) link = NULL;
  g_autoptr (Peer) first = NULL;
  g_autoptr (GError) error = NULL;

  forest->ports.ldap = second->port;
  second->host = "dc2.corp.test";
  clock_us = G_TIME_SPAN_HOUR;

  /* Nobody listens at the first: the second wins, and is asked from then on. */
  link = connect_once (forest, DIRECTORY_TRANSPORT_CLEAR, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (link->host, ==, "dc2.corp.test");
  g_assert_true (directory_state_is_aside (forest, "dc1.corp.test", second->port));
  g_clear_pointer (&link, directory_link_unref);

  /* The first is back: while it is set aside it is not asked. */
  first = peer_new ("127.0.0.1", second->port, NULL);
  clock_us += 4 * G_TIME_SPAN_MINUTE;
  directory_state_set_aside (forest, "dc2.corp.test", second->port);
  g_assert_true (directory_state_is_aside (forest, "dc1.corp.test", second->port));
  clock_us += 2 * G_TIME_SPAN_MINUTE;
  g_assert_false (directory_state_is_aside (forest, "dc1.corp.test", second->port));
  link = connect_once (forest, DIRECTORY_TRANSPORT_CLEAR, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (link->host, ==, "dc1.corp.test");
}

/* One that has not caught up, and one that does not speak, give way to the other. */
static void
test_next (void)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr (TestDns) dns = use_dns ("dc1.corp.test", "dc2.corp.test");
    g_autoptr (Peer) first = peer_new ("127.0.0.1", 0, NULL);
    g_autoptr (Peer) second = peer_new ("127.0.0.2", first->port, NULL);
    g_autoptr (DirectoryForest) forest = make_domain (1);
    g_autoptr (DirectoryLink) link = NULL;
    g_autoptr (GError) error = NULL;

    forest->ports.ldap = first->port;
    first->is_behind = i == 0;
    first->cut_at = i == 1 ? PEER_AT_ROOT : PEER_NEVER;
    second->host = "dc2.corp.test";
    link = connect_once (forest, DIRECTORY_TRANSPORT_CLEAR, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (link->host, ==, "dc2.corp.test");
    g_assert_true (directory_state_is_aside (forest, "dc1.corp.test", first->port));
  }
}

static void
test_wrong_domain (void)
{
  g_autoptr (TestDns) dns = use_dns ("dc1.corp.test", NULL);
  g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, NULL);
  g_autoptr (DirectoryForest) forest = make_domain (1);
  g_autoptr (GError) error = NULL;

  forest->ports.ldap = peer->port;
  peer->base = "DC=other,DC=test";
  g_assert_null (connect_once (forest, DIRECTORY_TRANSPORT_CLEAR, &error));
  assert_reason (error, "wrong-domain");
}

static void
test_nobody (void)
{
  g_autoptr (TestDns) dns = use_dns ("dc1.corp.test", "dc2.corp.test");
  g_autoptr (DirectoryForest) forest = make_domain (1);
  g_autoptr (GError) error = NULL;

  g_assert_null (connect_once (forest, DIRECTORY_TRANSPORT_CLEAR, &error));
  assert_reason (error, "directory-no-controller");
  g_assert_nonnull (strstr (error->message, "dc1.corp.test"));
  g_assert_nonnull (strstr (error->message, "dc2.corp.test"));

  g_clear_error (&error);
  dns->targets[0] = NULL;
  g_assert_null (connect_once (forest, DIRECTORY_TRANSPORT_CLEAR, &error));
  assert_reason (error, "directory-no-dns");
  g_assert_nonnull (strstr (error->message, "_ldap._tcp.dc._msdcs.corp.test"));
}

static void
test_silent_dns (void)
{
  g_autoptr (TestDns) dns = use_dns ("dc1.corp.test", NULL);
  g_autoptr (DirectoryForest) forest = make_domain (1);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 200);
  g_auto (DirectoryPlace) place = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 began_us = g_get_monotonic_time ();

  dns->is_silent = TRUE;
  g_assert_false (directory_locate (forest, call, NULL, &place, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 1500 * 1000);
}

/* DNS says that a host of somebody else's is a controller: it gets no password. */
static void
test_lying_dns (void)
{
  g_autoptr (TestDns) dns = use_dns ("dc1.elsewhere.test", NULL);
  g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, NULL);
  g_autoptr (DirectoryForest) forest = make_domain (1);
  g_autoptr (DirectoryLink) link = NULL;
  g_autoptr (GError) error = NULL;

  forest->ports.ldap = peer->port;
  peer->host = "dc1.elsewhere.test";
  link = connect_once (forest, DIRECTORY_TRANSPORT_CLEAR, &error);
  g_assert_no_error (error);
  g_assert_false (directory_simple_check (link, "corp.test", TRUE, &error));
  assert_reason (error, "wrong-domain");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/locate/aside", test_aside);
  g_test_add_func ("/directory/locate/next", test_next);
  g_test_add_func ("/directory/locate/wrong-domain", test_wrong_domain);
  g_test_add_func ("/directory/locate/nobody", test_nobody);
  g_test_add_func ("/directory/locate/silent-dns", test_silent_dns);
  g_test_add_func ("/directory/locate/lying-dns", test_lying_dns);
  return g_test_run ();
}
