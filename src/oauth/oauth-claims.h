/* oauth-claims.h - what a token says of itself
 *
 * An access token is made for the service, which alone can check it: all of this is for showing,
 * and for telling an id token from it. A token that is no JWT has no claims, which is no error.
 * Nothing is verified.
 */
#pragma once

#include "base-secret.h"

typedef struct
{
  char *audience; /* "" when there is none, as in all the strings */
  char *tenant;
  char *app;
  char *user;    /* a UPN, or what comes nearest */
  char *nonce;   /* of an id token */
  char **roles;  /* application permissions; never NULL. Empty under RBAC for Applications */
  char **scopes; /* delegated permissions; never NULL */
} OauthClaims;

/* NULL when the text is no JWT. Any thread. */
OauthClaims *oauth_claims_read (const char *token);
void oauth_claims_free (OauthClaims *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthClaims, oauth_claims_free)
