/* base-socket.c - a TCP connection to the first of several hosts that answers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-socket.h"

#include "base-error.h"
#include "base-resolve.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#define LIMIT_MS 5000
#define STAGGER_MS 250
#define MOST_HOSTS 3
#define MOST_SOCKETS 12

typedef struct
{
  int fd;
  guint host;
} Attempt;

typedef struct
{
  BaseCall *call;
  const char *const *hosts;
  guint n_hosts;
  guint16 port;
  gint64 began_us[MOST_HOSTS];
  BaseTried *told[MOST_HOSTS];
  Attempt attempts[MOST_SOCKETS];
  guint n_attempts;
  guint n_started; /* hosts */
} Race;

void
base_tried_free (BaseTried *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  g_free (self->problem);
  g_free (self);
}

static void
tell (Race *self, guint host, const char *problem)
{
  BaseTried *told = self->told[host];

  told->took_ms = (int) ((g_get_monotonic_time () - self->began_us[host]) / 1000);
  g_free (told->problem);
  told->problem = g_strdup (problem);
}

static void
set_option (int fd, int level, int name, int value)
{
  /* Nothing depends on it: a kernel that refuses is none the worse. */
  (void) setsockopt (fd, level, name, &value, sizeof value);
}

/* -1 with errno. */
static int
begin_connecting (GInetAddress *address, guint16 port)
{
  g_autoptr (GSocketAddress) full = g_inet_socket_address_new (address, port);
  struct sockaddr_storage native;
  int fd = socket (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? AF_INET6 : AF_INET,
                   SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd < 0)
    return -1;

  set_option (fd, IPPROTO_TCP, TCP_NODELAY, 1);
  set_option (fd, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option (fd, IPPROTO_TCP, TCP_KEEPIDLE, 60);
  set_option (fd, IPPROTO_TCP, TCP_KEEPCNT, 3);
  set_option (fd, IPPROTO_TCP, TCP_KEEPINTVL, 20);
  set_option (fd, IPPROTO_TCP, TCP_USER_TIMEOUT, 20000);
  if (!g_socket_address_to_native (full, &native, sizeof native, NULL) ||
      (connect (fd, (struct sockaddr *) &native,
                (socklen_t) g_socket_address_get_native_size (full)) < 0 &&
       errno != EINPROGRESS)) {
    int number = errno;

    close (fd);
    errno = number;
    return -1;
  }
  return fd;
}

/* FALSE only when the call is at its end. */
static gboolean
start_next_host (Race *self, GError **error)
{
  guint host = self->n_started++;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) addresses = NULL;

  self->began_us[host] = g_get_monotonic_time ();
  addresses = base_resolve_host (self->call, self->hosts[host], &problem);
  if (addresses == NULL) {
    tell (self, host, problem->message);
    return base_call_check (self->call, error);
  }

  for (guint i = 0; i < addresses->len && self->n_attempts < MOST_SOCKETS; i++) {
    int fd = begin_connecting (addresses->pdata[i], self->port);

    if (fd < 0)
      tell (self, host, g_strerror (errno));
    else
      self->attempts[self->n_attempts++] = (Attempt){ .fd = fd, .host = host };
  }
  return TRUE;
}

static void
drop_attempt (Race *self, guint i)
{
  close (self->attempts[i].fd);
  self->attempts[i] = self->attempts[--self->n_attempts];
}

/* The attempt that is connected, or -1. *ret_failed: one has failed. */
static int
look (Race *self, const GPollFD *polled, gboolean *ret_failed)
{
  for (guint i = self->n_attempts; i-- > 0;) {
    int number = 0;
    socklen_t size = sizeof number;

    if (polled[i].revents == 0)
      continue;
    if (getsockopt (self->attempts[i].fd, SOL_SOCKET, SO_ERROR, &number, &size) == 0 && number == 0)
      return (int) i;
    tell (self, self->attempts[i].host, g_strerror (number));
    drop_attempt (self, i);
    *ret_failed = TRUE;
  }
  return -1;
}

/* One turn of at most wait_ms. As look (); -2 with an error when the call is at its end. */
static int
wait_a_turn (Race *self, gint64 wait_ms, gboolean *ret_failed, GError **error)
{
  GPollFD polled[MOST_SOCKETS + 1];
  guint n = self->n_attempts;

  for (guint i = 0; i < n; i++)
    polled[i] = (GPollFD){ .fd = self->attempts[i].fd, .events = G_IO_OUT };
  polled[n] = base_call_pollfd (self->call);
  wait_ms = CLAMP (wait_ms, 0, base_call_left_ms (self->call));
  (void) g_poll (polled, n + 1, (int) wait_ms);

  if (!base_call_check (self->call, error))
    return -2;
  return look (self, polled, ret_failed);
}

/* As wait_a_turn (); -1 when all have failed or time is up. */
static int
run (Race *self, GError **error)
{
  gint64 end_us = g_get_monotonic_time () + LIMIT_MS * 1000;
  gint64 next_us = 0;

  for (;;) {
    gint64 now_us = g_get_monotonic_time ();
    gboolean has_failed = FALSE;
    gboolean is_more = self->n_started < self->n_hosts;
    int won;

    if (now_us >= end_us)
      return -1;
    if (is_more && now_us >= next_us) {
      if (!start_next_host (self, error))
        return -2;
      next_us = g_get_monotonic_time () + STAGGER_MS * 1000;
      if (self->n_attempts == 0)
        next_us = 0;
      continue;
    }
    if (self->n_attempts == 0)
      return -1;

    won = wait_a_turn (self, ((is_more ? MIN (next_us, end_us) : end_us) - now_us + 999) / 1000,
                       &has_failed, error);
    if (won != -1)
      return won;
    if (has_failed)
      next_us = 0;
  }
}

static void
set_error (Race *self, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-no-controller" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->n_started; i++) {
    if (self->told[i]->problem == NULL)
      tell (self, i, "no answer");
    g_string_append_printf (text, "%s%s:%u: %s", i > 0 ? "; " : "", self->hosts[i], self->port,
                            self->told[i]->problem);
  }
  base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts, "%s", text->str);
}

int
base_socket_open (BaseCall *call, const char *const *hosts, guint16 port, guint *ret_host,
                  GPtrArray *tried, GError **error)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) base_tried_free);
  Race race = { .call = call, .hosts = hosts, .port = port };
  int fd = -1;
  int won;

  for (; race.n_hosts < MOST_HOSTS && hosts[race.n_hosts] != NULL; race.n_hosts++) {
    BaseTried *row = g_new0 (BaseTried, 1);

    *row = (BaseTried){ .host = g_strdup (hosts[race.n_hosts]), .port = port, .took_ms = -1 };
    race.told[race.n_hosts] = row;
    g_ptr_array_add (told, row);
  }

  won = base_call_check (call, error) ? run (&race, error) : -2;
  if (won >= 0) {
    *ret_host = race.attempts[won].host;
    tell (&race, *ret_host, NULL);
    fd = race.attempts[won].fd;
    race.attempts[won] = race.attempts[--race.n_attempts];
  } else if (won == -1) {
    set_error (&race, error);
  }

  while (race.n_attempts > 0)
    drop_attempt (&race, race.n_attempts - 1);
  if (tried != NULL)
    g_ptr_array_extend_and_steal (tried, g_steal_pointer (&told));
  return fd;
}
