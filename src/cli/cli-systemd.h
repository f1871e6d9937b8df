/* cli-systemd.h - tells systemd how a service is getting on (sd_notify(3))
 *
 * One datagram of NAME=VALUE lines to the socket that $NOTIFY_SOCKET names; nothing where it names
 * none. Any thread.
 */
#pragma once

#include <gio/gio.h>

/* lines: "READY=1\nSTATUS=…". That nobody hears it is no error. */
void cli_systemd_tell (const char *lines);

/* systemd wants to hear of us now and then. */
gboolean cli_systemd_has_watchdog (void);
