/* http-sealed-body.h - the multipart form of an encrypted body, as WinRM and Exchange write it. Any
 * thread.
 *
 * For this room only, and its tests.
 */
#pragma once

#include <glib.h>

typedef enum
{
  HTTP_SEAL_KERBEROS, /* bare tokens: Exchange's own module */
  HTTP_SEAL_NEGOTIATE /* SPNEGO */
} HttpSeal;

extern const char *const http_seal_schemes[]; /* "Kerberos", "Negotiate": in headers */

/* The value of Content-Type. */
const char *http_sealed_body_type (HttpSeal seal);

/* head and cipher: what sealing plain_bytes gave. Caller unrefs. */
GBytes *http_sealed_body_pack (HttpSeal seal, gsize plain_bytes, GBytes *head, GBytes *cipher);

/* Head and cipher in one piece, and how long they are in the clear. NULL with BASE_ERROR_PROTOCOL,
 * "sealed-body". Caller unrefs. */
GBytes *http_sealed_body_unpack (GBytes *body, gsize *ret_plain_bytes, GError **error);
