/* test-link.c - connections and log-ins, with a directory that behaves and with others
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "with-peer.h"

#include <fcntl.h>

typedef struct
{
  Peer *peer;
  GCancellable *cancellable;
} Canceller;

/* As soon as the peer has fallen silent, and 30 ms later: the other side waits by then. */
static gpointer
cancel_in_silence (gpointer data)
{
  Canceller *self = data;
  g_autoptr (BaseCall) wait = base_call_new (NULL, NULL, 20000);

  while (g_atomic_int_get (&self->peer->n_silent) == 0 && base_call_wait (wait, 5, NULL))
    ;
  base_call_wait (wait, 30, NULL);
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

/* A part of a message must not hold it up, neither in clear nor under TLS. */
static void
assert_never_blocks (BaseCall *call, DirectoryForest *forest)
{
  g_autoptr (GError) error = NULL;
  DirectoryLink *link = directory_link_get (call, forest, NULL, DIRECTORY_PORT_DOMAIN, &error);
  int fd = -1;

  g_assert_no_error (error);
  g_assert_cmpint (ldap_get_option (directory_link_ldap (link), LDAP_OPT_DESC, &fd), ==,
                   LDAP_OPT_SUCCESS);
  g_assert_true ((fcntl (fd, F_GETFL) & O_NONBLOCK) != 0);
}

static void
test_simple (void)
{
  static const char *const schemes[] = { TLS, CLEAR };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
    g_autoptr (DirectoryForest) forest = make_forest (peer, schemes[i], PEER_PASSWORD);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (DirectoryRoot) root = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", schemes[i]);
    peer->is_tls = i == 0;
    peer->n_references = 2;
    root = directory_forest_root (forest, call, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (root->dns, ==, "corp.test");
    g_assert_cmpstr (root->site, ==, "Graz");
    g_assert_cmpstr (root->way, ==, "simple");
    g_assert_cmpuint (peer->n_connections, ==, 1);
    g_assert_cmpuint (peer->n_clear_binds, ==, 0);
    assert_never_blocks (call, forest);
  }
}

/* Whatever it waits for: Cancel is at once, and so is the end of the time. */
static void
test_silence (void)
{
  static const struct
  {
    PeerStage stage;
    const char *scheme;
  } rows[] = {
    { PEER_AT_ACCEPT, TLS }, { PEER_AT_ACCEPT, CLEAR },       { PEER_AT_START_TLS, CLEAR },
    { PEER_AT_ROOT, TLS },   { PEER_AFTER_START_TLS, CLEAR }, { PEER_AT_BIND, TLS },
    { PEER_AT_SEARCH, TLS }, { PEER_AFTER_ENTRIES, TLS },
  };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (rows); i++) {
    gboolean is_cancelled = i % 2 == 0;
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
    g_autoptr (DirectoryForest) forest = make_forest (peer, rows[i / 2].scheme, PEER_PASSWORD);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, is_cancelled ? 0 : 300);
    g_autoptr (GError) error = NULL;
    Canceller canceller = { peer, cancellable };
    gint64 began_us = g_get_monotonic_time ();
    GThread *thread = NULL;
    guint n;

    g_test_message ("stage %d, %s", (int) rows[i / 2].stage, rows[i / 2].scheme);
    peer->silent_at = rows[i / 2].stage;
    peer->is_tls = strcmp (rows[i / 2].scheme, TLS) == 0;
    if (is_cancelled)
      thread = g_thread_new ("cancel", cancel_in_silence, &canceller);
    g_assert_false (search (call, forest, 0, &n, NULL, &error));
    if (is_cancelled)
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    else
      g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
    g_assert_cmpint (g_get_monotonic_time () - began_us, <, 1500 * 1000);
    g_assert_cmpuint (peer->n_clear_binds, ==, 0);
    if (thread != NULL)
      g_thread_join (thread);
  }
}

static void
test_cut (void)
{
  static const PeerStage stages[] = { PEER_AT_ACCEPT, PEER_AT_ROOT, PEER_AT_BIND };

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++) {
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
    g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, PEER_PASSWORD);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (GError) error = NULL;
    guint n;

    g_test_message ("stage %d", (int) stages[i]);
    peer->is_tls = TRUE;
    peer->cut_at = stages[i];
    g_assert_false (search (call, forest, 0, &n, NULL, &error));
    assert_reason (error, "directory-closed");
  }
}

