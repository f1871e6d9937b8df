/* oauth-certificate.c - the certificate by which an application proves who it is
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-certificate.h"

#include "base-error.h"
#include "base-text.h"
#include "oauth-base64.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#define LEAST_BITS 2048
#define MOST_CERTIFICATES 32

typedef STACK_OF (X509) Chain;

static void
free_chain (Chain *chain)
{
  sk_X509_pop_free (chain, X509_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Chain, free_chain)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS12, PKCS12_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

struct _OauthCertificate
{
  EVP_PKEY *key;
  char *subject;
  char *thumbprint;
  char *sha256;
  GDateTime *until;
};

/* What a file holds. */
typedef struct
{
  EVP_PKEY *key;
  X509 *own; /* PKCS#12 says which one it is; NULL: the one of others that fits */
  Chain *others;
} Contents;

static void
contents_clear (Contents *self)
{
  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_clear_pointer (&self->own, X509_free);
  g_clear_pointer (&self->others, free_chain);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Contents, contents_clear)

static gboolean
refuse (GError **error, const char *reason, const char *words)
{
  const BaseErrorFacts facts = { .reason = reason };

  ERR_clear_error ();
  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", words);
  return FALSE;
}

static gboolean
refuse_passphrase (GError **error, BaseSecret *passphrase)
{
  return base_secret_is_empty (passphrase)
             ? refuse (error, "certificate-passphrase-missing",
                       "the private key is protected by a passphrase")
             : refuse (error, "certificate-passphrase", "the passphrase does not open the file");
}

typedef struct
{
  BaseSecret *passphrase;
  gboolean was_asked;
} Asked;

/* OpenSSL wants to know the passphrase; without this it would ask the terminal. */
static int
passphrase_wanted_cb (char *room, int size, int is_writing, void *data)
{
  Asked *asked = data;
  const char *text;
  gsize length;

  asked->was_asked = TRUE;
  if (base_secret_is_empty (asked->passphrase))
    return -1;
  text = base_secret_text (asked->passphrase);
  length = strlen (text);
  if (length > (gsize) size)
    return -1;
  memcpy (room, text, length);
  return (int) length;
}

static gboolean
read_pem (GBytes *file, BaseSecret *passphrase, Contents *ret, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  g_autoptr (BIO) for_key = BIO_new_mem_buf (data, (int) size);
  g_autoptr (BIO) for_certificates = BIO_new_mem_buf (data, (int) size);
  Asked asked = { .passphrase = passphrase };
  X509 *certificate;

  ret->others = sk_X509_new_null ();
  while (sk_X509_num (ret->others) < MOST_CERTIFICATES &&
         (certificate = PEM_read_bio_X509 (for_certificates, NULL, passphrase_wanted_cb, &asked)) !=
             NULL)
    sk_X509_push (ret->others, certificate);
  if (sk_X509_num (ret->others) == 0)
    return refuse (error, "certificate-format",
                   "the file holds no certificate, neither as PEM nor as PKCS#12");

  asked.was_asked = FALSE;
  ret->key = PEM_read_bio_PrivateKey (for_key, NULL, passphrase_wanted_cb, &asked);
  if (ret->key == NULL)
    return asked.was_asked ? refuse_passphrase (error, passphrase)
                           : refuse (error, "certificate-key", "the file holds no private key");
  return TRUE;
}

static gboolean
read_pkcs12 (PKCS12 *file, BaseSecret *passphrase, Contents *ret, GError **error)
{
  const char *text = base_secret_is_empty (passphrase) ? "" : base_secret_text (passphrase);

  if (PKCS12_mac_present (file) && !PKCS12_verify_mac (file, text, -1) &&
      (*text != '\0' || !PKCS12_verify_mac (file, NULL, 0)))
    return refuse_passphrase (error, passphrase);
  if (!PKCS12_parse (file, text, &ret->key, &ret->own, &ret->others))
    return refuse (error, "certificate-format", "the PKCS#12 file cannot be read");
  if (ret->key == NULL)
    return refuse (error, "certificate-key", "the file holds no private key");
  return TRUE;
}

/* The certificate that belongs to the key. Borrowed. */
static X509 *
pick_own (const Contents *contents)
{
  if (contents->own != NULL && X509_check_private_key (contents->own, contents->key) == 1)
    return contents->own;
  for (int i = 0; i < sk_X509_num (contents->others); i++)
    if (X509_check_private_key (sk_X509_value (contents->others, i), contents->key) == 1)
      return sk_X509_value (contents->others, i);
  return NULL;
}

