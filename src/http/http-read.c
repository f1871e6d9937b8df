/* http-read.c - takes an answer in as it arrives
 *
 * Quirk: libcurl tells the TLS version only in words, to the debug callback; the certificate's
 * facts come as "name:value" lines of CURLINFO_CERTINFO, as its OpenSSL back end writes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-read.h"

#include "base-fault.h"
#include "base-text.h"
#include "http-tls.h"

#include <string.h>

#define MOST_SHOWN_CHARS 500
#define MOST_EXPECTED_BYTES (256 * 1024)

static const struct
{
  const char *name;
  gsize offset;
} kept_headers[] = {
  { "content-type", G_STRUCT_OFFSET (HttpReply, content_type) },
  { "location", G_STRUCT_OFFSET (HttpReply, location) },
  { "request-id", G_STRUCT_OFFSET (HttpReply, request_id) },
  { "x-feserver", G_STRUCT_OFFSET (HttpReply, front_end) },
  { "x-caserrorcode", G_STRUCT_OFFSET (HttpReply, cas_error) },
  { "retry-after", G_STRUCT_OFFSET (HttpReply, retry_after) },
  { "date", G_STRUCT_OFFSET (HttpReply, date) },
  { "persistent-auth", G_STRUCT_OFFSET (HttpReply, persistent_auth) },
};

static char **
header_field (HttpReading *self, const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kept_headers); i++)
    if (strlen (kept_headers[i].name) == length &&
        g_ascii_strncasecmp (kept_headers[i].name, name, length) == 0)
      return G_STRUCT_MEMBER_P (self->reply, kept_headers[i].offset);
  return NULL;
}

static gboolean
is_name (const char *line, gsize length, const char *name)
{
  return strlen (name) == length && g_ascii_strncasecmp (line, name, length) == 0;
}

/* The lists that lines of that name go into, or NULL. */
static GPtrArray *
header_list (HttpReading *self, const char *name, gsize length)
{
  if (is_name (name, length, "www-authenticate"))
    return self->challenges;
  return is_name (name, length, "set-cookie") ? self->cookies : NULL;
}

static void
take_header (HttpReading *self, const char *line, gsize length)
{
  const char *colon = memchr (line, ':', length);
  g_autofree char *value = NULL;
  gsize name_length;
  GPtrArray *list;
  char **field;

  if (colon == NULL)
    return;

  name_length = (gsize) (colon - line);
  field = header_field (self, line, name_length);
  if (field == NULL && is_name (line, name_length, "client-request-id") &&
      self->reply->request_id == NULL)
    field = &self->reply->request_id;
  list = header_list (self, line, name_length);
  if (field == NULL && list == NULL)
    return;

  value = g_strndup (colon + 1, length - name_length - 1);
  if (list == self->cookies)
    value[strcspn (value, ";")] = '\0';
  g_strstrip (value);
  if (list != NULL) {
    g_ptr_array_add (list, g_steal_pointer (&value));
    return;
  }
  g_free (*field);
  *field = base_text_for_display (value, field == &self->reply->location ? 2048 : MOST_SHOWN_CHARS);
}

/* A login of several steps brings several answers: only the last one counts. */
static void
forget_answer (HttpReading *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kept_headers); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (self->reply, kept_headers[i].offset), g_free);
  g_ptr_array_set_size (self->challenges, 0);
  g_ptr_array_set_size (self->cookies, 0);
  g_byte_array_set_size (self->body, 0);
}

static size_t
header_arrived_cb (char *line, size_t size, size_t n, void *data)
{
  HttpReading *self = data;
  gsize length = size * n;

  if (self->header_bytes == 0)
    base_fault ("sent");
  self->header_bytes += length;
  if (self->header_bytes > HTTP_MOST_HEADER_BYTES) {
    self->too_long = "headers-too-long";
    return 0;
  }

  if (length > 5 && memcmp (line, "HTTP/", 5) == 0)
    forget_answer (self);
  else
    take_header (self, line, length);
  return length;
}

/* So that it need not be moved while it grows. The server's word, so it is not taken for much. */
static void
expect_body (HttpReading *self)
{
  curl_off_t told = 0;

  curl_easy_getinfo (self->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &told);
  g_byte_array_set_size (self->body, (guint) CLAMP (told, 0, MOST_EXPECTED_BYTES));
  g_byte_array_set_size (self->body, 0);
}

