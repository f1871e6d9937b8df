/* kerberos-end-point.h - what ties a login to the TLS connection that it goes over: RFC 5929, 4
 *
 * A server that insists on it (Extended Protection, LDAP channel binding) refuses logins that
 * somebody in between passes on, because that one's certificate is another.
 */
#pragma once

#include <glib.h>

/* "tls-server-end-point:" and the hash of the server's certificate (DER), which is that of its
 * signature, but SHA-256 for MD5 and SHA-1. NULL when it is no certificate. Caller unrefs. */
GBytes *kerberos_end_point (const guint8 *der, gsize length);
