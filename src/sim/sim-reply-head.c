/* sim-reply-head.c - the HTTP around an answer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-reply-head.h"

#include <string.h>

/* IIS leaves short answers as they are. */
#define LEAST_PACKED_BYTES 2700

void
sim_reply_head_write (SoupServerMessage *message)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *client_id = soup_message_headers_get_one (asked, "client-request-id");
  const char *wants_it = soup_message_headers_get_one (asked, "return-client-request-id");
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *cookie =
      g_strconcat ("X-BackEndCookie=", id, "; path=/EWS; secure; HttpOnly", NULL);

  soup_message_headers_append (headers, "request-id", id);
  soup_message_headers_append (headers, "Set-Cookie", cookie);
  soup_message_headers_append (headers, "X-FEServer", "SIM-FE01");
  soup_message_headers_append (headers, "X-DiagInfo", "SIM-MBX01");
  soup_message_headers_append (headers, "Cache-Control", "private");
  if (client_id != NULL && wants_it != NULL && g_ascii_strcasecmp (wants_it, "true") == 0)
    soup_message_headers_append (headers, "client-request-id", client_id);
}

static GBytes *
pack (GBytes *body)
{
  g_autoptr (GConverter) gzip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, gzip);
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);

  g_output_stream_write_all (out, data, size, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

void
sim_reply_head_body (SoupServerMessage *message, const char *type, GBytes *body)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *accepted = soup_message_headers_get_list (asked, "Accept-Encoding");
  g_autoptr (GBytes) sent = g_bytes_ref (body);

  if (g_bytes_get_size (body) == 0)
    return;
  if (g_bytes_get_size (body) >= LEAST_PACKED_BYTES && accepted != NULL &&
      soup_header_contains (accepted, "gzip")) {
    g_bytes_unref (sent);
    sent = pack (body);
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
    soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
  }
  soup_message_headers_replace (headers, "Content-Type", type);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), sent);
}

static gboolean
is_secret (const char *header)
{
  static const char *const secret[] = { "authorization", "proxy-authorization", "cookie", NULL };
  g_autofree char *lower = g_ascii_strdown (header, -1);

  return g_strv_contains (secret, lower);
}

void
sim_reply_head_log (SoupServerMessage *message, SimCounters *counters)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GString) head = NULL;
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  if (!sim_counters_is_logging (counters))
    return;

  head = g_string_new (soup_server_message_get_method (message));
  g_string_append_printf (head, " %s\n", g_uri_get_path (soup_server_message_get_uri (message)));
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (head, "%s: %s\n", name, is_secret (name) ? "(left out)" : value);

  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  sim_counters_log (counters, head->str, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

char *
sim_reply_head_base (SoupServerMessage *message)
{
  const char *host =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");

  return g_strconcat ("https://", host != NULL ? host : "localhost", NULL);
}
