/* oauth-tenant.h - a tenant and its endpoints, from its OpenID configuration
 *
 * A value of its own for each question; free it. Every address that the answer names must be on the
 * cloud's own login host, and the issuer must name the tenant that was asked for: credentials go
 * nowhere else (OpenID Connect Discovery 1.0, section 4.3).
 *
 * Errors: those of http-send.h; AUTH "tenant-unknown", "other-cloud"; PROTOCOL "discovery-host" (an
 * address elsewhere), "discovery-issuer" (another tenant), "token-answer"; REJECTED "tenant-name".
 */
#pragma once

#include "base-call.h"
#include "oauth-cloud.h"

typedef struct
{
  char *id; /* the GUID */
  char *token_url;
  char *authorize_url; /* "" when there is none */
  char *device_url;    /* "" when there is none */
  char *graph_host;    /* where the tenant's Graph is, in lower case; "" when it does not say */
  char *region;        /* "GCC", "DODCON", "DOD"; "" for the others */
  gint64 skew_s;       /* how far the server's clock is ahead of ours */
} OauthTenant;

/* tenant: a GUID or a domain. now: for the skew. Blocks. */
OauthTenant *oauth_tenant_find (BaseCall *call, const OauthCloud *cloud, const char *tenant,
                                GDateTime *now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void oauth_tenant_free (OauthTenant *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthTenant, oauth_tenant_free)

/* A GUID, or a domain's name. */
gboolean oauth_tenant_is_name (const char *text);
