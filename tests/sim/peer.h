/* peer.h - a simulator in this process and a client to ask it
 *
 * Server and client share the thread: each call turns the main loop until the answer is there.
 */
#pragma once

#include "sim-certificate.h"
#include "sim-control.h"
#include "sim-server.h"

#include "base-secret.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define NS_M "http://schemas.microsoft.com/exchange/services/2006/messages"
#define NS_T "http://schemas.microsoft.com/exchange/services/2006/types"
#define NS_S "http://schemas.xmlsoap.org/soap/envelope/"
#define VERSION "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>"
#define ADMIN "oofadmin@corp.example"

typedef struct
{
  SimOptions options;
  SimWorld *world;
  SimServer *server;
  SimControl *control;
  SoupSession *session;
  char *folder;
  char *ca_file;
  char *ews;
  gboolean is_stopped;
  gboolean is_fresh; /* each request on a connection of its own, and never sent twice */
} Peer;

typedef struct
{
  guint status; /* 0: no answer */
  char *text;   /* NULL: no answer */
  SoupMessage *message;
  GError *error;
} Answer;

static inline void
answer_clear (Answer *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->message);
  g_clear_error (&self->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static inline void
peer_stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static inline Peer *
peer_new (const SimOptions *options)
{
  Peer *self = g_new0 (Peer, 1);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GTlsDatabase) trusted = NULL;
  g_autoptr (GError) error = NULL;

  self->options = *options;
  if (self->options.people == 0)
    self->options.people = 60;
  self->folder = g_dir_make_tmp ("absentia-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  self->world = sim_world_new (&self->options);
  certificate = sim_certificate_new (self->options.tls, NULL, self->ca_file, &error);
  g_assert_no_error (error);
  self->server = sim_server_new (self->world, certificate, &error);
  g_assert_no_error (error);
  self->control = sim_control_new (self->world, peer_stop_cb, &self->is_stopped, &error);
  g_assert_no_error (error);

  trusted = g_tls_file_database_new (self->ca_file, &error);
  g_assert_no_error (error);
  self->session =
      soup_session_new_with_options ("tls-database", trusted, "timeout", 10, "max-conns", 32,
                                     "max-conns-per-host", 32, "proxy-resolver", NULL, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  self->ews =
      g_strdup_printf ("https://127.0.0.1:%d/EWS/Exchange.asmx", sim_server_port (self->server));
  return self;
}

static inline void
peer_free (Peer *self)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  sim_control_free (self->control);
  sim_server_free (self->server);
  sim_world_free (self->world);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (g_unlink (self->ca_file), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->ca_file);
  g_free (self->folder);
  g_free (self->ews);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)

static inline void
peer_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Begins to send. message: borrowed; *result comes with the answer. */
static inline void
peer_begin (Peer *self, SoupMessage *message, GCancellable *cancellable, GAsyncResult **result)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (!self->is_fresh)
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, cancellable,
                                    peer_result_cb, result);
}

/* Takes message and result, which may still be to come. */
static inline Answer
peer_end (Peer *self, SoupMessage *message, GAsyncResult **result)
{
  g_autoptr (GBytes) bytes = NULL;
  Answer answer = { .message = message };

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  bytes = soup_session_send_and_read_finish (self->session, *result, &answer.error);
  if (bytes != NULL) {
    answer.status = soup_message_get_status (message);
    answer.text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  }
  g_clear_object (result);
  return answer;
}

/* Takes message. */
static inline Answer
peer_send (Peer *self, SoupMessage *message)
{
  GAsyncResult *result = NULL;

  peer_begin (self, message, NULL, &result);
  return peer_end (self, message, &result);
}

/* "Basic …". Caller frees. */
static inline char *
peer_basic (const char *user, const char *password)
{
  g_autofree char *plain = g_strconcat (user, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) plain, strlen (plain));

  return g_strconcat ("Basic ", encoded, NULL);
}

