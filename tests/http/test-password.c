/* test-password.c - Kerberos tickets from a name and a password, against a real KDC
 *
 * Run by with-kdc.sh: bob has a password, and the KDC writes down each time that it is wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "guard.h"
#include "http-auth.h"
#include "http-send.h"
#include "kerberos-account.h"

#include <glib/gstdio.h>

#define NEGOTIATE (1u << HTTP_AUTH_NEGOTIATE)
#define BASIC (1u << HTTP_AUTH_BASIC)
#define NO_CACHE "FILE:/nonexistent/cache"
#define THREADS 8

/* How often the KDC has seen a wrong password so far. */
static guint
count_refused (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (g_getenv ("KDC_LOG"), &text, NULL, &error));
  for (const char *at = text; (at = strstr (at, "PREAUTH_FAILED")) != NULL; at++)
    n++;
  return n;
}

typedef struct
{
  Guard *guard;
  char *url, *ca_pem, *cache;
  BaseCall *call;
  BaseSecret *secret;
  KerberosAccount *account;
  HttpServer server;
} Stage;

/* cache: what KRB5CCNAME is meanwhile; NULL: as with-kdc.sh has it. */
static void
begin (Stage *self, const char *user, const char *password, const char *cache)
{
  self->guard = guard_new (GUARD_EACH, "good", NULL);
  self->url = peer_url (self->guard->peer);
  self->ca_pem = guard_authority ();
  self->cache = g_strdup (g_getenv ("KRB5CCNAME"));
  if (cache != NULL)
    g_assert_true (g_setenv ("KRB5CCNAME", cache, TRUE));
  self->call = base_call_new (NULL, NULL, 20000);
  self->secret = base_secret_new (password, -1);
  self->account = kerberos_account_new (user, self->secret);
  self->server = (HttpServer){ .url = self->url,
                               .ca_pem = self->ca_pem,
                               .user = user,
                               .secret = self->secret,
                               .account = self->account };
}

static void
end (Stage *self)
{
  g_assert_true (g_setenv ("KRB5CCNAME", self->cache, TRUE));
  kerberos_account_unref (self->account);
  base_secret_unref (self->secret);
  base_call_free (self->call);
  guard_free (self->guard);
  g_free (self->url);
  g_free (self->ca_pem);
  g_free (self->cache);
}

