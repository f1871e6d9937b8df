/* sim-raw.h - writing bytes of one's own to a connection that was taken from the server
 *
 * One thread.
 */
#pragma once

#include "sim-garbage.h"

#include <gio/gio.h>

/* Sends raw (which is taken over) and closes the connection; when there is nothing to send, waits
 * for the client to close it. Takes the reference to stream. */
void sim_raw_send (GIOStream *stream, SimRaw *raw);

/* Ends the connection so that the client sees a reset. Takes the reference to stream. */
void sim_raw_reset (GIOStream *stream, GSocket *socket);
