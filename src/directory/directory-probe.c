/* directory-probe.c - why TLS with a controller failed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-probe.h"

#include "base-error.h"
#include "base-socket.h"
#include "base-text.h"
#include "directory-watch.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LIMIT_MS 5000

/* An extended request with the object identifier 1.3.6.1.4.1.1466.20037. */
static const char start_tls[] = "\x30\x1d\x02\x01\x01\x77\x18\x80\x16"
                                "1.3.6.1.4.1.1466.20037";

static const struct
{
  GTlsCertificateFlags flag;
  const char *reason;
} rows[] = {
  { G_TLS_CERTIFICATE_EXPIRED, "tls-expired" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "tls-not-yet-valid" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "tls-unknown-ca" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "tls-name" },
};

typedef struct
{
  GTlsCertificateFlags flags;
  gboolean is_self_signed;
  gboolean is_late;
  gboolean has_answer; /* it said something, whatever that was */
} Seen;

static gboolean
certificate_cb (GTlsConnection *connection, GTlsCertificate *certificate,
                GTlsCertificateFlags flags, gpointer data)
{
  Seen *seen = data;
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);

  seen->flags = flags;
  seen->is_self_signed = subject != NULL && g_strcmp0 (subject, issuer) == 0;
  return FALSE;
}

static const char *
find_reason (const Seen *seen)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (seen->flags & rows[i].flag)
      return rows[i].flag == G_TLS_CERTIFICATE_UNKNOWN_CA && seen->is_self_signed
                 ? "tls-self-signed"
                 : rows[i].reason;
  return NULL;
}

/* The answer is not looked at: if it is a refusal, the handshake fails. */
static gboolean
ask_for_tls (GSocketConnection *connection, GCancellable *cancellable, GError **error)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  guint8 head[2];
  guint8 rest[127];
  gsize n;

  return g_output_stream_write_all (out, start_tls, sizeof start_tls - 1, NULL, cancellable,
                                    error) &&
         g_input_stream_read_all (in, head, sizeof head, &n, cancellable, error) &&
         n == sizeof head && head[1] < sizeof rest &&
         g_input_stream_read_all (in, rest, head[1], &n, cancellable, error);
}

static gboolean
shake_hands (DirectoryLink *link, BaseCall *call, GSocketConnection *connection,
             const char *authorities, Seen *seen, GError **error)
{
  GCancellable *cancellable = base_call_cancellable (call);
  g_autoptr (GSocketConnectable) identity = g_network_address_new (link->host, link->port);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (authorities, error);
  g_autoptr (GIOStream) tls = NULL;

  if (database == NULL || (link->transport == DIRECTORY_TRANSPORT_STARTTLS &&
                           !ask_for_tls (connection, cancellable, error)))
    return FALSE;
  tls = g_tls_client_connection_new (G_IO_STREAM (connection), identity, error);
  if (tls == NULL)
    return FALSE;
  g_tls_connection_set_database (G_TLS_CONNECTION (tls), database);
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (certificate_cb), seen);
  return g_tls_connection_handshake (G_TLS_CONNECTION (tls), cancellable, error);
}

static guint64
count_received (int fd)
{
  struct tcp_info info = { 0 };
  socklen_t size = sizeof info;

  return getsockopt (fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_bytes_received : 0;
}

/* Takes fd. TRUE when nothing was wrong this time. */
static gboolean
probe (DirectoryLink *link, BaseCall *call, int fd, const char *authorities, Seen *seen,
       GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, error);
  g_autoptr (GSocketConnection) connection = NULL;
  DirectoryWatch *watch;
  gboolean is_good;

  if (socket == NULL) {
    close (fd);
    return FALSE;
  }
  connection = g_socket_connection_factory_create_connection (socket);
  watch = directory_watch_begin (call, fd, LIMIT_MS);
  is_good = shake_hands (link, call, connection, authorities, seen, error);
  seen->is_late = directory_watch_end (watch);
  /* A close counts as one; a record of TLS has five at least, and the answer to StartTLS fewer
   * than 64. */
  seen->has_answer = count_received (fd) > (link->transport == DIRECTORY_TRANSPORT_TLS ? 4 : 64);
  return is_good;
}

static void
set_error (DirectoryLink *link, const Seen *seen, const GError *problem, const char *words,
           GError **error)
{
  BaseErrorFacts facts = { .reason = find_reason (seen), .host = link->host };
  BaseErrorCode code = BASE_ERROR_TLS;
  g_autofree char *shown = base_text_for_display (problem != NULL ? problem->message : words, 200);

  if (facts.reason == NULL && seen->is_late) {
    code = BASE_ERROR_OFFLINE;
    facts.reason = "directory-timed-out";
  } else if (facts.reason == NULL && problem != NULL &&
             (problem->domain == G_IO_ERROR || !seen->has_answer)) {
    code = BASE_ERROR_OFFLINE;
    facts.reason = "directory-closed";
  } else if (facts.reason == NULL) {
    facts.reason =
        g_error_matches (problem, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS) ? "tls-none" : "tls-failed";
  }
  base_error_set_facts (error, code, &facts, "%s:%u: TLS: %s", link->host, link->port, shown);
}

void
directory_probe_set_error (DirectoryLink *link, BaseCall *call, const char *authorities,
                           const char *words, GError **error)
{
  const char *const hosts[] = { link->host, NULL };
  g_autoptr (GError) problem = NULL;
  Seen seen = { 0 };
  guint won = 0;
  int fd = base_socket_open (call, hosts, link->port, &won, NULL, error);

  if (fd < 0)
    return;
  (void) probe (link, call, fd, authorities, &seen, &problem);
  if (base_call_check (call, error))
    set_error (link, &seen, problem, words, error);
}