static size_t
body_arrived_cb (char *bytes, size_t size, size_t n, void *data)
{
  HttpReading *self = data;
  gsize length = size * n;

  if (self->body->len + length > HTTP_MOST_BODY_BYTES) {
    self->too_long = "body-too-long";
    return 0;
  }
  if (self->body->len == 0)
    expect_body (self);

  g_byte_array_append (self->body, (const guint8 *) bytes, (guint) length);
  return length;
}

static int
words_arrived_cb (CURL *easy, curl_infotype type, char *text, size_t size, void *data)
{
  static const char begin[] = "SSL connection using ";
  HttpReading *self = data;
  g_autofree char *words = NULL;

  if (type != CURLINFO_TEXT || size <= strlen (begin) || strncmp (text, begin, strlen (begin)) != 0)
    return 0;

  words = g_strndup (text + strlen (begin), size - strlen (begin));
  words[strcspn (words, " /\n")] = '\0';
  g_free (self->reply->tls->version);
  self->reply->tls->version = base_text_for_display (words, 40);
  return 0;
}

void
http_reading_init (HttpReading *self, CURL *easy, HttpFlags flags)
{
  self->easy = easy;
  self->reply = g_new0 (HttpReply, 1);
  self->body = g_byte_array_new ();
  self->challenges = g_ptr_array_new_with_free_func (g_free);
  self->cookies = g_ptr_array_new_with_free_func (g_free);
  self->header_bytes = 0;
  self->too_long = NULL;

  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, header_arrived_cb);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, body_arrived_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, self);
  if (flags & HTTP_ASK_TLS) {
    self->reply->tls = g_new0 (HttpTls, 1);
    curl_easy_setopt (easy, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt (easy, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt (easy, CURLOPT_DEBUGFUNCTION, words_arrived_cb);
    curl_easy_setopt (easy, CURLOPT_DEBUGDATA, self);
  }
}

void
http_reading_clear (HttpReading *self)
{
  g_clear_pointer (&self->reply, http_reply_free);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->challenges, g_ptr_array_unref);
  g_clear_pointer (&self->cookies, g_ptr_array_unref);
}

/* NULL when pem is none. */
static GByteArray *
decode_certificate (const char *pem)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  GByteArray *der = NULL;

  if (certificate != NULL)
    g_object_get (certificate, "certificate", &der, NULL);
  return der;
}

/* The lines about the server's own certificate, or NULL. */
static const struct curl_slist *
certificate_lines (CURL *easy)
{
  struct curl_certinfo *chain = NULL;

  if (curl_easy_getinfo (easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL ||
      chain->num_of_certs == 0)
    return NULL;
  return chain->certinfo[0];
}

GByteArray *
http_read_certificate (CURL *easy)
{
  for (const struct curl_slist *line = certificate_lines (easy); line != NULL; line = line->next)
    if (g_str_has_prefix (line->data, "Cert:"))
      return decode_certificate (line->data + strlen ("Cert:"));
  return NULL;
}

static void
take_certificate (HttpTls *tls, CURL *easy)
{
  for (const struct curl_slist *line = certificate_lines (easy); line != NULL; line = line->next) {
    if (g_str_has_prefix (line->data, "Subject:") && tls->subject == NULL)
      tls->subject = base_text_for_display (line->data + strlen ("Subject:"), MOST_SHOWN_CHARS);
    else if (g_str_has_prefix (line->data, "Issuer:") && tls->issuer == NULL)
      tls->issuer = base_text_for_display (line->data + strlen ("Issuer:"), MOST_SHOWN_CHARS);
    else if (g_str_has_prefix (line->data, "Cert:"))
      http_tls_take_pem (tls, line->data + strlen ("Cert:"));
    else if (g_str_has_prefix (line->data, "Expire date:")) {
      time_t when = curl_getdate (line->data + strlen ("Expire date:"), NULL);

      if (when > 0 && tls->not_after == NULL)
        tls->not_after = g_date_time_new_from_unix_utc ((gint64) when);
    }
  }
}

HttpReply *
http_reading_finish (HttpReading *self, CURL *easy)
{
  HttpReply *reply = g_steal_pointer (&self->reply);
  long status = 0;

  curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
  reply->status = (int) status;
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  g_ptr_array_add (self->challenges, NULL);
  reply->challenges = (char **) g_ptr_array_free (g_steal_pointer (&self->challenges), FALSE);
  g_ptr_array_add (self->cookies, NULL);
  reply->cookies = (char **) g_ptr_array_free (g_steal_pointer (&self->cookies), FALSE);
  if (reply->tls != NULL)
    take_certificate (reply->tls, easy);
  return reply;
}
