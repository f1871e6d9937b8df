/* test-login.c - a password is tried as rarely as can be
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "with-peer.h"

static gpointer
search_alone (gpointer data)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_false (search (call, data, 0, &n, NULL, &error));
  assert_reason (error, "directory-refused");
  return NULL;
}

static void
test_refused_once (void)
{
  g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
  g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, "wrong");
  GThread *threads[4];

  peer->is_tls = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", search_alone, forest);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  search_alone (forest);
  g_assert_cmpuint (peer->n_binds, ==, 1);
}

/* No answer is no definite one: twice, and then not again. */
static void
test_unanswered_twice (void)
{
  g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
  g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, PEER_PASSWORD);

  peer->is_tls = TRUE;
  peer->cut_at = PEER_AT_BIND;
  for (guint i = 0; i < 4; i++) {
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (GError) error = NULL;
    guint n;

    g_assert_false (search (call, forest, 0, &n, NULL, &error));
    assert_reason (error, "directory-closed");
  }
  g_assert_cmpuint (peer->n_binds, ==, 2);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *data, *reason;
  } rows[] = {
    { "525", "unknown-account" },   { "52e", "directory-refused" }, { "530", "logon-hours" },
    { "531", "logon-workstation" }, { "532", "password-expired" },  { "533", "account-disabled" },
    { "701", "account-expired" },   { "773", "password-change" },   { "775", "account-locked" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = g_strdup_printf (
        "80090308: comment: AcceptSecurityContext error, data %s, v1", rows[i].data);
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
    g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, "wrong");
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (GError) error = NULL;
    guint n;

    peer->is_tls = TRUE;
    peer->words = words;
    g_assert_false (search (call, forest, 0, &n, NULL, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
    assert_reason (error, rows[i].reason);
    g_assert_null (strstr (error->message, "wrong"));
  }
}

static void
test_no_password (void)
{
  static const char *const passwords[] = { NULL, "" };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++) {
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
    g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, passwords[i]);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (GError) error = NULL;
    guint n;

    peer->is_tls = TRUE;
    g_assert_false (search (call, forest, 0, &n, NULL, &error));
    assert_reason (error, "no-password");
    g_assert_cmpuint (peer->n_binds, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/login/refused-once", test_refused_once);
  g_test_add_func ("/directory/login/unanswered-twice", test_unanswered_twice);
  g_test_add_func ("/directory/login/refusals", test_refusals);
  g_test_add_func ("/directory/login/no-password", test_no_password);
  return g_test_run ();
}
