/* kerberos-context.c - a login at a server through GSSAPI
 *
 * Credentials and the server's name are given to the library in full, because left alone it would
 * ask DNS, a person's configuration and Kerberos servers by itself, and nothing could stop it.
 * Sealing takes the call with buffers, because Windows wants the checksum in the head; what it
 * sends back is opened with the plain one. Keys of RC4 are refused: their padding does not fit, and
 * they are weak.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-context.h"

#include "base-error.h"
#include "base-text.h"

#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>
#include <krb5.h>
#include <string.h>

struct _KerberosContext
{
  KerberosForm form;
  KerberosUse use;
  char *host;
  GBytes *end_point;
  gss_cred_id_t credential;
  gss_name_t target;
  gss_ctx_id_t context;
  OM_uint32 flags; /* what was reached */
  gboolean is_complete;
};

static gss_OID_desc spnego = { 6, (void *) "\x2b\x06\x01\x05\x05\x02" };
/* 1.3.6.1.4.1.311.2.2.10 */
static gss_OID_desc ntlm = { 10, (void *) "\x2b\x06\x01\x04\x01\x82\x37\x02\x02\x0a" };
/* 1.2.752.43.13.29: asks for neither integrity nor confidentiality */
static gss_OID_desc no_ci_flags = { 6, (void *) "\x2a\x85\x70\x2b\x0d\x1d" };

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
set_error (const KerberosContext *self, OM_uint32 major, OM_uint32 minor, GError **error)
{
  g_autofree char *general = describe (major, GSS_C_GSS_CODE);
  g_autofree char *special = describe (minor, GSS_C_MECH_CODE);
  BaseErrorFacts facts = { .reason = "no-service-ticket", .host = self->host };

  if (self->form == KERBEROS_FORM_NTLM)
    facts.reason = "no-ntlm";
  else if (minor == (OM_uint32) KRB5KRB_AP_ERR_SKEW || minor == (OM_uint32) KRB5KRB_AP_ERR_TKT_NYV)
    facts.reason = "clock-skew";
  else if (GSS_ROUTINE_ERROR (major) == GSS_S_CREDENTIALS_EXPIRED ||
           GSS_ROUTINE_ERROR (major) == GSS_S_NO_CRED)
    facts.reason = "no-ticket";
  base_error_set_facts (error, BASE_ERROR_AUTH, &facts, "%s: %s: %s: %s", self->host,
                        self->form == KERBEROS_FORM_NTLM ? "NTLM" : "Kerberos", general, special);
  return FALSE;
}

static gboolean
refuse (const KerberosContext *self, const char *what, GError **error)
{
  const BaseErrorFacts facts = { .reason = "sealed-body", .host = self->host };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s: %s", self->host, what);
  return FALSE;
}

static gss_OID
mechanism_of (const KerberosContext *self)
{
  switch (self->form) {
  case KERBEROS_FORM_BARE:
    return (gss_OID) gss_mech_krb5;
  case KERBEROS_FORM_NTLM:
    return &ntlm;
  case KERBEROS_FORM_SPNEGO:
  default:
    return &spnego;
  }
}

static gboolean
take_ticket (KerberosContext *self, const char *cache, GError **error)
{
  gss_key_value_element_desc element = { "ccache", cache };
  gss_key_value_set_desc store = { 1, &element };
  gss_OID_set_desc wanted = { 1, mechanism_of (self) };
  gss_OID_set_desc kerberos = { 1, (gss_OID) gss_mech_krb5 };
  gss_buffer_desc nothing = GSS_C_EMPTY_BUFFER;
  OM_uint32 minor = 0;
  OM_uint32 major = gss_acquire_cred_from (&minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, &wanted,
                                           GSS_C_INITIATE, &store, &self->credential, NULL, NULL);

  if (major == GSS_S_COMPLETE && self->form == KERBEROS_FORM_SPNEGO)
    major = gss_set_neg_mechs (&minor, self->credential, &kerberos);
  if (major == GSS_S_COMPLETE && self->use == KERBEROS_USE_LOGIN)
    major = gss_set_cred_option (&minor, &self->credential, &no_ci_flags, &nothing);
  return major == GSS_S_COMPLETE || set_error (self, major, minor, error);
}

