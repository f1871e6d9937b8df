/* oauth-base64.h - base64url without padding (RFC 4648 section 5), and random texts in it. Inside
 * the room. */
#pragma once

#include <glib.h>

char *oauth_base64_encode (const guchar *bytes, gsize length); /* caller frees */
/* NULL when text is none. Caller unrefs. */
GBytes *oauth_base64_decode (const char *text, gsize length);

/* 32 random bytes of OpenSSL's generator as 43 characters: a state, a PKCE verifier. Caller frees.
 */
char *oauth_base64_random (void);
/* The SHA-256 of text: a PKCE challenge. Caller frees. */
char *oauth_base64_sha256 (const char *text);
