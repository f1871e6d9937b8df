/* test-kerberos.c - what happens when Kerberos does not help, and when a ticket is got anew
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-tls.h"
#include "kdc.h"
#include "kerberos-end-point.h"
#include "kerberos-ticket.h"
#include "with-peer.h"

#include <glib/gstdio.h>

#define CLIENT "ann@" KDC_REALM
#define FOR_TICKETS "krbtgt/" KDC_REALM "@" KDC_REALM
#define SERVICE "ldap/dc1.corp.test@" KDC_REALM

/* A controller: LDAP in clear and with TLS, and Kerberos. This computer has a ticket, in a file. */
typedef struct
{
  Peer *clear, *safe;
  Kdc *kdc;
  char *folder, *cache;
  DirectoryForest *forest;
  BaseCall *call;
} Stage;

/* One that no server has made, but has the form of one: RFC 4120, 5.3. */
static char made_up[] = "\x61\x45\x30\x43"
                        "\xA0\x03\x02\x01\x05"
                        "\xA1\x0B\x1B\x09" KDC_REALM "\xA2\x1E\x30\x1C\xA0\x03\x02\x01\x02"
                        "\xA1\x15\x30\x13\x1B\x06krbtgt\x1B\x09" KDC_REALM
                        "\xA3\x0F\x30\x0D\xA0\x03\x02\x01\x12\xA2\x06\x04\x04"
                        "none";

static void
store (krb5_context context, krb5_ccache cache, const char *server, gint64 left_s)
{
  krb5_creds creds = { .magic = KV5M_CREDS };
  char key[32] = "0123456789abcdef0123456789abcde";
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (krb5_parse_name (context, CLIENT, &creds.client), ==, 0);
  g_assert_cmpint (krb5_parse_name (context, server, &creds.server), ==, 0);
  creds.keyblock = (krb5_keyblock){ .magic = KV5M_KEYBLOCK,
                                    .enctype = ENCTYPE_AES256_CTS_HMAC_SHA1_96,
                                    .length = sizeof key,
                                    .contents = (krb5_octet *) key };
  creds.times = (krb5_ticket_times){ .authtime = (krb5_timestamp) (now_s - 86400),
                                     .starttime = (krb5_timestamp) (now_s - 86400),
                                     .endtime = (krb5_timestamp) (now_s + left_s) };
  creds.ticket = (krb5_data){ .magic = KV5M_DATA, .length = sizeof made_up - 1, .data = made_up };
  g_assert_cmpint (krb5_cc_store_cred (context, cache, &creds), ==, 0);
  krb5_free_principal (context, creds.client);
  krb5_free_principal (context, creds.server);
}

static void
write_ticket (const char *name)
{
  krb5_context context = NULL;
  krb5_principal client = NULL;
  krb5_ccache cache = NULL;

  g_assert_cmpint (krb5_init_context (&context), ==, 0);
  g_assert_cmpint (krb5_parse_name (context, CLIENT, &client), ==, 0);
  g_assert_cmpint (krb5_cc_resolve (context, name, &cache), ==, 0);
  g_assert_cmpint (krb5_cc_initialize (context, cache, client), ==, 0);
  store (context, cache, FOR_TICKETS, 3600);
  krb5_cc_close (context, cache);
  krb5_free_principal (context, client);
  krb5_free_context (context);
}

static void
set_up (Stage *self, gconstpointer data)
{
  g_autofree char *pem = read_authority ();
  const ExchangeProfile draft = { .directory = (char *) "127.0.0.1",
                                  .directory_auth = EXCHANGE_DIRECTORY_AUTH_AUTO,
                                  .directory_user = (char *) "ann@corp.test",
                                  .directory_ca_pem = pem };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (BaseSecret) secret = base_secret_new (PEER_PASSWORD, -1);
  DirectoryPorts ports = { .catalog = 1, .catalog_tls = 1 };

  self->clear = peer_new ("127.0.0.1", 0, NULL);
  self->safe = peer_new ("127.0.0.1", 0, "good");
  self->safe->is_tls = TRUE;
  self->clear->has_kerberos = self->safe->has_kerberos = TRUE;
  self->kdc = kdc_new ();
  ports.ldap = self->clear->port;
  ports.ldaps = self->safe->port;
  ports.kerberos = self->kdc->port;
  self->forest = directory_forest_new (profile, secret);
  directory_state_set_ports (self->forest, &ports);
  self->call = base_call_new (NULL, NULL, 30000);

  self->folder = g_dir_make_tmp ("absentia-kerberos.XXXXXX", NULL);
  self->cache = g_strdup_printf ("FILE:%s/tickets", self->folder);
  g_assert_true (g_setenv ("KRB5CCNAME", self->cache, TRUE));
}

static void
tear_down (Stage *self, gconstpointer data)
{
  (void) g_remove (strchr (self->cache, '/'));
  (void) g_rmdir (self->folder);
  g_free (self->cache);
  g_free (self->folder);
  base_call_free (self->call);
  directory_forest_unref (self->forest);
  kdc_free (self->kdc);
  peer_free (self->safe);
  peer_free (self->clear);
}