static char *
describe (X509_NAME *name)
{
  g_autoptr (BIO) out = BIO_new (BIO_s_mem ());
  char *data;
  long length;
  g_autofree char *text = NULL;

  X509_NAME_print_ex (out, name, 0, XN_FLAG_RFC2253 & ~(unsigned long) ASN1_STRFLGS_ESC_MSB);
  length = BIO_get_mem_data (out, &data);
  text = g_strndup (data, (gsize) length);
  return base_text_for_display (text, 200);
}

static GDateTime *
read_time (const ASN1_TIME *time)
{
  struct tm tm;

  if (ASN1_TIME_to_tm (time, &tm) != 1)
    return NULL;
  return g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                              tm.tm_sec);
}

static char *
to_hex (const guchar *bytes, guint length)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append_printf (text, "%02X", bytes[i]);
  return g_string_free (text, FALSE);
}

static gboolean
take_facts (OauthCertificate *self, X509 *own)
{
  guchar digest[EVP_MAX_MD_SIZE];
  guint length;

  if (X509_digest (own, EVP_sha1 (), digest, &length) != 1)
    return FALSE;
  self->thumbprint = to_hex (digest, length);
  if (X509_digest (own, EVP_sha256 (), digest, &length) != 1)
    return FALSE;
  self->sha256 = oauth_base64_encode (digest, length);
  self->subject = describe (X509_get_subject_name (own));
  self->until = read_time (X509_get0_notAfter (own));
  return self->until != NULL;
}

static OauthCertificate *
make (const Contents *contents, GError **error)
{
  g_autoptr (OauthCertificate) self = g_atomic_rc_box_new0 (OauthCertificate);
  X509 *own = pick_own (contents);

  if (own == NULL) {
    refuse (error, "certificate-mismatch", "the private key belongs to another certificate");
    return NULL;
  }
  if (EVP_PKEY_get_base_id (contents->key) != EVP_PKEY_RSA ||
      EVP_PKEY_get_bits (contents->key) < LEAST_BITS) {
    refuse (error, "certificate-rsa", "the key is not an RSA key of at least 2048 bits");
    return NULL;
  }
  if (!take_facts (self, own)) {
    refuse (error, "certificate-format", "the certificate cannot be read");
    return NULL;
  }
  EVP_PKEY_up_ref (contents->key);
  self->key = contents->key;
  return g_steal_pointer (&self);
}

OauthCertificate *
oauth_certificate_new (GBytes *file, BaseSecret *passphrase, GError **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);
  g_auto (Contents) contents = { NULL };
  g_autoptr (PKCS12) pkcs12 = NULL;
  OauthCertificate *self = NULL;

  if (size == 0 || size > OAUTH_MOST_CERTIFICATE_BYTES) {
    refuse (error, "certificate-format", "the file is empty or too large for a certificate");
    return NULL;
  }

  pkcs12 = d2i_PKCS12 (NULL, &(const guchar *){ data }, (long) size);
  if (pkcs12 != NULL ? read_pkcs12 (pkcs12, passphrase, &contents, error)
                     : read_pem (file, passphrase, &contents, error))
    self = make (&contents, error);
  ERR_clear_error ();
  return self;
}

OauthCertificate *
oauth_certificate_ref (OauthCertificate *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_certificate (gpointer data)
{
  OauthCertificate *self = data;

  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->thumbprint, g_free);
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->until, g_date_time_unref);
}

void
oauth_certificate_unref (OauthCertificate *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_certificate);
}

const char *
oauth_certificate_subject (OauthCertificate *self)
{
  return self->subject;
}

const char *
oauth_certificate_thumbprint (OauthCertificate *self)
{
  return self->thumbprint;
}

const char *
oauth_certificate_sha256 (OauthCertificate *self)
{
  return self->sha256;
}

GDateTime *
oauth_certificate_until (OauthCertificate *self)
{
  return self->until;
}

GBytes *
oauth_certificate_sign (OauthCertificate *self, const char *text, GError **error)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *padding;
  guchar signature[1024]; /* of a key of up to 8192 bits */
  gsize length = sizeof signature;

  if (EVP_DigestSignInit (context, &padding, EVP_sha256 (), NULL, self->key) != 1 ||
      EVP_PKEY_CTX_set_rsa_padding (padding, RSA_PKCS1_PSS_PADDING) != 1 ||
      EVP_PKEY_CTX_set_rsa_pss_saltlen (padding, RSA_PSS_SALTLEN_DIGEST) != 1 ||
      EVP_DigestSign (context, signature, &length, (const guchar *) text, strlen (text)) != 1) {
    refuse (error, "certificate-key", "the private key cannot sign");
    return NULL;
  }
  return g_bytes_new (signature, length);
}
