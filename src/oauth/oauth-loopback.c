/* oauth-loopback.c - the browser's way back after a sign-in: one request to this computer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-loopback.h"

#include "base-error.h"
#include "base-secret.h"

#include <string.h>

#define MOST_GUESTS 16
#define MOST_REQUEST_BYTES (32 * 1024)
#define PORT_TRIES 20

/* A connection whose request is not complete yet. */
typedef struct
{
  GSocket *socket;
  GString *request;
} Guest;

struct _OauthLoopback
{
  GPtrArray *listeners; /* GSocket */
  GPtrArray *guests;    /* Guest */
  char *uri;
};

static void
free_guest (gpointer data)
{
  Guest *guest = data;

  base_secret_wipe (guest->request->str, guest->request->allocated_len);
  g_string_free (guest->request, TRUE);
  g_socket_close (guest->socket, NULL);
  g_object_unref (guest->socket);
  g_free (guest);
}

/* port 0: a free one. NULL when it is taken, or when there are no such addresses. */
static GSocket *
listen_on (const char *address, guint16 port)
{
  g_autoptr (GSocketAddress) where = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocket) listener = g_socket_new (g_socket_address_get_family (where),
                                               G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  if (listener == NULL || !g_socket_bind (listener, where, FALSE, NULL) ||
      !g_socket_listen (listener, NULL))
    return NULL;
  g_socket_set_blocking (listener, FALSE);
  return g_steal_pointer (&listener);
}

static guint16
port_of (GSocket *listener)
{
  g_autoptr (GSocketAddress) where = g_socket_get_local_address (listener, NULL);

  return where != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (where)) : 0;
}

static gboolean
has_ipv6 (void)
{
  g_autoptr (GSocket) listener = listen_on ("::1", 0);

  return listener != NULL;
}

/* The same port on both: the browser decides which one "localhost" is. */
static gboolean
listen_on_both (OauthLoopback *self)
{
  gboolean needs_both = has_ipv6 ();

  for (guint i = 0; i < PORT_TRIES; i++) {
    g_autoptr (GSocket) first = listen_on ("127.0.0.1", 0);
    g_autoptr (GSocket) second = NULL;

    if (first == NULL)
      return FALSE;
    second = needs_both ? listen_on ("::1", port_of (first)) : NULL;
    if (needs_both && second == NULL)
      continue;

    self->uri = g_strdup_printf ("http://localhost:%u/", port_of (first));
    g_ptr_array_add (self->listeners, g_steal_pointer (&first));
    if (second != NULL)
      g_ptr_array_add (self->listeners, g_steal_pointer (&second));
    return TRUE;
  }
  return FALSE;
}

OauthLoopback *
oauth_loopback_new (GError **error)
{
  static const BaseErrorFacts facts = { .reason = "loopback-port" };
  g_autoptr (OauthLoopback) self = g_new0 (OauthLoopback, 1);

  self->listeners = g_ptr_array_new_with_free_func (g_object_unref);
  self->guests = g_ptr_array_new_with_free_func (free_guest);
  if (listen_on_both (self))
    return g_steal_pointer (&self);

  base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts,
                        "this computer has no free port for the browser’s way back");
  return NULL;
}

void
oauth_loopback_free (OauthLoopback *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->guests);
  g_ptr_array_unref (self->listeners);
  g_free (self->uri);
  g_free (self);
}

const char *
oauth_loopback_uri (const OauthLoopback *self)
{
  return self->uri;
}

/* Until one of them has something for us. FALSE when the time is over, or cancelled. */
static gboolean
wait_for_any (OauthLoopback *self, BaseCall *call, gint64 until_us, GError **error)
{
  static const BaseErrorFacts late = { .reason = "sign-in-timeout" };
  g_autoptr (GArray) polls = g_array_new (FALSE, FALSE, sizeof (GPollFD));
  GPollFD cancel = base_call_pollfd (call);
  gint64 left_ms = (until_us - g_get_monotonic_time ()) / 1000;

  if (!base_call_check (call, error))
    return FALSE;
  if (left_ms <= 0) {
    base_error_set_facts (error, BASE_ERROR_AUTH, &late, "nobody signed in within the time");
    return FALSE;
  }

  g_array_append_val (polls, cancel);
  for (guint i = 0; i < self->listeners->len; i++) {
    GPollFD poll = { .fd = g_socket_get_fd (self->listeners->pdata[i]), .events = G_IO_IN };

    g_array_append_val (polls, poll);
  }
  for (guint i = 0; i < self->guests->len; i++) {
    GPollFD poll = { .fd = g_socket_get_fd (((Guest *) self->guests->pdata[i])->socket),
                     .events = G_IO_IN };

    g_array_append_val (polls, poll);
  }
  g_poll ((GPollFD *) (gpointer) polls->data, polls->len,
          (int) MIN (MIN (left_ms, base_call_left_ms (call)), 60 * 1000));
  return base_call_check (call, error);
}

