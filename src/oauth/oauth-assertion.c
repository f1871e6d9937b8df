/* oauth-assertion.c - the signed statement by which a certificate takes a secret's place
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-assertion.h"

#include "oauth-base64.h"
#include "wire-json.h"

#include <string.h>

#define LIFE_S (10 * 60)
#define EARLIER_S 60 /* the server's clock is known to the second, and requests take a while */

static void
append_object (GString *text, JsonObject *object)
{
  g_autofree char *json = wire_json_to_text (object);
  g_autofree char *encoded = oauth_base64_encode ((const guchar *) json, strlen (json));

  g_string_append (text, encoded);
}

static void
append_header (GString *text, OauthCertificate *certificate)
{
  g_autoptr (JsonObject) header = json_object_new ();

  json_object_set_string_member (header, "alg", "PS256");
  json_object_set_string_member (header, "typ", "JWT");
  json_object_set_string_member (header, "x5t#S256", oauth_certificate_sha256 (certificate));
  append_object (text, header);
}

static void
append_claims (GString *text, const char *app_id, const char *audience, gint64 now_s)
{
  g_autoptr (JsonObject) claims = json_object_new ();
  g_autofree char *id = g_uuid_string_random ();

  json_object_set_string_member (claims, "aud", audience);
  json_object_set_string_member (claims, "iss", app_id);
  json_object_set_string_member (claims, "sub", app_id);
  json_object_set_string_member (claims, "jti", id);
  json_object_set_int_member (claims, "iat", now_s);
  json_object_set_int_member (claims, "nbf", now_s - EARLIER_S);
  json_object_set_int_member (claims, "exp", now_s - EARLIER_S + LIFE_S);
  append_object (text, claims);
}

BaseSecret *
oauth_assertion_new (OauthCertificate *certificate, const char *app_id, const char *audience,
                     gint64 now_s, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) signature = NULL;
  g_autofree char *encoded = NULL;
  gsize size;
  const guchar *bytes;

  append_header (text, certificate);
  g_string_append_c (text, '.');
  append_claims (text, app_id, audience, now_s);
  signature = oauth_certificate_sign (certificate, text->str, error);
  if (signature == NULL)
    return NULL;

  bytes = g_bytes_get_data (signature, &size);
  encoded = oauth_base64_encode (bytes, size);
  g_string_append_printf (text, ".%s", encoded);
  return base_secret_new (text->str, (gssize) text->len);
}
