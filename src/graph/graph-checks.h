/* graph-checks.h - the steps of the verification for an organisation online
 *
 *   online-…        from the login server to a token: graph-checks-login.h
 *   graph           Graph answers, and takes the application's token
 *   online-people   users can be listed
 *   online-mailbox  the settings of the test mailbox can be read
 *   online-write    and written: its time zone is set to what it is, so nothing changes
 */
#pragma once

#include "base-secret.h"
#include "checks-plan.h"
#include "exchange-profile.h"
#include "oauth-keeper.h"

/* keeper: as in graph-backend.h. */
void graph_checks_add (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password,
                       OauthKeeper *keeper);
