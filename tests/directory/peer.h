/* peer.h - a directory that answers as it is told to, also wrongly or not at all: for tests of what
 * talks LDAP
 *
 * Each connection has a thread. Made for one test at a time; knobs are turned before anybody
 * connects.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <ldap.h>
#include <string.h>

#define PEER_PASSWORD "Correct-Horse-7"

/* Where it falls silent, or hangs up. */
typedef enum
{
  PEER_NEVER,
  PEER_AT_ACCEPT,
  PEER_AT_ROOT,
  PEER_AT_START_TLS,
  PEER_AFTER_START_TLS, /* yes, and then nothing */
  PEER_AT_BIND,
  PEER_AT_SEARCH,
  PEER_AFTER_ENTRIES
} PeerStage;

typedef struct _Peer Peer;
struct _Peer
{
  GSocketListener *listener;
  GCancellable *stop;
  GTlsCertificate *certificate; /* NULL: none */
  gboolean is_tls;              /* from the first byte */
  GThread *accepting;
  GPtrArray *talking; /* GThread */
  GMutex lock;
  guint16 port;
  /* knobs */
  PeerStage silent_at;
  PeerStage cut_at;
  gboolean is_other;     /* no Active Directory */
  gboolean has_kerberos; /* it offers GSS-SPNEGO, though it does not speak it */
  gboolean is_behind;    /* isSynchronized is FALSE */
  const char *host, *base;
  guint n_entries;       /* of a search */
  guint n_cuts;          /* so often at most; 0: always */
  gboolean is_endless;   /* a page is never the last */
  gboolean is_repeating; /* and each begins with the first entry again */
  gboolean is_flood;     /* a page never ends */
  int code;              /* of a search */
  const char *words;     /* of a bind that is refused */
  GBytes *value;         /* "displayName"; NULL: "Ann" */
  GBytes *netlogon;      /* what it says of sites; NULL: nothing */
  const char *range;     /* "member;range=0-1" for what is asked by range; NULL: no range */
  /* what happened */
  gint n_silent; /* atomic: how often it fell silent */
  guint n_connections, n_binds, n_clear_binds, n_abandoned, n_ended_sets, n_references;
};

#include "peer-answers.h"

static gboolean
peer_read_more (PeerTalk *talk, GByteArray *message, gsize length)
{
  GInputStream *in = g_io_stream_get_input_stream (talk->stream);
  guint before = message->len;
  gsize got = 0;

  g_byte_array_set_size (message, before + (guint) length);
  return g_input_stream_read_all (in, message->data + before, length, &got, talk->peer->stop,
                                  NULL) &&
         got == length;
}

/* One message; FALSE when the other side is gone. */
static gboolean
peer_read (PeerTalk *talk, GByteArray *message)
{
  gsize length;

  g_byte_array_set_size (message, 0);
  if (!peer_read_more (talk, message, 2))
    return FALSE;
  length = message->data[1];
  if (length & 0x80) {
    guint n = length & 0x7F;

    if (!peer_read_more (talk, message, n))
      return FALSE;
    length = 0;
    for (guint i = 0; i < n; i++)
      length = length << 8 | message->data[2 + i];
  }
  return peer_read_more (talk, message, length);
}

static gpointer
peer_talk (gpointer data)
{
  g_autofree PeerTalk *talk = data;
  Peer *self = talk->peer;
  g_autoptr (GByteArray) message = g_byte_array_new ();

  if (self->silent_at == PEER_AT_ACCEPT) {
    g_atomic_int_inc (&self->n_silent);
    peer_wait (self);
  } else if (self->cut_at != PEER_AT_ACCEPT) {
    talk->is_safe = self->is_tls;
    talk->stream = self->is_tls ? g_tls_server_connection_new (talk->base, self->certificate, NULL)
                                : g_object_ref (talk->base);
    while (!talk->is_over && peer_read (talk, message))
      peer_serve (talk, message);
    g_io_stream_close (talk->stream, NULL, NULL);
    g_object_unref (talk->stream);
  }
  g_io_stream_close (talk->base, NULL, NULL);
  g_object_unref (talk->base);
  return NULL;
}

static gpointer
peer_accept (gpointer data)
{
  Peer *self = data;

  for (;;) {
    GSocketConnection *connection =
        g_socket_listener_accept (self->listener, NULL, self->stop, NULL);
    PeerTalk *talk;

    if (connection == NULL)
      return NULL;
    talk = g_new0 (PeerTalk, 1);
    talk->peer = self;
    talk->base = G_IO_STREAM (connection);
    g_mutex_lock (&self->lock);
    self->n_connections++;
    g_ptr_array_add (self->talking, g_thread_new ("talk", peer_talk, talk));
    g_mutex_unlock (&self->lock);
  }
}

/* address: of this computer. port: 0 for any. certificate: the stem of a file that
 * ../http/make-certificates.sh makes, or NULL. */
static inline Peer *
peer_new (const char *address, guint16 port, const char *certificate)
{
  Peer *self = g_new0 (Peer, 1);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GError) error = NULL;

  if (certificate != NULL) {
    g_autofree char *name = g_strdup_printf ("%s.pem", certificate);
    g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "http", name, NULL);

    self->certificate = g_tls_certificate_new_from_file (path, &error);
    g_assert_no_error (error);
  }
  self->host = "dc1.corp.test";
  self->base = "DC=corp,DC=test";
  self->words =
      "80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data 52e, v3839";
  self->n_entries = 3;
  self->stop = g_cancellable_new ();
  self->talking = g_ptr_array_new ();
  g_mutex_init (&self->lock);
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &given, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
  self->accepting = g_thread_new ("accept", peer_accept, self);
  return self;
}

static inline void
peer_free (Peer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->accepting);
  g_socket_listener_close (self->listener);
  for (guint i = 0; i < self->talking->len; i++)
    g_thread_join (g_ptr_array_index (self->talking, i));
  g_ptr_array_unref (self->talking);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->value, g_bytes_unref);
  g_clear_pointer (&self->netlogon, g_bytes_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)
