/* oauth-certificate.h - the certificate by which an application proves who it is, with its private
 * key
 *
 * Immutable, reference-counted; any thread. The key stays in OpenSSL's memory, which wipes it.
 *
 * Errors, all BASE_ERROR_REJECTED: "certificate-format" (neither PEM nor PKCS#12),
 * "certificate-key" (no private key in it), "certificate-passphrase" (a wrong one),
 * "certificate-passphrase-missing", "certificate-mismatch" (the key belongs to another
 * certificate), "certificate-rsa" (Microsoft takes RSA keys from 2048 bits only).
 */
#pragma once

#include "base-secret.h"

#define OAUTH_MOST_CERTIFICATE_BYTES (256 * 1024)

typedef struct _OauthCertificate OauthCertificate;

/* file: PEM with certificate and key in any order, or PKCS#12. passphrase may be NULL. Of several
 * certificates in a file the one that fits the key counts. */
OauthCertificate *oauth_certificate_new (GBytes *file, BaseSecret *passphrase, GError **error);
OauthCertificate *oauth_certificate_ref (OauthCertificate *self);
void oauth_certificate_unref (OauthCertificate *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthCertificate, oauth_certificate_unref)

const char *oauth_certificate_subject (OauthCertificate *self);    /* "CN=Absentia"; for people */
const char *oauth_certificate_thumbprint (OauthCertificate *self); /* SHA-1 in hex: the portal's */
const char *oauth_certificate_sha256 (OauthCertificate *self);     /* x5t#S256, base64url */
GDateTime *oauth_certificate_until (OauthCertificate *self);       /* UTC, borrowed */

/* PS256: RSASSA-PSS with SHA-256 and a salt as long as the hash. Caller unrefs. */
GBytes *oauth_certificate_sign (OauthCertificate *self, const char *text, GError **error);
