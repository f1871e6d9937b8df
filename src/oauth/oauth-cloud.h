/* oauth-cloud.h - Microsoft's clouds, and where each has its services
 *
 * Immutable, reference-counted; any thread. The list is data/clouds.json, compiled in: login page,
 * Graph and the admin endpoint of Exchange as base URLs without a slash at their end (Microsoft's
 * page "National cloud deployments"). GCC is in the global cloud. Tokens of one are worth nothing
 * in another.
 */
#pragma once

#include <glib.h>

#define OAUTH_CLOUD_CUSTOM "custom" /* a profile's own addresses; not in the list */

typedef struct
{
  char *id;     /* "global", "gcc-high" …: what a profile keeps */
  char *name;   /* what people call it; a name, not translated */
  char *login;  /* "https://login.microsoftonline.com" */
  char *graph;  /* "https://graph.microsoft.com" */
  char *admin;  /* "https://outlook.office365.com" */
  char *ca_pem; /* the only authorities to trust, as PEM; "": the system's */
} OauthCloud;

/* What a token is asked for: a token is good for one of them only. */
typedef enum
{
  OAUTH_RESOURCE_GRAPH,
  OAUTH_RESOURCE_ADMIN
} OauthResource;
#define OAUTH_N_RESOURCES 2

/* All, in the order in which they are offered. Caller unrefs. */
GPtrArray *oauth_cloud_list (void);
/* NULL when there is none of this id. Caller unrefs. */
OauthCloud *oauth_cloud_find (const char *id);
/* Addresses of the profile's own: also as they are found elsewhere, the token endpoint in place of
 * the login server, Graph with its version. An empty admin is allowed. NULL with
 * BASE_ERROR_REJECTED "cloud-address" when one of them is no https address without user, query and
 * fragment; plain http is let through for 127.0.0.1 and [::1]. Caller unrefs. */
OauthCloud *oauth_cloud_new (const OauthCloud *draft, GError **error);

OauthCloud *oauth_cloud_ref (OauthCloud *self);
void oauth_cloud_unref (OauthCloud *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthCloud, oauth_cloud_unref)

/* The base URL of a resource. Borrowed. */
const char *oauth_cloud_resource (const OauthCloud *self, OauthResource resource);
