/* directory-tls.c - TLS on a link
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-tls.h"

#include "base-error.h"
#include "base-text.h"
#include "directory-error.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LIMIT_MS 15000
#define SYSTEM_AUTHORITIES "/etc/ssl/certs/ca-certificates.crt"

static gboolean
set_bad_authorities (GError **error)
{
  static const BaseErrorFacts facts = { .reason = "tls-bad-ca" };

  base_error_set_facts (error, BASE_ERROR_TLS, &facts,
                        "the authority's certificates cannot be used");
  return FALSE;
}

/* libldap takes authorities from a file only: this one has no name. -1: that did not work. */
static int
write_authorities (const char *pem)
{
  gsize length = strlen (pem);
  int fd = memfd_create ("authorities", MFD_CLOEXEC);

  if (fd >= 0 && write (fd, pem, length) != (gssize) length) {
    close (fd);
    fd = -1;
  }
  return fd;
}

static gboolean
set_tls_options (LDAP *ldap, const char *authorities)
{
  const int demand = LDAP_OPT_X_TLS_DEMAND;
  const int oldest = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;
  const int is_server = 0;
  const int no_lists = LDAP_OPT_X_TLS_CRL_NONE;

  return ldap_set_option (ldap, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_X_TLS_PROTOCOL_MIN, &oldest) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_X_TLS_CACERTFILE, authorities) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_X_TLS_CACERTDIR, NULL) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_X_TLS_CERTFILE, NULL) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_X_TLS_KEYFILE, NULL) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_X_TLS_CIPHER_SUITE, NULL) == LDAP_OPT_SUCCESS &&
         ldap_set_option (ldap, LDAP_OPT_X_TLS_CRLCHECK, &no_lists) >= LDAP_OPT_ERROR &&
         ldap_set_option (ldap, LDAP_OPT_X_TLS_NEWCTX, &is_server) == LDAP_OPT_SUCCESS;
}

static gboolean
set_up (DirectoryLink *link, GError **error)
{
  const char *pem = link->forest->ca_pem;
  g_autofree char *path = NULL;
  int fd = -1;
  gboolean is_done;

  if (*pem != '\0') {
    fd = write_authorities (pem);
    if (fd < 0)
      return set_bad_authorities (error);
    path = g_strdup_printf ("/proc/self/fd/%d", fd);
  }
  is_done = set_tls_options (link->ldap, path != NULL ? path : SYSTEM_AUTHORITIES);
  if (fd >= 0)
    close (fd);
  return is_done || set_bad_authorities (error);
}

static void
set_error (DirectoryLink *link, int code, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "tls-failed" };
  g_autofree char *shown = NULL;
  char *words = NULL;

  ldap_get_option (link->ldap, LDAP_OPT_DIAGNOSTIC_MESSAGE, &words);
  shown = base_text_for_display (words != NULL ? words : ldap_err2string (code), 200);
  base_error_set_facts (error, BASE_ERROR_TLS, &facts, "%s: %s", link->host, shown);
  ldap_memfree (words);
}

gboolean
directory_tls_begin (DirectoryLink *link, BaseCall *call, GError **error)
{
  int code;

  if (!base_call_check (call, error) || !set_up (link, error))
    return FALSE;

  code = ldap_install_tls (link->ldap);
  if (code == LDAP_SUCCESS)
    return TRUE;
  directory_link_lose (link);
  if (base_call_check (call, error))
    set_error (link, code, error);
  return FALSE;
}

gboolean
directory_tls_start (DirectoryLink *link, BaseCall *call, GError **error)
{
  g_auto (DirectoryResult) result = { 0 };
  int id = 0;
  int code = ldap_start_tls (link->ldap, NULL, NULL, &id);

  if (code != LDAP_SUCCESS) {
    directory_link_set_error (link, code, error);
    return FALSE;
  }
  if (!directory_link_result (link, call, id, LIMIT_MS, &result, error))
    return FALSE;
  if (result.code != LDAP_SUCCESS) {
    static const BaseErrorFacts facts = { .reason = "tls-none" };

    base_error_set_facts (error, BASE_ERROR_TLS, &facts, "%s: StartTLS: %s", link->host,
                          result.words);
    return FALSE;
  }
  return directory_tls_begin (link, call, error);
}

/* The hash of the certificate's own signature, but SHA-256 for the weak ones. */
static GChecksumType
hash_of (const struct berval *certificate)
{
  static const struct
  {
    const char *oid; /* DER, with its tag and length */
    gsize length;
    GChecksumType hash;
  } rows[] = {
    { "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c", 11, G_CHECKSUM_SHA384 }, /* with RSA */
    { "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d", 11, G_CHECKSUM_SHA512 },
    { "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03", 10, G_CHECKSUM_SHA384 }, /* with ECDSA */
    { "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04", 10, G_CHECKSUM_SHA512 },
  };

  /* The first algorithm in a certificate is that of its signature: RFC 5280, 4.1. */
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (memmem (certificate->bv_val, MIN (certificate->bv_len, 64), rows[i].oid, rows[i].length) !=
        NULL)
      return rows[i].hash;
  return G_CHECKSUM_SHA256;
}

GByteArray *
directory_tls_end_point (DirectoryLink *link)
{
  static const char prefix[] = "tls-server-end-point:";
  struct berval certificate = { 0, NULL };
  g_autoptr (GChecksum) sum = NULL;
  GByteArray *end_point;
  guint8 digest[64];
  gsize length = sizeof digest;

  if (ldap_get_option (link->ldap, LDAP_OPT_X_TLS_PEERCERT, &certificate) != LDAP_OPT_SUCCESS ||
      certificate.bv_val == NULL)
    return NULL;

  sum = g_checksum_new (hash_of (&certificate));
  g_checksum_update (sum, (const guchar *) certificate.bv_val, (gssize) certificate.bv_len);
  g_checksum_get_digest (sum, digest, &length);
  ldap_memfree (certificate.bv_val);

  end_point = g_byte_array_new ();
  g_byte_array_append (end_point, (const guint8 *) prefix, strlen (prefix));
  g_byte_array_append (end_point, digest, (guint) length);
  return end_point;
}
