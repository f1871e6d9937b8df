/* fuzz-oauth.c - damaged tokens, refusals, certificates and addresses of a login server
 *
 * What is read of them is clean text of a bounded length, a refusal is always an error with a
 * reason, and nothing but https (and this computer) counts as an address for credentials.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "fuzz.h"
#include "oauth-certificate.h"
#include "oauth-claims.h"
#include "oauth-error.h"
#include "oauth-url.h"

static void
check_text (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 400);
  g_assert_null (strpbrk (text, "\r\n\033"));
}

static void
check_claims (const char *text)
{
  g_autoptr (OauthClaims) claims = oauth_claims_read (text);

  if (claims == NULL)
    return;
  check_text (claims->audience);
  check_text (claims->user);
  for (guint i = 0; claims->roles[i] != NULL; i++)
    check_text (claims->roles[i]);
}

/* The middle of a token is encoded: damage to what is in it would hardly ever be seen. */
static void
check_payload (const guint8 *data, gsize size)
{
  g_autofree char *encoded = g_base64_encode (data, size);
  g_autofree char *token = NULL;

  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  encoded[strcspn (encoded, "=")] = '\0';
  token = g_strdup_printf ("e30.%s.x", encoded);
  check_claims (token);
}

static void
check_refusal (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  const OauthAsked asked = { .url = "https://login.example/t/token", .account = "app" };
  const HttpReply reply = { .status = 400, .body = body };
  g_autoptr (GError) error = NULL;

  oauth_error_set_reply (&error, &asked, &reply, NULL);
  g_assert_nonnull (error);
  g_assert_nonnull (base_error_facts (error)->reason);
  check_text (error->message);
}

static void
target (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthCertificate) certificate = oauth_certificate_new (file, NULL, &error);

  g_assert_true ((certificate == NULL) == (error != NULL));
  g_assert_true (!oauth_url_is_safe (text) || g_str_has_prefix (text, "https://") ||
                 g_ascii_strncasecmp (text, "http", 4) == 0);
  check_claims (text);
  check_payload (data, size);
  check_refusal (data, size);
}

int
main (int argc, char **argv)
{
  static const char *const samples[] = {
    "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret "
    "provided. Trace ID: 1\\r\\nCorrelation ID: 2\",\"error_codes\":[7000215],\"trace_id\":\"1\"}",
    "{\"aud\":\"https://graph.microsoft.com\",\"appid\":\"a\",\"tid\":\"t\",\"roles\":[\"User.Read."
    "All\",\"MailboxSettings.ReadWrite\"],\"upn\":\"ann@corp.example\",\"scp\":\"a b\"}",
    "eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIiwicm9sZXMiOlsieCJdfQ.c2ln",
    "https://login.microsoftonline.com:443/corp.example/oauth2/v2.0/token",
    "-----BEGIN "
    "CERTIFICATE-----\nMIIBAjCBqaADAgECAgEBMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMMAXgwHhcNMjYw\n"
    "-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----\n",
    "0\x82\x01\n\x02\x01\x03",
    NULL
  };

  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
