/* ldap-peer.h - a simulated controller in this process and a client of it, made of liblber and GIO
 *
 * Server and client share the thread: each call turns the main loop until the answer is there.
 */
#pragma once

#include "sim-certificate.h"
#include "sim-ldap-server.h"

#include "base-secret.h"

#include <glib/gstdio.h>
#include <lber.h>
#include <string.h>

#define ROOT "DC=corp,DC=example"
#define ADMIN "oofadmin@corp.example"
#define LDAP_WAIT_US (20 * G_USEC_PER_SEC)

typedef struct
{
  SimOptions options;
  SimWorld *world;
  SimLdapServer *server;
  GTlsDatabase *trusted;
  char *folder;
  char *ca_file;
} LdapPeer;

typedef struct
{
  LdapPeer *peer;
  GSocketConnection *base;
  GIOStream *stream;
  GByteArray *in;
  ber_int_t last_id;
} LdapClient;

/* The end of an operation; entries are counted, their names and first values kept. */
typedef struct
{
  int code; /* -1: the connection ended, -2: nothing came */
  char *text;
  char *matched;
  char *cookie;
  GPtrArray *dns;
  GPtrArray *values; /* "attribute: value" of all entries in sequence */
  guint n_references;
} LdapAnswer;

static inline LdapPeer *
ldap_peer_new (int people)
{
  LdapPeer *self = g_new0 (LdapPeer, 1);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  self->options.people = people;
  self->folder = g_dir_make_tmp ("absentia-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  self->world = sim_world_new (&self->options);
  certificate = sim_certificate_new (SIM_TLS_GOOD, NULL, self->ca_file, &error);
  g_assert_no_error (error);
  self->server = sim_ldap_server_new (self->world, certificate, &error);
  g_assert_no_error (error);
  self->trusted = g_tls_file_database_new (self->ca_file, &error);
  g_assert_no_error (error);
  return self;
}

static inline void
ldap_peer_free (LdapPeer *self)
{
  sim_ldap_server_free (self->server);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  sim_world_free (self->world);
  g_object_unref (self->trusted);
  g_assert_cmpint (g_unlink (self->ca_file), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->ca_file);
  g_free (self->folder);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LdapPeer, ldap_peer_free)

static inline void
ldap_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static inline GAsyncResult *
ldap_wait (GAsyncResult **result, GCancellable *cancellable)
{
  gint64 end_us = g_get_monotonic_time () + LDAP_WAIT_US;

  while (*result == NULL) {
    if (g_get_monotonic_time () > end_us && cancellable != NULL)
      g_cancellable_cancel (cancellable);
    g_main_context_iteration (NULL, FALSE);
  }
  return *result;
}

static inline gboolean
ldap_client_secure (LdapClient *self)
{
  g_autoptr (GSocketConnectable) name = g_network_address_new ("localhost", 636);
  g_autoptr (GAsyncResult) result = NULL;
  GIOStream *tls = g_tls_client_connection_new (G_IO_STREAM (self->base), name, NULL);

  g_tls_connection_set_database (G_TLS_CONNECTION (tls), self->peer->trusted);
  g_set_object (&self->stream, tls);
  g_object_unref (tls);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), 0, NULL, ldap_result_cb, &result);
  return g_tls_connection_handshake_finish (G_TLS_CONNECTION (tls), ldap_wait (&result, NULL),
                                            NULL);
}

static inline LdapClient *
ldap_client_new (LdapPeer *peer, SimLdapPort port)
{
  LdapClient *self = g_new0 (LdapClient, 1);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->peer = peer;
  self->in = g_byte_array_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client, "127.0.0.1",
                                         (guint16) sim_ldap_server_port (peer->server, port), NULL,
                                         ldap_result_cb, &result);
  self->base = g_socket_client_connect_to_host_finish (client, ldap_wait (&result, NULL), &error);
  g_assert_no_error (error);
  self->stream = G_IO_STREAM (g_object_ref (self->base));
  if (port != SIM_LDAP_PORT_PLAIN)
    g_assert_true (ldap_client_secure (self));
  return self;
}

