/* test-locate.c - which controller is asked, with a DNS of our own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-simple.h"
#include "with-dns.h"

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
