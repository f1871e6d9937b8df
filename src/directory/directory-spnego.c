/* directory-spnego.c - logging in with a Kerberos ticket
 *
 * MS-ADTS 5.1.1.1: a bind with the mechanism GSS-SPNEGO; when it succeeded and integrity or
 * confidentiality was asked for, all that follows is wrapped. Over TLS Windows refuses both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-spnego.h"

#include "base-error.h"
#include "base-text.h"
#include "directory-error.h"
#include "directory-seal.h"
#include "directory-tls.h"

#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>
#include <krb5.h>
#include <string.h>

#define LIMIT_MS 15000
#define MOST_STEPS 6
#define SEALED_BITS 256

static gss_OID_desc spnego_mechanism = { 6, (void *) "\x2b\x06\x01\x05\x05\x02" };
/* 1.2.752.43.13.29: asks for neither integrity nor confidentiality */
static gss_OID_desc no_ci_flags = { 6, (void *) "\x2a\x85\x70\x2b\x0d\x1d" };

typedef struct
{
  DirectoryLink *link;
  BaseCall *call;
  gss_cred_id_t credential;
  gss_name_t target;
  gss_ctx_id_t context;
  OM_uint32 flags; /* what was reached */
  gboolean is_complete;
} Login;

static void
clear_login (Login *self)
{
  OM_uint32 minor;

  gss_release_cred (&minor, &self->credential);
  gss_release_name (&minor, &self->target);
  gss_delete_sec_context (&minor, &self->context, GSS_C_NO_BUFFER);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Login, clear_login)

static char *
describe (OM_uint32 status, int type)
{
  gss_buffer_desc text = GSS_C_EMPTY_BUFFER;
  OM_uint32 more = 0;
  OM_uint32 minor;
  g_autofree char *words = NULL;

  (void) gss_display_status (&minor, status, type, GSS_C_NO_OID, &more, &text);
  words = g_strndup (text.value != NULL ? text.value : "", text.length);
  gss_release_buffer (&minor, &text);
  return base_text_for_display (words, 200);
}

static gboolean
set_gss_error (Login *self, OM_uint32 major, OM_uint32 minor, GError **error)
{
  g_autofree char *general = describe (major, GSS_C_GSS_CODE);
  g_autofree char *special = describe (minor, GSS_C_MECH_CODE);
  BaseErrorFacts facts = { .reason = "no-service-ticket", .host = self->link->host };

  if (minor == (OM_uint32) KRB5KRB_AP_ERR_SKEW || minor == (OM_uint32) KRB5KRB_AP_ERR_TKT_NYV)
    facts.reason = "clock-skew";
  else if (GSS_ROUTINE_ERROR (major) == GSS_S_CREDENTIALS_EXPIRED ||
           GSS_ROUTINE_ERROR (major) == GSS_S_NO_CRED)
    facts.reason = "no-ticket";
  base_error_set_facts (error, BASE_ERROR_AUTH, &facts, "%s: Kerberos: %s: %s", self->link->host,
                        general, special);
  return FALSE;
}

static gboolean
take_credential (Login *self, const char *cache, GError **error)
{
  gss_key_value_element_desc element = { "ccache", cache };
  gss_key_value_set_desc store = { 1, &element };
  gss_OID_set_desc mechanisms = { 1, &spnego_mechanism };
  gss_OID_set_desc kerberos = { 1, (gss_OID) gss_mech_krb5 };
  gss_buffer_desc nothing = GSS_C_EMPTY_BUFFER;
  OM_uint32 minor = 0;
  OM_uint32 major = gss_acquire_cred_from (&minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, &mechanisms,
                                           GSS_C_INITIATE, &store, &self->credential, NULL, NULL);

  if (major == GSS_S_COMPLETE)
    major = gss_set_neg_mechs (&minor, self->credential, &kerberos);
  if (major == GSS_S_COMPLETE && self->link->transport != DIRECTORY_TRANSPORT_CLEAR)
    major = gss_set_cred_option (&minor, &self->credential, &no_ci_flags, &nothing);
  return major == GSS_S_COMPLETE || set_gss_error (self, major, minor, error);
}

static gboolean
take_target (Login *self, const char *service, GError **error)
{
  gss_buffer_desc name = { strlen (service), (void *) service };
  OM_uint32 minor = 0;
  OM_uint32 major =
      gss_import_name (&minor, &name, (gss_OID) GSS_KRB5_NT_PRINCIPAL_NAME, &self->target);

  return major == GSS_S_COMPLETE || set_gss_error (self, major, minor, error);
}

