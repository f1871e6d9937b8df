/* sim-powershell-sealed.c - /PowerShell/ over plain http, where Kerberos encrypts the bodies
 *
 * Quirk: boundary lines go out with a blank after the dashes, as Exchange writes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell-sealed.h"

#include "sim-reply-head.h"

#include <gssapi/gssapi_ext.h>
#include <string.h>

#define MOST_TOKEN_CHARS (64 * 1024)
#define MOST_PART_BYTES (8 * 1024 * 1024)
#define PART_TYPE "Content-Type: application/octet-stream\r\n"
#define LENGTH ";Length="

static const char *const schemes[] = { "Kerberos", "Negotiate" };
static const char *const protocols[] = { "Kerberos", "SPNEGO" };

/* One logged-in connection. */
typedef struct
{
  gss_ctx_id_t context;
  gboolean is_complete;
  guint caller;
  gsize scheme;
} Login;

struct _SimSealed
{
  SimWorld *world;
  SimPowershell *powershell;
  SimDelay *delay;
  SoupServer *soup;
  gss_cred_id_t key;
  GHashTable *logins; /* GSocket → Login */
};

static void
free_login (gpointer data)
{
  Login *login = data;
  OM_uint32 minor;

  gss_delete_sec_context (&minor, &login->context, GSS_C_NO_BUFFER);
  g_free (login);
}

static gboolean
take_key (SimSealed *self, const char *keytab, GError **error)
{
  g_autofree char *store = g_strconcat ("FILE:", keytab, NULL);
  gss_key_value_element_desc element = { "keytab", store };
  gss_key_value_set_desc set = { 1, &element };
  OM_uint32 minor;

  if (!GSS_ERROR (gss_acquire_cred_from (&minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, NULL,
                                         GSS_C_ACCEPT, &set, &self->key, NULL, NULL)))
    return TRUE;

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s holds no key of a service", keytab);
  return FALSE;
}

/* "ann@CORP.EXAMPLE" */
static guint
find_caller (const SimSealed *self, gss_name_t name)
{
  gss_buffer_desc shown = GSS_C_EMPTY_BUFFER;
  g_autofree char *principal = NULL;
  guint person;
  OM_uint32 minor;

  if (GSS_ERROR (gss_display_name (&minor, name, &shown, NULL)))
    return SIM_ADMIN;

  principal = g_strndup (shown.value, shown.length);
  gss_release_buffer (&minor, &shown);
  person = sim_people_find (self->world->people, principal);
  return person != SIM_NOBODY ? person : SIM_ADMIN;
}

/* One step; ret_token: what goes back, or NULL. */
static gboolean
step (SimSealed *self, Login *login, const guchar *token, gsize size, char **ret_token)
{
  gss_buffer_desc in = { size, (void *) token };
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  gss_name_t name = GSS_C_NO_NAME;
  OM_uint32 minor;
  OM_uint32 major =
      gss_accept_sec_context (&minor, &login->context, self->key, &in, GSS_C_NO_CHANNEL_BINDINGS,
                              &name, NULL, &out, NULL, NULL, NULL);

  if (out.length > 0)
    *ret_token = g_base64_encode (out.value, out.length);
  if (major == GSS_S_COMPLETE) {
    login->is_complete = TRUE;
    login->caller = find_caller (self, name);
  }
  gss_release_buffer (&minor, &out);
  gss_release_name (&minor, &name);
  return !GSS_ERROR (major);
}

static void
offer (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, SOUP_STATUS_UNAUTHORIZED, NULL);
  soup_message_headers_append (headers, "WWW-Authenticate", schemes[0]);
}

/* authorization: "Kerberos " and Base64. */
static void
log_in (SimSealed *self, SoupServerMessage *message, const char *authorization)
{
  GSocket *socket = soup_server_message_get_socket (message);
  Login *login = g_hash_table_lookup (self->logins, socket);
  g_autofree guchar *token = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *line = NULL;
  gsize scheme = 0;
  gsize size;

  while (scheme < G_N_ELEMENTS (schemes) && (!g_str_has_prefix (authorization, schemes[scheme]) ||
                                             authorization[strlen (schemes[scheme])] != ' '))
    scheme++;
  if (scheme == G_N_ELEMENTS (schemes) || strlen (authorization) > MOST_TOKEN_CHARS) {
    offer (message);
    return;
  }

  if (login == NULL || login->is_complete) {
    login = g_new0 (Login, 1);
    login->scheme = scheme;
    g_hash_table_replace (self->logins, g_object_ref (socket), login);
  }
  token = g_base64_decode (authorization + strlen (schemes[scheme]) + 1, &size);
  if (!step (self, login, token, size, &answer)) {
    sim_counters_failed_log_in (self->world->counters);
    g_hash_table_remove (self->logins, socket);
    offer (message);
    return;
  }

  soup_server_message_set_status (
      message, login->is_complete ? SOUP_STATUS_OK : SOUP_STATUS_UNAUTHORIZED, NULL);
  line = answer != NULL ? g_strdup_printf ("%s %s", schemes[scheme], answer) : NULL;
  if (line != NULL)
    soup_message_headers_append (soup_server_message_get_response_headers (message),
                                 "WWW-Authenticate", line);
}

