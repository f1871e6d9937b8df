/* kerberos-kdc.c - one question to a Kerberos server and its answer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-kdc.h"

#include "base-error.h"
#include "base-resolve.h"
#include "base-socket.h"

#include <errno.h>
#include <profile.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LIMIT_MS 5000 /* it answers in milliseconds, or not at all */
#define MOST_ANSWER_BYTES (1024 * 1024)
#define LENGTH_BYTES 4 /* in front of each message: RFC 4120, 7.2.2 */
#define MOST_REALM_BYTES 255

typedef struct
{
  BaseCall *call;
  int fd;
  gint64 end_us;
} Pipe;

/* FALSE with errno, or with an error when the call is at its end. */
static gboolean
wait_for (Pipe *self, GIOCondition condition, GError **error)
{
  GPollFD polled[2] = { { .fd = self->fd, .events = condition }, base_call_pollfd (self->call) };
  gint64 left_ms = (self->end_us - g_get_monotonic_time () + 999) / 1000;
  int n = g_poll (polled, 2, (int) CLAMP (left_ms, 0, base_call_left_ms (self->call)));

  errno = n == 0 ? ETIMEDOUT : 0;
  return base_call_check (self->call, error) && n > 0;
}

static gboolean
write_all (Pipe *self, const guint8 *data, gsize length, GError **error)
{
  while (length > 0) {
    gssize n = send (self->fd, data, length, MSG_NOSIGNAL);

    if (n > 0) {
      data += n;
      length -= (gsize) n;
    } else if ((errno != EAGAIN && errno != EINTR) || !wait_for (self, G_IO_OUT, error)) {
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
read_all (Pipe *self, guint8 *data, gsize length, GError **error)
{
  while (length > 0) {
    gssize n = recv (self->fd, data, length, 0);

    if (n > 0) {
      data += n;
      length -= (gsize) n;
    } else if (n == 0) {
      errno = ECONNRESET;
      return FALSE;
    } else if ((errno != EAGAIN && errno != EINTR) || !wait_for (self, G_IO_IN, error)) {
      return FALSE;
    }
  }
  return TRUE;
}

/* NULL with errno, or with an error. */
static GByteArray *
exchange (Pipe *self, const krb5_data *question, GError **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  guint32 length = GUINT32_TO_BE (question->length);

  if (!write_all (self, (const guint8 *) &length, LENGTH_BYTES, error) ||
      !write_all (self, (const guint8 *) question->data, question->length, error) ||
      !read_all (self, (guint8 *) &length, LENGTH_BYTES, error))
    return NULL;

  length = GUINT32_FROM_BE (length);
  if (length == 0 || length > MOST_ANSWER_BYTES) {
    errno = EMSGSIZE;
    return NULL;
  }
  g_byte_array_set_size (answer, length);
  return read_all (self, answer->data, length, error) ? g_steal_pointer (&answer) : NULL;
}

/* Those of one port, which is the first one's. */
static char **
take_hosts (char **lines, guint16 *port)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_free);

  for (; *lines != NULL; lines++) {
    g_autoptr (GSocketConnectable) place = NULL;
    GNetworkAddress *address;

    if (strstr (*lines, "://") == NULL) /* one behind a web server */
      place = g_network_address_parse (*lines, KERBEROS_PORT, NULL);
    address = (GNetworkAddress *) place;
    if (address == NULL || (hosts->len > 0 && g_network_address_get_port (address) != *port))
      continue;
    *port = g_network_address_get_port (address);
    g_ptr_array_add (hosts, g_strdup (g_network_address_get_hostname (address)));
  }
  if (hosts->len == 0)
    return NULL;
  g_ptr_array_add (hosts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&hosts), FALSE);
}

/* The servers that krb5.conf names for the realm. NULL: none. Caller frees. */
static char **
find_configured (const char *realm, guint16 *port)
{
  const char *const names[] = { "realms", realm, "kdc", NULL };
  krb5_context context = NULL;
  struct _profile_t *profile = NULL;
  char **lines = NULL;
  char **hosts = NULL;

  if (krb5_init_context (&context) != 0)
    return NULL;
  if (krb5_get_profile (context, &profile) == 0 &&
      profile_get_values (profile, (const char **) names, &lines) == 0) {
    hosts = take_hosts (lines, port);
    profile_free_list (lines);
  }
  profile_release (profile);
  krb5_free_context (context);
  return hosts;
}

/* Caller frees. Never empty. */
static char **
find_hosts (const KerberosKdc *self, const char *realm, guint16 *port, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-kdc" };
  const char *const own[] = { self->host, NULL };
  const char *const other[] = { self->other_host, NULL };
  g_autofree char *domain = NULL;
  g_auto (GStrv) hosts = NULL;
  g_autoptr (GError) problem = NULL;

  if (self->host != NULL && g_ascii_strcasecmp (realm, self->realm) == 0)
    return g_strdupv ((char **) own);
  if (self->other_realm != NULL && g_ascii_strcasecmp (realm, self->other_realm) == 0)
    return g_strdupv ((char **) other);

  hosts = find_configured (realm, port);
  if (hosts != NULL)
    return g_steal_pointer (&hosts);
  domain = g_ascii_strdown (realm, -1);
  hosts = base_resolve_service (self->call, "kerberos", domain, &problem);
  if (hosts == NULL) {
    if (problem->domain == BASE_ERROR)
      base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts, "%s", problem->message);
    else
      g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (*hosts == NULL) {
    base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts, "DNS has no record _kerberos._tcp.%s",
                          domain);
    return NULL;
  }
  return g_steal_pointer (&hosts);
}

GByteArray *
kerberos_kdc_ask (const KerberosKdc *self, const krb5_data *realm, const krb5_data *question,
                  GError **error)
{
  BaseErrorFacts facts = { .reason = "no-kdc" };
  g_autofree char *name = g_strndup (realm->data, MIN (realm->length, MOST_REALM_BYTES));
  guint16 port = self->port;
  g_auto (GStrv) hosts = find_hosts (self, name, &port, error);
  Pipe pipe = { .call = self->call };
  g_autoptr (GError) problem = NULL;
  GByteArray *answer = NULL;
  guint won = 0;

  if (hosts == NULL)
    return NULL;

  facts.host = hosts[0];
  pipe.fd = base_socket_open (self->call, (const char *const *) hosts, port, &won, NULL, &problem);
  if (pipe.fd >= 0) {
    pipe.end_us = g_get_monotonic_time () + LIMIT_MS * 1000;
    answer = exchange (&pipe, question, &problem);
    if (answer == NULL && problem == NULL)
      base_error_set_facts (&problem, BASE_ERROR_OFFLINE, &facts, "%s:%u: %s", hosts[won], port,
                            g_strerror (errno));
    close (pipe.fd);
  }

  if (answer == NULL && problem->domain == BASE_ERROR)
    base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts, "no Kerberos server of %s: %s", name,
                          problem->message);
  else if (answer == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return answer;
}