/* The password itself has been taken, over TLS, in less than so many seconds. */
static void
assert_simple (Stage *self, int most_s)
{
  gint64 began_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DirectoryRoot) root = directory_forest_root (self->forest, self->call, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (root->way, ==, "simple");
  g_assert_cmpuint (self->clear->n_binds, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, most_s * G_USEC_PER_SEC);
}

/* A ticket that is refused gives way to the password. */
static void
test_refused_ticket (Stage *self, gconstpointer data)
{
  static const krb5_error_code codes[] = { KRB5KDC_ERR_CLIENT_REVOKED, KRB5KDC_ERR_TGT_REVOKED,
                                           KRB5KRB_AP_ERR_BAD_INTEGRITY };

  write_ticket (self->cache);
  self->kdc->tgs_error = codes[GPOINTER_TO_SIZE (data)];
  assert_simple (self, 5);
  g_assert_cmpint (self->kdc->n_tgs, >, 0);
  g_assert_cmpint (self->kdc->n_as, >, 0);
}

static void
test_no_kdc (Stage *self, gconstpointer data)
{
  self->forest->ports.kerberos = 1;
  assert_simple (self, 5);
}

/* Where only LDAPS is reached, Kerberos is tried over it, and the password over the same link. */
static void
test_only_tls (Stage *self, gconstpointer data)
{
  write_ticket (self->cache);
  self->forest->ports.ldap = 1;
  assert_simple (self, 5);
  g_assert_cmpint (self->kdc->n_tgs, >, 0);
  g_assert_cmpint (self->kdc->n_as, >, 0);
  g_assert_cmpuint (self->safe->n_connections, ==, 1);
}

/* It is waited for once only. */
static void
test_silent_kdc (Stage *self, gconstpointer data)
{
  write_ticket (self->cache);
  self->kdc->is_silent = TRUE;
  assert_simple (self, 9);
  g_assert_cmpint (self->kdc->n_tgs + self->kdc->n_as, ==, 1);
}

/* Only one that is still valid is used as it is. */
static void
test_expired_service (Stage *self, gconstpointer data)
{
  static const gint64 left_s[] = { 3600, -60 };
  const KerberosKdc kdc = {
    .call = self->call, .port = self->kdc->port, .realm = KDC_REALM, .host = "127.0.0.1"
  };

  write_ticket (self->cache);
  for (gsize i = 0; i < G_N_ELEMENTS (left_s); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (KerberosTicket) ticket = kerberos_ticket_find (KDC_REALM, &error);
    krb5_context context = NULL;
    krb5_ccache cache = NULL;

    g_assert_no_error (error);
    g_assert_cmpint (krb5_init_context (&context), ==, 0);
    g_assert_cmpint (krb5_cc_resolve (context, kerberos_ticket_cache (ticket), &cache), ==, 0);
    store (context, cache, SERVICE, left_s[i]);
    krb5_cc_close (context, cache);
    krb5_free_context (context);

    g_assert_true (kerberos_ticket_reach (ticket, &kdc, SERVICE, &error) == (left_s[i] > 0));
    g_assert_true ((self->kdc->n_tgs > 0) == (left_s[i] < 0));
  }
}

/* What ties a log-in to the connection: RFC 5929. */
static void
test_end_point (Stage *self, gconstpointer data)
{
  const char *const hosts[] = { "127.0.0.1", NULL };
  g_auto (DirectoryPlace) place = { .domain = g_strdup (""), .hosts = g_strdupv ((char **) hosts) };
  g_autoptr (GError) error = NULL;
  g_autoptr (DirectoryLink) link = directory_connect (
      self->forest, self->call, &place, DIRECTORY_PORT_DOMAIN, DIRECTORY_TRANSPORT_TLS, &error);
  g_autoptr (GByteArray) certificate = NULL;
  g_autoptr (GBytes) end_point = NULL;
  g_autoptr (GBytes) wanted = NULL;

  g_assert_no_error (error);
  end_point = directory_tls_end_point (link);
  g_object_get (self->safe->certificate, "certificate", &certificate, NULL);
  wanted = kerberos_end_point (certificate->data, certificate->len);
  g_assert_true (g_bytes_equal (end_point, wanted));
}

static void
add (const char *path, void (*test) (Stage *, gconstpointer), gsize n)
{
  g_test_add (path, Stage, GSIZE_TO_POINTER (n), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (g_setenv ("KRB5_CONFIG", "/dev/null", TRUE));
  add ("/directory/kerberos/refused-ticket/client", test_refused_ticket, 0);
  add ("/directory/kerberos/refused-ticket/ticket", test_refused_ticket, 1);
  add ("/directory/kerberos/refused-ticket/integrity", test_refused_ticket, 2);
  add ("/directory/kerberos/no-kdc", test_no_kdc, 0);
  add ("/directory/kerberos/only-tls", test_only_tls, 0);
  add ("/directory/kerberos/silent-kdc", test_silent_kdc, 0);
  add ("/directory/kerberos/expired-service", test_expired_service, 0);
  add ("/directory/kerberos/end-point", test_end_point, 0);
  return g_test_run ();
}