/* "ann@corp.example" is taken as it is, "CORP\ann" by the mechanism's own rules. */
static gboolean
take_password (KerberosContext *self, const KerberosAim *aim, GError **error)
{
  const char *secret = base_secret_text (aim->password);
  gss_buffer_desc text = { strlen (aim->user), (void *) aim->user };
  gss_buffer_desc password = { strlen (secret), (void *) secret };
  gss_OID_set_desc wanted = { 1, &ntlm };
  gss_name_t name = GSS_C_NO_NAME;
  OM_uint32 ignored;
  OM_uint32 minor = 0;
  OM_uint32 major = gss_import_name (&minor, &text, GSS_C_NT_USER_NAME, &name);

  if (major == GSS_S_COMPLETE)
    major = gss_acquire_cred_with_password (&minor, name, &password, GSS_C_INDEFINITE, &wanted,
                                            GSS_C_INITIATE, &self->credential, NULL, NULL);
  gss_release_name (&ignored, &name);
  return major == GSS_S_COMPLETE || set_error (self, major, minor, error);
}

static gboolean
take_target (KerberosContext *self, const KerberosAim *aim, GError **error)
{
  g_autofree char *by_host = g_strconcat ("HTTP@", aim->host, NULL);
  const char *text = self->form == KERBEROS_FORM_NTLM ? by_host : aim->service;
  gss_buffer_desc name = { strlen (text), (void *) text };
  OM_uint32 minor = 0;
  OM_uint32 major =
      gss_import_name (&minor, &name,
                       self->form == KERBEROS_FORM_NTLM ? GSS_C_NT_HOSTBASED_SERVICE
                                                        : (gss_OID) GSS_KRB5_NT_PRINCIPAL_NAME,
                       &self->target);

  return major == GSS_S_COMPLETE || set_error (self, major, minor, error);
}

gboolean
kerberos_has_ntlm (void)
{
  gss_OID_set mechanisms = GSS_C_NO_OID_SET;
  OM_uint32 minor;
  int is_there = 0;

  if (gss_indicate_mechs (&minor, &mechanisms) == GSS_S_COMPLETE)
    (void) gss_test_oid_set_member (&minor, &ntlm, mechanisms, &is_there);
  gss_release_oid_set (&minor, &mechanisms);
  return is_there != 0;
}