/* in: NULL for the first step. FALSE with an error. */
static gboolean
step (Login *self, const struct berval *in, GBytes *end_point, gss_buffer_t ret, GError **error)
{
  gss_buffer_desc token = { in != NULL ? in->bv_len : 0, in != NULL ? in->bv_val : NULL };
  struct gss_channel_bindings_struct bindings = { 0 };
  gboolean is_clear = self->link->transport == DIRECTORY_TRANSPORT_CLEAR;
  OM_uint32 wanted = GSS_C_MUTUAL_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG;
  OM_uint32 minor = 0;
  OM_uint32 major;

  if (is_clear)
    wanted |= GSS_C_INTEG_FLAG | GSS_C_CONF_FLAG;
  if (end_point != NULL)
    bindings.application_data.value =
        (void *) g_bytes_get_data (end_point, &bindings.application_data.length);
  major = gss_init_sec_context (&minor, self->credential, &self->context, self->target,
                                &spnego_mechanism, is_clear ? wanted : wanted & GSS_C_MUTUAL_FLAG,
                                0, end_point != NULL ? &bindings : GSS_C_NO_CHANNEL_BINDINGS,
                                &token, NULL, ret, &self->flags, NULL);
  if (GSS_ERROR (major))
    return set_gss_error (self, major, minor, error);
  self->is_complete = major == GSS_S_COMPLETE;
  return TRUE;
}

/* One question and its answer: *ret_code SUCCESS or SASL_BIND_IN_PROGRESS, and *ret (caller frees),
 * which may be NULL. */
static gboolean
talk (Login *self, gss_buffer_t token, int *ret_code, struct berval **ret, GError **error)
{
  LDAP *ldap = self->link->ldap;
  struct berval secret = { token->length, token->value };
  g_auto (DirectoryResult) result = { 0 };
  int id = 0;
  int code = ldap_sasl_bind (ldap, "", "GSS-SPNEGO", &secret, NULL, NULL, &id);
  LDAPMessage *message = NULL;

  if (code != LDAP_SUCCESS) {
    directory_link_set_error (self->link, code, error);
    return FALSE;
  }
  if (directory_link_next (self->link, self->call, id, LIMIT_MS, &message, error) < 0)
    return FALSE;

  (void) ldap_parse_sasl_bind_result (ldap, message, ret, 0);
  directory_link_read_result (self->link, message, &result);
  *ret_code = result.code;
  if (result.code == LDAP_SUCCESS || result.code == LDAP_SASL_BIND_IN_PROGRESS)
    return TRUE;
  directory_error_set (error, self->link->host, "", result.code, result.words);
  return FALSE;
}

static gboolean
negotiate (Login *self, GBytes *end_point, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-answer" };
  struct berval *answer = NULL;
  int code = LDAP_SASL_BIND_IN_PROGRESS;
  gboolean is_good = TRUE;

  for (guint n = 0; is_good && n < MOST_STEPS; n++) {
    gss_buffer_desc token = GSS_C_EMPTY_BUFFER;
    OM_uint32 minor;

    is_good = self->is_complete || step (self, answer, end_point, &token, error);
    ber_bvfree (answer);
    answer = NULL;
    if (is_good && code == LDAP_SUCCESS)
      break;
    is_good = is_good && talk (self, &token, &code, &answer, error);
    gss_release_buffer (&minor, &token);
  }
  ber_bvfree (answer);
  if (!is_good)
    return FALSE;

  if (!self->is_complete || code != LDAP_SUCCESS || !(self->flags & GSS_C_MUTUAL_FLAG)) {
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts,
                          "%s has not proved who it is when logging in", self->link->host);
    return FALSE;
  }
  return TRUE;
}

static gboolean
begin_sealing (Login *self, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "signing-required" };
  Sockbuf *buffer = NULL;

  if ((self->flags & GSS_C_CONF_FLAG) &&
      ldap_get_option (self->link->ldap, LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS)
    self->link->seal = directory_seal_install (buffer, g_steal_pointer (&self->context));
  if (self->link->seal == NULL) {
    directory_link_lose (self->link);
    base_error_set_facts (error, BASE_ERROR_AUTH, &facts,
                          "%s does not let the connection be encrypted", self->link->host);
    return FALSE;
  }
  self->link->ssf = SEALED_BITS;
  return TRUE;
}

gboolean
directory_spnego_bind (DirectoryLink *link, BaseCall *call, const char *cache, const char *service,
                       GError **error)
{
  g_auto (Login) login = { .link = link, .call = call };
  g_autoptr (GBytes) end_point = NULL;

  if (link->transport != DIRECTORY_TRANSPORT_CLEAR)
    end_point = directory_tls_end_point (link);
  if (!take_credential (&login, cache, error) || !take_target (&login, service, error) ||
      !negotiate (&login, end_point, error))
    return FALSE;
  if (link->transport == DIRECTORY_TRANSPORT_CLEAR)
    return begin_sealing (&login, error);
  link->ssf = 128;
  return TRUE;
}
