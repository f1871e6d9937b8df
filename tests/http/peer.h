/* peer.h - a server that answers with the bytes it is told to, for tests of what talks HTTP
 *
 * Each connection has a thread; the requests it reads are kept as text. Made for one test at a
 * time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <string.h>

typedef struct _Peer Peer;

/* What to answer, with all its lines, on a connection whose *state is NULL at first. */
typedef char *(*PeerAnswer) (Peer *peer, const char *request, gpointer *state);

struct _Peer
{
  GSocketListener *listener;
  GCancellable *stop;
  GTlsCertificate *certificate; /* NULL: plain */
  GThread *accepting;
  GPtrArray *talking; /* GThread */
  GMutex lock;
  GPtrArray *answers;  /* GBytes; the last one is repeated; none: silence */
  GPtrArray *requests; /* text */
  guint next;
  guint connections;
  gboolean closes;   /* the connection after each answer */
  PeerAnswer answer; /* NULL: those of answers */
  gpointer data;     /* for answer */
  guint16 port;
};

static GBytes *
peer_next_answer (Peer *self, GString *request, gpointer *state)
{
  GBytes *answer = NULL;
  char *text;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->requests, g_strdup (request->str));
  if (self->answers->len > 0)
    answer = g_bytes_ref (g_ptr_array_index (self->answers, self->next));
  if (self->next + 1 < self->answers->len)
    self->next++;
  g_mutex_unlock (&self->lock);
  if (self->answer != NULL) {
    text = self->answer (self, request->str, state);
    answer = g_bytes_new_take (text, strlen (text));
  }
  return answer;
}

/* One request, or FALSE when the other side is gone. */
static gboolean
peer_read (Peer *self, GIOStream *stream, GString *request)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);
  gsize wanted = G_MAXSIZE;

  g_string_truncate (request, 0);
  while (request->len < wanted) {
    char bytes[16384];
    gssize got = g_input_stream_read (input, bytes, sizeof bytes, self->stop, NULL);
    const char *end;
    const char *length;

    if (got <= 0)
      return FALSE;
    g_string_append_len (request, bytes, got);
    end = strstr (request->str, "\r\n\r\n");
    if (end == NULL || wanted != G_MAXSIZE)
      continue;
    length = strstr (request->str, "Content-Length: ");
    wanted = (gsize) (end + 4 - request->str) +
             (length != NULL ? g_ascii_strtoull (length + 16, NULL, 10) : 0);
  }
  return TRUE;
}

typedef struct
{
  Peer *peer;
  GIOStream *stream;
} PeerTalk;

static gpointer
peer_talk (gpointer data)
{
  g_autofree PeerTalk *talk = data;
  Peer *self = talk->peer;
  g_autoptr (GIOStream) base = talk->stream;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GString) request = g_string_new (NULL);
  gpointer state = NULL;

  if (self->certificate != NULL)
    stream = g_tls_server_connection_new (base, self->certificate, NULL);
  else
    stream = g_object_ref (base);

  while (stream != NULL && peer_read (self, stream, request)) {
    g_autoptr (GBytes) answer = peer_next_answer (self, request, &state);
    gsize size;
    const char *bytes;

    if (answer == NULL)
      continue;
    bytes = g_bytes_get_data (answer, &size);
    if (!g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, size, NULL,
                                    self->stop, NULL) ||
        self->closes)
      break;
  }
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
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
    talk->stream = G_IO_STREAM (connection);
    g_mutex_lock (&self->lock);
    self->connections++;
    g_ptr_array_add (self->talking, g_thread_new ("talk", peer_talk, talk));
    g_mutex_unlock (&self->lock);
  }
}

/* certificate: the stem of a file that make-certificates.sh makes, or NULL for plain HTTP. */
static inline Peer *
peer_new (const char *certificate)
{
  Peer *self = g_new0 (Peer, 1);
  g_autoptr (GError) error = NULL;

  if (certificate != NULL) {
    g_autofree char *name = g_strdup_printf ("%s.pem", certificate);
    g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "http", name, NULL);

    self->certificate = g_tls_certificate_new_from_file (path, &error);
    g_assert_no_error (error);
  }
  self->stop = g_cancellable_new ();
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->talking = g_ptr_array_new ();
  g_mutex_init (&self->lock);
  self->listener = g_socket_listener_new ();
  self->port = g_socket_listener_add_any_inet_port (self->listener, NULL, &error);
  g_assert_no_error (error);
  self->accepting = g_thread_new ("accept", peer_accept, self);
  return self;
}

/* Nobody listens any more. */
static inline void
peer_stop (Peer *self)
{
  g_cancellable_cancel (self->stop);
  g_clear_pointer (&self->accepting, g_thread_join);
  g_socket_listener_close (self->listener);
}

static inline void
peer_free (Peer *self)
{
  peer_stop (self);
  for (guint i = 0; i < self->talking->len; i++)
    g_thread_join (g_ptr_array_index (self->talking, i));
  g_ptr_array_unref (self->talking);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->requests);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_clear_object (&self->certificate);
  g_mutex_clear (&self->lock);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)

static inline void
peer_say (Peer *self, const char *answer)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->answers, g_bytes_new (answer, strlen (answer)));
  g_mutex_unlock (&self->lock);
}

static inline char *
peer_url (const Peer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u/EWS/Exchange.asmx?secret=query",
                          self->certificate != NULL ? "https" : "http", self->port);
}
