/* directory-kdc.h - one question to a Kerberos server and its answer, over TCP. For
 * directory-ticket.c.
 *
 * libkrb5 only makes and reads the messages: what it would ask by itself cannot be cancelled, and
 * wants DNS or a krb5.conf where the controller's name is enough.
 */
#pragma once

#include "directory-state.h"

#include <krb5.h>

typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
  const char *realm;                    /* of host */
  const char *host;                     /* a controller, which is a Kerberos server too */
  const char *other_realm, *other_host; /* another one that is known; "" or NULL: none */
} DirectoryKdc;

/* Asks the controller of that realm, or for others the servers that DNS names. The answer; NULL
 * with OFFLINE "no-kdc". */
GByteArray *directory_kdc_ask (const DirectoryKdc *self, const krb5_data *realm,
                               const krb5_data *question, GError **error);
