/* base-socket.h - a TCP connection to the first of several hosts that answers */
#pragma once

#include "base-call.h"

/* How a host did in the race. */
typedef struct
{
  char *host; /* as given */
  guint16 port;
  int took_ms;   /* until it was connected or failed; -1: it was not asked, or still on its way */
  char *problem; /* NULL: none */
} BaseTried;

void base_tried_free (BaseTried *self);

/* Begins with the first host and takes the next in whenever 250 ms pass or one fails, within 5 s in
 * all; at most the first three. A socket that does not block and is closed on exec, or -1 with
 * OFFLINE "directory-no-controller" that tells of each. *ret_host: its place in hosts. tried:
 * BaseTried are added; may be NULL. */
int base_socket_open (BaseCall *call, const char *const *hosts, guint16 port, guint *ret_host,
                      GPtrArray *tried, GError **error);
