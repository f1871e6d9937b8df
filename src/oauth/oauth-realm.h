/* oauth-realm.h - what the login server tells everybody of a domain: whether it is one of Microsoft
 * 365's, and what its organisation is called
 *
 * The question that Microsoft's own sign-in page asks about an address (GET /getuserrealm.srf). It
 * is not documented: an answer that is not understood is no error for who only wants the name.
 *
 * Errors: those of http-send.h; PROTOCOL "token-answer"; REJECTED "tenant-name".
 */
#pragma once

#include "base-call.h"
#include "oauth-cloud.h"

typedef struct
{
  char *name;        /* "" when it does not say, or says what cannot be shown */
  gboolean is_known; /* it is a domain of an organisation there */
} OauthRealm;

/* Blocks. Caller frees. */
OauthRealm *oauth_realm_find (BaseCall *call, const OauthCloud *cloud, const char *domain,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void oauth_realm_free (OauthRealm *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthRealm, oauth_realm_free)