/* Before the first entry it begins again by itself, once; later somebody has to know. */
static void
test_reconnect (void)
{
  g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
  g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, PEER_PASSWORD);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;
  guint n;

  peer->is_tls = TRUE;
  peer->cut_at = PEER_AT_SEARCH;
  peer->n_cuts = 1;
  g_assert_true (search (call, forest, 0, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (peer->n_connections, ==, 2);

  peer->cut_at = PEER_AFTER_ENTRIES;
  g_assert_false (search (call, forest, 0, &n, NULL, &error));
  assert_reason (error, "directory-closed");
  g_assert_cmpuint (n, ==, 3);

  g_clear_error (&error);
  peer->cut_at = PEER_NEVER;
  g_assert_true (search (call, forest, 0, &n, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
cancel_cb (DirectoryEntry *entry, gpointer data)
{
  g_cancellable_cancel (data);
  return TRUE;
}

static void
test_cancelled_search (void)
{
  const DirectoryAsk ask = { .base = "DC=corp,DC=test",
                             .scope = LDAP_SCOPE_SUBTREE,
                             .attributes = attributes };
  g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
  g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, PEER_PASSWORD);
  g_autoptr (BaseLocals) locals = base_locals_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) first = base_call_new (locals, cancellable, 0);
  g_autoptr (BaseCall) second = base_call_new (locals, NULL, 20000);
  g_autoptr (GError) error = NULL;
  guint n;

  peer->is_tls = TRUE;
  peer->silent_at = PEER_AFTER_ENTRIES;
  g_assert_false (
      directory_search (first, forest, &ask, cancel_cb, NULL, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_error (&error);
  peer->silent_at = PEER_NEVER;
  g_assert_true (search (second, forest, 0, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (peer->n_connections, ==, 1);
  g_assert_cmpuint (peer->n_abandoned, ==, 1);
}

static void
test_wrong_directory (void)
{
  static const struct
  {
    gboolean is_other;
    const char *host, *base, *reason;
  } rows[] = {
    { TRUE, "dc1.corp.test", "DC=corp,DC=test", "not-ad" },
    { FALSE, "dc1.corp.test", "O=Corp", "not-ad" },
    { FALSE, "", "DC=corp,DC=test", "not-ad" },
    { FALSE, "dc1.evil.test", "DC=corp,DC=test", "wrong-domain" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
    g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, PEER_PASSWORD);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (GError) error = NULL;
    guint n;

    g_test_message ("%s, %s", rows[i].host, rows[i].base);
    peer->is_tls = TRUE;
    peer->is_other = rows[i].is_other;
    peer->host = rows[i].host;
    peer->base = rows[i].base;
    g_assert_false (search (call, forest, 0, &n, NULL, &error));
    assert_reason (error, rows[i].reason);
    g_assert_cmpuint (peer->n_binds, ==, 0);
  }
}

static void
test_certificates (void)
{
  static const struct
  {
    const char *certificate, *reason;
    gboolean is_trusted;
  } rows[] = {
    { "expired", "tls-expired", TRUE },  { "early", "tls-not-yet-valid", TRUE },
    { "other-name", "tls-name", TRUE },  { "self-signed", "tls-self-signed", TRUE },
    { "good", "tls-unknown-ca", FALSE },
  };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (rows); i++) {
    gboolean is_tls = i % 2 == 0;
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, rows[i / 2].certificate);
    g_autoptr (DirectoryForest) forest = make_forest (peer, is_tls ? TLS : CLEAR, PEER_PASSWORD);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (GError) error = NULL;
    guint n;

    g_test_message ("%s %s", is_tls ? "TLS" : "StartTLS", rows[i / 2].certificate);
    peer->is_tls = is_tls;
    if (!rows[i / 2].is_trusted) {
      g_free (forest->ca_pem);
      forest->ca_pem = g_strdup ("");
    }
    g_assert_false (search (call, forest, 0, &n, NULL, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_TLS);
    assert_reason (error, rows[i / 2].reason);
    g_assert_cmpuint (peer->n_binds, ==, 0);
  }
}

static void
test_no_tls (void)
{
  g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, NULL);
  g_autoptr (DirectoryForest) forest = make_forest (peer, CLEAR, PEER_PASSWORD);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_false (search (call, forest, 0, &n, NULL, &error));
  assert_reason (error, "tls-none");
  g_assert_cmpuint (peer->n_binds, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/link/simple", test_simple);
  g_test_add_func ("/directory/link/silence", test_silence);
  g_test_add_func ("/directory/link/cut", test_cut);
  g_test_add_func ("/directory/link/reconnect", test_reconnect);
  g_test_add_func ("/directory/link/cancelled-search", test_cancelled_search);
  g_test_add_func ("/directory/link/wrong-directory", test_wrong_directory);
  g_test_add_func ("/directory/link/certificates", test_certificates);
  g_test_add_func ("/directory/link/no-tls", test_no_tls);
  return g_test_run ();
}
