/* cmdlets-checks.h - the steps of the Verification page where cmdlets are the way to the mailboxes
 *
 *   console        there is a console, and how one may log in
 *   credentials    the account may open it; tried once only
 *   oof            the test mailbox's automatic reply can be read
 *
 * Unlike the steps of powershell-checks.h, which tell about what is not needed, these fail. */
#pragma once

#include "base-secret.h"
#include "checks-plan.h"
#include "exchange-profile.h"

void cmdlets_checks_add (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password);
