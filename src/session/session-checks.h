/* session-checks.h - what the verification of a connection is made of. Inside session only; any
 * thread. */
#pragma once

#include "checks-plan.h"
#include "session-core.h"

/* The words of steps that end with an error. A refused impersonation is looked into first
 * (session-role.h), with this password; NULL: it is not. Before anything is added. */
void session_checks_explain (ChecksPlan *plan, ExchangeProfile *profile, BaseSecret *password);
