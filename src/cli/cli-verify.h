/* cli-verify.h - the steps of verification on standard output */
#pragma once

#include "checks-plan.h"
#include "cli-context.h"

CliExit cli_verify_profile (CliContext *context, SessionCore *core, ExchangeProfile *profile);
