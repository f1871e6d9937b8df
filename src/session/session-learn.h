/* session-learn.h - what a verification saw of the server, for the profile. Pure. */
#pragma once

#include "checks-plan.h"
#include "exchange-profile.h"

/* Lends draft the build and the ways to log in that results tell, as long as these live. results:
 * ChecksResult by the plan's index; NULL where there is none. TRUE when draft knows more, or
 * better, than before. */
gboolean session_learn (const ChecksPlan *plan, const GPtrArray *results, ExchangeProfile *draft);
