/* directory-spnego.c - logging in with a Kerberos ticket
 *
 * MS-ADTS 5.1.1.1: a bind with the mechanism GSS-SPNEGO; when it succeeded and integrity or
 * confidentiality was asked for, all that follows is wrapped. Over TLS Windows refuses both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-spnego.h"

#include "base-error.h"
#include "directory-error.h"
#include "directory-seal.h"
#include "directory-tls.h"
#include "kerberos-context.h"

#define LIMIT_MS 15000
#define MOST_STEPS 6
#define SEALED_BITS 256

/* What a controller says to one token. */
typedef struct
{
  int code; /* SUCCESS or SASL_BIND_IN_PROGRESS */
  GBytes *token;
} Said;

static void
clear_said (Said *self)
{
  g_clear_pointer (&self->token, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, clear_said)

/* token: NULL sends an empty one. */
static gboolean
talk (DirectoryLink *link, BaseCall *call, GBytes *token, Said *ret, GError **error)
{
  struct berval secret = { 0, (char *) "" };
  g_auto (DirectoryResult) result = { 0 };
  struct berval *answer = NULL;
  LDAPMessage *message = NULL;
  int id = 0;
  int code;

  if (token != NULL)
    secret.bv_val = (char *) g_bytes_get_data (token, &secret.bv_len);
  code = ldap_sasl_bind (link->ldap, "", "GSS-SPNEGO", &secret, NULL, NULL, &id);
  if (code != LDAP_SUCCESS) {
    directory_link_set_error (link, code, error);
    return FALSE;
  }
  if (directory_link_next (link, call, id, LIMIT_MS, &message, error) < 0)
    return FALSE;

  (void) ldap_parse_sasl_bind_result (link->ldap, message, &answer, 0);
  directory_link_read_result (link, message, &result);
  clear_said (ret);
  ret->code = result.code;
  if (answer != NULL)
    ret->token = g_bytes_new (answer->bv_val, answer->bv_len);
  ber_bvfree (answer);
  if (result.code == LDAP_SUCCESS || result.code == LDAP_SASL_BIND_IN_PROGRESS)
    return TRUE;
  directory_error_set (error, link->host, "", result.code, result.words);
  return FALSE;
}

static gboolean
negotiate (KerberosContext *context, DirectoryLink *link, BaseCall *call, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-answer" };
  g_auto (Said) said = { LDAP_SASL_BIND_IN_PROGRESS, NULL };

  for (guint n = 0; n < MOST_STEPS; n++) {
    g_autoptr (GBytes) token = NULL;

    if (!kerberos_context_is_complete (context) &&
        !kerberos_context_step (context, said.token, &token, error))
      return FALSE;
    if (said.code == LDAP_SUCCESS)
      break;
    if (!talk (link, call, token, &said, error))
      return FALSE;
  }

  if (said.code != LDAP_SUCCESS || !kerberos_context_is_mutual (context)) {
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts,
                          "%s has not proved who it is when logging in", link->host);
    return FALSE;
  }
  return TRUE;
}

static gboolean
begin_sealing (KerberosContext *context, DirectoryLink *link, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "signing-required" };
  Sockbuf *buffer = NULL;

  if (ldap_get_option (link->ldap, LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS) {
    gss_ctx_id_t taken = kerberos_context_take (context);

    if (taken != NULL)
      link->seal = directory_seal_install (buffer, taken);
  }
  if (link->seal == NULL) {
    directory_link_lose (link);
    base_error_set_facts (error, BASE_ERROR_AUTH, &facts,
                          "%s does not let the connection be encrypted", link->host);
    return FALSE;
  }
  link->ssf = SEALED_BITS;
  return TRUE;
}

gboolean
directory_spnego_bind (DirectoryLink *link, BaseCall *call, const char *cache, const char *service,
                       GError **error)
{
  gboolean is_clear = link->transport == DIRECTORY_TRANSPORT_CLEAR;
  g_autoptr (GBytes) end_point = is_clear ? NULL : directory_tls_end_point (link);
  const KerberosAim aim = { .form = KERBEROS_FORM_SPNEGO,
                            .use = is_clear ? KERBEROS_USE_SEAL : KERBEROS_USE_LOGIN,
                            .host = link->host,
                            .cache = cache,
                            .service = service,
                            .end_point = end_point };
  g_autoptr (KerberosContext) context = kerberos_context_new (&aim, error);

  if (context == NULL || !negotiate (context, link, call, error))
    return FALSE;
  if (is_clear)
    return begin_sealing (context, link, error);
  link->ssf = 128;
  return TRUE;
}
