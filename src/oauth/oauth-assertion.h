/* oauth-assertion.h - the signed statement by which a certificate takes a secret's place. Inside
 * the room; any thread.
 *
 * RFC 7523, in the form that Entra ID wants (its page "Certificate credentials"): PS256, x5t#S256,
 * good for ten minutes.
 */
#pragma once

#include "oauth-certificate.h"

/* audience: the token endpoint. now: by the server's clock. NULL with REJECTED "certificate-key".
 */
BaseSecret *oauth_assertion_new (OauthCertificate *certificate, const char *app_id,
                                 const char *audience, gint64 now_s, GError **error);
