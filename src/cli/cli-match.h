/* cli-match.h - who a name is in the directory, as check-names prints it */
#pragma once

#include "cli-context.h"
#include "exchange-search.h"

/* FALSE when standard output is gone. */
gboolean cli_match_print (CliContext *context, const ExchangeMatch *match);
