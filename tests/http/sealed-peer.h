/* sealed-peer.h - a server that logs connections in with Kerberos and encrypts bodies, as Exchange
 * does on port 80
 *
 * It has the keytab of KRB5_KTNAME (with-kdc.sh). Written from the protocol's description: it finds
 * the encrypted bytes by the boundary, from behind, and shares nothing with the client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>
#include <string.h>

typedef enum
{
  SEALED_WELL,
  SEALED_PLAIN,     /* answers are not encrypted */
  SEALED_DAMAGED,   /* one bit is wrong */
  SEALED_LENGTH,    /* Length= is wrong */
  SEALED_HEAD,      /* the head's length is wrong */
  SEALED_CUT,       /* the answer ends in the middle of what is encrypted */
  SEALED_TWICE,     /* the answer before comes again */
  SEALED_FORGETFUL, /* every second request is not known any more */
  SEALED_REFUSING,  /* no ticket is good enough */
  SEALED_CLOSING    /* the connection ends after each answer */
} SealedMode;

typedef struct _SealedPeer SealedPeer;

/* What to answer: plain in, plain out. head: of the request. ret_lines: header lines with their
 * ends, or NULL. */
typedef GBytes *(*SealedAnswer) (const char *head, GBytes *plain, int *ret_status, char **ret_lines,
                                 gpointer data);

struct _SealedPeer
{
  GSocketListener *listener;
  GCancellable *stop;
  GThread *accepting;
  GPtrArray *talking; /* GThread */
  SealedAnswer answer;
  gpointer data;
  SealedMode mode;
  const char *scheme; /* "Kerberos", unless a test says another */
  int n_handshakes;   /* atomic */
  int n_served;       /* atomic */
  guint16 port;
  GBytes *before; /* the last sealed body */
  char *client;   /* who logged in last */
};

typedef struct
{
  SealedPeer *peer;
  GIOStream *stream;
  gss_ctx_id_t context;
  gboolean is_open;
} SealedTalk;

static inline gboolean
sealed_read (SealedTalk *talk, GString *head, GByteArray *body)
{
  GInputStream *input = g_io_stream_get_input_stream (talk->stream);
  char byte;
  const char *length;
  gsize wanted;

  g_string_truncate (head, 0);
  g_byte_array_set_size (body, 0);
  while (!g_str_has_suffix (head->str, "\r\n\r\n")) {
    if (g_input_stream_read (input, &byte, 1, talk->peer->stop, NULL) != 1)
      return FALSE;
    g_string_append_c (head, byte);
  }
  length = strstr (head->str, "Content-Length: ");
  wanted = length != NULL ? g_ascii_strtoull (length + 16, NULL, 10) : 0;
  g_byte_array_set_size (body, (guint) wanted);
  return wanted == 0 ||
         g_input_stream_read_all (input, body->data, wanted, NULL, talk->peer->stop, NULL);
}

static inline gboolean
sealed_write (SealedTalk *talk, int status, const char *lines, GBytes *body)
{
  GOutputStream *output = g_io_stream_get_output_stream (talk->stream);
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 %d X\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", status,
                       lines, g_bytes_get_size (body));

  return g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL) &&
         g_output_stream_write_all (output, g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                                    NULL, NULL, NULL);
}

static inline gboolean
sealed_log_in (SealedTalk *talk, const char *token)
{
  g_autofree char *text = g_strndup (token, strcspn (token, "\r"));
  gss_buffer_desc in = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc shown = GSS_C_EMPTY_BUFFER;
  gss_name_t name = GSS_C_NO_NAME;
  g_autofree char *encoded = NULL;
  g_autofree char *lines = NULL;
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autofree guchar *bytes = g_base64_decode (text, &in.length);
  OM_uint32 minor;
  OM_uint32 major;

  in.value = bytes;
  g_atomic_int_inc (&talk->peer->n_handshakes);
  gss_delete_sec_context (&minor, &talk->context, GSS_C_NO_BUFFER);
  talk->is_open = FALSE;
  major = gss_accept_sec_context (&minor, &talk->context, GSS_C_NO_CREDENTIAL, &in,
                                  GSS_C_NO_CHANNEL_BINDINGS, &name, NULL, &out, NULL, NULL, NULL);
  if (major != GSS_S_COMPLETE || talk->peer->mode == SEALED_REFUSING) {
    gss_release_buffer (&minor, &out);
    gss_release_name (&minor, &name);
    return sealed_write (talk, 401, "WWW-Authenticate: Kerberos\r\n", empty);
  }

  g_assert_cmpuint (gss_display_name (&minor, name, &shown, NULL), ==, GSS_S_COMPLETE);
  g_free (talk->peer->client);
  talk->peer->client = g_strndup (shown.value, shown.length);
  encoded = g_base64_encode (out.value, out.length);
  lines = g_strdup_printf ("WWW-Authenticate: %s %s\r\n", talk->peer->scheme, encoded);
  gss_release_buffer (&minor, &shown);
  gss_release_buffer (&minor, &out);
  gss_release_name (&minor, &name);
  talk->is_open = TRUE;
  return sealed_write (talk, 200, lines, empty);
}

