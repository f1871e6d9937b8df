/* directory-spnego.h - logging in with a Kerberos ticket: GSS-SPNEGO, sealed on a clear port, bound
 * to the certificate over TLS. For directory-bind.c.
 *
 * Spoken here and not by Cyrus SASL: its plug-in makes the server's name canonical by DNS (which
 * can hang, and misleads where reverse records are wrong) and takes credentials only from what is
 * set for the whole thread or process.
 */
#pragma once

#include "directory-connect.h"

/* cache: "MEMORY:…", which holds a ticket for service ("ldap/dc1.corp.example@CORP.EXAMPLE"), so
 * that nobody is asked. Sets link->ssf. AUTH errors of directory-forest.h. */
gboolean directory_spnego_bind (DirectoryLink *link, BaseCall *call, const char *cache,
                                const char *service, GError **error);
