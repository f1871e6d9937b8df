/* guard.h - a web server that lets nobody in without a Kerberos ticket tied to its certificate, as
 * IIS does with Extended Protection required
 *
 * It has the keytab of KRB5_KTNAME (with-kdc.sh). GSS-API does the server's part; the binding is
 * computed here from the description in RFC 5929 and shares nothing with the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "peer.h"

#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>

#define GUARD_OK "HTTP/1.1 200 OK\r\n%sContent-Length: 2\r\n\r\nok"
#define GUARD_NO "HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n"

typedef enum
{
  GUARD_EACH,      /* wants a token with every request */
  GUARD_ONCE,      /* logs the connection in, and says so */
  GUARD_FORGETFUL, /* says so, and forgets every second time */
  GUARD_DAMAGED    /* what it says to prove itself is wrong */
} GuardMode;

typedef struct
{
  Peer *peer;
  GuardMode mode;
  GTlsCertificate *certificate; /* whose binding it wants: its own, but for a man in the middle */
  int n_logins;                 /* atomic */
  int n_unbound, n_misbound;    /* atomic: refused, because the binding was missing or wrong */
  char *client;                 /* who came last */
} Guard;

static GByteArray *
guard_binding (Guard *self)
{
  g_autoptr (GByteArray) der = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256); /* the tests' have no other */
  GByteArray *binding = g_byte_array_new ();
  guint8 digest[32];
  gsize length = sizeof digest;

  g_object_get (self->certificate, "certificate", &der, NULL);
  g_checksum_update (sum, der->data, der->len);
  g_checksum_get_digest (sum, digest, &length);
  g_byte_array_append (binding, (const guint8 *) "tls-server-end-point:", 21);
  return g_byte_array_append (binding, digest, sizeof digest);
}

static void
guard_note_client (Guard *self, gss_name_t name)
{
  gss_buffer_desc shown = GSS_C_EMPTY_BUFFER;
  OM_uint32 minor;

  g_assert_cmpuint (gss_display_name (&minor, name, &shown, NULL), ==, GSS_S_COMPLETE);
  g_free (self->client);
  self->client = g_strndup (shown.value, shown.length);
  gss_release_buffer (&minor, &shown);
}

/* The header line that answers the token, or NULL: not let in. */
static char *
guard_accept (Guard *self, const char *token)
{
  g_autofree char *text = g_strndup (token, strcspn (token, "\r"));
  g_autoptr (GByteArray) binding = guard_binding (self);
  struct gss_channel_bindings_struct bindings = { 0 };
  gss_buffer_desc in = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  gss_ctx_id_t context = GSS_C_NO_CONTEXT;
  gss_name_t name = GSS_C_NO_NAME;
  g_autofree guchar *bytes = g_base64_decode (text, &in.length);
  g_autofree char *encoded = NULL;
  OM_uint32 flags = 0;
  OM_uint32 minor;
  OM_uint32 major;

  in.value = bytes;
  bindings.application_data.value = binding->data;
  bindings.application_data.length = binding->len;
  major = gss_accept_sec_context (&minor, &context, GSS_C_NO_CREDENTIAL, &in, &bindings, &name,
                                  NULL, &out, &flags, NULL, NULL);
  if (GSS_ERROR (major))
    g_atomic_int_inc (&self->n_misbound);
  else if (!(flags & GSS_C_CHANNEL_BOUND_FLAG))
    g_atomic_int_inc (&self->n_unbound);
  else {
    g_atomic_int_inc (&self->n_logins);
    guard_note_client (self, name);
    if (self->mode == GUARD_DAMAGED)
      ((guint8 *) out.value)[out.length - 1] ^= 1;
    encoded = g_base64_encode (out.value, out.length);
  }
  gss_release_buffer (&minor, &out);
  gss_release_name (&minor, &name);
  gss_delete_sec_context (&minor, &context, GSS_C_NO_BUFFER);
  if (encoded == NULL)
    return NULL;
  return g_strdup_printf (
      "WWW-Authenticate: Negotiate %s\r\n%s", encoded,
      self->mode == GUARD_ONCE || self->mode == GUARD_FORGETFUL ? "Persistent-Auth: true\r\n" : "");
}

/* *state counts the answers since the connection was logged in. */
static char *
guard_answer (Peer *peer, const char *request, gpointer *state)
{
  static const char begin[] = "Authorization: Negotiate ";
  Guard *self = peer->data;
  const char *token = strstr (request, begin);
  guint n = GPOINTER_TO_UINT (*state);
  g_autofree char *lines = NULL;

  if (token != NULL) {
    lines = guard_accept (self, token + strlen (begin));
    *state = GUINT_TO_POINTER (lines != NULL && self->mode != GUARD_EACH ? 1 : 0);
    return lines != NULL ? g_strdup_printf (GUARD_OK, lines) : g_strdup (GUARD_NO);
  }
  if (n == 0 || (self->mode == GUARD_FORGETFUL && n % 2 == 0)) {
    *state = NULL;
    return g_strdup (GUARD_NO);
  }
  *state = GUINT_TO_POINTER (n + 1);
  return g_strdup_printf (GUARD_OK, "");
}

/* certificate: see peer_new (); wanted: of whose binding tokens must be, NULL for the same. */
static inline Guard *
guard_new (GuardMode mode, const char *certificate, const char *wanted)
{
  Guard *self = g_new0 (Guard, 1);

  self->mode = mode;
  self->peer = peer_new (certificate);
  if (wanted != NULL) {
    g_autofree char *name = g_strdup_printf ("%s.pem", wanted);
    g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "http", name, NULL);
    g_autoptr (GError) error = NULL;

    self->certificate = g_tls_certificate_new_from_file (path, &error);
    g_assert_no_error (error);
  } else {
    self->certificate = g_object_ref (self->peer->certificate);
  }
  self->peer->data = self;
  self->peer->answer = guard_answer;
  return self;
}

static inline void
guard_free (Guard *self)
{
  peer_free (self->peer);
  g_object_unref (self->certificate);
  g_free (self->client);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Guard, guard_free)

/* The authority of the tests' certificates. */
static inline char *
guard_authority (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "http", "authority.pem", NULL);
  g_autoptr (GError) error = NULL;
  char *pem = NULL;

  g_file_get_contents (path, &pem, NULL, &error);
  g_assert_no_error (error);
  return pem;
}
