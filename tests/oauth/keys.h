/* keys.h - certificates and keys for tests, made when they run */
#pragma once

#include <glib.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS12, PKCS12_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

/* Signs itself; good until 2030-01-02T03:04:05Z. */
static inline X509 *
keys_certificate (EVP_PKEY *key, const char *name)
{
  X509 *certificate = X509_new ();
  X509_NAME *subject = X509_get_subject_name (certificate);

  ASN1_INTEGER_set (X509_get_serialNumber (certificate), 1);
  ASN1_TIME_set_string_X509 (X509_getm_notBefore (certificate), "20250102030405Z");
  ASN1_TIME_set_string_X509 (X509_getm_notAfter (certificate), "20300102030405Z");
  X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_UTF8, (const guchar *) name, -1, -1, 0);
  X509_set_issuer_name (certificate, subject);
  X509_set_pubkey (certificate, key);
  g_assert_cmpint (X509_sign (certificate, key, EVP_sha256 ()), >, 0);
  return certificate;
}

static inline GBytes *
keys_take (BIO *bio)
{
  char *data;
  long length = BIO_get_mem_data (bio, &data);

  return g_bytes_new (data, (gsize) length);
}

/* The parts that are not NULL. passphrase: of the key; NULL: in the clear. */
static inline GBytes *
keys_pem (EVP_PKEY *key, X509 *first, X509 *second, const char *passphrase)
{
  g_autoptr (BIO) out = BIO_new (BIO_s_mem ());

  if (first != NULL)
    PEM_write_bio_X509 (out, first);
  if (key != NULL)
    PEM_write_bio_PrivateKey (out, key, passphrase != NULL ? EVP_aes_256_cbc () : NULL, NULL, 0,
                              NULL, (void *) passphrase);
  if (second != NULL)
    PEM_write_bio_X509 (out, second);
  return keys_take (out);
}

static inline GBytes *
keys_pkcs12 (EVP_PKEY *key, X509 *certificate, const char *passphrase)
{
  g_autoptr (BIO) out = BIO_new (BIO_s_mem ());
  g_autoptr (PKCS12) file = PKCS12_create (passphrase, "x", key, certificate, NULL, 0, 0, 0, 0, 0);

  g_assert_nonnull (file);
  i2d_PKCS12_bio (out, file);
  return keys_take (out);
}
