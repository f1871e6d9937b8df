/* cli-systemd.c - tells systemd how a service is getting on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-systemd.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <unistd.h>

/* "@name" is one that is in no folder. NULL: there is none. */
static GSocketAddress *
find_socket (void)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");

  if (path == NULL || (*path != '/' && *path != '@') || path[1] == '\0')
    return NULL;
  return *path == '@'
             ? g_unix_socket_address_new_with_type (path + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT)
             : g_unix_socket_address_new (path);
}

void
cli_systemd_tell (const char *lines)
{
  g_autoptr (GSocketAddress) address = find_socket ();
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  if (address == NULL)
    return;
  socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT,
                         &error);
  if (socket == NULL || g_socket_send_to (socket, address, lines, strlen (lines), NULL, &error) < 0)
    g_debug ("systemd is not told: %s", error->message);
}

gboolean
cli_systemd_has_watchdog (void)
{
  const char *usec = g_getenv ("WATCHDOG_USEC");
  const char *pid = g_getenv ("WATCHDOG_PID");

  return usec != NULL && (pid == NULL || g_ascii_strtoll (pid, NULL, 10) == getpid ());
}
