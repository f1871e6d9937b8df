/* sim-oauth.h - the login server of Microsoft 365: OpenID configuration, token endpoint, sign-in
 * and device codes
 *
 * Written from Microsoft's pages "Microsoft identity platform and OAuth 2.0 …" and its list of
 * error codes. One tenant (SIM_TENANT, also by its domain), one application (SIM_CLIENT):
 *
 *   GET  /TENANT/v2.0/.well-known/openid-configuration, /TENANT/discovery/v2.0/keys
 *   POST /TENANT/oauth2/v2.0/token        all grants; a refresh token works once
 *   GET  /TENANT/oauth2/v2.0/authorize    with login_hint that person is signed in at once,
 *                                         else a page asks; &answer=no declines
 *   GET  /TENANT/adminconsent             grants at once; &answer=no declines
 *   POST /TENANT/oauth2/v2.0/devicecode
 *   GET  /getuserrealm.srf?login=ADDRESS  whose the domain is: Managed and a name, or Unknown
 *   GET  /devicelogin?user_code=CODE      a page asks; &answer=yes|no is its answer
 *
 * The faults' operations are "oauth-configuration", "oauth-token", "oauth-devicecode" and
 * "oauth-realm", their mailbox is the client's id; "fault": "AADSTS7000222" is refused with that
 * code. One thread.
 */
#pragma once

#include "sim-turn.h"

typedef struct _SimOauth SimOauth;

SimOauth *sim_oauth_new (SimWorld *world /* borrowed */);
void sim_oauth_free (SimOauth *self); /* NULL is fine */

gboolean sim_oauth_is_path (const char *path);
void sim_oauth_serve (SimOauth *self, SimTurn *turn);
