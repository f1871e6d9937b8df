/* test-certificate.c - certificates from files, and what is signed with them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "keys.h"
#include "oauth-assertion.h"
#include "oauth-base64.h"
#include "wire-json.h"

#include <string.h>

static EVP_PKEY *key;
static EVP_PKEY *other_key;
static X509 *own;
static X509 *other;

static OauthCertificate *
read_file (GBytes *file, const char *passphrase, GError **error)
{
  g_autoptr (GBytes) owned = file;
  g_autoptr (BaseSecret) secret = passphrase != NULL ? base_secret_new (passphrase, -1) : NULL;

  return oauth_certificate_new (owned, secret, error);
}

static void
assert_reads (GBytes *file, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthCertificate) certificate = read_file (file, passphrase, &error);
  g_autofree char *until = NULL;
  guchar digest[EVP_MAX_MD_SIZE];
  guint length;
  g_autofree char *sha256 = NULL;

  g_assert_no_error (error);
  until = g_date_time_format_iso8601 (oauth_certificate_until (certificate));
  g_assert_cmpstr (until, ==, "2030-01-02T03:04:05Z");
  g_assert_cmpstr (oauth_certificate_subject (certificate), ==, "CN=Abwesenheit Köln");
  g_assert_cmpuint (strlen (oauth_certificate_thumbprint (certificate)), ==, 40);
  X509_digest (own, EVP_sha256 (), digest, &length);
  sha256 = oauth_base64_encode (digest, length);
  g_assert_cmpstr (oauth_certificate_sha256 (certificate), ==, sha256);
  g_assert_cmpuint (strlen (sha256), ==, 43);
}

static void
assert_refused (GBytes *file, const char *passphrase, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthCertificate) certificate = read_file (file, passphrase, &error);

  g_assert_null (certificate);
  g_test_message ("%s", error->message);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

static void
test_files (void)
{
  assert_reads (keys_pem (key, own, NULL, NULL), NULL);
  assert_reads (keys_pem (key, NULL, own, NULL), "not needed");
  assert_reads (keys_pem (key, other, own, NULL), NULL); /* with its authority's */
  assert_reads (keys_pem (key, own, NULL, "s3cret"), "s3cret");
  assert_reads (keys_pkcs12 (key, own, "s3cret"), "s3cret");
  assert_reads (keys_pkcs12 (key, own, ""), NULL);
  assert_reads (keys_pkcs12 (key, own, NULL), NULL);

  assert_refused (keys_pem (key, own, NULL, "s3cret"), NULL, "certificate-passphrase-missing");
  assert_refused (keys_pem (key, own, NULL, "s3cret"), "wrong", "certificate-passphrase");
  assert_refused (keys_pkcs12 (key, own, "s3cret"), NULL, "certificate-passphrase-missing");
  assert_refused (keys_pkcs12 (key, own, "s3cret"), "wrong", "certificate-passphrase");
  assert_refused (keys_pem (NULL, own, NULL, NULL), NULL, "certificate-key");
  assert_refused (keys_pem (key, other, NULL, NULL), NULL, "certificate-mismatch");
  assert_refused (keys_pem (key, NULL, NULL, NULL), NULL, "certificate-format");
  assert_refused (g_bytes_new_static ("", 0), NULL, "certificate-format");
  assert_refused (g_bytes_new_static ("0\202\001\n\002\001\003", 7), NULL, "certificate-format");
  assert_refused (g_bytes_new_take (g_malloc0 (300 * 1024), 300 * 1024), NULL,
                  "certificate-format");
}

static void
test_kinds_of_key (void)
{
  g_autoptr (EVP_PKEY) short_key = EVP_RSA_gen (1024);
  g_autoptr (X509) short_one = keys_certificate (short_key, "Short");
  g_autoptr (EVP_PKEY) curve_key = EVP_EC_gen ("P-256");
  g_autoptr (X509) curve = keys_certificate (curve_key, "Curve");

  assert_refused (keys_pem (short_key, short_one, NULL, NULL), NULL, "certificate-rsa");
  assert_refused (keys_pem (curve_key, curve, NULL, NULL), NULL, "certificate-rsa");
}

