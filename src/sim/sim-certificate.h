/* sim-certificate.h - the certificate authority that the simulator makes for itself at each start
 *
 * Keys never leave the process; only the authority's certificate is written to a file, for clients
 * to trust. Errors are BASE_ERROR_TLS or what writing the file failed with.
 */
#pragma once

#include "sim-options.h"

#include <gio/gio.h>

/* The server's certificate for localhost, 127.0.0.1, ::1 and hosts, DNS names (or a bad one, as
 * kind says). hosts: NULL for none. The authority's certificate goes to ca_file. Caller unrefs. */
GTlsCertificate *sim_certificate_new (SimTls kind, const char *const *hosts, const char *ca_file,
                                      GError **error);
