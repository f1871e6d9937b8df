/* sim-server.h - the Exchange server itself: HTTPS on loopback
 *
 * One thread: that of the main loop's default context.
 */
#pragma once

#include "sim-world.h"

#include <gio/gio.h>

typedef struct _SimServer SimServer;

/* Listens. world is borrowed. Errors: those of GIO. */
SimServer *sim_server_new (SimWorld *world, GTlsCertificate *certificate, GError **error);
void sim_server_free (SimServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimServer, sim_server_free)

int sim_server_port (const SimServer *self);
/* Of PowerShell over http with encrypted bodies; 0: it is not served. */
int sim_server_sealed_port (const SimServer *self);
