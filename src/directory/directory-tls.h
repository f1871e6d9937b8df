/* directory-tls.h - TLS on a link: TLS 1.2 at least, a certificate that is verified, always. For
 * this room only.
 *
 * What libldap reads from ldap.conf, from a person's .ldaprc and from the environment does not
 * matter: everything is set here.
 */
#pragma once

#include "directory-connect.h"

/* Right after the link was connected, or when StartTLS was accepted. */
gboolean directory_tls_begin (DirectoryLink *link, BaseCall *call, GError **error);
/* Asks for StartTLS first. */
gboolean directory_tls_start (DirectoryLink *link, BaseCall *call, GError **error);

/* kerberos_end_point () of the server's certificate. NULL when it is not to be had. Caller unrefs.
 */
GBytes *directory_tls_end_point (DirectoryLink *link);
