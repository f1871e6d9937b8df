/* mail-send.c - hands a message in at a mail server
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mail-send.h"

#include "base-error.h"
#include "base-text.h"
#include "http-error.h"
#include "http-link.h"

#include <string.h>

const char *const mail_tls_names[] = {
  [MAIL_TLS_START] = "starttls", [MAIL_TLS_FIRST] = "tls", [MAIL_TLS_NEVER] = "none", NULL
};
static const guint16 usual_ports[] = {
  [MAIL_TLS_START] = 587, [MAIL_TLS_FIRST] = 465, [MAIL_TLS_NEVER] = 25
};

typedef struct
{
  HttpLink *link;
  const MailServer *server;
  char *url;
  const char *bytes;
  gsize size;
  gsize sent;
  char words[CURL_ERROR_SIZE];
} Sending;

static void
clear_sending (Sending *self)
{
  g_clear_pointer (&self->link, http_link_free);
  g_free (self->url);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sending, clear_sending)

/* What libcurl says of SMTP, beside what it says of any connection. */
static const BaseErrorRow rows[] = {
  { CURLE_COULDNT_CONNECT, BASE_ERROR_OFFLINE, "mail-unreachable" },
  { CURLE_USE_SSL_FAILED, BASE_ERROR_TLS, "mail-no-starttls" },
  { CURLE_LOGIN_DENIED, BASE_ERROR_AUTH, "mail-login" },
  { CURLE_AUTH_ERROR, BASE_ERROR_AUTH, "mail-no-login" },
  { CURLE_WEIRD_SERVER_REPLY, BASE_ERROR_PROTOCOL, "mail-answer" },
  { CURLE_UNSUPPORTED_PROTOCOL, BASE_ERROR_PROTOCOL, "mail-answer" },
};

static const BaseErrorRow later_row = { 0, BASE_ERROR_BUSY, "mail-later" };
static const BaseErrorRow refused_row = { 0, BASE_ERROR_REJECTED, "mail-refused" };

static size_t
read_cb (char *to, size_t size, size_t n, void *data)
{
  Sending *self = data;
  gsize more = MIN (size * n, self->size - self->sent);

  memcpy (to, self->bytes + self->sent, more);
  self->sent += more;
  return more;
}

/* The server's own answer says most; where there was none, libcurl's number. */
static const BaseErrorRow *
find_row (long code, CURLcode result)
{
  const BaseErrorRow *row = base_error_row (rows, G_N_ELEMENTS (rows), (int) result);
  gboolean is_answer = result == CURLE_SEND_ERROR || result == CURLE_WEIRD_SERVER_REPLY ||
                       result == CURLE_REMOTE_ACCESS_DENIED;

  if (is_answer && code >= 400 && code < 500)
    return &later_row;
  if (is_answer && code >= 500 && code < 600)
    return &refused_row;
  return row;
}

static void
set_error (const Sending *self, CURLcode result, const char *recipient, GError **error)
{
  BaseErrorFacts facts = { .host = self->server->host,
                           .account = self->server->user,
                           .object = recipient };
  g_autofree char *shown = NULL;
  const BaseErrorRow *row;
  long code = 0;

  curl_easy_getinfo (self->link->easy, CURLINFO_RESPONSE_CODE, &code);
  row = find_row (code, result);
  if (row == NULL) {
    http_error_set (error, self->link->easy, self->words, result, self->url);
    return;
  }

  facts.reason = row->reason;
  shown =
      base_text_for_display (*self->words != '\0' ? self->words : curl_easy_strerror (result), 200);
  base_error_set_facts (error, row->code, &facts, "%s: %s (%ld)", self->server->host, shown, code);
}

static void
set_up_server (Sending *self, BaseCall *call)
{
  CURL *easy = self->link->easy;
  const MailServer *server = self->server;
  gint64 left_ms = CLAMP (base_call_left_ms (call), 1, MAIL_SEND_MS);

  curl_easy_reset (easy);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, self->words);
  curl_easy_setopt (easy, CURLOPT_URL, self->url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, server->tls == MAIL_TLS_FIRST ? "smtps" : "smtp");
  curl_easy_setopt (easy, CURLOPT_USE_SSL,
                    server->tls == MAIL_TLS_NEVER ? (long) CURLUSESSL_NONE : (long) CURLUSESSL_ALL);
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_NOPROXY, "*");
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS, (long) left_ms);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, (long) left_ms);
  if (server->ca_pem != NULL && *server->ca_pem != '\0') {
    struct curl_blob pem = { .data = (void *) server->ca_pem,
                             .len = strlen (server->ca_pem),
                             .flags = CURL_BLOB_NOCOPY };

    curl_easy_setopt (easy, CURLOPT_CAINFO_BLOB, &pem);
    curl_easy_setopt (easy, CURLOPT_CAPATH, NULL); /* these authorities instead of the system's */
  }
  if (server->user != NULL && *server->user != '\0') {
    curl_easy_setopt (easy, CURLOPT_USERNAME, server->user);
    curl_easy_setopt (easy, CURLOPT_PASSWORD,
                      server->password != NULL ? base_secret_text (server->password) : "");
  }
}

