/* cli-verify.h - the steps of verification on standard output */
#pragma once

#include "checks-plan.h"
#include "cli-context.h"

/* Runs and prints it. {key: name, "checks", "result"} */
CliExit cli_verify_plan (CliContext *context, BaseCall *call, const char *key, const char *name,
                         ChecksPlan *plan);

CliExit cli_verify_profile (CliContext *context, SessionCore *core, ExchangeProfile *profile);
