/* endpoint.c - answers requests for automatic replies as fast as it can, or after so many ms
 *
 *   endpoint LATENCY-MS HTML-FILE [PEM-FILE]
 *
 * A server of the least kind, for measuring clients: it knows no mailbox, and whatever is asked has
 * the same reply. Prints two ports, one a line: of HTTPS with that certificate and key, or else
 * of HTTP; and of HTTP. Ends when its standard input does. A thread for each connection; GET /count
 * gives the number of requests and of connections since the last time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BACKLOG 256
#define MOST_THREADS 256
#define MOST_HEAD_BYTES 8192
#define MOST_PARTS 20
#define PARTS_AT_ONCE 4 /* Graph works a batch off so */

#define SOAP_HEAD                                                                                  \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope "                                         \
  "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><h:ServerVersionInfo "          \
  "MajorVersion=\"15\" MinorVersion=\"2\" "                                                        \
  "xmlns:h=\"http://schemas.microsoft.com/exchange/services/2006/types\"/></s:Header><s:Body>"
#define MESSAGE                                                                                    \
  "<ResponseMessage ResponseClass=\"Success\"><ResponseCode>NoError</ResponseCode>"                \
  "</ResponseMessage>"
#define NS_MESSAGES "xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
#define NS_TYPES "xmlns=\"http://schemas.microsoft.com/exchange/services/2006/types\""

typedef struct
{
  char *got;                    /* SOAP */
  char *set;                    /* SOAP */
  char *graph;                  /* settings */
  GTlsCertificate *certificate; /* NULL: HTTP only */
  int latency_ms;
  int requests; /* atomic, as the next */
  int connections;
} Endpoint;

static char *
quote_json (const char *text)
{
  GString *json = g_string_new ("\"");

  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      g_string_append_c (json, '\\');
    if (*text == '\n')
      g_string_append (json, "\\n");
    else if ((guchar) *text >= 0x20)
      g_string_append_c (json, *text);
  }
  g_string_append_c (json, '"');
  return g_string_free (json, FALSE);
}

static void
prepare (Endpoint *self, const char *html)
{
  g_autofree char *xml = g_markup_escape_text (html, -1);
  g_autofree char *json = quote_json (html);

  self->got = g_strdup_printf (
      SOAP_HEAD "<GetUserOofSettingsResponse " NS_MESSAGES ">" MESSAGE "<OofSettings " NS_TYPES
                "><OofState>Enabled</OofState><ExternalAudience>All</ExternalAudience>"
                "<InternalReply><Message>%s</Message></InternalReply><ExternalReply><Message>%s"
                "</Message></ExternalReply></OofSettings><AllowExternalOof>All</AllowExternalOof>"
                "</GetUserOofSettingsResponse></s:Body></s:Envelope>",
      xml, xml);
  self->set = g_strdup (SOAP_HEAD "<SetUserOofSettingsResponse " NS_MESSAGES ">" MESSAGE
                                  "</SetUserOofSettingsResponse></s:Body></s:Envelope>");
  self->graph = g_strdup_printf ("{\"automaticRepliesSetting\":{\"status\":\"alwaysEnabled\","
                                 "\"externalAudience\":\"all\",\"internalReplyMessage\":%s,"
                                 "\"externalReplyMessage\":%s}}",
                                 json, json);
}

/* Whose parts are numbered from 0, as both clients do; *ret_parts: how many. */
static char *
answer_batch (const Endpoint *self, const char *body, guint *ret_parts)
{
  GString *json = g_string_new ("{\"responses\":[");
  guint parts = 0;

  for (const char *c = strstr (body, "\"method\":"); c != NULL && parts < MOST_PARTS;
       c = strstr (c + 1, "\"method\":"), parts++)
    g_string_append_printf (json, "%s{\"id\":\"%u\",\"status\":200,\"headers\":{},\"body\":%s}",
                            parts > 0 ? "," : "", parts, self->graph);
  g_string_append (json, "]}");
  *ret_parts = parts;
  return g_string_free (json, FALSE);
}

/* Caller frees. ret_rounds: how many latencies it takes. */
static char *
answer (Endpoint *self, const char *head, const char *body, guint *ret_rounds)
{
  guint parts = 0;
  char *text;

  *ret_rounds = 1;
  if (g_str_has_prefix (head, "GET /count")) {
    *ret_rounds = 0;
    text =
        g_strdup_printf ("{\"requests\":%d,\"connections\":%d}", g_atomic_int_get (&self->requests),
                         g_atomic_int_get (&self->connections));
    g_atomic_int_set (&self->requests, 0);
    g_atomic_int_set (&self->connections, 0);
    return text;
  }
  g_atomic_int_inc (&self->requests);
  if (strstr (head, "/EWS/") != NULL)
    return g_strdup (strstr (body, "SetUserOofSettingsRequest") != NULL ? self->set : self->got);
  if (strstr (head, "$batch") == NULL)
    return g_strdup (self->graph);
  text = answer_batch (self, body, &parts);
  *ret_rounds = (parts + PARTS_AT_ONCE - 1) / PARTS_AT_ONCE;
  return text;
}