static inline void
ldap_client_free (LdapClient *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_io_stream_close_async (self->stream, 0, NULL, ldap_result_cb, &result);
  ldap_wait (&result, NULL);
  g_object_unref (self->stream);
  g_object_unref (self->base);
  g_byte_array_unref (self->in);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LdapClient, ldap_client_free)

static inline void
ldap_send_bytes (LdapClient *self, gconstpointer data, gsize size)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), data, size, 0,
                                   NULL, ldap_result_cb, &result);
  g_output_stream_write_all_finish (g_io_stream_get_output_stream (self->stream),
                                    ldap_wait (&result, NULL), NULL, NULL);
}

/* Takes what was written. */
static inline void
ldap_send (LdapClient *self, BerElement *ber)
{
  struct berval bytes;

  g_assert_cmpint (ber_flatten2 (ber, &bytes, 0), ==, 0);
  ldap_send_bytes (self, bytes.bv_val, bytes.bv_len);
  ber_free (ber, 1);
}

/* Waits for more bytes: how many came; 0: the end; -1: none in wait_us. */
static inline gssize
ldap_receive (LdapClient *self, gint64 wait_us)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  gint64 end_us = g_get_monotonic_time () + wait_us;
  g_autofree char *chunk = g_malloc (1 << 20);
  gssize n;

  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream), chunk, 1 << 20, 0,
                             cancellable, ldap_result_cb, &result);
  while (result == NULL) {
    if (g_get_monotonic_time () > end_us)
      g_cancellable_cancel (cancellable);
    g_main_context_iteration (NULL, FALSE);
  }
  n = g_input_stream_read_finish (g_io_stream_get_input_stream (self->stream), result, NULL);
  if (n < 0)
    return g_cancellable_is_cancelled (cancellable) ? -1 : 0;
  g_byte_array_append (self->in, (guint8 *) chunk, (guint) n);
  return n;
}

/* A message, whole; NULL with *ret_code -1 (the end) or -2 (nothing came). Caller frees. */
static inline struct berval *
ldap_next (LdapClient *self, gint64 wait_us, int *ret_code)
{
  for (;;) {
    gsize size = 0;
    gsize head = 2;
    gssize n;

    if (self->in->len >= 6) {
      const guint8 *data = self->in->data;

      size = data[1];
      if (size >= 0x80) {
        head = 2 + (size & 0x7F);
        size = 0;
        for (gsize i = 2; i < head && i < 6; i++)
          size = size << 8 | data[i];
      }
      if (data[0] == 0x30 && self->in->len >= head + size) {
        struct berval whole = { head + size, (char *) data };
        struct berval *copy = ber_bvdup (&whole);

        g_byte_array_remove_range (self->in, 0, (guint) (head + size));
        return copy;
      }
    }
    n = ldap_receive (self, wait_us);
    if (n <= 0) {
      *ret_code = n == 0 ? -1 : -2;
      return NULL;
    }
  }
}