/* NULL when it cannot be read. */
static inline GBytes *
sealed_unpack (SealedTalk *talk, GByteArray *body)
{
  static const char end[] = "--Encrypted Boundary--\r\n";
  static const char begin[] = "\tContent-Type: application/octet-stream\r\n";
  guint8 *at = memmem (body->data, body->len, begin, strlen (begin));
  gss_buffer_desc in = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  OM_uint32 minor;
  int was_sealed = 0;
  GBytes *plain;

  if (at == NULL || body->len < strlen (end) ||
      memcmp (body->data + body->len - strlen (end), end, strlen (end)) != 0)
    return NULL;

  at += strlen (begin);
  g_assert_cmpuint (at[0], ==, 60); /* as AES-256 has it */
  in.value = at + 4;
  in.length = (gsize) (body->data + body->len - strlen (end) - (at + 4));
  if (gss_unwrap (&minor, talk->context, &in, &out, &was_sealed, NULL) != GSS_S_COMPLETE ||
      !was_sealed)
    return NULL;
  plain = g_bytes_new (out.value, out.length);
  gss_release_buffer (&minor, &out);
  return plain;
}

/* With the blank that Exchange writes. */
static inline GBytes *
sealed_pack (SealedTalk *talk, GBytes *plain)
{
  SealedMode mode = talk->peer->mode;
  gsize size = g_bytes_get_size (plain);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (plain, NULL), size);
  gss_iov_buffer_desc parts[] = {
    { GSS_IOV_BUFFER_TYPE_HEADER | GSS_IOV_BUFFER_FLAG_ALLOCATE, GSS_C_EMPTY_BUFFER },
    { GSS_IOV_BUFFER_TYPE_DATA, { size, copy } },
    { GSS_IOV_BUFFER_TYPE_PADDING | GSS_IOV_BUFFER_FLAG_ALLOCATE, GSS_C_EMPTY_BUFFER }
  };
  GByteArray *out = g_byte_array_new ();
  g_autofree char *text = g_strdup_printf (
      "-- Encrypted Boundary\r\n\tContent-Type: application/HTTP-Kerberos-session-encrypted\r\n"
      "\tOriginalContent: type=application/soap+xml;charset=utf-8;Length=%" G_GSIZE_FORMAT
      "\r\n-- Encrypted Boundary\r\n\tContent-Type: application/octet-stream\r\n",
      size + (mode == SEALED_LENGTH ? 1 : 0));
  guint32 head_size;
  OM_uint32 minor;

  g_assert_cmpuint (gss_wrap_iov (&minor, talk->context, 1, GSS_C_QOP_DEFAULT, NULL, parts, 3), ==,
                    GSS_S_COMPLETE);
  head_size =
      GUINT32_TO_LE ((guint32) parts[0].buffer.length + (mode == SEALED_HEAD ? 1000000 : 0));
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
  g_byte_array_append (out, (const guint8 *) &head_size, 4);
  g_byte_array_append (out, parts[0].buffer.value, (guint) parts[0].buffer.length);
  g_byte_array_append (out, parts[1].buffer.value, (guint) parts[1].buffer.length);
  if (mode == SEALED_DAMAGED)
    out->data[out->len - 1] ^= 1;
  if (mode == SEALED_CUT)
    g_byte_array_set_size (out, out->len - 1);
  else
    g_byte_array_append (out, (const guint8 *) "-- Encrypted Boundary--\r\n", 25);
  gss_release_iov_buffer (&minor, parts, 3);
  return g_byte_array_free_to_bytes (out);
}