static JsonObject *
decode (const char *part)
{
  g_autoptr (GBytes) bytes = oauth_base64_decode (part, strlen (part));
  g_autoptr (GError) error = NULL;
  JsonObject *object =
      wire_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "part", &error);

  g_assert_no_error (error);
  return object;
}

/* As a server would, with OpenSSL and nothing of ours. */
static gboolean
verify (const char *text, gsize length, GBytes *signature, int salt)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *padding;

  return EVP_DigestVerifyInit (context, &padding, EVP_sha256 (), NULL, key) == 1 &&
         EVP_PKEY_CTX_set_rsa_padding (padding, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen (padding, salt) == 1 &&
         EVP_DigestVerify (context, g_bytes_get_data (signature, NULL),
                           g_bytes_get_size (signature), (const guchar *) text, length) == 1;
}

static void
test_assertion (void)
{
  g_autoptr (OauthCertificate) certificate =
      read_file (keys_pem (key, own, NULL, NULL), NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseSecret) assertion =
      oauth_assertion_new (certificate, "app-1", "https://login.example/t/token", 1000000, &error);
  g_autoptr (BaseSecret) second =
      oauth_assertion_new (certificate, "app-1", "https://login.example/t/token", 1000000, &error);
  const char *text = base_secret_text (assertion);
  g_auto (GStrv) parts = g_strsplit (text, ".", -1);
  g_autoptr (JsonObject) header = NULL;
  g_autoptr (JsonObject) claims = NULL;
  g_autoptr (GBytes) signature = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  header = decode (parts[0]);
  claims = decode (parts[1]);
  signature = oauth_base64_decode (parts[2], strlen (parts[2]));
  g_assert_cmpstr (json_object_get_string_member (header, "alg"), ==, "PS256");
  g_assert_cmpstr (json_object_get_string_member (header, "x5t#S256"), ==,
                   oauth_certificate_sha256 (certificate));
  g_assert_cmpstr (json_object_get_string_member (claims, "aud"), ==,
                   "https://login.example/t/token");
  g_assert_cmpstr (json_object_get_string_member (claims, "iss"), ==, "app-1");
  g_assert_cmpstr (json_object_get_string_member (claims, "sub"), ==, "app-1");
  g_assert_cmpint (json_object_get_int_member (claims, "nbf"), <, 1000000);
  g_assert_cmpint (json_object_get_int_member (claims, "exp"), ==,
                   json_object_get_int_member (claims, "nbf") + 600);
  g_assert_true (verify (text, (gsize) (strrchr (text, '.') - text), signature, 32));
  g_assert_false (verify (text, (gsize) (strrchr (text, '.') - text), signature, 20));
  g_assert_cmpstr (text, !=, base_secret_text (second)); /* another id */
}

static void
test_base64 (void)
{
  static const char *const odd[] = { "a", "ab=", "ab+", "a/b", "ab c", "abcde" };
  g_autofree char *random = oauth_base64_random ();
  g_autofree char *again = oauth_base64_random ();
  /* RFC 7636, appendix B */
  g_autofree char *challenge = oauth_base64_sha256 ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  g_autoptr (GBytes) empty = oauth_base64_decode ("", 0);

  g_assert_cmpuint (strlen (random), ==, 43);
  g_assert_cmpstr (random, !=, again);
  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    g_assert_null (oauth_base64_decode (odd[i], strlen (odd[i])));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  key = EVP_RSA_gen (2048);
  other_key = EVP_RSA_gen (2048);
  own = keys_certificate (key, "Abwesenheit Köln");
  other = keys_certificate (other_key, "Other");
  g_test_add_func ("/oauth/certificate/files", test_files);
  g_test_add_func ("/oauth/certificate/kinds-of-key", test_kinds_of_key);
  g_test_add_func ("/oauth/certificate/assertion", test_assertion);
  g_test_add_func ("/oauth/certificate/base64", test_base64);
  result = g_test_run ();
  X509_free (own);
  X509_free (other);
  EVP_PKEY_free (key);
  EVP_PKEY_free (other_key);
  return result;
}