static void
let_in (OauthLoopback *self)
{
  for (guint i = 0; i < self->listeners->len; i++) {
    GSocket *socket = g_socket_accept (self->listeners->pdata[i], NULL, NULL);
    Guest *guest;

    if (socket == NULL)
      continue;
    if (self->guests->len == MOST_GUESTS) /* who came first waits for nothing */
      g_ptr_array_remove_index (self->guests, 0);
    guest = g_new0 (Guest, 1);
    guest->socket = socket;
    guest->request = g_string_sized_new (MOST_REQUEST_BYTES + 1);
    g_socket_set_blocking (socket, FALSE);
    g_ptr_array_add (self->guests, guest);
  }
}

/* A small page goes into the socket's buffer as a whole. */
static void
answer (Guest *guest, const char *status, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  g_autofree char *body = g_strdup_printf (
      "<!DOCTYPE html><meta charset=\"utf-8\"><title>Absentia</title><p>%s</p>", escaped);
  g_autofree char *text = g_strdup_printf (
      "HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %" G_GSIZE_FORMAT
      "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
      "Content-Security-Policy: default-src 'none'\r\nConnection: close\r\n\r\n%s",
      status, strlen (body), body);

  g_socket_send (guest->socket, text, strlen (text), NULL, NULL);
  g_socket_shutdown (guest->socket, FALSE, TRUE, NULL);
}

typedef enum
{
  VISIT_UNDER_WAY,
  VISIT_OVER,  /* not what was waited for */
  VISIT_RETURN /* the browser came back */
} Visit;

/* "GET /?code=…&state=… HTTP/1.1" → names and values; NULL for another request. */
static GHashTable *
read_query (const char *request)
{
  const char *query = request + strlen ("GET /?");
  gsize length;

  if (!g_str_has_prefix (request, "GET /?"))
    return NULL;
  length = strcspn (query, " \r\n#");
  return g_uri_parse_params (query, (gssize) length, "&", G_URI_PARAMS_WWW_FORM, NULL);
}

static Visit
hear (Guest *guest, GHashTable **ret_query)
{
  char bytes[4096];
  g_autoptr (GError) error = NULL;
  gssize got = g_socket_receive (guest->socket, bytes, sizeof bytes, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return VISIT_UNDER_WAY;
  if (got <= 0 || guest->request->len + (gsize) got > MOST_REQUEST_BYTES ||
      memchr (bytes, '\0', (gsize) got) != NULL)
    return VISIT_OVER;

  g_string_append_len (guest->request, bytes, got);
  base_secret_wipe (bytes, sizeof bytes);
  if (strstr (guest->request->str, "\r\n\r\n") == NULL)
    return VISIT_UNDER_WAY;

  *ret_query = read_query (guest->request->str);
  if (*ret_query != NULL)
    return VISIT_RETURN;
  answer (guest, "404 Not Found", "");
  return VISIT_OVER;
}

/* Whose state is not ours was not sent by us: it must not get a page that says "signed in". */
static GHashTable *
judge (Guest *guest, GHashTable *query, const char *state, const OauthPages *pages, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "state-mismatch" };
  const char *given = g_hash_table_lookup (query, "state");

  if (given == NULL || strcmp (given, state) != 0) {
    answer (guest, "400 Bad Request", pages->failed);
    g_hash_table_unref (query);
    base_error_set_facts (error, BASE_ERROR_AUTH, &facts,
                          "the answer in the browser belongs to another sign-in");
    return NULL;
  }
  answer (guest, "200 OK", g_hash_table_contains (query, "error") ? pages->failed : pages->done);
  return query;
}

GHashTable *
oauth_loopback_wait (OauthLoopback *self, BaseCall *call, const char *state,
                     const OauthPages *pages, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + (gint64) OAUTH_SIGN_IN_MS * 1000;

  while (wait_for_any (self, call, until_us, error)) {
    let_in (self);
    for (guint i = 0; i < self->guests->len; i++) {
      Guest *guest = self->guests->pdata[i];
      GHashTable *query = NULL;
      Visit visit = hear (guest, &query);

      if (visit == VISIT_RETURN) {
        g_ptr_array_set_size (self->listeners, 0);
        query = judge (guest, query, state, pages, error);
        g_ptr_array_set_size (self->guests, 0);
        return query;
      }
      if (visit == VISIT_OVER)
        g_ptr_array_remove_index (self->guests, i--);
    }
  }
  return NULL;
}