static inline gboolean
sealed_serve (SealedTalk *talk, const char *head, GByteArray *body)
{
  SealedPeer *self = talk->peer;
  g_autoptr (GBytes) plain = talk->is_open ? sealed_unpack (talk, body) : NULL;
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *all = NULL;
  int status = 200;

  if (plain == NULL || (self->mode == SEALED_FORGETFUL &&
                        g_atomic_int_get (&self->n_served) % 2 == 1 && talk->is_open)) {
    if (talk->is_open)
      g_atomic_int_inc (&self->n_served);
    talk->is_open = FALSE;
    return sealed_write (talk, 401, "WWW-Authenticate: Kerberos\r\n", empty);
  }

  g_atomic_int_inc (&self->n_served);
  answer = self->answer (head, plain, &status, &lines, self->data);
  if (self->mode == SEALED_PLAIN)
    return sealed_write (talk, status, "Content-Type: application/soap+xml\r\n", answer);
  sealed = sealed_pack (talk, answer);
  if (self->mode == SEALED_TWICE && self->before != NULL) {
    g_bytes_unref (sealed);
    sealed = g_bytes_ref (self->before);
  }
  g_clear_pointer (&self->before, g_bytes_unref);
  self->before = g_bytes_ref (sealed);
  all = g_strconcat (
      "Content-Type: multipart/encrypted;protocol=\"application/HTTP-Kerberos-session-encrypted\";"
      "boundary=\"Encrypted Boundary\"\r\n",
      self->mode == SEALED_CLOSING ? "Connection: close\r\n" : "", lines != NULL ? lines : "",
      NULL);
  return sealed_write (talk, status, all, sealed) && self->mode != SEALED_CLOSING;
}

static gpointer
sealed_talk (gpointer data)
{
  g_autofree SealedTalk *talk = data;
  g_autoptr (GIOStream) stream = talk->stream;
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GByteArray) body = g_byte_array_new ();
  gboolean goes_on = TRUE;
  OM_uint32 minor;

  while (goes_on && sealed_read (talk, head, body)) {
    g_autofree char *begin = g_strdup_printf ("Authorization: %s ", talk->peer->scheme);
    const char *token = strstr (head->str, begin);

    if (g_str_has_prefix (head->str, "GET ")) {
      g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

      goes_on = sealed_write (talk, 401, "WWW-Authenticate: Kerberos\r\n", empty);
    } else if (token != NULL)
      goes_on = sealed_log_in (talk, token + strlen (begin));
    else
      goes_on = sealed_serve (talk, head->str, body);
  }
  gss_delete_sec_context (&minor, &talk->context, GSS_C_NO_BUFFER);
  g_io_stream_close (stream, NULL, NULL);
  return NULL;
}

static gpointer
sealed_accept (gpointer data)
{
  SealedPeer *self = data;

  for (;;) {
    GSocketConnection *connection =
        g_socket_listener_accept (self->listener, NULL, self->stop, NULL);
    SealedTalk *talk;

    if (connection == NULL)
      return NULL;
    talk = g_new0 (SealedTalk, 1);
    talk->peer = self;
    talk->stream = G_IO_STREAM (connection);
    talk->context = GSS_C_NO_CONTEXT;
    g_ptr_array_add (self->talking, g_thread_new ("talk", sealed_talk, talk));
  }
}

static inline SealedPeer *
sealed_peer_new (SealedMode mode, SealedAnswer answer, gpointer data)
{
  SealedPeer *self = g_new0 (SealedPeer, 1);
  g_autoptr (GError) error = NULL;

  self->mode = mode;
  self->scheme = "Kerberos";
  self->answer = answer;
  self->data = data;
  self->stop = g_cancellable_new ();
  self->talking = g_ptr_array_new ();
  self->listener = g_socket_listener_new ();
  self->port = g_socket_listener_add_any_inet_port (self->listener, NULL, &error);
  g_assert_no_error (error);
  self->accepting = g_thread_new ("accept", sealed_accept, self);
  return self;
}

static inline void
sealed_peer_free (SealedPeer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->accepting);
  g_socket_listener_close (self->listener);
  for (guint i = 0; i < self->talking->len; i++)
    g_thread_join (self->talking->pdata[i]);
  g_ptr_array_unref (self->talking);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_clear_pointer (&self->before, g_bytes_unref);
  g_free (self->client);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SealedPeer, sealed_peer_free)

static inline char *
sealed_peer_url (const SealedPeer *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/PowerShell/", self->port);
}

/* Whose ticket with-kdc.sh, or whoever runs the test, has got. */
static inline const char *
sealed_client (void)
{
  const char *client = g_getenv ("SEALED_CLIENT");

  return client != NULL ? client : "ann@TEST.EXAMPLE";
}
