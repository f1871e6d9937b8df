/* cli-profile.h - profile add, which has as many options as the wizard has fields */
#pragma once

#include "cli-context.h"

CliExit cli_profile_add (CliContext *context, int argc, char **argv);