static void
assert_in (Stage *self, const char *who)
{
  const HttpRequest request = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;

  g_assert_true (http_auth_settle (self->call, &self->server, NEGOTIATE | BASIC, &self->server.auth,
                                   NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (self->server.auth, ==, HTTP_AUTH_NEGOTIATE);
  reply = http_send (self->call, &self->server, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpstr (self->guard->client, ==, who);
}

static void
test_right (void)
{
  Stage stage;

  begin (&stage, "TEST\\bob", "test-of-bob", NO_CACHE);
  assert_in (&stage, "bob@TEST.EXAMPLE");
  g_assert_true (kerberos_account_has_ticket (stage.account));
  g_assert_false (http_auth_has_ticket ());
  end (&stage);
}

/* A ticket of somebody else on this computer is not who the profile names. */
static void
test_somebody_else (void)
{
  Stage bob, ann;

  begin (&bob, "bob", "test-of-bob", NULL);
  assert_in (&bob, "bob@TEST.EXAMPLE");
  end (&bob);

  begin (&ann, "ann@test.example", "not the password", NULL);
  assert_in (&ann, "ann@TEST.EXAMPLE");
  g_assert_false (kerberos_account_has_ticket (ann.account));
  end (&ann);
}

static gpointer
settle_alone (gpointer data)
{
  const Stage *stage = data;
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  HttpAuth auth = HTTP_AUTH_NONE;
  GError *error = NULL;

  g_assert_false (http_auth_settle (call, &stage->server, NEGOTIATE | BASIC, &auth, NULL, &error));
  return error;
}

/* However many ask, and whatever else is offered: it is tried once. */
static void
test_wrong (void)
{
  guint before = count_refused ();
  GThread *threads[THREADS];
  Stage stage;

  begin (&stage, "bob", "wrong", NO_CACHE);
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("settle", settle_alone, &stage);
  for (guint i = 0; i < THREADS; i++) {
    g_autoptr (GError) error = g_thread_join (threads[i]);

    g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "directory-refused");
    g_assert_true (http_auth_is_final (error));
  }
  g_error_free (settle_alone (&stage));
  g_assert_cmpuint (count_refused () - before, ==, 1);
  g_assert_cmpuint (stage.guard->peer->connections, ==, 0);
  end (&stage);
}

/* Nobody has seen the password: it may go another way, and why is told. */
static void
assert_gives_way (const char *user, const char *reason)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GError) error = NULL;
  HttpAuth auth = HTTP_AUTH_NONE;
  Stage stage;

  begin (&stage, user, "test-of-bob", NO_CACHE);
  g_assert_true (
      http_auth_settle (stage.call, &stage.server, NEGOTIATE | BASIC, &auth, &why, &error));
  g_assert_cmpint (auth, ==, HTTP_AUTH_BASIC);
  g_assert_cmpstr (base_error_facts (why)->reason, ==, reason);

  /* And it is the reason, where there is no other way. */
  g_assert_false (http_auth_settle (stage.call, &stage.server, NEGOTIATE, &auth, NULL, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
  end (&stage);
}

static void
test_unknown (void)
{
  assert_gives_way ("nobody", "unknown-account");
}

/* A realm whose KDC is at that port. */
static char *
write_config (guint16 port)
{
  g_autofree char *text =
      g_strdup_printf ("[libdefaults]\n default_realm = TEST.EXAMPLE\n dns_lookup_kdc = false\n"
                       "[realms]\n TEST.EXAMPLE = {\n  kdc = https://127.0.0.1/KdcProxy\n"
                       "  kdc = 127.0.0.1:%u\n }\n",
                       port);
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("absentia-krb5.XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, &error));
  g_assert_true (g_file_set_contents (path, text, -1, &error));
  return path;
}

static void
test_no_kdc (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autofree char *path = write_config (peer->port);
  g_autofree char *kept = g_strdup (g_getenv ("KRB5_CONFIG"));

  peer_stop (peer); /* nobody listens there any more */
  g_assert_true (g_setenv ("KRB5_CONFIG", path, TRUE));
  assert_gives_way ("bob", "no-kdc");
  g_assert_true (g_setenv ("KRB5_CONFIG", kept, TRUE));
  (void) g_remove (path);
}

static gpointer
cancel_later (gpointer data)
{
  Peer *silent = data;

  /* Once it is asked. */
  for (gboolean is_asked = FALSE; !is_asked; g_thread_yield ()) {
    g_mutex_lock (&silent->lock);
    is_asked = silent->connections > 0;
    g_mutex_unlock (&silent->lock);
  }
  g_cancellable_cancel (silent->data);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (Peer) silent = peer_new (NULL);
  g_autofree char *path = write_config (silent->port);
  g_autofree char *kept = g_strdup (g_getenv ("KRB5_CONFIG"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  HttpAuth auth = HTTP_AUTH_NONE;
  gint64 began_us;
  GThread *thread;
  Stage stage;

  begin (&stage, "bob", "test-of-bob", NO_CACHE);
  base_call_free (stage.call);
  stage.call = base_call_new (NULL, cancellable, 0);
  silent->data = cancellable;
  g_assert_true (g_setenv ("KRB5_CONFIG", path, TRUE));
  began_us = g_get_monotonic_time ();
  thread = g_thread_new ("cancel", cancel_later, silent);
  g_assert_false (
      http_auth_settle (stage.call, &stage.server, NEGOTIATE | BASIC, &auth, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 3 * G_USEC_PER_SEC); /* not its limit */
  g_thread_join (thread);
  g_assert_true (g_setenv ("KRB5_CONFIG", kept, TRUE));
  (void) g_remove (path);
  end (&stage);
}

int
main (int argc, char **argv)
{
  g_assert_true (g_setenv ("no_proxy", "*", TRUE));
  g_assert_true (g_setenv ("GSS_MECH_CONFIG", "/dev/null", TRUE)); /* no NTLM by GSSAPI */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/password/right", test_right);
  g_test_add_func ("/http/password/somebody-else", test_somebody_else);
  g_test_add_func ("/http/password/wrong", test_wrong);
  g_test_add_func ("/http/password/unknown", test_unknown);
  g_test_add_func ("/http/password/no-kdc", test_no_kdc);
  g_test_add_func ("/http/password/cancelled", test_cancelled);
  return g_test_run ();
}
