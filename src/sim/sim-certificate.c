/* sim-certificate.c - the certificate authority that the simulator makes for itself at each start
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-certificate.h"

#include "base-error.h"
#include "base-secret.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

#define DAY_S (24L * 60 * 60)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_EXTENSION, X509_EXTENSION_free)

typedef struct
{
  const char *name;
  const char *alternatives; /* NULL: none */
  const char *constraints;
  const char *usage;
  long from_s; /* from now */
  long until_s;
} Wish;

static const Wish authority_wish = { "Absentia practice range CA",   NULL,   "critical,CA:TRUE",
                                     "critical,keyCertSign,cRLSign", -DAY_S, 365 * DAY_S };

static const char good_names[] = "DNS:localhost,IP:127.0.0.1,IP:::1";

static const Wish server_wishes[] = {
  [SIM_TLS_GOOD] = { "localhost", good_names, "critical,CA:FALSE", "critical,digitalSignature",
                     -DAY_S, 365 * DAY_S },
  [SIM_TLS_EXPIRED] = { "localhost", good_names, "critical,CA:FALSE", "critical,digitalSignature",
                        -30 * DAY_S, -DAY_S },
  [SIM_TLS_WRONG_NAME] = { "mail.elsewhere.example", "DNS:mail.elsewhere.example",
                           "critical,CA:FALSE", "critical,digitalSignature", -DAY_S, 365 * DAY_S },
  [SIM_TLS_SELF_SIGNED] = { "localhost", good_names, "critical,CA:FALSE",
                            "critical,digitalSignature", -DAY_S, 365 * DAY_S },
};

static gboolean
add_extension (X509 *certificate, X509 *issuer, int kind, const char *value)
{
  g_autoptr (X509_EXTENSION) extension = NULL;
  X509V3_CTX context;

  if (value == NULL)
    return TRUE;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, kind, value);
  return extension != NULL && X509_add_ext (certificate, extension, -1) == 1;
}

static gboolean
set_serial (X509 *certificate)
{
  guint64 serial = (guint64) g_random_int () << 31 | g_random_int ();

  return ASN1_INTEGER_set_uint64 (X509_get_serialNumber (certificate), serial) == 1;
}

static gboolean
set_names (X509 *certificate, const char *name, X509 *signer)
{
  X509_NAME *subject = X509_get_subject_name (certificate);

  return X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_ASC, (const guchar *) name, -1, -1,
                                     0) == 1 &&
         X509_set_issuer_name (certificate, X509_get_subject_name (signer)) == 1;
}

static gboolean
set_validity (X509 *certificate, const Wish *wish)
{
  return X509_gmtime_adj (X509_getm_notBefore (certificate), wish->from_s) != NULL &&
         X509_gmtime_adj (X509_getm_notAfter (certificate), wish->until_s) != NULL;
}

static gboolean
add_extensions (X509 *certificate, X509 *signer, const Wish *wish)
{
  const struct
  {
    int kind;
    const char *value;
  } extensions[] = {
    { NID_basic_constraints, wish->constraints },
    { NID_key_usage, wish->usage },
    { NID_subject_key_identifier, "hash" },
    { NID_authority_key_identifier, signer != certificate ? "keyid" : NULL },
    { NID_ext_key_usage, wish != &authority_wish ? "serverAuth" : NULL },
    { NID_subject_alt_name, wish->alternatives },
  };

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (!add_extension (certificate, signer, extensions[i].kind, extensions[i].value))
      return FALSE;
  return TRUE;
}

/* issuer NULL: signs itself. */
static X509 *
make_certificate (const Wish *wish, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuer_key)
{
  g_autoptr (X509) certificate = X509_new ();
  X509 *signer = issuer != NULL ? issuer : certificate;

  if (X509_set_version (certificate, X509_VERSION_3) != 1 || !set_serial (certificate) ||
      !set_names (certificate, wish->name, signer) || !set_validity (certificate, wish) ||
      X509_set_pubkey (certificate, key) != 1 || !add_extensions (certificate, signer, wish) ||
      X509_sign (certificate, issuer_key != NULL ? issuer_key : key, EVP_sha256 ()) == 0)
    return NULL;
  return g_steal_pointer (&certificate);
}

/* Certificate, and the key when it is not NULL, as PEM. */
static char *
write_pem (X509 *certificate, EVP_PKEY *key)
{
  g_autoptr (BIO) out = BIO_new (BIO_s_mem ());
  char *data;
  long length;

  if (PEM_write_bio_X509 (out, certificate) != 1 ||
      (key != NULL && PEM_write_bio_PrivateKey (out, key, NULL, NULL, 0, NULL, NULL) != 1))
    return NULL;

  length = BIO_get_mem_data (out, &data);
  return g_strndup (data, (gsize) length);
}

/* "DNS:localhost,…": a list of OpenSSL's configuration. Caller frees. */
static char *
add_names (const char *names, const char *const *hosts)
{
  GString *text = g_string_new (names);

  for (gsize i = 0; hosts != NULL && hosts[i] != NULL; i++)
    g_string_append_printf (text, ",DNS:%s", hosts[i]);
  return g_string_free (text, FALSE);
}

GTlsCertificate *
sim_certificate_new (SimTls kind, const char *const *hosts, const char *ca_file, GError **error)
{
  Wish wish = server_wishes[kind];
  g_autofree char *names = add_names (wish.alternatives, hosts);
  g_autoptr (EVP_PKEY) ca_key = EVP_EC_gen ("P-256");
  g_autoptr (EVP_PKEY) key = EVP_EC_gen ("P-256");
  g_autoptr (X509) ca = NULL;
  g_autoptr (X509) server = NULL;
  g_autofree char *ca_pem = NULL;
  g_autofree char *pem = NULL;
  GTlsCertificate *certificate;

  wish.alternatives = names;
  if (ca_key != NULL && key != NULL)
    ca = make_certificate (&authority_wish, ca_key, NULL, NULL);
  if (ca != NULL)
    server = kind == SIM_TLS_SELF_SIGNED ? make_certificate (&wish, key, NULL, NULL)
                                         : make_certificate (&wish, key, ca, ca_key);
  if (server != NULL) {
    ca_pem = write_pem (ca, NULL);
    pem = write_pem (server, key);
  }
  if (ca_pem == NULL || pem == NULL) {
    base_error_set (error, BASE_ERROR_TLS, "the certificate of the simulator could not be made");
    return NULL;
  }

  if (!g_file_set_contents (ca_file, ca_pem, -1, error))
    return NULL;
  certificate = g_tls_certificate_new_from_pem (pem, -1, error);
  base_secret_wipe (pem, strlen (pem));
  return certificate;
}