static inline const char *
peer_password (Peer *self)
{
  return base_secret_text (sim_accounts_password (self->world->accounts));
}

/* A POST of text to the EWS address. authorization NULL: none. */
static inline SoupMessage *
peer_post (Peer *self, const char *authorization, const char *text)
{
  SoupMessage *message = soup_message_new ("POST", self->ews);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  soup_message_set_request_body_from_bytes (message, "text/xml; charset=utf-8", body);
  if (authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  authorization);
  return message;
}

static inline char *
peer_envelope (const char *header, const char *body)
{
  return g_strconcat ("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"" NS_S
                      "\" xmlns:m=\"" NS_M "\" xmlns:t=\"" NS_T "\"><s:Header>",
                      header, "</s:Header><s:Body>", body, "</s:Body></s:Envelope>", NULL);
}

/* As user; header and body are XML. */
static inline Answer
peer_ask_as (Peer *self, const char *user, const char *header, const char *body)
{
  g_autofree char *envelope = peer_envelope (header, body);
  g_autofree char *authorization = peer_basic (user, peer_password (self));

  return peer_send (self, peer_post (self, authorization, envelope));
}

/* As the administrator who impersonates mailbox (NULL: nobody). */
static inline Answer
peer_ask (Peer *self, const char *mailbox, const char *body)
{
  g_autofree char *header =
      mailbox == NULL
          ? g_strdup (VERSION)
          : g_strconcat (
                VERSION "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>", mailbox,
                "</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>", NULL);

  return peer_ask_as (self, ADMIN, header, body);
}

/* What an answer says: the text of the first element of that name, or "". Caller frees. */
static inline char *
peer_find (const Answer *answer, const char *element)
{
  g_autofree char *open = g_strconcat ("<", element, NULL);
  const char *begin = answer->text != NULL ? strstr (answer->text, open) : NULL;
  const char *end;

  begin = begin != NULL ? strchr (begin, '>') : NULL;
  if (begin == NULL || begin[-1] == '/')
    return g_strdup ("");
  end = strchr (begin, '<');
  return g_strndup (begin + 1, (gsize) (end - begin) - 1);
}

/* The EWS code, wherever it is; "" when there is none. Caller frees. */
static inline char *
peer_code (const Answer *answer)
{
  g_autofree char *fault = peer_find (answer, "e:ResponseCode");

  return *fault != '\0' ? g_steal_pointer (&fault) : peer_find (answer, "m:ResponseCode");
}

static inline char *
peer_get_oof (const char *mailbox)
{
  return g_strconcat ("<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>", mailbox,
                      "</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>", NULL);
}

/* A request to the control port with its token. json NULL: no body. */
static inline Answer
peer_control (Peer *self, const char *method, const char *path, const char *json)
{
  g_autofree char *url =
      g_strdup_printf ("http://127.0.0.1:%d%s", sim_control_port (self->control), path);
  g_autofree char *authorization =
      g_strconcat ("Bearer ", base_secret_text (sim_control_token (self->control)), NULL);
  SoupMessage *message = soup_message_new (method, url);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                authorization);
  if (json != NULL) {
    g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

    soup_message_set_request_body_from_bytes (message, "application/json", body);
  }
  return peer_send (self, message);
}

/* The only rule from now on; what goes wrong by it is not tried again. */
static inline void
peer_set_fault (Peer *self, const char *match, const char *action)
{
  g_autofree char *json =
      g_strdup_printf ("{\"faults\": [{\"match\": {%s}, \"action\": {%s}}]}", match, action);
  g_auto (Answer) cleared = peer_control (self, "DELETE", "/faults", NULL);
  g_auto (Answer) set = peer_control (self, "POST", "/faults", json);

  self->is_fresh = TRUE;
  g_assert_cmpuint (cleared.status, ==, 200);
  g_assert_cmpstr (set.text, ==, "{\"faults\":1}");
}
