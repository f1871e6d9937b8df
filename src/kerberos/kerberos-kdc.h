/* kerberos-kdc.h - one question to a Kerberos server and its answer, over TCP.
 *
 * libkrb5 only makes and reads the messages: what it would ask by itself cannot be cancelled, and
 * wants DNS or a krb5.conf where the controller's name is enough.
 */
#pragma once

#include "base-call.h"

#include <krb5.h>

#define KERBEROS_PORT 88

typedef struct
{
  BaseCall *call;
  guint16 port;      /* KERBEROS_PORT, but for tests */
  const char *realm; /* the account's, or of host */
  const char *host;  /* a controller, which is a Kerberos server too; NULL: none is known */
  const char *other_realm, *other_host; /* another one that is known; "" or NULL: none */
} KerberosKdc;

/* Asks the controller of that realm, or for others the servers that krb5.conf names, or DNS. The
 * answer; NULL with OFFLINE "no-kdc". */
GByteArray *kerberos_kdc_ask (const KerberosKdc *self, const krb5_data *realm,
                              const krb5_data *question, GError **error);
