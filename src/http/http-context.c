/* http-context.c - a Kerberos session with a web server
 *
 * Sealing takes the call with buffers, because Windows wants the checksum in the head; what it
 * sends back is opened with the plain one. Keys of RC4 are refused: their padding does not fit, and
 * they are weak.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-context.h"

#include "base-error.h"

#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>
#include <string.h>

struct _HttpContext
{
  HttpSeal seal;
  char *host;
  gss_ctx_id_t context;
  gss_name_t name;
  gboolean is_complete;
};

static gss_OID_desc spnego = { 6, (void *) "\x2b\x06\x01\x05\x05\x02" };

/* MIT's numbers for what goes wrong below GSSAPI (krb5.h). */
static const struct
{
  gint32 minor;
  BaseErrorCode code;
  const char *reason;
} rows[] = {
  { -1765328377, BASE_ERROR_AUTH, "no-host-ticket" }, /* KDC_ERR_S_PRINCIPAL_UNKNOWN */
  { -1765328347, BASE_ERROR_AUTH, "clock-skew" },     /* AP_ERR_SKEW */
  { -1765328228, BASE_ERROR_OFFLINE, "no-kdc" },      /* KDC_UNREACH */
  { -1765328230, BASE_ERROR_OFFLINE, "no-kdc" },      /* REALM_UNKNOWN */
};

static void
set_error (const HttpContext *self, OM_uint32 minor, GError **error)
{
  BaseErrorFacts facts = { .reason = "no-ticket", .host = self->host };
  BaseErrorCode code = BASE_ERROR_AUTH;
  gss_buffer_desc shown = GSS_C_EMPTY_BUFFER;
  OM_uint32 more = 0;
  OM_uint32 ignored;
  g_autofree char *words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].minor == (gint32) minor) {
      code = rows[i].code;
      facts.reason = rows[i].reason;
    }
  if (gss_display_status (&ignored, minor, GSS_C_MECH_CODE, gss_mech_krb5, &more, &shown) ==
      GSS_S_COMPLETE)
    words = g_strndup (shown.value, shown.length);
  gss_release_buffer (&ignored, &shown);
  base_error_set_facts (error, code, &facts, "%s: Kerberos: %s", self->host,
                        words != NULL ? words : "failed");
}

static gboolean
refuse (const HttpContext *self, const char *what, GError **error)
{
  const BaseErrorFacts facts = { .reason = "sealed-body", .host = self->host };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s: %s", self->host, what);
  return FALSE;
}

HttpContext *
http_context_new (HttpSeal seal, const char *service, const char *host)
{
  HttpContext *self = g_new0 (HttpContext, 1);
  g_autofree char *text = g_strconcat (service, "@", host, NULL);
  gss_buffer_desc buffer = { strlen (text), text };
  OM_uint32 minor;

  self->seal = seal;
  self->host = g_strdup (host);
  self->context = GSS_C_NO_CONTEXT;
  gss_import_name (&minor, &buffer, GSS_C_NT_HOSTBASED_SERVICE, &self->name);
  return self;
}

void
http_context_free (HttpContext *self)
{
  OM_uint32 minor;

  if (self == NULL)
    return;

  gss_delete_sec_context (&minor, &self->context, GSS_C_NO_BUFFER);
  gss_release_name (&minor, &self->name);
  g_free (self->host);
  g_free (self);
}

gboolean
http_context_step (HttpContext *self, GBytes *answer, GBytes **ret_token, GError **error)
{
  const OM_uint32 wanted = GSS_C_MUTUAL_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG |
                           GSS_C_CONF_FLAG | GSS_C_INTEG_FLAG;
  gss_buffer_desc in = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  OM_uint32 got = 0;
  OM_uint32 minor;
  OM_uint32 ignored;
  OM_uint32 major;

  if (answer != NULL)
    in.value = (void *) g_bytes_get_data (answer, &in.length);
  major = gss_init_sec_context (&minor, GSS_C_NO_CREDENTIAL, &self->context, self->name,
                                self->seal == HTTP_SEAL_KERBEROS ? gss_mech_krb5 : &spnego, wanted,
                                0, GSS_C_NO_CHANNEL_BINDINGS,
                                answer != NULL ? &in : GSS_C_NO_BUFFER, NULL, &out, &got, NULL);
  if (GSS_ERROR (major)) {
    gss_release_buffer (&ignored, &out);
    set_error (self, minor, error);
    return FALSE;
  }

  *ret_token = out.length > 0 ? g_bytes_new (out.value, out.length) : NULL;
  gss_release_buffer (&ignored, &out);
  self->is_complete = major == GSS_S_COMPLETE;
  if (self->is_complete && (got & wanted) != wanted) {
    g_clear_pointer (ret_token, g_bytes_unref);
    return refuse (self, "the session does not encrypt", error);
  }
  return TRUE;
}

gboolean
http_context_is_complete (const HttpContext *self)
{
  return self->is_complete;
}

GBytes *
http_context_seal (HttpContext *self, GBytes *plain, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (plain, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  gss_iov_buffer_desc parts[] = {
    { GSS_IOV_BUFFER_TYPE_HEADER | GSS_IOV_BUFFER_FLAG_ALLOCATE, GSS_C_EMPTY_BUFFER },
    { GSS_IOV_BUFFER_TYPE_DATA, { size, copy } },
    { GSS_IOV_BUFFER_TYPE_PADDING | GSS_IOV_BUFFER_FLAG_ALLOCATE, GSS_C_EMPTY_BUFFER }
  };
  GBytes *body = NULL;
  int is_sealed = 0;
  OM_uint32 minor;
  OM_uint32 major = gss_wrap_iov (&minor, self->context, 1, GSS_C_QOP_DEFAULT, &is_sealed, parts,
                                  G_N_ELEMENTS (parts));

  if (!GSS_ERROR (major) && is_sealed && parts[2].buffer.length == 0) {
    g_autoptr (GBytes) head = g_bytes_new (parts[0].buffer.value, parts[0].buffer.length);
    g_autoptr (GBytes) cipher = g_bytes_new (parts[1].buffer.value, parts[1].buffer.length);

    body = http_sealed_body_pack (self->seal, size, head, cipher);
  } else if (GSS_ERROR (major))
    set_error (self, minor, error);
  else
    refuse (self, "the ticket’s encryption is too old", error);
  gss_release_iov_buffer (&minor, parts, G_N_ELEMENTS (parts));
  return body;
}

GBytes *
http_context_open (HttpContext *self, GBytes *body, GError **error)
{
  gsize length = 0;
  g_autoptr (GBytes) sealed = http_sealed_body_unpack (body, &length, error);
  gss_buffer_desc in = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  int was_sealed = 0;
  GBytes *plain = NULL;
  OM_uint32 minor;
  OM_uint32 major;

  if (sealed == NULL)
    return NULL;

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