/* What stands in the second part: a length, the token's head, the rest. NULL: damaged. */
static GBytes *
open_body (const Login *login, GBytes *body)
{
  gsize size;
  const char *bytes = g_bytes_get_data (body, &size);
  const char *length = g_strstr_len (bytes, (gssize) size, LENGTH);
  const char *part = g_strstr_len (bytes, (gssize) size, PART_TYPE);
  gss_buffer_desc in = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc out = GSS_C_EMPTY_BUFFER;
  guint64 plain_size;
  guint32 head;
  GBytes *plain;
  OM_uint32 minor;

  if (length == NULL || part == NULL)
    return NULL;
  plain_size = g_ascii_strtoull (length + strlen (LENGTH), NULL, 10);
  part += strlen (PART_TYPE);
  if (plain_size > MOST_PART_BYTES || (gsize) (bytes + size - part) < sizeof head)
    return NULL;
  memcpy (&head, part, sizeof head);
  head = GUINT32_FROM_LE (head);
  part += sizeof head;
  if (head > MOST_PART_BYTES || (gsize) (bytes + size - part) < head + plain_size)
    return NULL;

  in.value = (void *) part;
  in.length = head + plain_size;
  if (gss_unwrap (&minor, login->context, &in, &out, NULL, NULL) != GSS_S_COMPLETE)
    return NULL;
  plain = g_bytes_new (out.value, out.length);
  gss_release_buffer (&minor, &out);
  return plain;
}

static GBytes *
seal_body (const Login *login, GBytes *plain)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (plain, &size);
  g_autofree guchar *data = g_memdup2 (bytes, size);
  gss_iov_buffer_desc parts[] = {
    { GSS_IOV_BUFFER_TYPE_HEADER | GSS_IOV_BUFFER_FLAG_ALLOCATE, GSS_C_EMPTY_BUFFER },
    { GSS_IOV_BUFFER_TYPE_DATA, { size, data } },
    { GSS_IOV_BUFFER_TYPE_PADDING | GSS_IOV_BUFFER_FLAG_ALLOCATE, GSS_C_EMPTY_BUFFER },
  };
  GByteArray *out = g_byte_array_new ();
  g_autofree char *before = g_strdup_printf (
      "-- Encrypted Boundary\r\n"
      "\tContent-Type: application/HTTP-%s-session-encrypted\r\n"
      "\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=%" G_GSIZE_FORMAT "\r\n"
      "-- Encrypted Boundary\r\n"
      "\tContent-Type: application/octet-stream\r\n",
      protocols[login->scheme], size);
  static const char after[] = "-- Encrypted Boundary--\r\n";
  OM_uint32 minor;
  guint32 head;

  gss_wrap_iov (&minor, login->context, 1, GSS_C_QOP_DEFAULT, NULL, parts, G_N_ELEMENTS (parts));
  head = GUINT32_TO_LE ((guint32) parts[0].buffer.length);
  g_byte_array_append (out, (const guint8 *) before, (guint) strlen (before));
  g_byte_array_append (out, (const guint8 *) &head, sizeof head);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].buffer.length > 0)
      g_byte_array_append (out, parts[i].buffer.value, (guint) parts[i].buffer.length);
  g_byte_array_append (out, (const guint8 *) after, (guint) strlen (after));
  gss_release_iov_buffer (&minor, parts, G_N_ELEMENTS (parts));
  return g_byte_array_free_to_bytes (out);
}

/* The request's own text in place of the sealed one. */
static gboolean
unpack (const Login *login, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) sealed = soup_message_body_flatten (body);
  g_autoptr (GBytes) plain = open_body (login, sealed);

  if (plain == NULL)
    return FALSE;

  soup_message_body_truncate (body);
  soup_message_body_append_bytes (body, plain);
  return TRUE;
}

/* What has no body says it all by its status. */
static void
pack (const Login *login, SoupServerMessage *message)
{
  g_autofree char *type =
      g_strdup_printf ("multipart/encrypted;protocol=\"application/HTTP-%s-session-encrypted\";"
                       "boundary=\"Encrypted Boundary\"",
                       protocols[login->scheme]);
  g_autoptr (GBytes) plain =
      soup_message_body_flatten (soup_server_message_get_response_body (message));
  g_autoptr (GBytes) sealed = NULL;

  if (g_bytes_get_size (plain) == 0)
    return;

  sealed = seal_body (login, plain);
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  sim_reply_head_body (message, type, sealed);
}

static void
request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer user_data)
{
  SimSealed *self = user_data;
  g_autoptr (SimTurn) turn = sim_turn_new (self->world, self->delay, message);
  const char *authorization = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  const Login *login = g_hash_table_lookup (self->logins, soup_server_message_get_socket (message));

  sim_reply_head_write (message);
  sim_reply_head_log (message, self->world->counters);
  if (!sim_powershell_is_path (path)) {
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
    return;
  }
  if (authorization != NULL) {
    log_in (self, message, authorization);
    return;
  }
  if (login == NULL || !login->is_complete || !unpack (login, message)) {
    offer (message);
    return;
  }
  sim_powershell_serve_as (self->powershell, turn, login->caller);
  if (!turn->is_raw && !turn->is_reset)
    pack (login, message);
}

SimSealed *
sim_sealed_new (SimWorld *world, SimPowershell *powershell, SimDelay *delay, const char *keytab,
                int port, GError **error)
{
  g_autoptr (SimSealed) self = g_new0 (SimSealed, 1);

  self->world = world;
  self->powershell = powershell;
  self->delay = delay;
  self->logins = g_hash_table_new_full (NULL, NULL, g_object_unref, free_login);
  if (!take_key (self, keytab, error))
    return NULL;

  self->soup = soup_server_new ("server-header", "Microsoft-IIS/10.0 (simulated)", NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!soup_server_listen_local (self->soup, (guint) port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sim_sealed_free (SimSealed *self)
{
  OM_uint32 minor;

  if (self == NULL)
    return;

  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_hash_table_unref (self->logins);
  gss_release_cred (&minor, &self->key);
  g_free (self);
}

int
sim_sealed_port (const SimSealed *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  int port = g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}