KerberosContext *
kerberos_context_new (const KerberosAim *aim, GError **error)
{
  g_autoptr (KerberosContext) self = g_new0 (KerberosContext, 1);

  self->form = aim->form;
  self->use = aim->use;
  self->host = g_strdup (aim->host);
  self->end_point = aim->end_point != NULL ? g_bytes_ref (aim->end_point) : NULL;
  self->credential = GSS_C_NO_CREDENTIAL;
  self->context = GSS_C_NO_CONTEXT;
  if (!(self->form == KERBEROS_FORM_NTLM ? take_password (self, aim, error)
                                         : take_ticket (self, aim->cache, error)) ||
      !take_target (self, aim, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kerberos_context_free (KerberosContext *self)
{
  OM_uint32 minor;

  if (self == NULL)
    return;

  gss_delete_sec_context (&minor, &self->context, GSS_C_NO_BUFFER);
  gss_release_name (&minor, &self->target);
  gss_release_cred (&minor, &self->credential);
  g_clear_pointer (&self->end_point, g_bytes_unref);
  g_free (self->host);
  g_free (self);
}

static OM_uint32
wanted_flags (const KerberosContext *self)
{
  if (self->form == KERBEROS_FORM_NTLM)
    return 0;
  if (self->use == KERBEROS_USE_LOGIN)
    return GSS_C_MUTUAL_FLAG;
  return GSS_C_MUTUAL_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG | GSS_C_CONF_FLAG |
         GSS_C_INTEG_FLAG;
}

gboolean
kerberos_context_step (KerberosContext *self, GBytes *answer, GBytes **ret_token, GError **error)
{
  struct gss_channel_bindings_struct bindings = { 0 };
  gss_buffer_desc in = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  OM_uint32 wanted = wanted_flags (self);
  OM_uint32 minor = 0;
  OM_uint32 ignored;
  OM_uint32 major;

  if (answer != NULL)
    in.value = (void *) g_bytes_get_data (answer, &in.length);
  if (self->end_point != NULL)
    bindings.application_data.value =
        (void *) g_bytes_get_data (self->end_point, &bindings.application_data.length);
  major = gss_init_sec_context (
      &minor, self->credential, &self->context, self->target, mechanism_of (self), wanted, 0,
      self->end_point != NULL ? &bindings : GSS_C_NO_CHANNEL_BINDINGS,
      answer != NULL ? &in : GSS_C_NO_BUFFER, NULL, &out, &self->flags, NULL);
  if (GSS_ERROR (major)) {
    gss_release_buffer (&ignored, &out);
    return set_error (self, major, minor, error);
  }

  *ret_token = out.length > 0 ? g_bytes_new (out.value, out.length) : NULL;
  gss_release_buffer (&ignored, &out);
  self->is_complete = major == GSS_S_COMPLETE;
  return TRUE;
}

gboolean
kerberos_context_is_complete (const KerberosContext *self)
{
  return self->is_complete;
}

gboolean
kerberos_context_is_mutual (const KerberosContext *self)
{
  return self->is_complete && (self->flags & GSS_C_MUTUAL_FLAG) != 0;
}

gboolean
kerberos_context_seal (KerberosContext *self, GBytes *plain, GBytes **ret_head, GBytes **ret_cipher,
                       GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (plain, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  gss_iov_buffer_desc parts[] = {
    { GSS_IOV_BUFFER_TYPE_HEADER | GSS_IOV_BUFFER_FLAG_ALLOCATE, GSS_C_EMPTY_BUFFER },
    { GSS_IOV_BUFFER_TYPE_DATA, { size, copy } },
    { GSS_IOV_BUFFER_TYPE_PADDING | GSS_IOV_BUFFER_FLAG_ALLOCATE, GSS_C_EMPTY_BUFFER }
  };
  gboolean is_good = FALSE;
  int is_sealed = 0;
  OM_uint32 minor;
  OM_uint32 major;

  if (!(self->flags & GSS_C_CONF_FLAG))
    return refuse (self, "the session does not encrypt", error);

  major = gss_wrap_iov (&minor, self->context, 1, GSS_C_QOP_DEFAULT, &is_sealed, parts,
                        G_N_ELEMENTS (parts));
  if (GSS_ERROR (major))
    set_error (self, major, minor, error);
  else if (!is_sealed || parts[2].buffer.length > 0)
    refuse (self, "the ticket’s encryption is too old", error);
  else {
    *ret_head = g_bytes_new (parts[0].buffer.value, parts[0].buffer.length);
    *ret_cipher = g_bytes_new (parts[1].buffer.value, parts[1].buffer.length);
    is_good = TRUE;
  }
  gss_release_iov_buffer (&minor, parts, G_N_ELEMENTS (parts));
  return is_good;
}

GBytes *
kerberos_context_open (KerberosContext *self, GBytes *sealed, gsize length, GError **error)
{
  gss_buffer_desc in = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  int was_sealed = 0;
  GBytes *plain = NULL;
  OM_uint32 minor;
  OM_uint32 major;

  in.value = (void *) g_bytes_get_data (sealed, &in.length);
  major = gss_unwrap (&minor, self->context, &in, &out, &was_sealed, NULL);
  /* Anything but COMPLETE is a message that was there before, or out of its order. */
  if (major != GSS_S_COMPLETE || !was_sealed || out.length != length)
    refuse (self, "the encrypted answer is damaged", error);
  else
    plain = g_bytes_new (out.value, out.length);
  gss_release_buffer (&minor, &out);
  return plain;
}

struct gss_ctx_id_struct *
kerberos_context_take (KerberosContext *self)
{
  if (!self->is_complete || !(self->flags & GSS_C_CONF_FLAG))
    return NULL;
  return g_steal_pointer (&self->context);
}
