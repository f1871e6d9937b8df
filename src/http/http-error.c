/* http-error.c - libcurl's way of failing as ours
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-error.h"

#include "base-error.h"
#include "base-text.h"

#include <errno.h>
#include <string.h>

static const BaseErrorRow curl_rows[] = {
  { CURLE_COULDNT_RESOLVE_HOST, BASE_ERROR_OFFLINE, "name-not-found" },
  { CURLE_COULDNT_RESOLVE_PROXY, BASE_ERROR_OFFLINE, "name-not-found" },
  { CURLE_COULDNT_CONNECT, BASE_ERROR_OFFLINE, "unreachable" },
  { CURLE_OPERATION_TIMEDOUT, BASE_ERROR_OFFLINE, "timed-out" },
  { CURLE_GOT_NOTHING, BASE_ERROR_OFFLINE, "closed" },
  { CURLE_SEND_ERROR, BASE_ERROR_OFFLINE, "closed" },
  { CURLE_RECV_ERROR, BASE_ERROR_OFFLINE, "closed" },
  { CURLE_PARTIAL_FILE, BASE_ERROR_OFFLINE, "closed" },
  { CURLE_PROXY, BASE_ERROR_OFFLINE, "unreachable" },
  { CURLE_PEER_FAILED_VERIFICATION, BASE_ERROR_TLS, "tls-failed" },
  { CURLE_SSL_CONNECT_ERROR, BASE_ERROR_TLS, "tls-failed" },
  { CURLE_SSL_CACERT_BADFILE, BASE_ERROR_TLS, "tls-bad-ca" },
  { CURLE_SSL_CIPHER, BASE_ERROR_TLS, "tls-version" },
  { CURLE_UNSUPPORTED_PROTOCOL, BASE_ERROR_PROTOCOL, "not-http" }, /* an HTTP/0.9 answer */
  { CURLE_WEIRD_SERVER_REPLY, BASE_ERROR_PROTOCOL, "not-http" },
  { CURLE_OUT_OF_MEMORY, BASE_ERROR_PROTOCOL, "headers-too-long" }, /* one line over 100 KB */
  { 100, BASE_ERROR_PROTOCOL, "headers-too-long" }, /* the same from 8.6 on: CURLE_TOO_LARGE */
  { CURLE_BAD_CONTENT_ENCODING, BASE_ERROR_PROTOCOL, "not-http" },
  { CURLE_URL_MALFORMAT, BASE_ERROR_REJECTED, "bad-url" },
  { CURLE_LOGIN_DENIED, BASE_ERROR_REJECTED, "bad-url" }, /* a user name in it */
  { CURLE_AUTH_ERROR, BASE_ERROR_AUTH, "no-ticket" },
};

static const BaseErrorRow errno_rows[] = {
  { ECONNREFUSED, BASE_ERROR_OFFLINE, "refused" },
  { ETIMEDOUT, BASE_ERROR_OFFLINE, "timed-out" },
  { ENETUNREACH, BASE_ERROR_OFFLINE, "unreachable" },
  { EHOSTUNREACH, BASE_ERROR_OFFLINE, "unreachable" },
};

/* CURLINFO_SSL_VERIFYRESULT is OpenSSL's X509_V_ERR_…; the numbers are its interface. */
static const BaseErrorRow verify_rows[] = {
  { 10, BASE_ERROR_TLS, "tls-expired" },     { 9, BASE_ERROR_TLS, "tls-not-yet-valid" },
  { 18, BASE_ERROR_TLS, "tls-self-signed" }, { 19, BASE_ERROR_TLS, "tls-unknown-ca" },
  { 20, BASE_ERROR_TLS, "tls-unknown-ca" },  { 21, BASE_ERROR_TLS, "tls-unknown-ca" },
  { 2, BASE_ERROR_TLS, "tls-unknown-ca" },   { 62, BASE_ERROR_TLS, "tls-name" },
  { 64, BASE_ERROR_TLS, "tls-name" },
};

/* Where libcurl has no number of its own. */
static const struct
{
  const char *words;
  BaseErrorRow row;
} word_rows[] = {
  { "subject name", { 0, BASE_ERROR_TLS, "tls-name" } },
  { "wrong version number", { 0, BASE_ERROR_TLS, "tls-none" } },
  { "http request", { 0, BASE_ERROR_TLS, "tls-none" } },
  { "unsupported protocol", { 0, BASE_ERROR_TLS, "tls-version" } },
  { "protocol version", { 0, BASE_ERROR_TLS, "tls-version" } },
  { "no protocols available", { 0, BASE_ERROR_TLS, "tls-version" } },
  { "SSL_ERROR_SYSCALL", { 0, BASE_ERROR_OFFLINE, "closed" } },
  { "unexpected eof", { 0, BASE_ERROR_OFFLINE, "closed" } },
  { "reset by peer", { 0, BASE_ERROR_OFFLINE, "closed" } },
};

static const BaseErrorRow *
find_words (const char *words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (word_rows); i++)
    if (strstr (words, word_rows[i].words) != NULL)
      return &word_rows[i].row;
  return NULL;
}

static const BaseErrorRow *
find_tls_row (CURL *easy, const char *words)
{
  long verified = 0;
  const BaseErrorRow *row;

  curl_easy_getinfo (easy, CURLINFO_SSL_VERIFYRESULT, &verified);
  row = base_error_row (verify_rows, G_N_ELEMENTS (verify_rows), (int) verified);
  return row != NULL ? row : find_words (words);
}

static const BaseErrorRow *
find_connect_row (CURL *easy)
{
  long number = 0;

  curl_easy_getinfo (easy, CURLINFO_OS_ERRNO, &number);
  return base_error_row (errno_rows, G_N_ELEMENTS (errno_rows), (int) number);
}

char *
http_error_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return base_text_for_display (host != NULL ? host : "", 255);
}

void
http_error_set (GError **error, CURL *easy, const char *words, CURLcode result, const char *url)
{
  static const BaseErrorRow unknown = { 0, BASE_ERROR_OFFLINE, "closed" };
  g_autofree char *host = http_error_host (url);
  g_autofree char *shown = NULL;
  const BaseErrorRow *row = NULL;
  BaseErrorFacts facts = { .host = host };

  if (result == CURLE_COULDNT_CONNECT)
    row = find_connect_row (easy);
  else if (result == CURLE_PEER_FAILED_VERIFICATION || result == CURLE_SSL_CONNECT_ERROR)
    row = find_tls_row (easy, words);
  if (row == NULL)
    row = base_error_row (curl_rows, G_N_ELEMENTS (curl_rows), (int) result);
  if (row == NULL)
    row = &unknown;

  facts.reason = row->reason;
  shown = base_text_for_display (*words != '\0' ? words : curl_easy_strerror (result), 200);
  base_error_set_facts (error, row->code, &facts, "%s: %s", host, shown);
}