/* Until it is through. FALSE: cancelled, or the call's deadline has passed. */
static gboolean
run (HttpLink *link, BaseCall *call, CURLcode *ret, GError **error)
{
  struct curl_waitfd extra = { .fd = base_call_pollfd (call).fd, .events = CURL_WAIT_POLLIN };
  gboolean goes_on = TRUE;
  CURLMsg *message;
  int running = 1;
  int left;

  if (curl_multi_add_handle (link->multi, link->easy) != CURLM_OK)
    g_error ("libcurl refuses its own handle");
  while (goes_on && curl_multi_perform (link->multi, &running) == CURLM_OK && running > 0) {
    curl_multi_poll (link->multi, &extra, 1, (int) MIN (base_call_left_ms (call), 1000), NULL);
    goes_on = base_call_check (call, error);
  }
  message = curl_multi_info_read (link->multi, &left);
  *ret = message != NULL && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
  curl_multi_remove_handle (link->multi, link->easy);
  return goes_on;
}

/* The envelope has one recipient. FALSE with the error of this one. */
static gboolean
send_to (Sending *self, BaseCall *call, const MailMessage *message, const char *recipient,
         GError **error)
{
  struct curl_slist *to = curl_slist_append (NULL, recipient);
  CURL *easy = self->link->easy;
  CURLcode result = CURLE_OK;
  gboolean goes_on;

  set_up_server (self, call);
  self->sent = 0;
  *self->words = '\0';
  curl_easy_setopt (easy, CURLOPT_MAIL_FROM, message->from);
  curl_easy_setopt (easy, CURLOPT_MAIL_RCPT, to);
  curl_easy_setopt (easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t) self->size);
  curl_easy_setopt (easy, CURLOPT_READFUNCTION, read_cb);
  curl_easy_setopt (easy, CURLOPT_READDATA, self);

  goes_on = run (self->link, call, &result, error);
  if (goes_on && result != CURLE_OK)
    set_error (self, result, recipient, error);
  g_debug ("%s mail to one of %u at %s: %d", base_call_trace_id (call),
           g_strv_length ((char **) message->to), self->server->host, (int) result);
  curl_easy_reset (easy); /* nothing that it points to outlives the transfer */
  curl_slist_free_all (to);
  return goes_on && result == CURLE_OK;
}

static gboolean
check_server (const MailServer *server, GError **error)
{
  static const BaseErrorFacts plain = { .reason = "mail-plain" };
  static const BaseErrorFacts unnamed = { .reason = "mail-server" };
  gboolean logs_in = server->user != NULL && *server->user != '\0';

  /* Nothing that would be another part of a URL. */
  if (*server->host == '\0' || strpbrk (server->host, "/@?#[]% \t\r\n\\") != NULL) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &unnamed, "no name of a server");
    return FALSE;
  }
  if (server->tls != MAIL_TLS_NEVER || !logs_in)
    return TRUE;
  base_error_set_facts (error, BASE_ERROR_REJECTED, &plain, "a password without TLS");
  return FALSE;
}

/* "smtp://mail.corp.example:587"; an IPv6 address in brackets. */
static char *
make_url (const MailServer *server)
{
  guint16 port = server->port != 0 ? server->port : usual_ports[server->tls];
  gboolean is_v6 = strchr (server->host, ':') != NULL;

  return g_strdup_printf ("%s://%s%s%s:%u", server->tls == MAIL_TLS_FIRST ? "smtps" : "smtp",
                          is_v6 ? "[" : "", server->host, is_v6 ? "]" : "", (guint) port);
}

/* Another recipient changes nothing about the way there. */
static gboolean
is_about_one (const GError *why)
{
  return why == NULL || g_error_matches (why, BASE_ERROR, BASE_ERROR_REJECTED) ||
         g_error_matches (why, BASE_ERROR, BASE_ERROR_BUSY);
}

/* left: gets those who are to have it later. FALSE with the first error. */
static gboolean
send_to_each (Sending *self, BaseCall *call, const MailMessage *message, GPtrArray *left,
              guint *ret_sent, GError **error)
{
  GError *first = NULL;
  gboolean goes_on = TRUE;

  for (gsize i = 0; message->to[i] != NULL; i++) {
    g_autoptr (GError) why = NULL;
    gboolean is_sent = goes_on && send_to (self, call, message, message->to[i], &why);

    goes_on = goes_on && is_about_one (why);
    *ret_sent += is_sent;
    if (!is_sent && !g_error_matches (why, BASE_ERROR, BASE_ERROR_REJECTED))
      g_ptr_array_add (left, g_strdup (message->to[i]));
    if (why != NULL && first == NULL)
      first = g_steal_pointer (&why);
  }
  return base_error_pass (first, error);
}

gboolean
mail_send (BaseCall *call, const MailServer *server, const MailMessage *message, char ***ret_left,
           GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  g_auto (Sending) self = { .server = server };
  guint n_sent = 0;

  if (ret_left != NULL)
    *ret_left = NULL;
  if (!check_server (server, error) || !base_call_check (call, error))
    return FALSE;
  bytes = mail_message_make (message, error);
  if (bytes == NULL)
    return FALSE;

  self.link = http_link_new ();
  self.url = make_url (server);
  self.bytes = g_bytes_get_data (bytes, &self.size);
  if (send_to_each (&self, call, message, left, &n_sent, error))
    return TRUE;
  if (ret_left != NULL && (n_sent > 0 || left->len == 0)) {
    g_ptr_array_add (left, NULL);
    *ret_left = (char **) g_ptr_array_free (g_steal_pointer (&left), FALSE);
  }
  return FALSE;
}
