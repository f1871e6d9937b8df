/* cli-acts.h - what is done beside replies, printed */
#pragma once

#include "cli-context.h"
#include "session-act.h"

typedef struct _JsonObject JsonObject;

/* "acts": [{"kind","does","words","error"}]; acts: SessionAct, NULL is none. */
void cli_acts_put (JsonObject *object, const GPtrArray *acts);

/* Something is to be seen: not all of it stays as it was. */
gboolean cli_acts_are_news (const GPtrArray *acts);
/* A line each, of which those that stay only in a verbose context; errors as usual. */
void cli_acts_print (CliContext *context, const GPtrArray *acts);
