/* oauth-certificate-file.h - a certificate from a file that somebody chose
 *
 * Blocks for as long as a disk does: what is no ordinary file is refused, and of a file no more is
 * read than a certificate may have. Any thread.
 *
 * Errors: those of oauth-certificate.h; REJECTED "certificate-file" (not there, not readable, no
 * file), "certificate-format" also for one that is too large.
 */
#pragma once

#include "oauth-certificate.h"

/* passphrase may be NULL. Caller unrefs. */
OauthCertificate *oauth_certificate_file_read (const char *path, BaseSecret *passphrase,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
