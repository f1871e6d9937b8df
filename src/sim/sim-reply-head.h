/* sim-reply-head.h - the HTTP around an answer: headers as Exchange's front end sends them, gzip,
 * and the log of what came
 */
#pragma once

#include "sim-counters.h"

#include <libsoup/soup.h>

/* request-id and its kin, and a cookie. */
void sim_reply_head_write (SoupServerMessage *message);

/* The body, packed when the client takes gzip and it is worth it. */
void sim_reply_head_body (SoupServerMessage *message, const char *type, GBytes *body);

/* Method, path, headers without credentials, body: into the log, when there is one. */
void sim_reply_head_log (SoupServerMessage *message, SimCounters *counters);

/* "https://localhost:1234": the server as this client wrote it. Caller frees. */
char *sim_reply_head_base (SoupServerMessage *message);
