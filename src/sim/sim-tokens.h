/* sim-tokens.h - what the simulated Entra ID signs: access tokens and id tokens, and the
 * application that is registered there
 *
 * RS256 with a key of this process, as Entra ID's own tokens are. One thread.
 */
#pragma once

#include "sim-options.h"

#include "base-secret.h"
#include "base-time.h"

#include <json-glib/json-glib.h>

#define SIM_TENANT "5c9f3d7e-41aa-4b60-9f0e-3d1c6a7b8e92"
#define SIM_DOMAIN "corp.example"
#define SIM_CLIENT "0d6a2f4e-97c1-4d3b-8a52-61f3c0e9b7d4" /* confidential and public, as may be */

#define SIM_TOKEN_LIFE_S 3600

typedef enum
{
  SIM_RESOURCE_GRAPH,
  SIM_RESOURCE_ADMIN /* the admin endpoint of Exchange */
} SimResource;

typedef struct _SimTokens SimTokens;

/* options and clock are borrowed. */
SimTokens *sim_tokens_new (const SimOptions *options, const BaseClock *clock);
void sim_tokens_free (SimTokens *self);

BaseSecret *sim_tokens_secret (const SimTokens *self);       /* the application's; borrowed */
gint64 sim_tokens_now_s (const SimTokens *self);             /* by the simulated clock */
JsonObject *sim_tokens_keys (SimTokens *self);               /* a JWKS; caller unrefs */
const char *const *sim_tokens_roles (const SimTokens *self); /* granted to the application */

/* A JWT. Fills in iat, nbf, exp and tid. Caller frees. */
char *sim_tokens_issue (SimTokens *self, JsonObject *claims);

/* The claims of an access token for this service that is still good; NULL for any other. Caller
 * unrefs. */
JsonObject *sim_tokens_check (SimTokens *self, const char *token, SimResource resource);

/* TRUE when tokens may be asked for it: https://graph.microsoft.com and its kin, and any name of
 * this computer. */
gboolean sim_tokens_is_resource (const char *audience);

/* base64url without padding. Caller frees; NULL (and unref) for what is none. */
char *sim_tokens_encode (gconstpointer data, gsize size);
GBytes *sim_tokens_decode (const char *text, gsize length);
