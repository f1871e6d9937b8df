/* http-tls.c - what certificates say
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-tls.h"

#include "base-text.h"

#include <gio/gio.h>
#include <string.h>

#define MOST_SHOWN_CHARS 500
#define LOOK_S 10
#define BEGIN "-----BEGIN CERTIFICATE-----"

/* Of the certificate itself, as browsers and openssl show it. */
static char *
fingerprint_of (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *hex = NULL;
  GString *text = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (gsize i = 0; hex[i] != '\0'; i++) {
    if (i > 0 && i % 2 == 0)
      g_string_append_c (text, ':');
    g_string_append_c (text, g_ascii_toupper (hex[i]));
  }
  return g_string_free (text, FALSE);
}

static void
append (GString *text, const char *name)
{
  g_autofree char *shown = base_text_for_display (name, MOST_SHOWN_CHARS);

  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", shown);
}

/* "mail.corp.example, 10.0.0.5"; NULL when it is made out for none. */
static char *
names_of (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) names = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names != NULL && i < names->len && i < HTTP_TLS_MOST_NAMES; i++) {
    gsize size;
    const char *bytes = g_bytes_get_data (names->pdata[i], &size);
    g_autofree char *name = g_strndup (bytes, size);

    append (text, name);
  }
  for (guint i = 0; addresses != NULL && i < addresses->len && i < HTTP_TLS_MOST_NAMES; i++) {
    g_autofree char *name = g_inet_address_to_string (addresses->pdata[i]);

    append (text, name);
  }
  return g_string_free (text, text->len == 0);
}

static void
take (HttpTls *self, GTlsCertificate *certificate)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);

  if (self->subject == NULL && subject != NULL)
    self->subject = base_text_for_display (subject, MOST_SHOWN_CHARS);
  if (self->issuer == NULL && issuer != NULL)
    self->issuer = base_text_for_display (issuer, MOST_SHOWN_CHARS);
  if (self->not_after == NULL)
    self->not_after = g_tls_certificate_get_not_valid_after (certificate);
  if (self->fingerprint == NULL)
    self->fingerprint = fingerprint_of (certificate);
  if (self->names == NULL)
    self->names = names_of (certificate);
}

gboolean
http_tls_take_pem (HttpTls *self, const char *pem)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);

  if (certificate == NULL)
    return FALSE;

  take (self, certificate);
  return TRUE;
}

GPtrArray *
http_tls_read_all (const char *pem, guint most)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) http_tls_free);
  const char *next = pem;

  while (all->len < most && (next = strstr (next, BEGIN)) != NULL) {
    HttpTls *one = g_new0 (HttpTls, 1);

    if (http_tls_take_pem (one, next))
      g_ptr_array_add (all, one);
    else
      http_tls_free (one);
    next += strlen (BEGIN);
  }
  return all;
}

static gboolean
accept_cb (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags errors,
           gpointer data)
{
  return TRUE; /* it is looked at, not trusted */
}

HttpTls *
http_tls_look (BaseCall *call, const char *host, guint16 port)
{
  GCancellable *cancellable = base_call_cancellable (call);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) server = g_network_address_new (host, port);
  g_autoptr (GSocketConnection) base = NULL;
  g_autoptr (GIOStream) tls = NULL;
  HttpTls *seen = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, LOOK_S);
  base = g_socket_client_connect (client, server, cancellable, NULL);
  if (base != NULL)
    tls = g_tls_client_connection_new (G_IO_STREAM (base), server, NULL);
  if (tls == NULL)
    return NULL;

  g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_cb), NULL);
  if (g_tls_connection_handshake (G_TLS_CONNECTION (tls), cancellable, NULL)) {
    GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (tls));

    if (certificate != NULL) {
      seen = g_new0 (HttpTls, 1);
      take (seen, certificate);
    }
  }
  g_io_stream_close (tls, cancellable, NULL);
  return seen;
}
