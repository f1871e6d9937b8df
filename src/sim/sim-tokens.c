/* sim-tokens.c - what the simulated Entra ID signs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-tokens.h"

#include "sim-accounts.h"

#include "wire-json.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#define KEY_ID "practice-range"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

struct _SimTokens
{
  const BaseClock *clock;
  EVP_PKEY *key;
  BaseSecret *secret;
  char **roles;
};

SimTokens *
sim_tokens_new (const SimOptions *options, const BaseClock *clock)
{
  static const char usual[] = "GroupMember.Read.All MailboxSettings.ReadWrite User.Read.All";
  SimTokens *self = g_new0 (SimTokens, 1);
  const char *roles = options->app_roles != NULL ? options->app_roles : usual;

  self->clock = clock;
  self->secret = sim_accounts_new_secret ();
  self->roles = *roles != '\0' ? g_strsplit (roles, " ", -1) : g_new0 (char *, 1);
  return self;
}

void
sim_tokens_free (SimTokens *self)
{
  EVP_PKEY_free (self->key);
  base_secret_unref (self->secret);
  g_strfreev (self->roles);
  g_free (self);
}

BaseSecret *
sim_tokens_secret (const SimTokens *self)
{
  return self->secret;
}

gint64
sim_tokens_now_s (const SimTokens *self)
{
  return self->clock->now_us (self->clock->data) / G_USEC_PER_SEC;
}

const char *const *
sim_tokens_roles (const SimTokens *self)
{
  return (const char *const *) self->roles;
}

char *
sim_tokens_encode (gconstpointer data, gsize size)
{
  char *text = g_base64_encode (data, size);
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from != '=')
      *to++ = *from == '+' ? '-' : *from == '/' ? '_' : *from;
  *to = '\0';
  return text;
}

GBytes *
sim_tokens_decode (const char *text, gsize length)
{
  g_autoptr (GString) plain = g_string_new_len (text, (gssize) length);
  guchar *bytes;
  gsize size;

  for (gsize i = 0; i < plain->len; i++) {
    if (!g_ascii_isalnum (plain->str[i]) && plain->str[i] != '-' && plain->str[i] != '_')
      return NULL;
    plain->str[i] = plain->str[i] == '-' ? '+' : plain->str[i] == '_' ? '/' : plain->str[i];
  }
  while (plain->len % 4 != 0)
    g_string_append_c (plain, '=');
  bytes = g_base64_decode (plain->str, &size);
  return g_bytes_new_take (bytes, size);
}

/* Made when it is wanted: it takes a moment that most runs can do without. */
static EVP_PKEY *
get_key (SimTokens *self)
{
  if (self->key == NULL)
    self->key = EVP_RSA_gen (2048);
  if (self->key == NULL)
    g_error ("OpenSSL makes no key");
  return self->key;
}

static char *
encode_number (SimTokens *self, const char *name)
{
  BIGNUM *number = NULL;
  g_autoptr (BIGNUM) owned = NULL;
  guchar bytes[512];
  int size;

  if (EVP_PKEY_get_bn_param (get_key (self), name, &number) != 1)
    g_error ("OpenSSL does not tell the key");
  owned = number;
  size = BN_bn2bin (owned, bytes);
  return sim_tokens_encode (bytes, (gsize) size);
}

JsonObject *
sim_tokens_keys (SimTokens *self)
{
  JsonObject *set = json_object_new ();
  JsonArray *keys = json_array_new ();
  JsonObject *key = json_object_new ();
  g_autofree char *n = encode_number (self, OSSL_PKEY_PARAM_RSA_N);
  g_autofree char *e = encode_number (self, OSSL_PKEY_PARAM_RSA_E);

  json_object_set_string_member (key, "kty", "RSA");
  json_object_set_string_member (key, "use", "sig");
  json_object_set_string_member (key, "kid", KEY_ID);
  json_object_set_string_member (key, "alg", "RS256");
  json_object_set_string_member (key, "n", n);
  json_object_set_string_member (key, "e", e);
  json_array_add_object_element (keys, key);
  json_object_set_array_member (set, "keys", keys);
  return set;
}

static char *
sign (SimTokens *self, const char *text)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guchar signature[512];
  gsize size = sizeof signature;

  if (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, get_key (self)) != 1 ||
      EVP_DigestSign (context, signature, &size, (const guchar *) text, strlen (text)) != 1)
    g_error ("OpenSSL does not sign");
  return sim_tokens_encode (signature, size);
}

char *
sim_tokens_issue (SimTokens *self, JsonObject *claims)
{
  static const char head[] = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"" KEY_ID "\"}";
  g_autofree char *first = sim_tokens_encode (head, sizeof head - 1);
  g_autofree char *json = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;
  g_autofree char *signature = NULL;
  gint64 now_s = sim_tokens_now_s (self);

  json_object_set_int_member (claims, "iat", now_s);
  json_object_set_int_member (claims, "nbf", now_s);
  json_object_set_int_member (claims, "exp", now_s + SIM_TOKEN_LIFE_S);
  json_object_set_string_member (claims, "tid", SIM_TENANT);
  json = wire_json_to_text (claims);
  second = sim_tokens_encode (json, strlen (json));
  text = g_strdup_printf ("%s.%s", first, second);
  signature = sign (self, text);
  return g_strdup_printf ("%s.%s", text, signature);
}

static gboolean
is_signed (SimTokens *self, const char *token, const char *last_dot)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autoptr (GBytes) signature = sim_tokens_decode (last_dot + 1, strlen (last_dot + 1));

  return signature != NULL &&
         EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, get_key (self)) == 1 &&
         EVP_DigestVerify (context, g_bytes_get_data (signature, NULL),
                           g_bytes_get_size (signature), (const guchar *) token,
                           (gsize) (last_dot - token)) == 1;
}

static gboolean
is_here (const char *audience)
{
  g_autoptr (GUri) uri = g_uri_parse (audience, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || g_strcmp0 (host, "127.0.0.1") == 0 ||
         g_strcmp0 (host, "::1") == 0;
}

static gboolean
is_for (const char *audience, SimResource resource)
{
  return is_here (audience) ||
         strcmp (audience, resource == SIM_RESOURCE_GRAPH ? "https://graph.microsoft.com"
                                                          : "https://outlook.office365.com") == 0;
}

gboolean
sim_tokens_is_resource (const char *audience)
{
  return is_for (audience, SIM_RESOURCE_GRAPH) || is_for (audience, SIM_RESOURCE_ADMIN);
}

JsonObject *
sim_tokens_check (SimTokens *self, const char *token, SimResource resource)
{
  const char *first = strchr (token, '.');
  const char *last = strrchr (token, '.');
  g_autoptr (GBytes) json = NULL;
  g_autoptr (JsonObject) claims = NULL;
  const char *audience;

  if (first == NULL || first == last || !is_signed (self, token, last))
    return NULL;

  /* Our own signature: what it holds is what we wrote. */
  json = sim_tokens_decode (first + 1, (gsize) (last - first - 1));
  claims = wire_json_parse (g_bytes_get_data (json, NULL), g_bytes_get_size (json), "token", NULL);
  audience = wire_json_string (claims, "token", "aud", NULL);
  if (!is_for (audience, resource) ||
      json_object_get_int_member (claims, "exp") <= sim_tokens_now_s (self))
    return NULL;
  return g_steal_pointer (&claims);
}
