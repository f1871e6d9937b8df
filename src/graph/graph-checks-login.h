/* graph-checks-login.h - the steps of the verification from the login server to a token. Inside the
 * room.
 *
 *   online-cloud        the login server answers; its clock
 *   online-tenant       the tenant is there, and in this cloud
 *   online-credentials  the certificate: whose, its thumbprint, until when; or that there is a
 * secret online-token        a token for Graph; detail: what it says of itself online-permissions
 * what the token allows beside what is needed
 */
#pragma once

#include "checks-plan.h"
#include "exchange-profile.h"
#include "oauth-cache.h"

/* cloud and cache: NULL when the profile does not do, for the reason in problem. */
void graph_checks_login_add (ChecksPlan *plan, const ExchangeProfile *profile, OauthCloud *cloud,
                             OauthCache *cache, const GError *problem);
