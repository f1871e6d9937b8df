/* sim-oauth-assertion.c - a client's signed assertion, checked as Entra ID does
 *
 * PS256 and RS256, with the certificate's thumbprint as x5t#S256 or x5t; for this token endpoint;
 * not yet over, and not for more than a day; each id once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-oauth-private.h"

#include "wire-json.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#define SKEW_S 300
#define DAY_S (24 * 60 * 60)
#define MOST_SEEN 100000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

/* The registered one, read anew each time: a test may exchange it. NULL: none. */
static X509 *
read_certificate (const SimOptions *options)
{
  g_autoptr (BIO) file =
      options->app_certificate != NULL ? BIO_new_file (options->app_certificate, "r") : NULL;

  return file != NULL ? PEM_read_bio_X509 (file, NULL, NULL, NULL) : NULL;
}

static JsonObject *
decode (const char *part, gsize length)
{
  g_autoptr (GBytes) json = sim_tokens_decode (part, length);

  return json != NULL && g_bytes_get_size (json) > 0
             ? wire_json_parse (g_bytes_get_data (json, NULL), g_bytes_get_size (json), "assertion",
                                NULL)
             : NULL;
}

static gboolean
is_thumbprint (X509 *certificate, const EVP_MD *kind, const char *given)
{
  guchar digest[EVP_MAX_MD_SIZE];
  guint length;
  g_autofree char *text = NULL;

  if (given == NULL || X509_digest (certificate, kind, digest, &length) != 1)
    return FALSE;
  text = sim_tokens_encode (digest, length);
  return strcmp (text, given) == 0;
}

static gboolean
is_named (X509 *certificate, JsonObject *header)
{
  return is_thumbprint (certificate, EVP_sha256 (),
                        wire_json_string (header, "header", "x5t#S256", NULL)) ||
         is_thumbprint (certificate, EVP_sha1 (), wire_json_string (header, "header", "x5t", NULL));
}

static gboolean
is_signed (X509 *certificate, const char *algorithm, const char *text, const char *last_dot)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autoptr (GBytes) signature = sim_tokens_decode (last_dot + 1, strlen (last_dot + 1));
  EVP_PKEY_CTX *padding;
  gboolean is_pss = g_strcmp0 (algorithm, "PS256") == 0;

  if (signature == NULL || (!is_pss && g_strcmp0 (algorithm, "RS256") != 0) ||
      EVP_DigestVerifyInit (context, &padding, EVP_sha256 (), NULL,
                            X509_get0_pubkey (certificate)) != 1)
    return FALSE;
  if (is_pss && (EVP_PKEY_CTX_set_rsa_padding (padding, RSA_PKCS1_PSS_PADDING) != 1 ||
                 EVP_PKEY_CTX_set_rsa_pss_saltlen (padding, RSA_PSS_SALTLEN_DIGEST) != 1))
    return FALSE;
  return EVP_DigestVerify (context, g_bytes_get_data (signature, NULL),
                           g_bytes_get_size (signature), (const guchar *) text,
                           (gsize) (last_dot - text)) == 1;
}

static gboolean
is_for_us (const SimOauthAsk *ask, JsonObject *claims)
{
  const char *client = sim_oauth_param (ask, "client_id");
  const char *audience = wire_json_string (claims, "claims", "aud", NULL);
  g_autofree char *path = g_strconcat (
      ask->base, g_uri_get_path (soup_server_message_get_uri (ask->turn->message)), NULL);

  return g_strcmp0 (wire_json_string (claims, "claims", "iss", NULL), client) == 0 &&
         g_strcmp0 (wire_json_string (claims, "claims", "sub", NULL), client) == 0 &&
         g_strcmp0 (audience, path) == 0;
}

static gboolean
is_in_time (const SimOauthAsk *ask, JsonObject *claims)
{
  gint64 now_s = sim_tokens_now_s (ask->oauth->world->tokens);
  gint64 from_s;
  gint64 until_s;

  return wire_json_integer (claims, "claims", "nbf", 1, G_MAXINT64, 0, &from_s, NULL) &&
         wire_json_integer (claims, "claims", "exp", 1, G_MAXINT64, 0, &until_s, NULL) &&
         from_s <= now_s + SKEW_S && until_s >= now_s - SKEW_S && until_s - now_s <= DAY_S;
}

int
sim_oauth_check_assertion (const SimOauthAsk *ask, const char *assertion)
{
  const char *first = strchr (assertion, '.');
  const char *last = strrchr (assertion, '.');
  g_autoptr (X509) certificate = read_certificate (ask->oauth->world->options);
  g_autoptr (JsonObject) header = NULL;
  g_autoptr (JsonObject) claims = NULL;
  const char *id;

  if (first == NULL || first == last)
    return 50013;
  header = decode (assertion, (gsize) (first - assertion));
  claims = decode (first + 1, (gsize) (last - first - 1));
  if (header == NULL || claims == NULL)
    return 50013;
  if (certificate == NULL || !is_named (certificate, header) ||
      !is_signed (certificate, wire_json_string (header, "header", "alg", NULL), assertion, last))
    return 700027;
  if (!is_for_us (ask, claims))
    return 50013;
  if (!is_in_time (ask, claims))
    return 700024;

  id = wire_json_string (claims, "claims", "jti", NULL);
  if (id == NULL || g_hash_table_size (ask->oauth->seen) >= MOST_SEEN ||
      !g_hash_table_add (ask->oauth->seen, g_strdup (id)))
    return 50013;
  return 0;
}
