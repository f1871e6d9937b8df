/* sim-autodiscover.h - the service that tells where a mailbox's web service is: SOAP and plain XML,
 * written from Microsoft's documentation
 *
 * Faults call a request to it "Autodiscover"; its mailbox is the address that is asked for.
 */
#pragma once

#include "sim-ews.h"

/* The path is one of the service's, whatever its case. */
gboolean sim_autodiscover_is_path (const char *path);

/* Whom the request is about, or "". Caller frees. */
char *sim_autodiscover_target (GBytes *request);

/* base: "https://host:port" as the client wrote it. */
SimAnswer sim_autodiscover_answer (SimWorld *world, const char *base, const char *path,
                                   GBytes *request);
/* Leads on: to another address, or to another URL. */
SimAnswer sim_autodiscover_redirect (const char *path, gboolean is_address, const char *target);
