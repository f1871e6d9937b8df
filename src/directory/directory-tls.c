/* directory-tls.c - TLS on a link
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-tls.h"

#include "base-error.h"
#include "directory-error.h"
#include "directory-probe.h"
#include "directory-watch.h"
#include "kerberos-end-point.h"

#include <glib-unix.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LIMIT_MS 4000
#define HANDSHAKE_MS 5000
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

/* The file of the authorities: the profile's own, or the system's. */
typedef struct
{
  int fd; /* -1: it has a name */
  char *path;
} Authorities;

static void
clear_authorities (Authorities *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Authorities, clear_authorities)

static gboolean
open_authorities (const char *pem, Authorities *ret, GError **error)
{
  if (*pem == '\0') {
    *ret = (Authorities){ .fd = -1, .path = g_strdup (SYSTEM_AUTHORITIES) };
    return TRUE;
  }

  ret->fd = write_authorities (pem);
  if (ret->fd < 0)
    return set_bad_authorities (error);
  ret->path = g_strdup_printf ("/proc/self/fd/%d", ret->fd);
  return TRUE;
}

static void
set_error (DirectoryLink *link, BaseCall *call, const char *authorities, gboolean is_late, int code,
           GError **error)
{
  char *words = NULL;

  if (is_late) {
    directory_error_set (error, link->host, NULL, LDAP_TIMEOUT, "TLS");
    return;
  }
  ldap_get_option (link->ldap, LDAP_OPT_DIAGNOSTIC_MESSAGE, &words);
  directory_probe_set_error (link, call, authorities,
                             words != NULL ? words : ldap_err2string (code), error);
  ldap_memfree (words);
}

gboolean
directory_tls_begin (DirectoryLink *link, BaseCall *call, GError **error)
{
  g_auto (Authorities) authorities = { .fd = -1 };
  DirectoryWatch *watch;
  gboolean is_late;
  int code;

  if (!base_call_check (call, error) ||
      !open_authorities (link->forest->ca_pem, &authorities, error))
    return FALSE;
  if (!set_tls_options (link->ldap, authorities.path))
    return set_bad_authorities (error);

  watch = directory_watch_begin (call, link->fd, HANDSHAKE_MS);
  code = ldap_install_tls (link->ldap);
  is_late = directory_watch_end (watch);
  /* libldap makes the socket one that blocks again: half a record would then stop everything. */
  if (code == LDAP_SUCCESS && !is_late && g_unix_set_fd_nonblocking (link->fd, TRUE, NULL))
    return base_call_check (call, error);

  directory_link_lose (link);
  if (base_call_check (call, error))
    set_error (link, call, authorities.path, is_late, code, error);
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

GBytes *
directory_tls_end_point (DirectoryLink *link)
{
  struct berval certificate = { 0, NULL };
  GBytes *end_point;

  if (ldap_get_option (link->ldap, LDAP_OPT_X_TLS_PEERCERT, &certificate) != LDAP_OPT_SUCCESS ||
      certificate.bv_val == NULL)
    return NULL;

  end_point = kerberos_end_point ((const guint8 *) certificate.bv_val, certificate.bv_len);
  ldap_memfree (certificate.bv_val);
  return end_point;
}