static inline void
ldap_answer_clear (LdapAnswer *self)
{
  g_free (self->text);
  g_free (self->matched);
  g_free (self->cookie);
  g_clear_pointer (&self->dns, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LdapAnswer, ldap_answer_clear)

static inline void
ldap_read_entry (BerElement *ber, LdapAnswer *answer)
{
  struct berval dn;
  ber_len_t length;
  char *last;

  g_assert_cmpint (ber_scanf (ber, "{m", &dn), !=, LBER_ERROR);
  g_ptr_array_add (answer->dns, g_strndup (dn.bv_val, dn.bv_len));
  for (ber_tag_t tag = ber_first_element (ber, &length, &last); tag != LBER_DEFAULT;
       tag = ber_next_element (ber, &length, last)) {
    struct berval name;
    struct berval value;
    char *end;

    g_assert_cmpint (ber_scanf (ber, "{m", &name), !=, LBER_ERROR);
    for (tag = ber_first_element (ber, &length, &end); tag != LBER_DEFAULT;
         tag = ber_next_element (ber, &length, end)) {
      g_assert_cmpint (ber_scanf (ber, "m", &value), !=, LBER_ERROR);
      g_ptr_array_add (answer->values,
                       g_strdup_printf ("%.*s: %.*s", (int) name.bv_len, name.bv_val,
                                        (int) value.bv_len, value.bv_val));
    }
  }
}

static inline void
ldap_read_end (BerElement *ber, LdapAnswer *answer)
{
  struct berval matched;
  struct berval text;
  struct berval oid;
  struct berval value;
  struct berval cookie;
  ber_int_t code;
  ber_len_t length;
  ber_int_t estimate;

  g_assert_cmpint (ber_scanf (ber, "{emm", &code, &matched, &text), !=, LBER_ERROR);
  answer->code = code;
  answer->matched = g_strndup (matched.bv_val, matched.bv_len);
  answer->text = g_strndup (text.bv_val, text.bv_len);
  while (ber_peek_tag (ber, &length) != 0xA0 && ber_peek_tag (ber, &length) != LBER_DEFAULT)
    if (ber_scanf (ber, "x") == LBER_ERROR)
      return;
  if (ber_scanf (ber, "{{mm", &oid, &value) != LBER_ERROR) {
    BerElement *inner = ber_alloc_t (0);

    ber_init2 (inner, &value, 0);
    g_assert_cmpint (ber_scanf (inner, "{im}", &estimate, &cookie), !=, LBER_ERROR);
    answer->cookie = g_strndup (cookie.bv_val, cookie.bv_len);
    ber_free (inner, 0);
  }
}

/* Until the operation ends. */
static inline LdapAnswer
ldap_collect_for (LdapClient *self, gint64 wait_us)
{
  LdapAnswer answer = { .code = -2,
                        .dns = g_ptr_array_new_with_free_func (g_free),
                        .values = g_ptr_array_new_with_free_func (g_free) };
  struct berval *message;

  while ((message = ldap_next (self, wait_us, &answer.code)) != NULL) {
    BerElement *ber = ber_alloc_t (0);
    ber_int_t id;
    ber_len_t length;
    ber_tag_t tag;
    gboolean is_end = FALSE;

    ber_init2 (ber, message, 0);
    g_assert_cmpint (ber_scanf (ber, "{i", &id), !=, LBER_ERROR);
    tag = ber_peek_tag (ber, &length);
    if (tag == 0x64)
      ldap_read_entry (ber, &answer);
    else if (tag == 0x73)
      answer.n_references++;
    else {
      ldap_read_end (ber, &answer);
      is_end = TRUE;
    }
    ber_free (ber, 0);
    ber_bvfree (message);
    if (is_end)
      break;
  }
  return answer;
}

static inline LdapAnswer
ldap_collect (LdapClient *self)
{
  return ldap_collect_for (self, LDAP_WAIT_US);
}

static inline LdapAnswer
ldap_bind (LdapClient *self, const char *name, const char *password)
{
  BerElement *ber = ber_alloc_t (LBER_USE_DER);

  ber_printf (ber, "{it{ists}}", ++self->last_id, (ber_tag_t) 0x60, 3, name, (ber_tag_t) 0x80,
              password);
  ldap_send (self, ber);
  return ldap_collect (self);
}

static inline const char *
ldap_password (const LdapPeer *peer)
{
  return base_secret_text (sim_accounts_password (peer->world->accounts));
}

/* Logged in as the administrator. */
static inline LdapClient *
ldap_client_new_bound (LdapPeer *peer, SimLdapPort port)
{
  LdapClient *self = ldap_client_new (peer, port);
  g_auto (LdapAnswer) answer = ldap_bind (self, ADMIN, ldap_password (peer));

  g_assert_cmpint (answer.code, ==, 0);
  return self;
}