/* Up to the blank line; FALSE at the end. */
static gboolean
read_head (GInputStream *in, GString *held)
{
  char bytes[16384];
  gssize n;

  while (strstr (held->str, "\r\n\r\n") == NULL) {
    if (held->len > MOST_HEAD_BYTES && strstr (held->str, "\r\n\r\n") == NULL)
      return FALSE;
    n = g_input_stream_read (in, bytes, sizeof bytes, NULL, NULL);
    if (n <= 0)
      return FALSE;
    g_string_append_len (held, bytes, n);
  }
  return TRUE;
}

static gboolean
read_body (GInputStream *in, GString *held, gsize size)
{
  char bytes[65536];

  while (held->len < size) {
    gssize n = g_input_stream_read (in, bytes, MIN (sizeof bytes, size - held->len), NULL, NULL);

    if (n <= 0)
      return FALSE;
    g_string_append_len (held, bytes, n);
  }
  return TRUE;
}

static gsize
body_size (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *line = strstr (lower, "\r\ncontent-length:");

  return line != NULL ? strtoul (line + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

static gboolean
serve_one (Endpoint *self, GInputStream *in, GOutputStream *out, GString *held)
{
  g_autofree char *head = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) whole = NULL;
  gsize head_size;
  guint rounds;

  if (!read_head (in, held))
    return FALSE;
  head_size = (gsize) (strstr (held->str, "\r\n\r\n") - held->str) + 4;
  head = g_strndup (held->str, head_size);
  g_string_erase (held, 0, (gssize) head_size);
  if (!read_body (in, held, body_size (head)))
    return FALSE;

  text = answer (self, head, held->str, &rounds);
  g_string_truncate (held, 0);
  if (self->latency_ms > 0 && rounds > 0)
    poll (NULL, 0, self->latency_ms * (int) rounds);
  whole = g_string_sized_new (strlen (text) + 256);
  g_string_append_printf (
      whole, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n%s",
      *text == '<' ? "text/xml; charset=utf-8" : "application/json", strlen (text), text);
  return g_output_stream_write_all (out, whole->str, whole->len, NULL, NULL, NULL);
}

/* NULL: there was no handshake. Caller unrefs. */
static GIOStream *
open_stream (const Endpoint *self, GSocketConnection *connection, gboolean is_sealed)
{
  g_autoptr (GIOStream) sealed = NULL;

  if (!is_sealed)
    return G_IO_STREAM (g_object_ref (connection));
  sealed = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  if (sealed == NULL || !g_tls_connection_handshake (G_TLS_CONNECTION (sealed), NULL, NULL))
    return NULL;
  return g_steal_pointer (&sealed);
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source,
        gpointer data)
{
  Endpoint *self = data;
  g_autoptr (GIOStream) stream = open_stream (self, connection, source != NULL);
  g_autoptr (GString) held = g_string_new (NULL);

  g_tcp_connection_set_graceful_disconnect (G_TCP_CONNECTION (connection), FALSE);
  g_atomic_int_inc (&self->connections);
  while (stream != NULL && serve_one (self, g_io_stream_get_input_stream (stream),
                                      g_io_stream_get_output_stream (stream), held))
    ;
  return TRUE;
}

static gboolean
input_cb (GIOChannel *channel, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* What comes in at this port is told apart by source. */
static guint
listen_on (GSocketService *service, GObject *source)
{
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (host, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  /* Ten is usual: of more that come at once some would be tried again after a second. */
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (service), BACKLOG);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, source, &bound, &error))
    g_error ("%s", error->message);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

int
main (int argc, char **argv)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (MOST_THREADS);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autofree char *html = NULL;
  Endpoint self = { NULL };
  guint port;

  if (argc < 3 || argc > 4 || !g_file_get_contents (argv[2], &html, NULL, NULL))
    return 2;
  if (argc == 4 && (self.certificate = g_tls_certificate_new_from_file (argv[3], NULL)) == NULL)
    return 2;
  self.latency_ms = (int) g_ascii_strtoll (argv[1], NULL, 10);
  prepare (&self, html);
  g_signal_connect (service, "run", G_CALLBACK (run_cb), &self);
  port = listen_on (service, NULL);
  printf ("%u\n%u\n",
          self.certificate != NULL ? listen_on (service, G_OBJECT (self.certificate)) : port, port);
  fflush (stdout);
  g_io_add_watch (input, G_IO_HUP | G_IO_IN, input_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
